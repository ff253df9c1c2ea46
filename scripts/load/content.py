"""Loads the content folder: records, and the problems of every file."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from posixpath import splitext
from typing import TypeVar

from scripts.load import consents
from scripts.load.consents import CONSENTS, Registry
from scripts.load.field_names import read_fields
from scripts.load.file_names import LITTER, PICTURES, SOUNDS, case_problems, copied_from, entries, name_problems
from scripts.load.many import ReadAll, read_all
from scripts.load.one_record import load_record, problem_at
from scripts.load.resolve import RecordNames, resolve_records
from scripts.load.split_records import record_of_part
from scripts.problems import Loc, Problem
from scripts.records.base import Record
from scripts.records.walk import files_of, path_of
from scripts.settings import Settings

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Content:
    """The content folder as loaded: records by key, other files, and the problems so far.

    ``files`` are the pictures and sounds, as paths relative to ``root`` with ``/``.
    """

    root: Path
    records: Mapping[str, Record] = field(default_factory=dict)
    files: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()
    partial: Mapping[str, Record] = field(default_factory=dict)
    """Records with errors as far as they can be read; never shown, but checked by the rules about single records."""
    settings: Settings = field(default_factory=Settings)
    known: RecordNames | None = None
    """The names of all records, where only some of them are loaded."""

    @cached_property
    def all_records(self) -> Mapping[str, Record]:
        """All records by key, those with errors too."""
        return {**self.records, **self.partial}

    @cached_property
    def names(self) -> RecordNames:
        """The names by which records are known, those with errors too."""
        return self.known or RecordNames.of(self.all_records, self.settings.district)

    @cached_property
    def consents(self) -> Registry:
        """The consents to check against: the registry where it exists, else the lockfile."""
        return self.registry or self.locked_registry or Registry({})

    @cached_property
    def registry(self) -> Registry | None:
        """The registry in the private folder; None where there is none, as in CI."""
        return consents.private_registry(self.settings)

    @cached_property
    def locked_registry(self) -> Registry | None:
        """The content of ``consents.lock``; None before the first lock."""
        path = self.settings.consents
        return Registry.read(path) if path and path.is_file() else None

    def of(self, kind: type[R]) -> list[R]:
        """All records of a type, in the order of their paths."""
        return [record for record in self.records.values() if isinstance(record, kind)]

    def problem(self, record: Record, loc: Loc, code: str, message: str, hint: str, *, key: bool = False) -> Problem:
        """A problem at one place of a record; the file is read again to find the line."""
        file, loc = record.source_of(loc)
        text = (self.root / file).read_bytes().decode("utf-8-sig", errors="replace")
        place = read_fields(text, record.model_of(file)).place(loc, key=key)
        return problem_at(self.root, file, place, code, message, hint)


def load(root: Path, settings: Settings | None = None, read_all: ReadAll = read_all) -> Content:
    """Loads every record under ``root``, in the order of their paths.

    Never raises for the content of a file; a record with an error is left out and its problems are listed.
    """
    records: dict[str, Record] = {}
    partial: dict[str, Record] = {}
    problems: list[Problem] = []
    files: set[str] = set()
    given = replace(settings or Settings(), consents=root.parent / CONSENTS)
    written: list[str] = []
    for name in _names(root) if root.is_dir() else ():
        problems += name_problems(root, name)
        suffix = splitext(name)[1]
        if suffix == ".yml" and not record_of_part(root, name) and not copied_from(root, name):
            written.append(name)
        elif suffix.lower() in PICTURES | SOUNDS:
            files.add(name)
    for record, found in read_all(root, written, given, load_record):
        problems += found
        if record is not None:
            (partial if found else records)[record.key] = record
    problems += case_problems(root, [*(file for record in records.values() for file in record.files), *files])
    names = RecordNames.of(records | partial, given.district)
    records, partial = resolve_records(records, names), resolve_records(partial, names)
    if any(one.code == "N05" for one in problems):
        shown = ((one, item.file) for one in (records | partial).values() for _, item in files_of(one))
        named = {f"{root.name}/{path_of(one, file)}" for one, file in shown}
        problems = [one for one in problems if one.code != "N05" or one.file not in named]  # reported in the record
    content = Content(root, records, frozenset(files), tuple(problems), partial, given)
    vars(content)["names"] = names  # resolving relations does not change names
    return content


def _names(root: Path) -> list[str]:
    """The path of every file below a folder, sorted by path parts, without hidden files and links."""
    found = (
        name
        for name, entry in entries(str(root))
        if entry.is_file(follow_symlinks=False) and not LITTER.fullmatch(entry.name)
    )
    return sorted((name for name in found if "/." not in f"/{name}"), key=lambda name: name.split("/"))
