"""Swaps the new site in atomically, one process at a time; first repairs what a killed one left."""

import ctypes
import errno
import fcntl
import os
import shutil
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from scripts.speed.hard_links import mirror

SITE, FRESH, OLD, LOCK = "site", ".site-new", ".site-old", ".lock"
SPARE = ".site-spare"
"""Hard links to the site's files, from which the next build starts."""
_EXCHANGE = 2  # RENAME_EXCHANGE of renameat2(2)
_HERE = -100  # AT_FDCWD


@contextmanager
def locked(out: Path, waiting: Callable[[], object] = lambda: None, site: Path | None = None) -> Iterator[None]:
    """Locks ``out`` for this process, and repairs the site; calls ``waiting`` if another process has the lock.

    ``site`` is the site built there, by default ``out/site``.

    The lock ends with the process. It is not reentrant: a process that takes it twice waits forever.
    """
    with folder_lock(out, waiting):
        site = site or out / SITE
        repair(site.parent, site.name)
        yield


@contextmanager
def folder_lock(folder: Path, waiting: Callable[[], object] = lambda: None) -> Iterator[None]:
    """Locks ``folder``, created if missing, as ``locked`` does, without repair."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / LOCK).open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting()
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def swap(out: Path, name: str = SITE, spare: Collection[str] = ()) -> None:
    """Replaces the site ``out/name`` by ``out/.site-new``.

    At every moment the whole old or the whole new site is in place. If files are given as ``spare``, the old folder
    becomes ``out/.site-spare`` with exactly those files of the new site.
    """
    fresh, site, old = out / FRESH, out / name, out / OLD
    shutil.rmtree(out / SPARE, ignore_errors=True)
    if site.exists() and _exchange(fresh, site):
        with suppress(OSError):  # the spare is optional
            if spare:
                mirror(str(site), str(fresh), spare)
                fresh.rename(out / SPARE)
        shutil.rmtree(fresh, ignore_errors=True)  # after the exchange this is the old site
        return
    if site.exists():
        site.rename(old)  # no exchange on this system: if the process is killed here, ``repair`` restores it
    try:
        fresh.rename(site)
    except OSError:
        repair(out, name)
        raise
    shutil.rmtree(old, ignore_errors=True)


def repair(out: Path, name: str = SITE) -> None:
    """Restores a site that a killed build had moved away, and deletes its leftovers. The caller holds the lock.

    Raises NotADirectoryError if a link or a file, which is not ours, is in the site's place.
    """
    site = out / name
    if site.is_symlink() or site.is_file():
        raise NotADirectoryError(errno.ENOTDIR, "这里要放网站的文件夹，现在却是链接或文件，请先移走它", str(site))
    if (out / OLD).is_dir() and not site.exists():
        (out / OLD).rename(site)
    for left in (out / OLD, out / FRESH):
        if left.is_symlink() or left.is_file():
            left.unlink()
        shutil.rmtree(left, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Exchanges two names atomically; False if the system cannot."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    return bool(rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0)
