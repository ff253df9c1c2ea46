"""Checks one record while it is typed, with the records it refers to, in a time independent of the size of the site.

All records are read once, changed files again; each check covers few of them. Rules that need all records (copied
texts, vanished addresses) run after a save.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock

from scripts.catalogue import Site
from scripts.checks import check_live
from scripts.editing.save import Change
from scripts.editing.trial import linked_copy
from scripts.load.content import Content, load
from scripts.load.many import IncrementalReader
from scripts.load.one_record import load_record
from scripts.load.resolve import normalized_name, resolve_records, targets
from scripts.load.split_records import part_names, record_of_part
from scripts.pipeline import site_of
from scripts.problems import Problem
from scripts.records.base import Record
from scripts.records.walk import files_of, path_of
from scripts.settings import Settings
from scripts.speed.hard_links import FileState

Marks = Mapping[str, FileState]
"""The state of each file, by its path below the content folder."""


@dataclass(frozen=True)
class Base:
    """All records as read when their files had the state ``marks``."""

    content: Content
    site: Site
    marks: Marks


@dataclass
class RecordChecker:
    """Checks one record at a time; thread-safe."""

    settings: Settings
    _base: Base | None = None
    _files: IncrementalReader = field(default_factory=IncrementalReader)
    _reading: Lock = field(default_factory=Lock)
    _looking: Lock = field(default_factory=Lock)
    """Checks run one at a time: of two of the same record, the one of the text typed last must end last."""

    def base(self, marks: Marks | None = None) -> Base:
        """All records, read again where a file has changed; without ``marks`` only the first time."""
        if self._base and marks is None:
            return self._base  # the previous ones, while they are read again
        with self._reading:
            if self._base is None or marks not in (None, self._base.marks):
                content = load(self.settings.content, self.settings, self._files)
                self._base = Base(content, site_of(content), marks or {})
            return self._base

    def read(self) -> Content:
        """All records as they are now; only changed files are read."""
        with self._reading:
            return load(self.settings.content, self.settings, self._files)

    def problems_of(
        self, name: str, changes: Sequence[Change], show: Callable[[Content, str], object]
    ) -> list[Problem]:
        """The problems of the record that the file ``name`` is, or is a part of, after the changes.

        ``show`` is called with the records its page is made of, and its key.
        """
        root, known = self.settings.content, self.base()
        content, whole = known.content, record_of_part(root, name) or name
        with self._looking:
            with linked_copy(root, changes, [whole, *part_names(root, whole)]) as copy:
                record, problems = load_record(copy, whole)
            if record is None:
                return problems
            record = resolve_records({record.key: record}, content.names)[record.key]
            namesakes = content.names.named.get((record.folder, normalized_name(record.title or "")), [])
            meant = {*targets(record), *namesakes} - {record.key}
            there = (
                key for key in sorted(meant & content.records.keys()) if (root / content.records[key].file).is_file()
            )
            near = {key: content.records[key] for key in there}  # without what has been renamed since it was read
            back = {one.record.key: one.record for one in known.site.incoming(record)}
            shown = {**back, **near, record.key: record}
            beside = (path.relative_to(root).as_posix() for path in (root / record.key).rglob("*") if path.is_file())
            own = {*_files(root, [record]), *beside}
            pictures = own | {*_files(root, shown.values())}
            files = pictures | {file for one in shown.values() for file in one.files}
            added = {one.path.relative_to(root).as_posix() for one in changes if one.path.suffix != ".yml"}
            with linked_copy(root, changes, files) as copy:  # pictures of other records are not checked
                settings = content.settings
                read = Content(
                    copy, near, frozenset(own | added), tuple(problems), settings=settings, known=content.names
                )
                found = check_live(read, record)
                show(replace(read, records=shown, files=frozenset(pictures | added)), record.key)
            return found


def _files(root: Path, records: Iterable[Record]) -> Iterator[str]:
    """The existing pictures and sounds of some records."""
    named = (path_of(one, item.file) for one in records for _, item in files_of(one))
    yield from (path for path in named if (root / path).is_file())
