"""Caches and parallel work may be lost, shared or broken without changing results."""
