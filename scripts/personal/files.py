"""What can be read inside a file that is no text: a picture's notes, a sound's tags, whatever follows its end."""

import re

from scripts.personal.containers import notes

_READABLE = re.compile(
    rb"(?:[\x09\x20-\x7e]|[\xe3-\xe9][\x80-\xbf]{2}|\xef[\xbc-\xbd][\x80-\xbf]){6,}"  # UTF-8: ASCII, Chinese, full-width
    rb"|(?:[\x20-\x7e]\x00){6,}"  # UTF-16, little end first: Windows' notes, ID3 tags
    rb"|(?:\x00[\x20-\x7e]){6,}"
)
APART = " 。 "
"""Stands between two pieces, so that their digits are not read as one number."""


def readable(data: bytes) -> str:
    """The pieces of readable text in ``data``, in their order; compressed points and samples are left out."""
    # The old tag of a sound begins with TAG, its title follows at once.
    pieces = (piece.replace(b"TAG", b"\x00\x00\x00") for piece in notes(data))
    found = (match[0] for piece in pieces for match in _READABLE.finditer(piece))
    return APART.join(text.replace(b"\x00", b"").decode("utf-8", "replace") for text in found)
