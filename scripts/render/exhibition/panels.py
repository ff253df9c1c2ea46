"""The panels of an exhibition in the order of a visit: their numbers, short addresses and QR codes."""

import io
import re
from collections.abc import Iterator
from typing import NamedTuple

from scripts.records.exhibitions import Exhibition, Panel, Section
from scripts.render.markdown import strip_markdown
from scripts.render.values import Page

LONGEST = 110
_SENTENCE = re.compile(r".*?[。！？!?…]+[”’」』）)]*|.+")
_HEADING = re.compile(r"^#{1,6}[ \t].*$", re.MULTILINE)


class NumberedPanel(NamedTuple):
    """A numbered panel; ``opens``: first of its section; ``address``: the short one in its QR code, from the site's root."""

    number: int
    panel: Panel
    section: Section
    opens: bool
    address: str

    @property
    def anchor(self) -> str:
        return self.panel.id

    @property
    def sentence(self) -> str:
        """The first sentence of its text, cut to ``LONGEST`` characters."""
        first = _HEADING.sub("", self.panel.text).strip().split("\n\n")[0]
        match = _SENTENCE.match(strip_markdown(first).replace("\n", ""))
        found = match[0] if match else self.panel.title
        return found if len(found) <= LONGEST else f"{found[:LONGEST]}……"


def numbered_panels(show: Exhibition) -> list[NumberedPanel]:
    """The panels in the order of the visit."""
    numbers = {panel.id: number for number, panel in show.numbered}
    return [
        NumberedPanel(numbers[panel.id], panel, section, place == 0, f"{show.key}/{numbers[panel.id]}/")
        for section in show.sections
        for place, panel in enumerate(section.panels)
    ]


def code(address: str) -> str:
    """The SVG of a QR code: error level M, a quiet zone of four modules, black on white in any theme."""
    import segno  # slow to import

    data = io.BytesIO()
    segno.make(address, error="m", micro=False, boost_error=False).save(
        data, kind="svg", border=4, xmldecl=False, svgclass=None, lineclass=None, dark="#000", light="#fff",
        omitsize=True, nl=False,
    )  # fmt: skip
    return data.getvalue().decode()


def code_path(show: Exhibition, number: int = 0) -> str:
    """The path of a panel's QR code; 0 is the whole exhibition's."""
    return f"{show.key}/codes/{number}.svg"


def codes(show: Exhibition, url: str) -> Iterator[Page]:
    """All QR codes of an exhibition; none if the site's address is unknown."""
    if not url:
        return
    yield Page(code_path(show), code(f"{url}{show.key}/"))
    for numbered in numbered_panels(show):
        yield Page(code_path(show, numbered.number), code(f"{url}{numbered.address}"))
