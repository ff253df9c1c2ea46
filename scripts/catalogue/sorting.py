"""Orders of records in lists: newest, pinyin, given by the type; people also by strokes, honours, streets."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, NamedTuple, TypeVar

from scripts.catalogue import Site
from scripts.catalogue.facets import honour_values
from scripts.records import TYPES
from scripts.records.base import Record
from scripts.records.clocks import hanzi
from scripts.records.events import Event
from scripts.records.han import HAN
from scripts.records.readings import sound
from scripts.records.role_models import RoleModel
from scripts.records.surnames import UNKNOWN, in_table, strokes, surname, surname_key
from scripts.records.vocabularies import Level

R = TypeVar("R", bound=Record)
_FIRST = (
    "role-models exhibitions events news venues lecture-halls lecture-teams volunteer-teams volunteer-projects campaigns "
    "statistics awards streets sources"
)
TYPES_IN_ORDER = [TYPES[folder] for folder in dict.fromkeys([*_FIRST.split(), *TYPES])]
"""The order of types on pages that list several: most wanted first."""


def initial(record: Record) -> str:
    """The first letter of a record's pinyin; ``#`` for digits and signs."""
    first = sound(record)[:1].upper()
    return first if "A" <= first <= "Z" else "#"


def by_sound(record: Record) -> tuple[bool, str]:
    """The sort key by pinyin, digits and signs last."""
    return initial(record) == "#", sound(record)


def ordered(records: Iterable[R], order: str, day: date = date.min) -> list[R]:
    """Sorts records. ``newest``: latest date first, then id; ``pinyin``; ``given``: by the type's ``rank``.

    ``coming``, as of ``day``: coming events, soonest first; events without a day; past ones, latest first.
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


def count_coming(records: Iterable[Record], day: date) -> int:
    """The number of events that are still to come on ``day``."""
    return sum(bool(record.coming(day)) for record in records if isinstance(record, Event))


class PeopleOrder(NamedTuple):
    """An order: ``label`` for readers, sort ``key``, and the ``heading`` of a record."""

    label: str
    key: Callable[[Site, Record], Any]
    heading: Callable[[Site, Record], str]


def by_strokes(record: Record) -> tuple[Any, ...]:
    """The sort key by surname, then ``order``, then given name, short ones first."""
    name = _name(record)
    own = surname(name)
    given = name[len(own) :]
    place = getattr(record, "order", None) or 0
    return *surname_key(name), place, own, len(given), [strokes(sign) for sign in given], sound(record)


def by_honour(site: Site, record: Record) -> tuple[int, int, str]:
    """The sort key by highest level, then latest year; honours without a level last."""
    order = [level.value for level in Level]
    levels = [order.index(word) for word, _ in honour_values(site, record, "level")]
    years = [int(word) for word, _ in honour_values(site, record, "year")]
    return min(levels, default=len(order)), -max(years, default=0), sound(record)


def _honour_heading(site: Site, record: Record) -> str:
    return next((label for _, label in honour_values(site, record, "level")), "级别未注明")


def _strokes_heading(_: Site, record: Record) -> str:
    count = strokes(_name(record)[:1])
    return f"{hanzi(count)}画" if count != UNKNOWN else "其他"


def _by_street(site: Site, record: Record) -> tuple[str, Any]:
    street = site.street_of(record)
    return (street.code if street else "~", by_sound(record))


def _street_heading(site: Site, record: Record) -> str:
    street = site.street_of(record)
    return street.title if street else "未注明街道"


def _name(record: Record) -> str:
    return record.title.lstrip("“‘《（(")


ORDERS = {
    "pinyin": PeopleOrder("姓名拼音", lambda _, record: by_sound(record), lambda _, record: initial(record)),
    "strokes": PeopleOrder("姓氏笔画", lambda _, record: by_strokes(record), _strokes_heading),
    "honours": PeopleOrder("荣誉", by_honour, _honour_heading),
    "street": PeopleOrder("街道", _by_street, _street_heading),
}


def in_order(site: Site, records: Iterable[Record], name: str) -> list[Record]:
    return sorted(records, key=lambda record: (ORDERS[name].key(site, record), record.key))


def grouped_by_heading(site: Site, records: Iterable[Record], name: str) -> list[tuple[str, list[Record]]]:
    """The records by heading, in their order."""
    groups: dict[str, list[Record]] = {}
    for record in records:
        groups.setdefault(ORDERS[name].heading(site, record), []).append(record)
    return list(groups.items())


def tied_by_strokes(records: Iterable[Record]) -> list[list[RoleModel]]:
    """Groups of people with different surnames of the same strokes, which only ``order`` can sort."""
    return [group for group in _grouped(records, surname_key) if len({_name(person)[:1] for person in group}) > 1]


def missing_strokes(records: Iterable[Record]) -> list[RoleModel]:
    """People whose surname is missing in the stroke table and so sorts last, among those of its count or of all."""
    found = []
    for group in _grouped(records, lambda name: strokes(name[:1])):
        known = [person for person in group if in_table(_name(person))]
        rest = [person for person in group if person not in known]
        found += [person for person in rest if known or strokes(_name(person)[:1]) == UNKNOWN]
    return found


def _grouped(records: Iterable[Record], key: Callable[[str], object]) -> list[list[RoleModel]]:
    """Groups of people by a key of their names, each sorted by strokes. Names in Latin letters are left out."""
    groups: dict[object, list[RoleModel]] = {}
    people = [
        one for one in records if isinstance(one, RoleModel) and one.is_person and re.match(f"[{HAN}]", _name(one))
    ]
    for person in sorted(people, key=lambda one: (by_strokes(one), one.key)):
        groups.setdefault(key(_name(person)), []).append(person)
    return list(groups.values())
