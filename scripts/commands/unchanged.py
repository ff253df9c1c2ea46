"""Skips a build when nothing has changed since the last one, and repeats its answer.

As in git, a file counts as unchanged by its size and times; it is read if it was changed too shortly before it was
looked at. In every case of doubt the site is built.
"""

import os
import pickle
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from scripts.problems import Problem
from scripts.settings import PROJECT, Settings
from scripts.speed.cache import digest, installed_versions, key_of
from scripts.speed.hard_links import RACY

_REQUIRED = {"plugins": [], "hooks": ["scripts/hooks.py"]}
"""The only plugins and hooks mkdocs.yml may name: those of others may depend on anything."""
Found = tuple[str, os.stat_result]


class Answer(NamedTuple):
    """The outcome of a build: records by type, in words; pages; problems; whether the site was built."""

    records: dict[str, int]
    pages: int
    problems: tuple[Problem, ...]
    built: bool = True


class Unchanged:
    """Compares a build's inputs before it begins, and its outputs since the last build ended."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.began = time.time_ns() - RACY
        self.read = ""
        self.given = key_of("build/2", repr(settings), installed_versions(), settings.stated)

    def answer(self) -> Answer | None:
        """The answer of the last build; None unless its inputs, options and outputs are all unchanged."""
        with suppress(OSError, ValueError):
            inputs = list(_files(_inputs(self.settings)))
            self.read = _state(inputs, self.began)
            if kept := self.settings.cache.get(self.given):
                began, read, ended, written, answer = pickle.loads(kept)  # noqa: S301  # verified, and ours
                if read == _state(inputs, began) and written == _state(_files(_outputs(self.settings)), ended):
                    return answer  # type: ignore[no-any-return]
        return None

    def keep(self, answer: Answer) -> None:
        """Stores the answer of a build that began after ``answer`` was called; the caller holds the lock on ``out``."""
        if not (answer.built and self.read and _has_only_our_plugins(self.settings)):
            return
        ended = time.time_ns() - RACY
        with suppress(OSError, ValueError):
            written = _state(_files(_outputs(self.settings)), ended)
            self.settings.cache.put(self.given, pickle.dumps((self.began, self.read, ended, written, answer)))


def _state(files: Iterable[Found], near: int) -> str:
    """A digest of the files' states. Files changed after ``near`` (nanoseconds since 1970) are read."""
    lines = []
    for path, found in files:
        said = (found.st_size, found.st_ino, found.st_mtime_ns, found.st_ctime_ns)
        lines.append(f"{path}\n{digest(Path(path).read_bytes()) if max(said[2:]) >= near else said}\n")
    return digest("".join(lines).encode(errors="surrogateescape"))


def _files(places: Iterable[Path | str]) -> Iterator[Found]:
    """The files in some folders, and files given directly. Raises ValueError at a symbolic link, which may lead
    anywhere."""
    for place in places:
        if os.path.isfile(place):  # noqa: PTH113  # tens of thousands, as below
            yield str(place), os.stat(place)  # noqa: PTH116
            continue
        with os.scandir(place) as found:
            entries = sorted(found, key=lambda entry: entry.name)
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _files([entry.path]) if entry.name != "__pycache__" else ()
            elif entry.is_file(follow_symlinks=False):
                yield entry.path, entry.stat(follow_symlinks=False)
            else:
                raise ValueError(f"{entry.path} is no file")


def _inputs(settings: Settings) -> list[Path]:
    """Everything a build may read: the project without outputs and hidden files, and folders configured elsewhere."""
    made = {settings.out, settings.site, settings.root / "build"}
    near = [path for path in settings.content.parent.iterdir() if path.is_file()]
    own = [path for path in settings.root.iterdir() if not path.name.startswith(".")]
    places = {*own, *near, settings.content, settings.handwritten, PROJECT / "scripts", settings.private}
    return sorted(place for place in places - made if place and place.exists())


def _outputs(settings: Settings) -> list[Path]:
    return [settings.out / "docs", settings.out / "server", settings.site]


def _has_only_our_plugins(settings: Settings) -> bool:
    from yaml import CBaseLoader, load  # reads !ENV as text, too

    said = load(settings.stated, CBaseLoader) if "INHERIT" not in settings.stated else {}
    return bool(said | _REQUIRED == said)
