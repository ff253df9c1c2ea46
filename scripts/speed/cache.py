"""What was made from something, kept by what it was made from: sizes of pictures, rendered pages, pieces of the index.

The cache adds speed and decides nothing: without it the same bytes come out. It may be deleted or copied at any time and
used by several builds at once. What no build uses any more is deleted: a withdrawn picture must not stay (PIPL art. 47).
"""

import hashlib
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import get_ident

GRACE = 3600.0
"""Seconds for which an entry is kept after its last use: another build may be at work with it."""
MOST = 4 << 30
"""Bytes that may lie in a cache; beyond them the entries that were not used for longest go first."""
_LETTERS = str.maketrans("0123456789abcdef", "abcdefghijkmnpqr")


def digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def letter_digest(data: bytes) -> str:
    """The SHA-256 of ``data``, for names that are published: in letters, since digits can read as somebody's number."""
    return hashlib.sha256(data).hexdigest().translate(_LETTERS)


def key_of(kind: str, *parts: str | bytes) -> str:
    """The key of what is made from ``parts``, all of them and in this order; ``kind`` names what is made and by which recipe."""
    state = hashlib.blake2b(digest_size=20)
    for part in (kind, *parts):
        data = part.encode(errors="surrogateescape") if isinstance(part, str) else part
        state.update(b"%d:" % len(data))
        state.update(data)
    return state.hexdigest()


@cache
def installed() -> str:
    """This Python and every package it finds, with their versions: what is made may depend on any of them."""
    folders = (Path(folder) for folder in sys.path)
    return " ".join([sys.version, *sorted(path.name for folder in folders for path in folder.glob("*.dist-info"))])


def state_of(folder: Path, but: str = ".") -> str:
    """Changes with any file below a folder; those named ``but``, hidden ones and compiled files left out."""
    state = hashlib.blake2b(digest_size=20)
    for here, inner, names in os.walk(folder):
        inner[:] = sorted(name for name in inner if not name.startswith((".", "__pycache__", but)))
        below = here.removeprefix(str(folder)).replace(os.sep, "/")
        for name in sorted(names):
            with open(f"{here}/{name}", "rb") as file:  # noqa: PTH123  # hundreds each time: a Path costs as much again
                state.update(f"{below}/{name}\n{digest(file.read())}\n".encode(errors="surrogateescape"))
    return state.hexdigest()


@cache
def program() -> str:
    """Changes with the code of this program, and with every version installed; looked at once a process. Templates, which are
    read for pages alone, are left out."""
    return key_of("", installed(), state_of(Path(__file__).parents[1], but="templates"))


@dataclass(frozen=True, slots=True)
class Cache:
    """Entries in a folder, a file each, under their keys (``key_of``), behind a line with their digest. Without a folder nothing
    is kept."""

    folder: Path | None = None

    def get(self, key: str) -> bytes | None:
        """The entry, which counts as used now; None when there is none, or when any byte of it is missing or altered."""
        if self.folder is None:
            return None
        path = self._path(key)
        try:
            mark, _, data = path.read_bytes().partition(b"\n")
            if mark != digest(data).encode():
                return None
            os.utime(path)
        except OSError:
            return None
        return data

    def put(self, key: str, data: bytes) -> None:
        """Keeps an entry, whole or not at all; where the disk refuses, the next build makes it again."""
        if self.folder is None:
            return
        path = self._path(key)
        half = path.with_name(f"{key}.{os.getpid()}-{get_ident()}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            half.write_bytes(digest(data).encode() + b"\n" + data)
            half.replace(path)
        except OSError:
            with suppress(OSError):
                half.unlink()

    def made(self, key: str, make: Callable[[], bytes]) -> bytes:
        """The entry, or what ``make`` makes, which is kept."""
        data = self.get(key)
        if data is None:
            data = make()
            self.put(key, data)
        return data

    def forget(self, now: float, most: int = MOST) -> None:
        """Deletes what was last used more than ``GRACE`` before ``now`` (seconds since 1970), and what is beyond ``most``."""
        total = 0
        for used, size, path in sorted(self._entries(), reverse=True):
            total += size
            if used < now - GRACE or total > most:
                Path(path).unlink(missing_ok=True)

    def _entries(self) -> Iterator[tuple[float, int, str]]:
        """Each file of the cache: when it was last used, its bytes, its path; those that another build deletes left out."""
        for folder in self.folder.glob("??") if self.folder else ():
            for entry in os.scandir(folder):
                with suppress(OSError):
                    state = entry.stat()
                    yield state.st_mtime, state.st_size, entry.path

    def _path(self, key: str) -> Path:
        return Path(f"{self.folder}/{key[:2]}/{key}")
