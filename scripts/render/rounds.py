"""The timeline of awards: who was named in which round, the latest first."""

from dataclasses import dataclass
from itertools import groupby

from scripts.catalogue import Site
from scripts.catalogue.honours import year_of
from scripts.catalogue.sorting import sound
from scripts.records.awards import Award
from scripts.records.base import Record
from scripts.records.parts import Honour
from scripts.records.role_models import RoleModel


@dataclass(frozen=True, slots=True)
class Round:
    """One conferral of one award: its year (empty when no source gives it), its name, who was named."""

    year: str
    award: Award
    when: str
    label: str
    entries: tuple[tuple[RoleModel, Honour], ...]


def timeline(site: Site) -> list[tuple[str, list[Round]]]:
    """The rounds of each year, the latest year first; those no source gives a year for come last, under ``""``."""
    return [(year, list(found)) for year, found in groupby(rounds(site), key=lambda one: one.year)]


def rounds(site: Site) -> list[Round]:
    """Every round of every award a role model was named for. A round without a year of its own comes last."""
    found: dict[tuple[str, str], list[tuple[RoleModel, Honour]]] = {}
    for person in site.of(RoleModel):
        for honour in person.honours:
            found.setdefault((honour.award, honour.when), []).append((person, honour))
    made = [_round(site, key[0], key[1], entries) for key, entries in found.items()]
    known = [one for one in made if one is not None]
    return sorted(known, key=lambda one: (-int(one.year or 0), one.award.title, one.label))


def _round(site: Site, award_id: str, when: str, entries: list[tuple[RoleModel, Honour]]) -> Round | None:
    award = site.find(Award, award_id)
    if award is None:
        return None
    label = f"{when}{award.title}" if when.startswith("第") else f"{award.title} {when}".strip()
    year = max(year_of(site, honour) for _, honour in entries)
    return Round(str(year or ""), award, when or "届次未注明", label, tuple(sorted(entries, key=_sound)))


def _sound(entry: tuple[Record, Honour]) -> str:
    return sound(entry[0])
