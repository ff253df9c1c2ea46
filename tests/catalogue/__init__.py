"""Addresses that moved, licences that ended."""
