"""The tests. Everybody named in them is invented."""
