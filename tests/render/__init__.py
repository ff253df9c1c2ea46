"""Records → pages."""
