"""The tour of an exhibition: its stops as a calendar, and what stands on the venues' pages."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from scripts.records.exhibitions import Exhibition, TourStop
from scripts.records.venues import Venue
from scripts.records.vocabularies import EventStatus
from scripts.render.values import Page
from scripts.site import Site

_STATUS = {EventStatus.CANCELLED: "CANCELLED", EventStatus.POSTPONED: "TENTATIVE"}


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


def show_calendar(site: Site, show: Exhibition) -> Iterator[Page]:
    """The tour of an exhibition; none for one that does not travel."""
    stops = [(show, stop, place) for place, stop in enumerate(show.tour, 1)]
    yield from _calendar(site, show.key, stops)


def venue_calendar(site: Site, venue: Venue) -> Iterator[Page]:
    """What comes to a venue on tour; none where nothing came."""
    shows = site.of(Exhibition)
    stops = [(show, stop, place) for show in shows for place, stop in enumerate(show.tour, 1) if stop.venue == venue.id]
    yield from _calendar(site, venue.key, stops)


def _calendar(site: Site, key: str, stops: list[tuple[Exhibition, TourStop, int]]) -> Iterator[Page]:
    """An iCalendar file (RFC 5545) in the folder of a record."""
    if not stops:
        return
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//chengguan-practice-site//exhibitions//ZH",
        "CALSCALE:GREGORIAN",
    ]
    for show, stop, place in stops:
        lines += _event(site, show, stop, place)
    lines.append("END:VCALENDAR")
    yield Page(f"{key}/tour.ics", "".join(f"{_folded(line)}\r\n" for line in lines))


def _event(site: Site, show: Exhibition, stop: TourStop, place: int) -> list[str]:
    venue = site.find(Venue, stop.venue)
    changed = (show.modified or show.published).first()
    where = [venue.title, venue.address] if venue else []
    about = filter(None, (show.summary, stop.note, f"{site.url}{show.key}/" if site.url else ""))
    return [
        "BEGIN:VEVENT",
        f"UID:{show.id}-{place}-{stop.venue}@exhibitions",
        f"DTSTAMP:{changed:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{stop.start.first():%Y%m%d}",
        f"DTEND;VALUE=DATE:{_day_after(stop):%Y%m%d}",
        f"SUMMARY:{_escaped(f'展览：{show.title}')}",
        f"LOCATION:{_escaped('，'.join(filter(None, where)))}",
        f"DESCRIPTION:{_escaped('；'.join(about))}",
        f"STATUS:{_STATUS.get(stop.outcome, 'CONFIRMED')}",
        "END:VEVENT",
    ]


def _day_after(stop: TourStop) -> date:
    return (stop.end or stop.start).last() + timedelta(days=1)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> str:
    """A line of at most 75 octets, the rest on lines that start with a space; no character is split (§3.1)."""
    pieces, size = [""], 0
    for char in line:
        octets = len(char.encode())
        if size + octets > 74:
            pieces.append("")
            size = 1
        pieces[-1] += char
        size += octets
    return "\r\n ".join(pieces)
