"""The records as the desk sees them: the files there are, their fields, and the effect of a change.

A ``name`` is a file's path below the content folder, ``role-models/an-huai-qiu.yml``. It may be a part of a split
record.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from pathlib import Path
from typing import Any
from urllib.parse import quote

from pydantic import BaseModel

from scripts.desk.form import without_empty
from scripts.editing.form_problems import candidate_places, reworded
from scripts.editing.new_records import new_name, with_ids
from scripts.editing.save import read_text as read_file
from scripts.editing.writer import EditError, edit_text, new_text, read_values
from scripts.load.field_names import read_fields
from scripts.load.file_names import PICTURES, SOUNDS, entries
from scripts.load.split_records import record_of_part
from scripts.problems import Problem
from scripts.records import TYPES
from scripts.records.names import name_key
from scripts.records.vocabularies import Status
from scripts.settings import Settings
from scripts.speed.hard_links import FileState, file_state

UPLOADS = PICTURES | SOUNDS
LARGEST = 40 << 20
"""Size limit in bytes of an uploaded picture or sound: a phone's largest pictures have half of that."""
OFFERED = 20
"""How many records are suggested while somebody types a title."""
_TOP = re.compile(r"^([^\s#:：-][^:：\n]*)[:：](.*)$", re.MULTILINE)
"""A field of a record and its value."""
_SIGNS = re.compile(r"[#\\|>\[{&*!]")
"""Signs in a value that only a YAML parser can interpret."""


@dataclass(frozen=True)
class Entry:
    """One file as a list shows it."""

    name: str
    title: str
    status: str
    published: str

    @property
    def folder(self) -> str:
        return self.name.partition("/")[0]

    @property
    def key(self) -> str:
        return self.name.removesuffix(".yml")


