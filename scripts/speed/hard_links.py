"""Files of one folder that stand in another as well: hard links, none of which is ever written into.

So what of a finished site stays the same is taken over by the next without a byte being copied.
"""

import os
import shutil
import time
from collections.abc import Mapping
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
    """Gives a new folder these files of another, by hard links; False where one is not as it was left, or can have none."""
    try:
        for folder in {name.rpartition("/")[0] for name in files}:
            os.makedirs(f"{new}/{folder}", exist_ok=True)  # noqa: PTH103  # a Path for each of tens of thousands costs more
        for name in files:
            os.link(f"{old}/{name}", f"{new}/{name}")
        return all(state(f"{new}/{name}") == left for name, left in files.items())
    except OSError:
        return False
