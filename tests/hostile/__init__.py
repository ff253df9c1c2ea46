"""Hostile inputs, one promise each."""
