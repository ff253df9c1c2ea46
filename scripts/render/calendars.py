"""iCalendar files (RFC 5545, RFC 7986) of the district, and of each street, venue, team, campaign, event and exhibition."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from scripts.catalogue import Site
from scripts.records.base import Dated, Part, Record
from scripts.records.campaigns import Campaign
from scripts.records.events import Event
from scripts.records.exhibitions import Exhibition, TourStop
from scripts.records.lecture_halls import LectureHall
from scripts.records.parts import Occasion
from scripts.records.recurring import Recurrence
from scripts.records.streets import Street
from scripts.records.venues import Venue
from scripts.records.vocabularies import EventStatus, ExhibitionFormat
from scripts.records.volunteer_projects import VolunteerProject
from scripts.render import taking_part
from scripts.render.json_ld import status_of
from scripts.render.values import Page
from scripts.render.views import Visit, visits

if TYPE_CHECKING:  # slow to import, and few edits change a calendar
    from icalendar import Component, Timezone
    from icalendar import Event as Entry

ZONE = ZoneInfo("Asia/Shanghai")
MAX_AGE = timedelta(days=366)
"""Activities that ended longer before the newest record are left out: subscribers look ahead."""
_STATUS = {EventStatus.CANCELLED: "CANCELLED", EventStatus.POSTPONED: "TENTATIVE"}
HOLDERS = frozenset({"streets", "venues", "lecture-halls", "lecture-teams", "volunteer-teams", "campaigns", "events"})
"""The types whose records have a calendar of the activities they hold or host."""
Activity = taking_part.Activity | Campaign
"""Records with times: one, several or a rule."""


def calendars(site: Site) -> Iterator[Page]:
    """The calendar of all activities, and that of all exhibitions and tours."""
    yield from _page("calendar.ics", f"{site.content.settings.name}活动", _entries(site, _all(site)))
    shows = (visit for show in site.of(Exhibition) for visit in _of_show(show))
    yield from _page("exhibitions/calendar.ics", "展览和巡展", _show_entries(site, shows))


def _all(site: Site) -> list[Activity]:
    return [*site.of(Event), *site.of(VolunteerProject), *site.of(LectureHall), *site.of(Campaign)]


def record_calendars(site: Site, record: Record) -> Iterator[Page]:
    """The calendar of the activities that a record holds or hosts, if any."""
    names = {"exhibitions": f"展览：{record.title}", "events": record.title}
    name = names.get(record.folder, f"{record.title}的活动")
    yield from _page(f"{record.key}/calendar.ics", name, _at(site, record))


def has_calendar(site: Site, record: Record | None = None) -> bool:
    """Whether the record, or else the site, has a ``calendar.ics``."""
    return any(True for _ in (_entries(site, _all(site)) if record is None else _at(site, record)))


def _at(site: Site, record: Record) -> Iterator[str]:
    """The entries of a record's calendar."""
    yield from _entries(site, activities_of(site, record))
    yield from _show_entries(site, _of_show(record) if isinstance(record, Exhibition) else _at_venues(site, record))


def activities_of(site: Site, record: Record) -> list[Activity]:
    """The activities in a street, at a venue, in a campaign or of a team; an event itself. None if the record is off."""
    if record.folder not in HOLDERS or getattr(record, "outcome", EventStatus.SCHEDULED) is not EventStatus.SCHEDULED:
        return []
    own: list[Activity] = [record] if isinstance(record, Campaign | LectureHall | Event) else []
    return own + list(taking_part.at(site, record))


def _at_venues(site: Site, record: Record) -> list[Visit]:
    """The exhibitions and tour stops at a venue or in a street."""
    pointing = [back.record for back in site.incoming(record)] if isinstance(record, Street) else [record]
    venues = {one.id: one for one in pointing if isinstance(one, Venue)}.values()
    return [visit for one in venues for visit in visits(site, one) if visit.stop or _is_on(visit.show)]


