"""The tour of an exhibition: its stops as a calendar, and what stands on the venues' pages."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlsplit

from scripts.catalogue import Site
from scripts.records.exhibitions import Exhibition, TourStop
from scripts.records.venues import Venue
from scripts.records.vocabularies import EventStatus
from scripts.render.values import Page

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
    yield from _calendar(site, show.key, f"巡展：{show.title}", [(show, stop) for stop in show.tour])


def venue_calendar(site: Site, venue: Venue) -> Iterator[Page]:
    """What comes to a venue on tour; none where nothing came."""
    stops = [(show, stop) for show in site.of(Exhibition) for stop in show.tour if stop.venue == venue.id]
    yield from _calendar(site, venue.key, f"{venue.title}的巡展", stops)


def _calendar(site: Site, key: str, name: str, stops: list[tuple[Exhibition, TourStop]]) -> Iterator[Page]:
    """An iCalendar file (RFC 5545; its name RFC 7986) in the folder of a record."""
    if not stops:
        return
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//chengguan-practice-site//exhibitions//ZH",
        "CALSCALE:GREGORIAN",
        f"NAME:{_escaped(name)}",
        f"X-WR-CALNAME:{_escaped(name)}",
    ]
    for show, stop in stops:
        lines += _event(site, show, stop)
    lines.append("END:VCALENDAR")
    yield Page(f"{key}/tour.ics", "".join(f"{_folded(line)}\r\n" for line in lines))


def _event(site: Site, show: Exhibition, stop: TourStop) -> list[str]:
    """One stop. It takes no time of whoever has it in a calendar; ``SEQUENCE`` grows as the record is changed."""
    venue = site.find(Venue, stop.venue)
    changed = (show.modified or show.published).first()
    where = [venue.title, venue.address] if venue else []
    url = f"{site.url}{show.key}/" if site.url else ""
    about = filter(None, (show.summary, stop.note, url))
    return [
        "BEGIN:VEVENT",
        f"UID:{_uid(site, show, stop)}",
        f"DTSTAMP:{changed:%Y%m%d}T000000Z",
        f"LAST-MODIFIED:{changed:%Y%m%d}T000000Z",
        f"SEQUENCE:{max(0, (changed - show.published.first()).days)}",
        f"DTSTART;VALUE=DATE:{stop.start.first():%Y%m%d}",
        f"DTEND;VALUE=DATE:{_day_after(stop):%Y%m%d}",
        f"SUMMARY:{_escaped(f'展览：{show.title}')}",
        f"LOCATION:{_escaped('，'.join(filter(None, where)))}",
        f"DESCRIPTION:{_escaped('；'.join(about))}",
        *([f"URL:{url}"] if url else []),
        f"STATUS:{_STATUS.get(stop.outcome, 'CONFIRMED')}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _uid(site: Site, show: Exhibition, stop: TourStop) -> str:
    """The show, the venue, and which visit it is there, by date: a stop put in between, or moved to another day, leaves
    all others what they are, so a calendar that takes the file once more has no event twice."""
    visits = sorted((one for one in show.tour if one.venue == stop.venue), key=lambda one: one.start.first())
    number = next(place for place, one in enumerate(visits, 1) if one is stop)
    return f"{show.id}.{stop.venue}.{number}@{urlsplit(site.url).hostname or 'chengguan-practice-site'}"


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
