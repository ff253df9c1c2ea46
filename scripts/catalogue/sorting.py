"""How records stand in a list: newest first, by pinyin, or as their type says."""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from scripts.records.base import Record
from scripts.records.events import Event
from scripts.records.readings import sound

R = TypeVar("R", bound=Record)


def initial(record: Record) -> str:
    """The letter a record stands under, ``#`` for digits and signs."""
    first = sound(record)[:1].upper()
    return first if "A" <= first <= "Z" else "#"


def by_sound(record: Record) -> tuple[bool, str]:
    """By pinyin, digits and signs last."""
    return initial(record) == "#", sound(record)


def ordered(records: Iterable[R], order: str, day: date = date.min) -> list[R]:
    """``newest``: latest date first, then id; ``pinyin``: by sound; ``given``: by the type's ``rank``.

    ``coming``, seen from ``day``: what comes, the soonest first; what has no day; what was, the latest first.
    """
    found = sorted(records, key=lambda record: record.key)
    if order == "coming":
        events = [record for record in found if isinstance(record, Event)]
        when = {event.key: event.coming(day) for event in events}
        coming = sorted((event for event in events if when[event.key]), key=lambda event: when[event.key])
        rest = [event for event in events if not when[event.key]]
        past = sorted((event for event in rest if event.over), key=lambda event: event.listed, reverse=True)
        return [*coming, *(event for event in rest if not event.over), *past]
    if order == "newest":
        return sorted(found, key=lambda record: record.listed, reverse=True)
    if order == "pinyin":
        return sorted(found, key=by_sound)
    return sorted(found, key=lambda record: getattr(record, "rank", record.title))
