"""What looks like personal data and may be published."""

import re
from dataclasses import dataclass

from scripts.personal.finding import Finding

_SENTENCE = re.compile(r"[^。！？；\n]*")


@dataclass(frozen=True)
class Allowed:
    """What the records themselves declare: the duty mobiles of offices as plain digits, the addresses of public places,
    the names of figures of history, and their birthdays as their own records write them."""

    mobiles: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    births: frozenset[str] = frozenset()

    def excuses(self, one: Finding, text: str) -> bool:
        """Whether the piece that was found in ``text`` is one of these. Mobiles are left out by the search itself."""
        if one.code == "D05":
            return any(_covers(address, one, text) for address in self.addresses)
        if one.code == "D06":
            told = next(match[0] for match in _SENTENCE.finditer(text) if match.end() >= one.end)
            return text[one.start : one.end] in self.births or any(name in told for name in self.names)
        return False


def _covers(address: str, one: Finding, text: str) -> bool:
    """Whether the address stands where the piece was found, and reaches from its beginning to its end."""
    return text.find(address, max(0, one.end - len(address)), one.start + len(address)) >= 0
