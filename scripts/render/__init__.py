"""Records → pages: pure functions that read no files but the templates."""