def _of_show(show: Exhibition) -> list[Visit]:
    """The stops of a tour, or else the exhibition itself if it has dates."""
    return [Visit(show, stop) for stop in show.tour] or ([Visit(show, None)] if _is_on(show) else [])


def _is_on(show: Exhibition) -> bool:
    """Whether the exhibition itself has dates. One that never closes is in no calendar."""
    return bool(show.start and show.end and not show.tour) and show.format is not ExhibitionFormat.ONLINE


def _page(path: str, name: str, entries: Iterable[str]) -> Iterator[Page]:
    """An iCalendar file, if there are entries. The library makes the frame too."""
    found = list(entries)
    if not found:
        return
    from icalendar import Calendar, vDuration, vText

    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//chengguan-practice-site//ZH")
    calendar.add("calscale", "GREGORIAN")
    for one in ("name", "x-wr-calname"):
        calendar.add(one, vText(name))  # the library does not escape properties unknown to it
    calendar.add("x-wr-timezone", str(ZONE))
    calendar.add("refresh-interval", vDuration(timedelta(days=1)), parameters={"VALUE": "DURATION"})
    calendar.add_component(_zone())
    head, end, _ = _text(calendar).rpartition("END:VCALENDAR")
    yield Page(path, f"{head}{''.join(found)}{end}\r\n")


def _zone() -> "Timezone":
    """China's time zone: one offset all year since 1991."""
    from icalendar import Timezone, TimezoneStandard

    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", str(ZONE))
    standard.add("dtstart", datetime(1991, 9, 15))
    standard.add("tzoffsetfrom", timedelta(hours=8))
    standard.add("tzoffsetto", timedelta(hours=8))
    standard.add("tzname", "CST")
    zone.add_component(standard)
    return zone


def _text(component: "Component") -> str:
    data: bytes = component.to_ical()
    return data.decode()


def _entries(site: Site, records: Iterable[Activity]) -> Iterator[str]:
    """The entries of some records, each made once for all calendars."""
    for record in records:
        key = (_entries_of, site.url, site.production)
        yield from record.memoize(key, lambda record=record: tuple(_entries_of(site, record)))  # type: ignore[misc]


def _entries_of(site: Site, record: Activity) -> Iterator[str]:
    """An entry for each time of a record and each part of its rule.

    The UID names a time by its day, a part of a rule by its weeks or month, so that adding or removing one renames no
    other. A time moved to another day is a new entry, which replaces the old one for subscribers.
    """
    own: EventStatus = getattr(record, "outcome", EventStatus.SCHEDULED)

    def entry(name: str, of_time: EventStatus | None) -> "Entry":
        """``of_time`` is the time's own outcome, which applies unless the event's is not as scheduled."""
        outcome = of_time if of_time and own is EventStatus.SCHEDULED else own
        return _entry(site, record, f"{record.folder}.{record.id}.{name}", outcome, record, record.title)

    days: Counter[date] = Counter()
    for occasion in record.called if isinstance(record, Event) else ():
        day = occasion.start.day
        days[day] += 1
        if occasion.until.day >= _oldest(site):
            yield _text(_with_time(entry(f"{day:%Y%m%d}.{days[day]}", occasion.outcome), occasion))
    rule = taking_part.rule(site, record)
    for name, part in rule.single() if rule else ():
        first = part.first_day((part.since or record.published).first())
        if first and not (part.until and part.until.last() < _oldest(site)):
            yield _text(_with_rule(entry(name, None), part, first))


def _oldest(site: Site) -> date:
    return site.as_of - MAX_AGE if site.as_of > date.min + MAX_AGE else site.as_of


