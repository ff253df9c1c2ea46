"""Redirects, expiry, orders of people."""
