"""Reads many records on all cores, and unchanged ones from the cache.

Records are cached in groups, each with the digest of the names and bytes of its files; a record that has just changed
is cached in its previous state too, so that trying out a change needs no second reading. Records with problems are not
cached: their problems are found anew each time.
"""

import pickle
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from scripts.load.resolve import targets
from scripts.load.split_records import part_names
from scripts.problems import Problem
from scripts.records.base import Record
from scripts.records.readings import sound, spoken_tags, syllables
from scripts.records.walk import all_parts, files_of, links
from scripts.settings import Settings
from scripts.speed.cache import digest, key_of, program_digest
from scripts.speed.hard_links import RACY, FileState, file_state
from scripts.speed.workers import FEW, parallel_map

GROUP = 64
"""About this many records form one cache entry."""
_UNASKED: set[str] = set()
"""Replaces pydantic's sets of written fields, which nobody reads and which take a tenth of a record's size."""
_SPOKEN: dict[Callable[[Record], object], Callable[[Record], object]] = {
    sound: lambda record: (record.title, record.pinyin, record.is_person),
    spoken_tags: lambda record: record.tags,
}
"""The pinyin of parts of a record, and the texts it depends on."""
Read = tuple[Record | None, list[Problem]]
ReadAll = Callable[[Path, Sequence[str], Settings, Callable[[Path, str], Read]], Iterator[Read]]


def read_all(root: Path, names: Sequence[str], settings: Settings, read: Callable[[Path, str], Read]) -> Iterator[Read]:
    """The result of ``read`` for each record among ``names`` (paths relative to ``root``), in their order."""
    groups: dict[int, list[str]] = {}
    count = 1 << (len(names) // GROUP).bit_length()
    for name in names:
        groups.setdefault(int(key_of("", name)[:8], 16) % count, []).append(name)  # stable: others keep their group
    digests = {name: _digest(root, name) for name in names}
    keys = {number: key_of("records", program_digest(), f"{number} of {count}") for number in groups}
    before = {number: _unpacked(settings.cache.get(key)) for number, key in keys.items()}
    same = {one.file: one for kept in before.values() for one in kept if one.digest == digests.get(one.file)}
    last = {one.file: one for kept in before.values() for one in reversed(kept) if one.file not in same}
    missing = [name for name in names if name not in same]
    if len(missing) > FEW:
        syllables("一")  # load the pinyin library once here, not once in every process
    read_now = parallel_map(
        lambda name: _ready(*read(root, name), digests[name], last.get(name)), missing, settings.jobs
    )
    found: dict[str, Read] = {name: (record, []) for name, record in same.items()}
    found |= dict(zip(missing, read_now, strict=True))
    for number, group in groups.items():
        whole = [record for record, problems in map(found.__getitem__, group) if record and not problems]
        if any(one.file not in same for one in whole):
            older = {one.file: last[one.file] for one in before[number] if one.file in last}.values()
            settings.cache.put(keys[number], pickle.dumps([*whole, *older], pickle.HIGHEST_PROTOCOL))
    return (found[name] for name in names)


def _unpacked(kept: bytes | None) -> list[Record]:
    return pickle.loads(kept) if kept else []  # noqa: S301  # verified, and ours


@dataclass
class IncrementalReader:
    """``read_all`` for a process that stays: only records that ``changed`` since the last call are read again."""

    changed: list[str] = field(default_factory=list)
    state: Callable[[str], FileState] = file_state
    _known: dict[str, tuple[object, Read]] = field(default_factory=dict)

    def __call__(
        self, root: Path, names: Sequence[str], settings: Settings, read: Callable[[Path, str], Read]
    ) -> Iterator[Read]:
        now = {name: self._states(root, name) for name in names}
        self.changed = [name for name in names if name not in self._known or self._known[name][0] != now[name]]
        found = dict(zip(self.changed, read_all(root, self.changed, settings, read), strict=True))
        self._known = {name: (now[name], found.get(name) or self._known[name][1]) for name in names}
        return (self._known[name][1] for name in names)

    def _states(self, root: Path, name: str) -> object:
        """The states of a record's files; equal to nothing if one was written so recently that a change could go unnoticed."""
        states = [self.state(f"{root}/{file}") for file in (name, *part_names(root, name))]
        return object() if any(time.time_ns() - changed < RACY for _, _, changed, _ in states) else states


def fingerprint(record: Record) -> str:
    """A digest of everything a record says, and of where it is written."""
    return record.memoize(fingerprint, lambda: digest(repr([record, record.files]).encode()))


def _ready(record: Record | None, problems: list[Problem], read: str, last: Record | None) -> Read:
    """A record with the values every build needs memoized, and no others. The pinyin of the ``last`` version is reused:
    the library takes as long to load as the rest of a small build."""
    if record is not None:
        record.memoize(fingerprint, lambda: read)  # until something in it is changed
        asked: list[Callable[[Record], object]] = [links, targets, files_of, all_parts]
        if not problems:  # otherwise it may have no title
            asked += [sound] if record.listing.order == "pinyin" else []
            asked += [spoken_tags] if "theme" in record.listing.by else []
        for ask, spoken in _SPOKEN.items():
            if last and ask in asked and spoken(last) == spoken(record):
                record.memoize(ask, partial(ask, last))
        for ask in asked:
            ask(record)
        for part in (record, *(part for _, part in all_parts(record))):
            object.__setattr__(part, "__pydantic_fields_set__", _UNASKED)
        record.with_digest(read, fingerprint, *asked)
    return record, problems


def _digest(root: Path, name: str) -> str:
    """A digest of the names and bytes of a record's files."""
    said: list[str | bytes] = []
    for file in (name, *part_names(root, name)):
        with open(f"{root}/{file}", "rb") as data:  # noqa: PTH123  # ten thousand of them
            said += [file, data.read()]
    return key_of("record", *said)
