"""What can be read inside a file that is no text: a picture's notes, a sound's tags, whatever follows its end."""

import re
from collections.abc import Iterator

from scripts.privacy.detectors.containers import notes

_SHOWN = "\x20-\x7e\u3001-\u3011\u4e00-\u9fff\uff01-\uff5e"
_READABLE = re.compile(f"[\x09{_SHOWN}]{{6,}}|[{_SHOWN}]*[\u4e00-\u9fff]{{2}}[{_SHOWN}]*")
"""Six characters in a row, or two Chinese ones: a name has no more."""
APART = " 。 "
"""Stands between two pieces, so that their digits are not read as one number."""


def readable(data: bytes) -> str:
    """The pieces of readable text in ``data``, in their order, in each encoding that such text is written in."""
    # The old tag of a sound begins with TAG, its title follows at once.
    pieces = (piece.replace(b"TAG", b"\x00\x00\x00") for piece in notes(data))
    found = (match[0] for piece in pieces for text in _readings(piece) for match in _READABLE.finditer(text))
    return APART.join(dict.fromkeys(found))


def _readings(piece: bytes) -> Iterator[str]:
    """UTF-8, UTF-16 from even and odd places, and what Windows writes in China (GB 18030, a superset of GBK)."""
    yield piece.decode("utf-8", "replace")
    for encoding in ("utf-16-le", "utf-16-be"):
        yield piece.decode(encoding, "replace")
        yield piece[1:].decode(encoding, "replace")
    yield piece.decode("gb18030", "replace")
