"""Measures search: queries made from records, asked of the real page in a real browser."""
