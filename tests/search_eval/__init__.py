"""Evaluates search: queries made from records, sent to the real page in a real browser."""
