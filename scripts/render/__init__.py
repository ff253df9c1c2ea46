"""Records → pages: pure functions, nothing here reads or writes a file except the templates."""
