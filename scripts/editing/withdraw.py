"""A record taken down: its address says so from then on; its texts and pictures leave the repository's present state."""

from scripts.editing.rename import record_of
from scripts.editing.save import Change, read_text
from scripts.editing.writer import edited
from scripts.load.content import Content
from scripts.load.field_names import read_fields
from scripts.records.base import Record
from scripts.records.fields import fields
from scripts.records.vocabularies import Status, WithdrawalReason
from scripts.records.walk import files_of, path_of

KEPT = {
    *("pinyin", "distinction", "also_known_as", "summary", "published", "modified"),
    *("aliases", "sample", "times", "recurrence", "source", "rights"),
}
"""Besides what is required: by what the record is known, what the rules about withdrawn names and texts look for, and
whose it is: left out, a reprint would be ours."""


def withdrawn(content: Content, key: str, because: str | None) -> list[Change]:
    """What takes a record down: its file without text and pictures, and the files nobody else uses. Raises EditError.

    ``because`` is a reason as readers see it; an unknown one is none.
    """
    reason = next((one for one in WithdrawalReason if one.label == because), None)
    record = record_of(content, key)
    path, model = content.root / record.file, type(record)
    text = read_text(path)
    value = read_fields(text, model).value
    required = {field.key for field in fields(model) if field.required}
    new = {name: said for name, said in value.items() if name in required | KEPT}
    new |= {"status": Status.WITHDRAWN.label} | ({"withdrawn_because": reason.label} if reason else {})
    elsewhere = {name for one in content.every.values() if one is not record for name in _files(one)}
    gone = [content.root / name for name in (*record.files[1:], *sorted(_files(record) - elsewhere))]
    removed = [Change.of(one, None) for one in gone if one.is_file()]
    return [Change.of(path, edited(text, new, model)), *removed]


def _files(record: Record) -> set[str]:
    return {path_of(record, one.file) for _, one in files_of(record)}
