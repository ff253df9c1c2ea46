"""The public site is exchanged in one step, by one process at a time; what a killed one left is put right first."""

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
"""The site once more, by hard links to its files: most of the next site is there already, in its folders."""
_EXCHANGE = 2  # RENAME_EXCHANGE of renameat2(2)
_HERE = -100  # AT_FDCWD


@contextmanager
def locked(out: Path, waiting: Callable[[], object] = lambda: None, site: Path | None = None) -> Iterator[None]:
    """Holds ``out`` for this process; calls ``waiting`` when another one has it. It is let go however the process ends.

    ``site`` is the site made there, if it is not ``out/site``.

    The lock is the file's, not the process's: whoever takes it twice waits for itself.
    """
    with held(out, waiting):
        site = site or out / SITE
        repair(site.parent, site.name)
        yield


@contextmanager
def held(folder: Path, waiting: Callable[[], object] = lambda: None) -> Iterator[None]:
    """Holds ``folder``, which is made, for this process, as ``locked`` does."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / LOCK).open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting()
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def swap(out: Path, name: str = SITE, spare: Collection[str] = ()) -> None:
    """Puts ``out/.site-new`` in the place of ``out/site``, or of the ``name`` given.

    At every moment the old site or the new one is there, whole. Of the old one a spare is made that holds the files ``spare``
    of the new one, if any are given, and nothing else.
    """
    fresh, site, old = out / FRESH, out / name, out / OLD
    shutil.rmtree(out / SPARE, ignore_errors=True)
    if site.exists() and _exchange(fresh, site):
        with suppress(OSError):  # the new site stands
            if spare:
                mirror(str(site), str(fresh), spare)
                fresh.rename(out / SPARE)
        shutil.rmtree(fresh, ignore_errors=True)  # now the old one
        return
    if site.exists():
        site.rename(old)  # a system that cannot exchange: ``repair`` brings it back if this process ends here
    try:
        fresh.rename(site)
    except OSError:
        repair(out, name)
        raise
    shutil.rmtree(old, ignore_errors=True)


def repair(out: Path, name: str = SITE) -> None:
    """Brings back a site that a killed build had moved away, and deletes what it left. Only under the lock.

    Raises NotADirectoryError when the place of the site is taken by a link or a file: what lies there is not ours.
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
    """Exchanges two names in one step, where the system can; False where it cannot."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    return bool(rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0)
