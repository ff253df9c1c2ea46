"""Renames a record, with redirects and links to it updated; or withdraws it, leaving a notice at its address.

The texts and pictures of a withdrawn record are removed from the working tree, not from its history.
"""

import posixpath
import re
from collections.abc import Iterator
from copy import deepcopy
from functools import reduce
from operator import getitem
from pathlib import Path
from typing import Any

from scripts.checks.texts import rich
from scripts.editing.new_records import new_name
from scripts.editing.save import Change, read_text
from scripts.editing.writer import EditError, edit_text
from scripts.load.content import Content
from scripts.load.field_names import read_fields
from scripts.load.resolve import LABELS, plain_id
from scripts.privacy import reviews
from scripts.problems import Loc
from scripts.records import TYPES
from scripts.records.base import Record
from scripts.records.fields import fields
from scripts.records.inline_marks import retarget_links
from scripts.records.vocabularies import Status, WithdrawalReason
from scripts.records.walk import files_of, links, path_of

KEPT = {
    *("pinyin", "distinction", "also_known_as", "summary", "published", "modified"),
    *("aliases", "sample", "times", "recurrence", "source", "rights", "parent"),
}
"""Fields a withdrawn record keeps besides the required ones: what identifies it, what the rules about withdrawn names
and texts need, and its rights, without which a reprint would count as ours."""


def record_of(content: Content, said: str) -> Record:
    """A record by its path, its address, its title, or ``先进典型/title``. Raises EditError."""
    meant = [said] if said in content.all_records else content.names.matching("", said)
    if len(meant) != 1:
        lacking = f"没有“{said}”这条记录，请写“文件夹/编号”，例如 role-models/an-huai-qiu"
        raise EditError(lacking if not meant else f"有几条叫“{said}”，请写编号：{'、'.join(meant)}")
    return content.all_records[meant[0]]


def rename_changes(content: Content, old: str, new: str) -> list[Change]:
    """The changes that rename a record to the id ``new`` in the same folder. Raises EditError."""
    record = record_of(content, old)
    kind, _, rest = (name := plain_id(new)).partition("/")
    if (folder := LABELS.get(kind, kind)) in {*TYPES} - {record.folder}:
        raise EditError(f"只能在“{record.label}”里改名，不能换成另一类")
    path = new_name(content.root, record.folder, rest if folder in TYPES else name)
    old, new = record.key, path.relative_to(content.root).with_suffix("").as_posix()
    texts = dict(_reference_changes(content, old, new))
    for file in record.files:
        target = path if file == record.file else path.with_suffix("") / Path(file).name
        text = texts.pop(file, None) or read_text(content.root / file)
        document = read_fields(text, record.model_of(file))
        value = document.value if isinstance(document.value, dict) else {}
        if file == record.file and record.status is not Status.DRAFT:
            value = value | {"aliases": [one for one in (*record.aliases, old) if plain_id(one) != new]}
        value = _moved_files(value, record, file, path.relative_to(content.root).parent.as_posix())
        text = edit_text(text, value, record.model_of(file))
        texts |= {file: None, target.relative_to(content.root).as_posix(): text}
    changes = [Change.of(content.root / file, text) for file, text in texts.items()]
    return [*changes, *_reviews(content.root.parent / reviews.REVIEWS, old, new)]


def _reference_changes(content: Content, old: str, new: str) -> Iterator[tuple[str, str | None]]:
    """Changes to the files that refer to the record by id. References by title stay valid."""
    for record in content.all_records.values():
        found = [link.loc for link in links(record) if link.target == old]
        found += [loc for loc, text in rich(record) if old in text]
        by_file: dict[str, list[Loc]] = {}
        for file, loc in map(record.source_of, found):
            by_file.setdefault(file, []).append(loc)
        for file, places in by_file.items():
            text, model = read_text(content.root / file), record.model_of(file)
            value = deepcopy(read_fields(text, model).value)
            for loc in places:
                _set(value, loc, old, new)
            yield file, edit_text(text, value, model)


def _set(value: Any, loc: Loc, old: str, new: str) -> None:
    """Replaces the old id with the new one, with or without its folder, also in links within a text."""
    value = reduce(getitem, loc[:-1], value)
    said = value[loc[-1]]
    short, new_short = old.partition("/")[2], new.partition("/")[2]
    if plain_id(said) == old:
        value[loc[-1]] = new
    elif plain_id(said) == short:
        value[loc[-1]] = new_short
    else:
        value[loc[-1]] = retarget_links(said, lambda target: new if plain_id(target) == old else target)


def _moved_files(value: Any, record: Record, file: str, home: str) -> Any:
    """The paths of pictures and sounds relative to the record's new folder; the files do not move."""
    if str(record.home) == home:
        return value
    value = deepcopy(value)
    for loc, one in files_of(record):
        name, place = record.source_of(loc)
        if name == file:
            reduce(getitem, place[:-1], value)["file"] = posixpath.relpath(path_of(record, one.file), home)
    return value


def _reviews(path: Path, old: str, new: str) -> list[Change]:
    """Updates the record's entries in ``reviews.yml``."""
    if not path.is_file():
        return []
    text = read_text(path)
    return [Change.of(path, re.sub(rf"(\brecord:\s*[\"']?){re.escape(old)}(?![\w/-])", rf"\g<1>{new}", text))]


def withdrawal_changes(content: Content, key: str, because: str | None) -> list[Change]:
    """The changes that withdraw a record: its file without text and pictures, and the removal of files nobody else
    uses. Raises EditError.

    ``because`` is the reason as readers see it; an unknown one is ignored.
    """
    reason = next((one for one in WithdrawalReason if one.label == because), None)
    record = record_of(content, key)
    path, model = content.root / record.file, type(record)
    text = read_text(path)
    value = read_fields(text, model).value
    required = {field.key for field in fields(model) if field.required}
    new = {name: said for name, said in value.items() if name in required | KEPT}
    new |= {"status": Status.WITHDRAWN.label} | ({"withdrawn_because": reason.label} if reason else {})
    return [Change.of(path, edit_text(text, new, model)), *removals(content, record)]


def removals(content: Content, record: Record) -> list[Change]:
    """The removal of a record's files but the first: parts of their own, pictures and sounds nobody else uses."""
    elsewhere = {name for one in content.all_records.values() if one is not record for name in _files(one)}
    gone = [content.root / name for name in (*record.files[1:], *sorted(_files(record) - elsewhere))]
    return [Change.of(one, None) for one in gone if one.is_file()]


def _files(record: Record) -> set[str]:
    return {path_of(record, one.file) for _, one in files_of(record)}
