"""The search index, and the browser that reads it."""
