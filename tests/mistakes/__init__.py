"""Slips of office people, in a small site that is otherwise right."""
