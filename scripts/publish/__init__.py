"""Markdown pages → the public site: staged, built by MkDocs, its links followed, searched again, swapped in whole."""
