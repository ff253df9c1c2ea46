"""Whether anything has changed since the last build: if not, its answer holds, and nothing is built.

As git does, a file is taken for the same by its size and times, and is read where it was changed too near to the moment it
was looked at. Whatever cannot be known in this way ends in a build.
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

_KNOWN = {"plugins": [], "hooks": ["scripts/hooks.py"]}
"""What mkdocs.yml must say: the plugins and hooks of others may go by anything."""
Found = tuple[str, os.stat_result]


class Answer(NamedTuple):
    """What a build told: records by type, in words; pages; problems; whether the site was built."""

    records: dict[str, int]
    pages: int
    problems: tuple[Problem, ...]
    built: bool = True


class Unchanged:
    """Looks at all that a build reads before it begins, and at all it has written when it is done."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.began = time.time_ns() - RACY
        self.read = ""
        self.given = key_of("build/2", repr(settings), installed_versions(), settings.stated)

    def answer(self) -> Answer | None:
        """The answer of the last build; None unless all it read, was given and has written is the same."""
        with suppress(OSError, ValueError):
            inputs = list(_files(_inputs(self.settings)))
            self.read = _state(inputs, self.began)
            if kept := self.settings.cache.get(self.given):
                began, read, ended, written, answer = pickle.loads(kept)  # noqa: S301  # verified, and ours
                if read == _state(inputs, began) and written == _state(_files(_outputs(self.settings)), ended):
                    return answer  # type: ignore[no-any-return]
        return None

    def keep(self, answer: Answer) -> None:
        """Keeps the answer of a build that began after ``answer`` was asked; the caller holds the lock on ``out``."""
        if not (answer.built and self.read and _is_known(self.settings)):
            return
        ended = time.time_ns() - RACY
        with suppress(OSError, ValueError):
            written = _state(_files(_outputs(self.settings)), ended)
            self.settings.cache.put(self.given, pickle.dumps((self.began, self.read, ended, written, answer)))


def _state(files: Iterable[Found], near: int) -> str:
    """Changes with any of the files. ``near``: nanoseconds since 1970; what was changed later counts by its content."""
    lines = []
    for path, found in files:
        said = (found.st_size, found.st_ino, found.st_mtime_ns, found.st_ctime_ns)
        lines.append(f"{path}\n{digest(Path(path).read_bytes()) if max(said[2:]) >= near else said}\n")
    return digest("".join(lines).encode(errors="surrogateescape"))


def _files(places: Iterable[Path | str]) -> Iterator[Found]:
    """The files in some folders, and those that are named themselves. Raises ValueError at a link, which may lead anywhere."""
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
    """Where all lies that a build may read: the whole project but what is made or hidden, and what was said to lie elsewhere."""
    made = {settings.out, settings.site, settings.root / "build"}
    near = [path for path in settings.content.parent.iterdir() if path.is_file()]
    own = [path for path in settings.root.iterdir() if not path.name.startswith(".")]
    places = {*own, *near, settings.content, settings.handwritten, PROJECT / "scripts", settings.private}
    return sorted(place for place in places - made if place and place.exists())


def _outputs(settings: Settings) -> list[Path]:
    return [settings.out / "docs", settings.out / "server", settings.site]


def _is_known(settings: Settings) -> bool:
    from yaml import CBaseLoader, load  # which reads !ENV, too, as text

    said = load(settings.stated, CBaseLoader) if "INHERIT" not in settings.stated else {}
    return bool(said | _KNOWN == said)