@dataclass
class Records:
    """The content folder of ``settings``; parsed files are cached until they change on disk."""

    settings: Settings
    seen: dict[str, tuple[FileState, Entry]] = field(default_factory=dict)

    @property
    def root(self) -> Path:
        return self.settings.content

    def entries(self, folder: str = "", asked: str = "") -> list[Entry]:
        """The files of a type, or of all, whose title, name or pinyin contains the query, newest first."""
        found = list(map(self._entry, self._names()))
        self.seen = {one.name: self.seen[one.name] for one in found}
        wanted = name_key(asked).casefold()

        def is_meant(one: Entry) -> bool:
            spelt = wanted.replace("-", "") in one.name.replace("-", "")
            return folder in ("", one.folder) and (spelt or wanted in name_key(one.title).casefold())

        return sorted(filter(is_meant, found), key=lambda one: one.published, reverse=True)

    @property
    def file_states(self) -> dict[str, FileState]:
        """The state of each file."""
        return {name: mark for name, (mark, _) in self.seen.items()}

    def model(self, name: str) -> type[BaseModel]:
        """The model of a record, or of the part of one that has its own file."""
        kind = TYPES[name.partition("/")[0]]
        return kind.part_model() if record_of_part(self.root, name) else kind

    def path(self, name: str) -> Path:
        """Where a record's file is or would be. Raises EditError for an invalid name."""
        folder, _, rest = name.partition("/")
        path = self.root / name
        if folder not in TYPES or not name.endswith(".yml") or ".." in name:
            raise EditError(f"没有 {name} 这条记录")
        return path if path.is_file() else new_name(self.root, folder, rest)

    def existing_file(self, name: str) -> Path:
        """The file of an existing record. Raises EditError."""
        path = self.path(name)
        if not path.is_file():
            raise EditError(f"没有 {name}：可能改了名或删了")
        return path

    def text(self, name: str) -> str:
        """The text of a file; empty where there is none. Raises EditError where it is not text."""
        path = self.path(name)
        return read_file(path) if path.is_file() else ""

    def fields(self, name: str, text: str) -> dict[str, Any]:
        """The fields of a file by their English names, as typed. Raises EditError where they cannot be determined."""
        value: dict[str, Any] = read_values(text, self.model(name)).value
        return value

    def edited_text(self, name: str, text: str, wanted: Mapping[str, Any]) -> str:
        """The text changed so that it holds the wanted fields. Raises EditError."""
        model = self.model(name)
        whole = with_ids(without_empty(wanted) or {}, model)
        return edit_text(text, whole, model) if text.strip() else new_text(whole, model)

    def problems_by_control(
        self, name: str, text: str, found: Sequence[Problem]
    ) -> tuple[dict[str, list[Problem]], list[Problem]]:
        """The problems of a file with this ``text``: by control, and those that belong to no control."""
        file = self.path(name).relative_to(self.root.parent).as_posix()
        model = self.model(name)
        document = read_fields(text, model)
        placed: dict[str, list[Problem]] = {}
        for one in found:
            if one.file == file:
                loc = next(iter(candidate_places(document, one, model)), ())
                placed.setdefault(".".join(map(str, loc)), []).append(_chosen_here(reworded(one, model, loc)))
        return placed, placed.pop("", [])

    def leads(self, problem: Problem) -> tuple[str, Problem]:
        """The address of the field a problem belongs to, empty where the desk has no form; and the problem worded for a
        form."""
        name = problem.file.removeprefix(f"{self.root.name}/")
        try:
            placed, other = self.problems_by_control(name, read_file(self.existing_file(name)), [problem])
        except EditError:
            return "", problem
        path, [told] = next(iter(placed.items()), ("", other))
        return f"/edit/{quote(name)}" + (f"#f-{path}" if path else ""), told

    def titles(self) -> dict[str, str]:
        """The title of every published record by ``folder/id``."""
        return {one.key: one.title for one in filter(self._is_public, self.entries())}

    def targets(self, folder: str, asked: str) -> list[tuple[str, str]]:
        """(id, title) of some published records of a type, or (folder/id, title) of any, that contain the query."""
        found = filter(self._is_public, self.entries(folder, asked))
        return [(one.key if not folder else one.key.partition("/")[2], one.title) for one in islice(found, OFFERED)]

    def _is_public(self, one: Entry) -> bool:
        return one.status == Status.PUBLISHED and not record_of_part(self.root, one.name)

    def _names(self) -> list[str]:
        """The files of records in the order of their paths, without hidden ones."""
        folders = [kind for kind in TYPES if (self.root / kind).is_dir()]
        below = (entries(f"{self.root}/{kind}", f"{kind}/") for kind in folders)
        names = (name for name, entry in chain(*below) if name.endswith(".yml") and entry.is_file())
        return sorted((name for name in names if "/." not in name), key=lambda name: name.split("/"))

    def _entry(self, name: str) -> Entry:
        mark = file_state(f"{self.root}/{name}")
        if name not in self.seen or self.seen[name][0] != mark:
            self.seen[name] = (mark, self._read(name))
        return self.seen[name][1]

    def _read(self, name: str) -> Entry:
        """A few fields of a file; parsed as YAML only where a simple pattern cannot read them."""
        key = TYPES[name.partition("/")[0]].title_key()
        try:
            text = read_file(self.root / name)
            lines = dict(_TOP.findall(text))
            shown = {field: lines.get(field, "").strip(" \"'\r") for field in (key, "status", "published")}
            plain = shown[key] and all(map(str.isascii, lines)) and not _SIGNS.search(" ".join(shown.values()))
            found = shown if plain else read_fields(text, self.model(name)).value
            value = found if isinstance(found, dict) else {}
        except EditError:
            value = {}
        said = str(value.get(key) or name)
        word = value.get("status")
        status = next((one for one in Status if word in one.words), Status.PUBLISHED)
        return Entry(name, said, status.value, str(value.get("published") or ""))


def _chosen_here(problem: Problem) -> Problem:
    """Words the problem of a missing file for a form, where a file is chosen and nobody needs to know the folder."""
    there = problem.code == "P01" and problem.hint.startswith("请把文件放到")
    there = there or problem.message in {"没有填“图片文件”", "没有填“音频文件”"}
    return replace(problem, hint="请点“从电脑里选一个”，选这个文件") if there else problem
