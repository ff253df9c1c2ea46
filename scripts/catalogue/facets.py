"""Facets of lists: by a field of the record, or by its honours."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from scripts.catalogue import Site
from scripts.catalogue.addresses import unique
from scripts.catalogue.honours import conferred, year_of
from scripts.records import TYPES
from scripts.records.awards import Award
from scripts.records.base import Record
from scripts.records.parts import BY_HONOUR, Honour
from scripts.records.readings import pinyin_key, spoken_tags
from scripts.records.role_models import RoleModel
from scripts.records.streets import Street
from scripts.records.vocabularies import HonourStatus, Level, Virtue, Vocabulary

Value = tuple[str, str]
"""(word in the address, label)."""

LABELS = {
    "year": "年份",
    "month": "月份",
    "street": "街道",
    "level": "级别",
    "award": "荣誉",
    "round": "届次",
    "category": "类别",
    "theme": "主题",
}
"""Headings of facets that are no field of the type."""
HONOURED = tuple(kind for kind in TYPES.values() if "honours" in kind.model_fields)
"""The types that receive honours: the year in their lists is an honour's."""
LABELS_BY_TYPE = {("exhibitions", "format"): "形式", ("campaigns", "kind"): "种类"}
LABELS_BY_TYPE |= {(kind.folder, "year"): "获评年份" for kind in HONOURED}
"""(folder, field) → heading, for types with their own name of a facet."""


def facet(site: Site, record: Record, name: str) -> list[Value]:
    """The values of one facet for one record."""
    if is_of_honour(type(record), name):
        return honour_values(site, record, name)
    if name == "theme":
        return [(_address_word(said), tag) for tag, said in spoken_tags(record).items()]
    if name == "street":
        return [(street.id, street.title) for street in site.streets_of(record)]
    value = getattr(record, name, None)
    values = value if isinstance(value, tuple) else (value,) if value else ()
    return [_word(name, one) for one in values]


def _word(name: str, value: object) -> Value:
    if name == "year":
        return str(value), f"{value}年"
    if isinstance(value, Vocabulary):
        return value.value, value.label
    return slug(str(value).removesuffix("月")), str(value)


def by_value(site: Site, records: list[Record], name: str) -> dict[Value, list[Record]]:
    """The records by value of a facet; values in their order, records in the order given.

    If two values sound the same, the second gets a number in its address.
    """
    found: dict[Value, list[Record]] = {}
    for record in records:
        for value in facet(site, record, name):
            found.setdefault(value, []).append(record)
    used: dict[str, int] = {}
    return {(unique(word, used), label): found[word, label] for word, label in sorted(found, key=order_of(site, name))}


def slug(text: str) -> str:
    """A safe word for an address: Latin letters as they are, Chinese in pinyin."""
    return _address_word(pinyin_key(text))


def _address_word(sound: str) -> str:
    return re.sub(r"[^a-z0-9_]+", "-", sound).strip("-_")[:60] or "other"


def honour_values(site: Site, record: Record, name: str) -> list[Value]:
    """The distinct values of a facet from a record's honours; its own category first, levels from the highest."""
    rows = honour_rows(site, record)
    own = [row for row in rows if row.keys() == {"category"}]
    found = dict.fromkeys(row[name] for row in [*own, *rows] if name in row)
    return sorted(found, key=_RANKS.index) if name == "level" else list(found)


_RANKS = [(level.value, level.label) for level in Level]


def honour_rows(site: Site, record: Record) -> list[dict[str, Value]]:
    """Facet → value for each honour of a record, and for a role model's own category.

    An honour that was not conferred has only award and round.
    """
    own: Virtue | None = record.optional("category")
    rows = [_row(site, record, honour) for honour in record.optional("honours") or ()]
    return rows + ([{"category": (own.value, own.label)}] if own else [])


def _row(site: Site, record: Record, honour: Honour) -> dict[str, Value]:
    award, own = site.find(Award, honour.award), record.optional("category")
    found = {"award": (award.id, award.title), "round": _round(site, honour, award)} if award else {}
    if honour.status is HonourStatus.CONFERRED:
        year, word = year_of(site, honour), honour.category or (own.label if own else "")
        found |= {"year": (str(year), f"{year}年") if year else None, "category": _virtue(word) if word else None}
        found["level"] = (award.level.value, award.level.label) if award and award.level else None
    return {name: value for name, value in found.items() if value}


def _round(site: Site, honour: Honour, award: Award) -> Value | None:
    """The round of an honour; the year for monthly or quarterly lists."""
    if honour.round and honour.round.ordinal:
        return f"{award.id}-{honour.round.sort[0]}", f"{honour.round.zh}{award.title}"
    year = year_of(site, honour)
    return (f"{award.id}-{year}", f"{award.title}（{year}年）") if year else None


def _virtue(word: str) -> Value:
    """The category of an award: a common one, or the award's own."""
    found = next((virtue.value for virtue in Virtue if virtue.label == word), None)
    return (found or slug(word), word)


def combinations(site: Site, record: Record, names: tuple[str, ...]) -> set[tuple[str, ...]]:
    """For each conferred honour of a record its labels for several facets; empty for a missing one.

    Year and category belong to the same honour: somebody honoured in 2021 for 助人为乐 and in 2024 for 敬业奉献 is not listed
    under 2024 and 助人为乐.
    """
    rows = [_row(site, record, honour) for honour in conferred(record)]
    rows = [row | {"street": street} for row in rows for street in facet(site, record, "street") or [("", "")]]
    return {tuple(row.get(name, ("", ""))[1] for name in names) for row in rows}


def honours_matching(site: Site, record: Record, asked: Mapping[str, str]) -> list[Honour]:
    """The honours of a record that match a list's facets ``asked`` (facet → label): for the list of 2024 those of 2024."""
    of_honour = {name: label for name, label in asked.items() if is_of_honour(type(record), name)}
    rows = [(honour, _row(site, record, honour)) for honour in getattr(record, "honours", ())]
    return [
        honour for honour, row in rows if of_honour.items() <= {name: label for name, (_, label) in row.items()}.items()
    ]


def is_of_honour(kind: type[Record], name: str) -> bool:
    """Whether a facet of a type tells of its records' honours, not of a field."""
    return kind in HONOURED and (name in BY_HONOUR or (kind is RoleModel and name == "level"))


def order_of(site: Site, name: str) -> Callable[[Value], Any]:
    """The sort key of a facet's values: years and rounds newest first, streets by code, words as declared."""
    if name == "year":
        return lambda value: -int(value[0])
    if name == "round":
        return lambda value: (value[0].rpartition("-")[0], -int(value[0].rpartition("-")[2]))
    if name == "month":
        return lambda value: int(value[0])
    if name == "street":
        codes = {street.id: street.code for street in site.of(Street)}
        return lambda value: codes.get(value[0], "")
    return lambda value: (_declared().get(value, len(_declared())), value)


@cache
def _declared() -> dict[Value, int]:
    """The words of all vocabularies with their position."""
    words = (member for vocabulary in Vocabulary.__subclasses__() for member in vocabulary)
    return {(member.value, member.label): place for place, member in enumerate(words)}
