"""Mistakes of office staff in an otherwise correct small site."""
