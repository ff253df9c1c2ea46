"""Large records in several files: each file in the folder of the record's name is one more item of one of its lists.

``exhibitions/da-zhan.yml`` and ``exhibitions/da-zhan/01-he-bian.yml``, ``02-shan-xia.yml``: two more sections.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripts.load.file_names import copied_from
from scripts.load.yaml_reader import Document
from scripts.problems import Loc
from scripts.records import TYPES
from scripts.records.base import Record

_NUMBER = re.compile(r"^\d+-")


def record_of_part(root: Path, name: str) -> str:
    """The record that ``name`` is a part of; empty when it is a record itself. Both relative to ``root``."""
    folder, _, rest = name.partition("/")
    parent = name.rpartition("/")[0]
    model = TYPES.get(folder)
    if model is None or not model.split or parent == folder or not rest:
        return ""
    return f"{parent}.yml" if (root / f"{parent}.yml").is_file() else ""


def part_names(root: Path, name: str) -> list[str]:
    """The files of the parts of the record ``name``, in the order of their names."""
    model = TYPES.get(name.partition("/")[0])
    if model is None or not model.split or not (folder := root / name.removesuffix(".yml")).is_dir():
        return []
    found = (path for path in folder.glob("*.yml") if path.is_file() and not path.is_symlink())
    names = sorted(path.relative_to(root).as_posix() for path in found if not path.name.startswith("."))
    return [name for name in names if not copied_from(root, name)]


def is_part(model: type[Record], value: dict[str, Any]) -> bool:
    """Whether a file has the fields of a part, not of a whole record: ``panels`` without ``published``."""
    if not model.split:
        return False
    required = {name for name, field in model.part_model().model_fields.items() if field.is_required()}
    own = required - model.model_fields.keys() - {"id"}
    return own <= value.keys() and "published" not in value


@dataclass(frozen=True)
class Split:
    """A split record as read: its own file, the split field, the files of the parts."""

    name: str
    document: Document
    field: str
    parts: dict[str, Document]

    def value(self) -> dict[str, Any]:
        """The record as if it were one file. A part without an id gets its file's: ``01-he-bian`` is he-bian."""
        value: dict[str, Any] = dict(self.document.value)
        if self.parts and isinstance(value.get(self.field, []), list):
            items = [{"id": _NUMBER.sub("", Path(name).stem), **part.value} for name, part in self.parts.items()]
            value[self.field] = [*value.get(self.field, []), *items]
        return value

    def source_of(self, loc: Loc) -> tuple[str, Document, Loc]:
        """The file that holds the value at ``loc`` of the whole, and the place in it."""
        own = self.document.value.get(self.field, [])
        if self.parts and loc[:1] == (self.field,) and len(loc) > 1 and isinstance(own, list):
            place = int(loc[1]) - len(own)
            if place >= 0:
                name = list(self.parts)[place]
                return name, self.parts[name], loc[2:]
        return self.name, self.document, loc
