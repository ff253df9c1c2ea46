"""Runs the check on changes that have not been written, over a copy of the records."""

import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts.checks import check
from scripts.editing.save import Change
from scripts.load.content import load
from scripts.problems import Problem, Severity
from scripts.release.git import BESIDE
from scripts.settings import Settings
from scripts.speed.hard_links import link_or_copy


@contextmanager
def linked_copy(content: Path, changes: Iterable[Change], names: Iterable[str] | None = None) -> Iterator[Path]:
    """A temporary copy of the content folder, made of links, with the changes applied.

    ``names`` limits it to some files, relative to the folder.
    """
    cache = content.parent / ".cache"
    cache.mkdir(exist_ok=True)
    with TemporaryDirectory(dir=cache) as folder:
        copy = Path(folder) / content.name
        if names is None:
            shutil.copytree(content, copy, copy_function=link_or_copy, symlinks=True)
        for name in {*(names or ())}:
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            if (content / name).is_file():
                link_or_copy(content / name, copy / name)
        copy.mkdir(exist_ok=True)
        for name in BESIDE:
            if (content.parent / name).is_file():
                link_or_copy(content.parent / name, copy.parent / name)
        for change in changes:
            path = copy.parent / change.path.relative_to(content.parent)
            path.unlink(missing_ok=True)
            if change.after is not None:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(change.after)
        yield copy


def new_problems(content: Path, changes: Sequence[Change], settings: Settings) -> list[Problem]:
    """The problems the changes would add: those of the changed files, and new errors elsewhere; nothing is written."""
    with linked_copy(content, changes) as copy:
        found = check(load(copy, settings))
    ours = {change.path.relative_to(content.parent).as_posix() for change in changes}
    mine = [one for one in found if one.file in ours]
    if other := [one for one in found if one.file not in ours and one.severity is Severity.ERROR]:
        known = {(one.file, one.code, one.message) for one in check(load(content, settings))}
        other = [one for one in other if (one.file, one.code, one.message) not in known]
    return mine + other


def new_errors(content: Path, changes: Sequence[Change], settings: Settings) -> list[Problem]:
    return [one for one in new_problems(content, changes, settings) if one.severity is Severity.ERROR]
