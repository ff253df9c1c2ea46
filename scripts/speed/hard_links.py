"""Files of one folder that stand in another as well: hard links, none of which is ever written into.

So what of a finished site stays the same is taken over by the next without a byte being copied.
"""

import os
import shutil
import time
from collections.abc import Container, Mapping
from pathlib import Path

RACY = 2 * 10**9
"""Nanoseconds within which two changes of a file may have one time: some file systems count in two seconds."""
State = tuple[int, int, int, int]
"""What tells that a file is still the one that was written: its inode, size, time and mode. When the inode was changed is not
among them: linking changes that."""


def state(path: str) -> State:
    found = os.lstat(path)
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_mode


def is_new(found: State) -> bool:
    """Whether a file was written so lately that it may be written again without another state."""
    return time.time_ns() - found[2] < RACY


def link_or_copy(source: str | Path, target: str | Path) -> None:
    """A file under another name (a hard link), or a copy where the disk cannot."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def linked(old: Path, new: Path, files: Mapping[str, State]) -> bool:
    """Makes a folder hold these files of another, by hard links; False where one is not as it was left, or can have none."""
    try:
        new.mkdir(parents=True, exist_ok=True)
        mirror(str(old), str(new), files)
        return all(state(f"{new}/{name}") == left for name, left in files.items())
    except OSError:
        return False


def mirror(old: str, new: str, names: Container[str] | None = None, below: str = "") -> bool:
    """Makes a folder hold the files of another that are among ``names``, by hard links, and nothing else; what it holds of
    them already stays. ``below`` is where both are, as ``names`` have it. Returns whether it holds any."""
    there, kept = _inside(new), set[str]()
    for name, entry in _inside(old).items():
        folder, here = entry.is_dir(follow_symlinks=False), f"{new}/{name}"
        if name in there and (
            not there[name].is_dir(follow_symlinks=False) if folder else there[name].inode() != entry.inode()
        ):
            _remove(there.pop(name))
        if folder:
            if name not in there:
                os.mkdir(here)  # noqa: PTH102  # tens of thousands, as below
            if mirror(entry.path, here, names, f"{below}{name}/"):
                kept.add(name)
            else:
                os.rmdir(here)  # noqa: PTH106
                there.pop(name, None)
        elif names is None or below + name in names:
            kept.add(name)
            if name not in there:
                os.link(entry.path, here)
    for name in there.keys() - kept:
        _remove(there[name])
    return bool(kept)


def _inside(folder: str) -> dict[str, os.DirEntry[str]]:
    with os.scandir(folder) as found:
        return {entry.name: entry for entry in found}


def _remove(entry: os.DirEntry[str]) -> None:
    if entry.is_dir(follow_symlinks=False):
        shutil.rmtree(entry.path)
    else:
        os.unlink(entry.path)  # noqa: PTH108
