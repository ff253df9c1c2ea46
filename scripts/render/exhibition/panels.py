"""The panels of an exhibition in the order of a visit: their numbers and short addresses."""

import re
from dataclasses import dataclass

from scripts.records.exhibitions import Exhibition, Panel, Section
from scripts.render.markdown import strip_markdown

LONGEST = 110
_SENTENCE = re.compile(r".*?[。！？!?…]+[”’」』）)]*|.+")
_HEADING = re.compile(r"^#{1,6}[ \t].*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class NumberedPanel:
    """One panel in its place. ``address`` is the short one a QR code holds, relative to the site's root."""

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
        """The first sentence of its text, for those who see no more of it; at most ``LONGEST`` characters."""
        first = _HEADING.sub("", self.panel.text).strip().split("\n\n")[0]
        match = _SENTENCE.match(strip_markdown(first).replace("\n", ""))
        found = match[0] if match else self.panel.title
        return found if len(found) <= LONGEST else f"{found[:LONGEST]}……"


def numbered_panels(show: Exhibition) -> list[NumberedPanel]:
    """The panels in the order of the visit; ``opens`` marks the first of a section."""
    numbers = {panel.id: number for number, panel in show.numbered}
    return [
        NumberedPanel(numbers[panel.id], panel, section, place == 0, f"{show.key}/{numbers[panel.id]}/")
        for section in show.sections
        for place, panel in enumerate(section.panels)
    ]
