"""Digests for the names of published files: letters only, so that none can read as somebody's number."""

import hashlib

_LETTERS = str.maketrans("0123456789abcdef", "abcdefghijkmnpqr")


def lettered(data: bytes) -> str:
    """64 letters that stand for ``data``: its SHA-256 (FIPS 180-4), each hexadecimal digit as a letter."""
    return hashlib.sha256(data).hexdigest().translate(_LETTERS)
