"""Licences that ended after publication: the work leaves the site by itself (著作权法 art. 26: use ends with the term).

Were this an error, the last good site would stay up with what may no longer be shown, until somebody came to mend it.
"""

import datetime
from dataclasses import replace

from pydantic import BaseModel

from scripts.load import Content
from scripts.lock import Lock
from scripts.records.base import Image, Part, Record, Rights
from scripts.records.exhibitions import Exhibit
from scripts.records.vocabularies import RightsKind, Status, WithdrawalReason


def ended(rights: Rights, today: datetime.date) -> bool:
    """Has the licence ended? Its last day is still covered."""
    return rights.kind is RightsKind.LICENSED and rights.expires is not None and rights.expires.last() < today


def was_published(record: Record, rights: Rights, lock: Lock) -> bool:
    """Was the record out, by ``urls.lock``, while the licence was in force?"""
    in_force = rights.expires is not None and record.published.first() <= rights.expires.last()
    return in_force and f"{record.key}/" in lock.dates


def taken_out(content: Content) -> Content:
    """The content as it may be shown today: a text whose licence ended is a note that it was withdrawn, a picture or
    an object is left out. Without a day nothing has ended."""
    today = content.terms.today
    if today is None:
        return content
    return replace(content, records={key: _record(record, today) for key, record in content.records.items()})


def _record(record: Record, today: datetime.date) -> Record:
    if record.status is Status.PUBLISHED and ended(record.rights, today):
        return record.changed(status=Status.WITHDRAWN, withdrawn_because=WithdrawalReason.LICENCE_ENDED)
    changes = _changes(record, today)
    return record.changed(**changes) if changes else record


def _changes(part: BaseModel, today: datetime.date) -> dict[str, object]:
    """The fields of a part that lose something, with what is left of them."""
    changes: dict[str, object] = {}
    left: object
    for name in type(part).model_fields:
        value = getattr(part, name)
        if isinstance(value, tuple):
            left = tuple(_left(item, today) for item in value if not _gone(item, today))
            if len(left) < len(value) or any(one is not other for one, other in zip(left, value, strict=True)):
                changes[name] = left
        elif _gone(value, today):
            changes[name] = None
        elif (left := _left(value, today)) is not value:
            changes[name] = left
    return changes


def _left(value: object, today: datetime.date) -> object:
    if not isinstance(value, Part):
        return value
    changes = _changes(value, today)
    return value.model_copy(update=changes) if changes else value


def _gone(value: object, today: datetime.date) -> bool:
    return isinstance(value, Image | Exhibit) and value.rights is not None and ended(value.rights, today)