def _entry(
    site: Site, record: Dated, name: str, outcome: EventStatus, where: Part, title: str, *notes: str | None
) -> "Entry":
    """An entry without its time. ``where``, the record or a part of it, names the venues; several give no position."""
    from icalendar import Event as Entry

    changed = record.updated or record.published.first()
    stamp = datetime.combine(changed, time.min, ZoneInfo("UTC"))
    address, venues = site.url_of(record), taking_part.venues(site, where)
    places = ["，".join(filter(None, [one.title, one.address])) for one in venues]
    noted = len(record.corrections) + len(getattr(record, "changes", ()))  # two of one day count twice (§3.8.7.4)
    entry = Entry()
    entry.add("uid", f"{name}@{urlsplit(site.url).hostname or 'chengguan-practice-site'}")
    entry.add("dtstamp", stamp)
    entry.add("last-modified", stamp)
    entry.add("sequence", max(0, (changed - record.published.first()).days) + noted)
    entry.add("summary", title if outcome is EventStatus.SCHEDULED else f"（{outcome.label}）{title}")
    entry.add("status", _STATUS.get(outcome, "CONFIRMED"))
    if said := "\n".join(filter(None, (record.summary, *notes, address))):
        entry.add("description", said)
    if address:
        entry.add("url", address)
    if place := "；".join(places) or getattr(where, "place", None):
        entry.add("location", place)
    if len(venues) == 1 and venues[0].position:
        entry.add("geo", venues[0].position.wgs84)
    return entry


def _with_time(entry: "Entry", occasion: Occasion) -> "Entry":
    """Adds one time; without a clock time the entry lasts all day, and its end is the next day (§3.6.1)."""
    start, end = occasion.start, occasion.until
    if start.clock:
        entry.add("dtstart", datetime.combine(start.day, start.clock, ZONE))
        if occasion.end and (end.clock or end.day > start.day):
            entry.add("dtend", datetime.combine(end.day, end.clock or time(23, 59), ZONE))
        return entry
    return _days(entry, start.day, end.day)


def _days(entry: "Entry", first: date, last: date) -> "Entry":
    entry.add("dtstart", first)
    entry.add("dtend", last + timedelta(days=1))
    return entry


def _with_rule(entry: "Entry", rule: Recurrence, first: date) -> "Entry":
    """Adds a rule; each ``EXDATE`` has the same value type as the start (§3.8.5.1)."""
    from icalendar import vRecur, vText

    off = [day for day in rule.left_out() if day >= first]
    if rule.start:
        entry.add("dtstart", datetime.combine(first, rule.start, ZONE))
        if rule.end:
            entry.add("dtend", datetime.combine(first, rule.end, ZONE))
    else:
        _days(entry, first, first)
        if rule.part:  # 上午, 下午: no calendar property holds that
            entry["summary"] = vText(f"{entry['summary']}（{rule.part.label}）")
    if off and rule.start:
        entry.add("exdate", [datetime.combine(day, rule.start, ZONE) for day in off])
    elif off:
        entry.add("exdate", off, parameters={"VALUE": "DATE"})
    entry.add("rrule", vRecur.from_ical(next(rule.rrules())))
    return entry


def _show_entries(site: Site, shows: Iterable[Visit]) -> Iterator[str]:
    """The entries of exhibitions and tour stops, which do not mark the reader as busy."""
    for show, stop in shows:
        first, last = (stop.start, stop.until) if stop else (show.start, show.end)
        if first is None or last is None:
            continue
        outcome = status_of(show) if show.state else EventStatus.SCHEDULED
        outcome = stop.outcome if stop and stop.outcome is not EventStatus.SCHEDULED else outcome
        name = _stop_name(show, stop) if stop else f"{show.id}.on"
        note = stop.note if stop else show.state
        entry = _entry(site, show, name, outcome, stop or show, f"展览：{show.title}", note)
        entry.add("transp", "TRANSPARENT")
        yield _text(_days(entry, first.first(), last.last()))


def _stop_name(show: Exhibition, stop: TourStop) -> str:
    """The stop's UID: the show, the venue, and the number of the visit there by date. A stop inserted elsewhere or moved
    keeps the other UIDs, so that importing the file again creates no duplicates."""
    visits = sorted((one for one in show.tour if one.venue == stop.venue), key=lambda one: one.start.first())
    number = next(place for place, one in enumerate(visits, 1) if one is stop)
    return f"{show.id}.{stop.venue}.{number}"
