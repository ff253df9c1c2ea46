"""The tour of an exhibition as the venues' pages show it."""

from dataclasses import dataclass

from scripts.catalogue import Site
from scripts.records.exhibitions import Exhibition, TourStop
from scripts.records.venues import Venue


@dataclass(frozen=True, slots=True)
class Visit:
    """One exhibition at one venue, as the venue's page shows it; ``stop`` is None for its home."""

    show: Exhibition
    stop: TourStop | None


def visits(site: Site, venue: Venue) -> list[Visit]:
    """The exhibitions a venue is home to or a tour stop of, the latest first."""
    shows = site.of(Exhibition)
    found = [Visit(show, stop) for show in shows for stop in show.tour if stop.venue == venue.id]
    toured = {visit.show.key for visit in found}
    found += [Visit(show, None) for show in shows if show.venue == venue.id and show.key not in toured]
    return sorted(
        found, key=lambda visit: str(visit.stop.start if visit.stop else visit.show.start or ""), reverse=True
    )
