"""Where a long title may break: after the words that long names of offices and places are made of."""

import re

from markupsafe import Markup, escape

_AFTER = re.compile(r"(街道|社区|新时代|文明实践)(?=..)")
_SIGN = re.compile(r"[\s，。、；：！？·—…（）《》“”‘’\-]+")
SHORT = 9
"""A title of so few characters stands on one line of the narrowest phone."""


def phrases(title: str) -> Markup:
    """The title with places to break. Chinese has no spaces, so style sheets break headings only at signs and here."""
    text = str(escape(title))
    return Markup(_AFTER.sub(r"\1<wbr>", text) if len(title) > SHORT else text)


def runs_on(title: str) -> bool:
    """Is a stretch between two signs longer than a line may be? Broken by force, the sign could begin the next line."""
    return any(len(stretch) > SHORT for stretch in _SIGN.split(title))
