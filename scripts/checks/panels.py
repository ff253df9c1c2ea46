"""Rules about the panels of an exhibition as they are printed."""

from collections.abc import Iterator

from scripts.catalogue.panel_fit import CAPACITY, text_size
from scripts.load.content import Content
from scripts.problems import Problem
from scripts.records.exhibitions import Exhibition


def panels_fit_their_sheet(content: Content) -> Iterator[Problem]:
    """A panel's text goes on one sheet of A3 or A4 in letters that can be read on a wall."""
    for show in content.of(Exhibition):
        for loc, panel in zip(show.panel_places, show.panels, strict=True):
            if (asked := text_size(panel)) > CAPACITY:
                message = f"这块展板的文字有 {len(panel.text.strip())} 字，印成展板（A3、A4）一张纸放不下"
                hint = f"请把约 {asked - CAPACITY} 字移到 more，网页上在“再多看一点”里；或分成两块展板"
                yield content.problem(show, (*loc, "text"), "T12", message, hint)
