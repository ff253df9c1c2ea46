"""Markdown pages → the public site: staged, built with MkDocs, links checked, audited, swapped in whole."""
