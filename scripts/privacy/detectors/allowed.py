"""What looks like personal data and may be published."""

import re
from dataclasses import dataclass
from datetime import date

from scripts.privacy.detectors.doors import Door
from scripts.privacy.detectors.finding import Finding

_LONGEST_LIFE = 110
_CLAUSE = re.compile(r"[^。！？；\n]*\Z")
_SUBJECT = (
    r"(?:同志|烈士|先生|将军|元帅)?(?:[（(][^）)]{0,24}[）)])?"
    r"(?:[，,、\s]*+(?:[男女]|[一-鿿]{1,3}族|(?:字|号|原名|又名|本名|祖籍|籍贯)[^，,。]{1,10}|[^，,。的]{1,8}人)(?=[，,、\s]))*"
    r"[，,：:\s]*的?(?:生日|诞辰)?[是为于在]?\Z"
)
"""What may stand between the one who was born and the day: their other names, their people, their home."""


@dataclass(frozen=True)
class Allowed:
    """What the records themselves declare: the duty mobiles of offices as plain digits, the addresses of public places,
    the names of figures of history, and their birthdays as their own records write them; and ``today``, from which it
    follows who cannot be alive any more."""

    mobiles: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    births: frozenset[str] = frozenset()
    today: date = date(2020, 1, 1)

    @property
    def oldest(self) -> int:
        """The first year in which somebody may have been born who is alive."""
        return self.today.year - _LONGEST_LIFE

    def excuses(self, one: Finding, text: str) -> bool:
        """Whether the piece that was found in ``text`` is one of these. Mobiles are left out by the search itself."""
        if one.code == "D05":
            return any(Door.of(address).is_at(text, one.start, one.end) for address in self.addresses)
        if one.code == "D06":
            return text[one.start : one.end] in self.births or any(_born(name, one, text) for name in self.names)
        return False


def _born(name: str, one: Finding, text: str) -> bool:
    """Whether it is ``name`` whose birth is told: right before the day, between it and the word, or right behind."""
    before = _CLAUSE.search(text[max(0, one.start - 60) : one.start])
    said = before[0] if before else ""
    place = said.rfind(name)
    if place >= 0 and re.match(_SUBJECT, said[place + len(name) :]):
        return True
    inside = text.find(name, one.start, one.end)
    return (inside >= 0 and text[inside + len(name)] != "的") or text.startswith(f"的{name}", one.end)
