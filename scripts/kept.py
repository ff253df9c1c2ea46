"""Caches of files made from others. What no build uses any more is deleted: a withdrawn picture must not stay (PIPL art. 47)."""

import os
from pathlib import Path
from threading import get_ident

GRACE = 3600.0
"""Seconds for which a file is kept after its last use: another build may be at work with it."""
_ENDS = {b"\xff\xd8\xff": b"\xff\xd9", b"\x89PNG": b"IEND\xaeB`\x82"}
"""How a JPEG and a PNG begin, and how they end when nothing is missing."""


def used(path: Path) -> Path:
    """The same path; the file counts as used now. Raises FileNotFoundError: nothing is made in its place."""
    os.utime(path)
    return path


def whole(path: Path) -> bool:
    """Is the picture there, from its first byte to its last? The files of a cache may be deleted or cut off at any time."""
    try:
        with path.open("rb") as file:
            head, size = file.read(12), path.stat().st_size
            file.seek(-min(size, 8), os.SEEK_END)
            tail = file.read()
    except OSError:
        return False
    if head.startswith(b"RIFF"):  # WebP says its own length
        return int.from_bytes(head[4:8], "little") + 8 == size
    return any(head.startswith(begin) and tail.endswith(end) for begin, end in _ENDS.items())


def keep(path: Path, data: bytes) -> None:
    """Writes a file at once and whole: two builds that make the same do not disturb each other."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f"{path.name}.{os.getpid()}-{get_ident()}.part")
    half.write_bytes(data)
    half.replace(path)


def forget(folder: Path, now: float) -> None:
    """Deletes every file below ``folder`` that was last used more than ``GRACE`` before ``now`` (seconds since 1970)."""
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_file() and path.stat().st_mtime < now - GRACE:
            path.unlink(missing_ok=True)
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()
