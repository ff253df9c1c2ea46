"""A content-addressed cache: results under the digest of their input (sizes of pictures, rendered pages, index shards).

It may be deleted or copied at any time and used by several builds at once. Entries that no build uses any more are deleted:
a withdrawn picture must not stay (PIPL art. 47).
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
"""Seconds an entry is kept after its last use: another build may still need it."""
MOST = 4 << 30
"""Size limit in bytes; beyond it the least recently used entries are deleted."""
_LETTERS = str.maketrans("0123456789abcdef", "abcdefghijkmnpqr")


def digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def letter_digest(data: bytes) -> str:
    """The SHA-256 of ``data`` for published file names: in letters, since digits can look like a person's number."""
    return hashlib.sha256(data).hexdigest().translate(_LETTERS)


def key_of(kind: str, *parts: str | bytes) -> str:
    """The cache key of a result: ``parts`` are its inputs, in order; ``kind`` names the result and the version of its recipe."""
    state = hashlib.blake2b(digest_size=20)
    for part in (kind, *parts):
        data = part.encode(errors="surrogateescape") if isinstance(part, str) else part
        state.update(b"%d:" % len(data))
        state.update(data)
    return state.hexdigest()


@cache
def installed_versions() -> str:
    """The versions of Python and of every installed package: results may depend on any of them."""
    folders = (Path(folder) for folder in sys.path)
    return " ".join([sys.version, *sorted(path.name for folder in folders for path in folder.glob("*.dist-info"))])


def folder_digest(folder: Path, but: str = ".") -> str:
    """A digest of all files below a folder, except hidden and compiled ones and folders whose name begins with ``but``."""
    state = hashlib.blake2b(digest_size=20)
    for here, inner, names in os.walk(folder):
        inner[:] = sorted(name for name in inner if not name.startswith((".", "__pycache__", but)))
        below = here.removeprefix(str(folder)).replace(os.sep, "/")
        for name in sorted(names):
            with open(f"{here}/{name}", "rb") as file:  # noqa: PTH123  # hundreds each time: a Path costs as much again
                state.update(f"{below}/{name}\n{digest(file.read())}\n".encode(errors="surrogateescape"))
    return state.hexdigest()


@cache
def program_digest() -> str:
    """A digest of this program's code and every installed version, computed once a process. Templates, which only pages
    depend on, are left out."""
    return key_of("", installed_versions(), folder_digest(Path(__file__).parents[1], but="templates"))


@dataclass(frozen=True, slots=True)
class Cache:
    """Entries in a folder: one file each, named by its key (``key_of``), with a first line that holds its digest. Without a folder
    nothing is stored."""

    folder: Path | None = None

    def get(self, key: str) -> bytes | None:
        """The entry, marked as used now; None when it is absent, incomplete or altered."""
        if self.folder is None:
            return None
        path = self._path(key)
        try:
            with path.open("rb") as file:
                mark, data = file.readline(), file.read()
            if mark != digest(data).encode() + b"\n":
                return None
            os.utime(path)
        except OSError:
            return None
        return data

    def put(self, key: str, data: bytes) -> None:
        """Stores an entry atomically; a disk error is ignored, and the next build makes the entry again."""
        if self.folder is None:
            return
        path = self._path(key)
        half = path.with_name(f"{key}.{os.getpid()}-{get_ident()}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with half.open("wb") as file:
                file.writelines((digest(data).encode(), b"\n", data))  # an entry may be large: it is not copied
            half.replace(path)
        except OSError:
            with suppress(OSError):
                half.unlink()

    def get_or_make(self, key: str, make: Callable[[], bytes]) -> bytes:
        """The entry; if absent, ``make`` is called and its result stored."""
        data = self.get(key)
        if data is None:
            data = make()
            self.put(key, data)
        return data

    def prune(self, now: float, most: int = MOST) -> None:
        """Deletes entries last used more than ``GRACE`` before ``now`` (seconds since 1970), and those beyond ``most`` bytes."""
        total = 0
        for used, size, path in sorted(self._entries(), reverse=True):
            total += size
            if used < now - GRACE or total > most:
                Path(path).unlink(missing_ok=True)

    def _entries(self) -> Iterator[tuple[float, int, str]]:
        """(last use, size in bytes, path) of each file; files that another build deletes meanwhile are skipped."""
        for folder in self.folder.glob("??") if self.folder else ():
            for entry in os.scandir(folder):
                with suppress(OSError):
                    state = entry.stat()
                    yield state.st_mtime, state.st_size, entry.path

    def _path(self, key: str) -> Path:
        return Path(f"{self.folder}/{key[:2]}/{key}")
