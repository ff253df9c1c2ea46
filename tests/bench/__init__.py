"""What the site costs to build, to build again after a change, and to read: ``make bench``. Peers stand beside it."""
