"""The commands, as an editor runs them."""
