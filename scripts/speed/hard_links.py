"""Hard links to the files of a finished site, so that the next site takes over unchanged files without copying.

A linked file is never written to, only replaced.
"""

import os
import shutil
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path

RACY = 2 * 10**9
"""Nanoseconds within which two changes of a file may get the same time: some file systems count in steps of two seconds."""
FileState = tuple[int, int, int, int]
"""Inode, size, modification time and mode: the same while nobody touches the file. The inode's change time is left out, since linking
changes it."""


def file_state(path: str) -> FileState:
    found = os.lstat(path)
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_mode


def link_or_copy(source: str | Path, target: str | Path) -> None:
    """Links a file under a second name, or copies it where the disk supports no hard links."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def fill_with_links(old: Path, new: Path, files: Mapping[str, FileState]) -> bool:
    """Makes ``new`` hold exactly these files of ``old``. False when a file has changed since, or cannot be linked."""
    try:
        mirror(str(old), str(new), files)
        return all(file_state(f"{new}/{name}") == left for name, left in files.items())
    except OSError:
        return False


def mirror(old: str, new: str, names: Collection[str]) -> None:
    """Makes ``new`` hold exactly the files of ``old`` with these names, by hard links. Links it already holds stay: making
    thousands of folders anew takes as long as all the rest. Raises OSError."""
    there = set[str]()
    for folder, _, files in os.walk(new):
        for path in (f"{folder}/{name}" for name in files):
            if (name := path[len(new) + 1 :]) in names and os.path.samefile(path, f"{old}/{name}"):  # noqa: PTH121
                there.add(name)
            else:
                os.unlink(path)  # noqa: PTH108
                with suppress(OSError):
                    os.removedirs(folder)  # and its parents, where empty
    for name in (name for name in names if name not in there):
        os.makedirs(f"{new}/{name}".rpartition("/")[0], exist_ok=True)  # noqa: PTH103
        os.link(f"{old}/{name}", f"{new}/{name}")
