"""The state of the synthetic tree: the records so far, which are near, and unused names."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pypinyin import lazy_pinyin

from tests.sample.draw import Draw
from tests.sample.words import COMMON, COMPOUND, GIVEN, GIVEN_ALONE, RARE

TITLE_FIELDS = {"role-models": "name", "statistics": "measure"}
"""The types whose title has a name of its own."""
OWN_SOURCE = "ben-zhan"


@dataclass(frozen=True, slots=True)
class Entry:
    """One record to be written: ``fields`` is its YAML; ``street`` the id of the street it belongs to, or empty."""

    folder: str
    id: str
    title: str
    fields: dict[str, Any]
    street: str = ""

    @property
    def key(self) -> str:
        return f"{self.folder}/{self.id}"


class World:
    """Records by folder in the order they were made; later ones may point to earlier ones."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.entries: dict[str, list[Entry]] = {}
        self._near: dict[tuple[str, str], list[Entry]] = {}
        self._slugs: Counter[str] = Counter()
        self._titles: Counter[tuple[str, str]] = Counter()
        self._names: set[str] = set()

    def draw(self, *key: object) -> Draw:
        return Draw(self.seed, *key)

    def of(self, folder: str) -> Sequence[Entry]:
        return self.entries.get(folder, ())

    def add(
        self,
        folder: str,
        title: str,
        day: date,
        fields: dict[str, Any],
        slug: str = "",
        under: str = "",
        street: str = "",
    ) -> Entry:
        """Makes a record; its id is ``under`` and ``slug``, or else the pinyin of its title, numbered when taken.

        So is a title, where no day or distinction keeps two of the same apart.
        """
        self._titles[folder, title] += 1
        if (again := self._titles[folder, title]) > 1 and folder not in {"news", "events", "role-models"}:
            title = f"{title}（{again}）"
        stem = f"{under}{slug or to_slug(title)}"
        self._slugs[f"{folder}/{stem}"] += 1
        times = self._slugs[f"{folder}/{stem}"]
        whole = {TITLE_FIELDS.get(folder, "title"): title, **fields, "published": str(day), "sample": True}
        kept = {name: value for name, value in whole.items() if value not in (None, "", [])}
        entry = Entry(folder, stem if times == 1 else f"{stem}-{times}", title, kept, street)
        self.entries.setdefault(folder, []).append(entry)
        self._near.setdefault((folder, street), []).append(entry)
        return entry

    def near(self, draw: Draw, folder: str, street: str) -> Entry:
        """A record of the street if it has any, else of anywhere."""
        return draw.one(self._near.get((folder, street)) or self.of(folder))

    def ids(self, draw: Draw, folder: str, low: int, high: int) -> list[str]:
        return [entry.id for entry in draw.some(self.of(folder), low, high)]

    def person(self, draw: Draw) -> str:
        """The name of somebody new."""
        while True:
            surname = draw.one(draw.weighted({COMMON: 80, RARE: 12, COMPOUND: 8}))
            name = surname + ("".join(draw.some(GIVEN, 2, 2)) if draw.chance(0.85) else draw.one(GIVEN_ALONE))
            if name not in self._names:
                self._names.add(name)
                return name

    def members(self, draw: Draw, roles: Sequence[str]) -> list[dict[str, str]]:
        """People with a part in something: some of them role models, one new."""
        known = draw.some(self.of("role-models"), 1, 2)
        people = [{"name": entry.title, "role": draw.one(roles), "person": entry.id} for entry in known]
        return [*people, {"name": self.person(draw), "role": draw.one(roles)}]


def to_slug(title: str, syllables: int = 8) -> str:
    """The first syllables of a title as an address: ``lao-huai-shu-xia``."""
    letters = (re.sub(r"[^a-z]", "", syllable) for syllable in lazy_pinyin(title[: syllables + 8], errors="ignore"))
    return "-".join([letter for letter in letters if letter][:syllables])[:50].rstrip("-") or "record"
