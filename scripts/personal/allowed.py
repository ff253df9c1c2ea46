"""What looks like personal data and may be published."""

from dataclasses import dataclass

from scripts.personal.finding import Finding

_NEAR = 120
"""Within how many characters of a birthday the name of its person stands."""


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
            near = text[max(0, one.start - _NEAR) : one.end + _NEAR]
            return text[one.start : one.end] in self.births or any(name in near for name in self.names)
        return False


def _covers(address: str, one: Finding, text: str) -> bool:
    """Whether the address stands where the piece was found, and reaches from its beginning to its end."""
    return text.find(address, max(0, one.end - len(address)), one.start + len(address)) >= 0
