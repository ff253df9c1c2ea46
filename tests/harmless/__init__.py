"""Harmless texts that look dangerous."""
