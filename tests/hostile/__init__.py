"""Hostile inputs, one expectation each."""
