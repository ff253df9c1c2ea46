"""The panels of an exhibition as the stops of a visit: their numbers, addresses and neighbours."""

from dataclasses import dataclass

from scripts.records.exhibitions import Exhibition, Panel, Section


@dataclass(frozen=True, slots=True)
class Stop:
    """One panel in its place. ``address`` is the short one a QR code holds, relative to the site's root."""

    number: int
    panel: Panel
    section: Section
    opens: bool
    address: str

    @property
    def anchor(self) -> str:
        return self.panel.id


def stops(show: Exhibition) -> list[Stop]:
    """The stops in the order of the visit; ``opens`` marks the first of a section."""
    numbers = {panel.id: number for number, panel in show.numbered}
    return [
        Stop(numbers[panel.id], panel, section, place == 0, f"{show.key}/{numbers[panel.id]}/")
        for section in show.sections
        for place, panel in enumerate(section.panels)
    ]
