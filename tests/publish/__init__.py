"""Staging, building, auditing and swapping the site."""
