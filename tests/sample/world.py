"""The invented world: the records made so far, what lies near what, and names nobody else bears."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pypinyin import Style, lazy_pinyin

from tests.sample.draw import Draw
from tests.sample.names import COMMON, COMPOUND, GIVEN, GIVEN_ALONE, RARE, READINGS
from tests.sample.yaml_writer import Fields, Value

TITLE_FIELDS = {"role-models": "name", "statistics": "measure"}
"""The types whose title has a name of its own."""
OWN_SOURCE = "ben-zhan"


@dataclass(frozen=True, slots=True)
class Entry:
    """One record to be written: ``fields`` is its YAML; ``street`` the id of the street it belongs to, or empty."""

    folder: str
    id: str
    title: str
    fields: Fields
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
        fields: Mapping[str, Value],
        published: date,
        *,
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
        record_id = stem if times == 1 else f"{stem}-{times}"
        whole: Fields = {
            TITLE_FIELDS.get(folder, "title"): title,
            **fields,
            "published": str(published),
            "sample": True,
        }
        entry = Entry(folder, record_id, title, whole, street)
        self.entries.setdefault(folder, []).append(entry)
        self._near.setdefault((folder, street), []).append(entry)
        return entry

    def near(self, draw: Draw, folder: str, street: str) -> Entry | None:
        """A record of the street if it has any, else of anywhere; None when there is none at all."""
        choice = (self._near.get((folder, street)) if street else None) or self.of(folder)
        return draw.one(choice) if choice else None

    def person(self, draw: Draw) -> tuple[str, str]:
        """The surname and given name of somebody new."""
        while True:
            surnames = draw.weighted({COMMON: 80, RARE: 12, COMPOUND: 8})
            surname = draw.one(surnames)
            given = "".join(draw.some(GIVEN, 2)) if draw.chance(0.85) else draw.one(GIVEN_ALONE)
            if surname + given not in self._names:
                self._names.add(surname + given)
                return surname, given


def to_slug(title: str, syllables: int = 8) -> str:
    """The first syllables of a title as an address: ``lao-huai-shu-xia``."""
    letters = (re.sub(r"[^a-z]", "", syllable) for syllable in lazy_pinyin(title[: syllables + 8], errors="ignore"))
    return "-".join([letter for letter in letters if letter][:syllables])[:50].rstrip("-") or "record"


def to_pinyin(surname: str, given: str) -> str:
    """A name in pinyin with tones, the surname read as a surname: ``Shàn Míngyuǎn``."""
    first = READINGS.get(surname) or "".join(lazy_pinyin(surname, style=Style.TONE))
    syllables = [lazy_pinyin(char, style=Style.TONE)[0] for char in given]
    joined = "".join(
        f"'{part}" if place and part[0] in "aeoāáǎàēéěèōóǒò" else part for place, part in enumerate(syllables)
    )
    return f"{first.capitalize()} {joined.capitalize()}"
