"""Pages staged, built, searched and swapped in."""
