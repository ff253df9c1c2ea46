"""Caches of files made from others. What no build uses any more is deleted: a withdrawn picture must not stay (PIPL art. 47).

Beside each file lies its digest: whatever was cut off, flipped or exchanged is not used but made anew.
"""

import hashlib
import os
from pathlib import Path
from threading import get_ident

_LETTERS = str.maketrans("0123456789abcdef", "abcdefghijkmnpqr")
GRACE = 3600.0
"""Seconds for which a file is kept after its last use: another build may be at work with it."""


def used(path: Path) -> Path:
    """The same path; the file counts as used now. Raises FileNotFoundError: nothing is made in its place."""
    os.utime(path)
    os.utime(_sum(path))
    return path


def whole(path: Path) -> bool:
    """Is the file there, byte for byte as it was kept?"""
    try:
        return _sum(path).read_text(encoding="ascii") == digest(path.read_bytes())
    except (OSError, ValueError):
        return False


def keep(path: Path, data: bytes) -> None:
    """Writes a file at once and whole: two builds that make the same do not disturb each other."""
    path.parent.mkdir(parents=True, exist_ok=True)
    for target, content in ((path, data), (_sum(path), digest(data).encode())):
        half = target.with_name(f"{target.name}.{os.getpid()}-{get_ident()}.part")
        half.write_bytes(content)
        half.replace(target)


def sealed(data: bytes) -> bytes:
    """The bytes behind a line with their digest: what one file holds that is only read here."""
    return digest(data).encode() + b"\n" + data


def unsealed(data: bytes) -> bytes:
    """What was sealed. Raises ValueError when any byte of it is missing or altered."""
    mark, _, said = data.partition(b"\n")
    if mark != digest(said).encode():
        raise ValueError("altered in the cache")
    return said


def digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def letter_digest(data: bytes) -> str:
    """The SHA-256 of ``data``, for names that are published: in letters, since digits can read as somebody's number."""
    return hashlib.sha256(data).hexdigest().translate(_LETTERS)


def _sum(path: Path) -> Path:
    return path.with_name(f"{path.name}.sum")


def forget(folder: Path, now: float) -> None:
    """Deletes every file below ``folder`` that was last used more than ``GRACE`` before ``now`` (seconds since 1970)."""
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_file() and path.stat().st_mtime < now - GRACE:
            path.unlink(missing_ok=True)
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()
