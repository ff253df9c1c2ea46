"""Files of one folder that stand in another as well: hard links, none of which is ever written into.

So what of a finished site stays the same is taken over by the next without a byte being copied.
"""

import os
import shutil
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path

RACY = 2 * 10**9
"""Nanoseconds within which two changes of a file may have one time: some file systems count in two seconds."""
State = tuple[int, int, int, int]
"""What tells that a file is still the one that was written: its inode, size, time and mode. When the inode was changed is not
among them: linking changes that."""


def state(path: str) -> State:
    found = os.lstat(path)
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_mode


def link_or_copy(source: str | Path, target: str | Path) -> None:
    """A file under another name (a hard link), or a copy where the disk cannot."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def linked(old: Path, new: Path, files: Mapping[str, State]) -> bool:
    """Makes a folder hold these files of another, and nothing else; False where one is not as it was left, or can have no
    second name."""
    try:
        mirror(str(old), str(new), files)
        return all(state(f"{new}/{name}") == left for name, left in files.items())
    except OSError:
        return False


def mirror(old: str, new: str, names: Collection[str]) -> None:
    """Makes a folder hold the files of another that have these names, by hard links, and nothing else; what it holds of them
    already stays: to make thousands of folders takes as long as all else. Raises OSError."""
    there = set[str]()
    for folder, _, files in os.walk(new):
        for path in (f"{folder}/{name}" for name in files):
            if (name := path[len(new) + 1 :]) in names and os.path.samefile(path, f"{old}/{name}"):  # noqa: PTH121
                there.add(name)
            else:
                os.unlink(path)  # noqa: PTH108
                with suppress(OSError):
                    os.removedirs(folder)  # it, and those above, if that was the last
    for name in (name for name in names if name not in there):
        os.makedirs(f"{new}/{name}".rpartition("/")[0], exist_ok=True)  # noqa: PTH103
        os.link(f"{old}/{name}", f"{new}/{name}")
