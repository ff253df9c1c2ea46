"""Queries of the templates: rolls of honour, the tree of venues, figures, lines under titles."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from datetime import time as time_of_day
from itertools import groupby
from operator import attrgetter
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from scripts.catalogue import Site
from scripts.catalogue.facets import honours_matching
from scripts.catalogue.honours import conferred, honour_zh, newest_first, when_zh, year_of
from scripts.catalogue.sorting import TYPES_IN_ORDER, ordered
from scripts.records import TYPES
from scripts.records.awards import Award
from scripts.records.base import Change, Record
from scripts.records.campaigns import Campaign
from scripts.records.dates import Moment, PartialDate
from scripts.records.events import Event
from scripts.records.exhibitions import Exhibition, TourStop
from scripts.records.news import News
from scripts.records.parts import Honour, Occasion
from scripts.records.readings import sound
from scripts.records.role_models import RoleModel
from scripts.records.statistics import Count, Statistic
from scripts.records.streets import Street
from scripts.records.venues import Venue
from scripts.records.vocabularies import HonourStatus, RightsKind, VenueLevel, Vocabulary

R = TypeVar("R", bound=Record)


def roll(site: Site, award: Award) -> list[tuple[str, str, list[tuple[Record, Honour]]]]:
    """The roll of honour, newest round first: (name, heading with the year, recipients).

    Honours without a round are last.
    """
    found = [(back.record, back.link.loc) for back in site.incoming(award) if back.link.loc[0] == "honours"]
    entries: list[tuple[Honour, Record]] = [(record.optional("honours")[loc[1]], record) for record, loc in found]
    entries.sort(key=lambda entry: sound(entry[1]))
    entries.sort(key=lambda entry: (year_of(site, entry[0]), entry[0].sort), reverse=True)
    rounds: dict[str, list[tuple[Record, Honour]]] = {}
    for honour, record in entries:
        rounds.setdefault(honour.when or "届次未注明", []).append((record, honour))
    return [(when, when_zh(site, named[0][1]) or when, named) for when, named in rounds.items()]


class Branch(NamedTuple):
    """A venue and its sub-venues."""

    venue: Venue
    below: tuple["Branch", ...]


def venue_tree(site: Site) -> tuple[Branch, ...]:
    """The practice network from its centre; a venue without a published parent is at the top."""
    venues = site.of(Venue)
    ids = {venue.id for venue in venues}
    streets = {street.id: street.code for street in site.of(Street)}
    below: dict[str | None, list[Venue]] = {}
    levels = {level: place for place, level in enumerate(VenueLevel)}
    order = sorted(venues, key=lambda one: (levels[one.level], streets.get(one.street or "", "~"), sound(one)))
    for venue in order:
        below.setdefault(venue.parent if venue.parent in ids else None, []).append(venue)

    def branch(venue: Venue) -> Branch:
        return Branch(venue, tuple(branch(child) for child in below.get(venue.id, ())))

    return tuple(branch(venue) for venue in below.get(None, ()))


def ancestors(site: Site, venue: Venue) -> list[Venue]:
    """The venues above this one, starting with the centre."""
    found: list[Venue] = []
    parent = site.find(Venue, venue.parent)
    while parent and parent not in found:
        found.insert(0, parent)
        parent = site.find(Venue, parent.parent)
    return found


def subline(site: Site, record: Record, asked: Mapping[str, str] = MappingProxyType({})) -> list[str]:
    """The line under a title in a list: its kind, its honour, its street.

    The honour fits the list's facets (``asked``: facet → label). Conferred honours precede nominations; revoked ones are
    left to the record's own page. What the title says is not repeated.
    """
    words = [value.label for name in record.listing.by if isinstance(value := record.optional(name), Vocabulary)]
    street = site.street_of(record)
    if honours := record.optional("honours"):
        held, about = conferred(record), honours_matching(site, record, asked) or honours
        named = [honour for honour in newest_first(site, record) if honour in about and honour_zh(site, honour)]
        named = [honour for honour in named if honour.status is not HonourStatus.REVOKED]
        named = sorted(named, key=lambda honour: honour not in held)[: 1 if words else 2]
        categories = [honour.category for honour in held if honour.category and honour in named]
        words = list(dict.fromkeys([*words, *categories, *(honour_zh(site, honour) for honour in named)]))
    if isinstance(record, Award):
        words = [record.level.label] if record.level else []
        words += [record.awarder] if record.awarder else []
    return [word for word in [*words, *([street.title] if street else [])] if word not in record.title]


def counted(site: Site, count: Count, *, samples: bool) -> int:
    """The number of records that fit a Count, whose words may be in Chinese; with ``samples`` also samples."""
    records = [record for record in site.of(TYPES[count.folder]) if not record.sample or samples]
    asked = [[(getattr(record, name), word) for name, word in count.where.items()] for record in records]
    return sum(all(word in (value, getattr(value, "label", None)) for value, word in one) for one in asked)


def has_samples(site: Site, count: Count) -> bool:
    """Whether this type has samples, which lists show but real figures do not count."""
    return any(record.sample for record in site.of(TYPES[count.folder]))


def mentioned(site: Site, news: News) -> list[Record]:
    """The published records a news item mentions, in its order."""
    return site.shown(site.records[key] for key in news.mentions if key in site.records)


def corrections(site: Site) -> list[tuple[Change, Record]]:
    """All corrections of published records, newest first."""
    found = [(one, record) for record in site.shown(site.records.values()) for one in record.corrections]
    return sorted(found, key=lambda pair: pair[0].date, reverse=True)


def described(record: Record) -> str:
    """A page's description; it names the page, since a standfirst may be shared by several."""
    name = record.title.strip("“”《》")
    if not record.standfirst:
        return f"{record.title}，{record.label}"
    return record.standfirst if name in record.standfirst else f"{record.title}：{record.standfirst}"


def published_word(record: Record) -> str:
    """The label of the publication day; another outlet's report may be older than this site."""
    return "发布日期" if record.rights.kind is RightsKind.LINK_ONLY else "本站发布"


def grouped(site: Site, kind: type[R], name: str) -> list[tuple[Vocabulary, list[R]]]:
    """The records of a type grouped by a vocabulary field, in the given order."""
    return [(word, list(items)) for word, items in groupby(ordered(site.of(kind), "given"), attrgetter(name))]


class Bar(NamedTuple):
    """A bar of a chart: its label, its length, the number as text."""

    label: str
    length: float
    said: str


def trend(record: Statistic) -> list[Bar]:
    """A statistic year by year as bars; an inexact number counts as its stated value."""
    return [Bar(one.as_of.zh, one.value.number, f"{one.value}{record.unit}") for one in record.years]


def collected(site: Site) -> list[Bar]:
    """The number of records of each type, without samples."""
    counts = [(kind.label, sum(not record.sample for record in site.of(kind))) for kind in TYPES_IN_ORDER]
    return [Bar(label, count, f"{count}条") for label, count in counts if count]


def months(site: Site) -> list[tuple[int, list[Campaign]]]:
    """The campaigns of each month that has any."""
    campaigns = ordered(site.of(Campaign), "given")
    year = [(month, [item for item in campaigns if month in item.months]) for month in range(1, 13)]
    return [(month, items) for month, items in year if items]


def span(start: PartialDate | None, end: PartialDate | None) -> str:
    """Two dates as one phrase without repeating the year: 2026年10月9日—12月31日."""
    if start is None or end is None or start == end:
        return start.zh if start else f"至{end.zh}" if end else ""
    year, second = start.zh[:5], end.zh
    return f"{start.zh}—{second.removeprefix(year) if second != year else second}"


def occasion(time: Occasion) -> str:
    """One time of an event with its weekdays: 2026年12月3日（周四）09:00—12月5日（周六）17:00."""
    start, end = time.start, time.end or time.start
    first, last = _with_weekday(start), _with_weekday(end)
    if start.clock and (end.day - start.day, end.clock) == (timedelta(days=1), time_of_day.min):
        last = "24:00"
    elif end.day == start.day:
        last = f"{end.clock:%H:%M}" if end.clock and end != start else ""
    return f"{first}—{last.removeprefix(f'{start.day.year}年')}" if last else first


def _with_weekday(moment: Moment) -> str:
    day, _, clock = moment.zh.partition(" ")
    return f"{day}（{weekday(moment.day)}）{clock}"


def weekday(day: date) -> str:
    """周一 … 周日."""
    return f"周{'一二三四五六日'[day.weekday()]}"


def shown_time(site: Site, event: Event) -> Occasion | None:
    """The next time after the newest record's day; the browser replaces it by the next from today."""
    times = event.times
    return next((time for time in times if time.until.day >= site.as_of), times[-1] if times else None)


def latest(records: Iterable[Record]) -> date | None:
    """The last day on which one of the records was published or changed."""
    return max(filter(None, (record.updated for record in records)), default=None)


class Visit(NamedTuple):
    """An exhibition in one place: a stop of its tour, or its own venue if None."""

    show: Exhibition
    stop: TourStop | None


def visits(site: Site, venue: Venue) -> list[Visit]:
    """The exhibitions that tour to a venue, or else have it as their own; latest first."""
    links = [(back.record, back.link.loc) for back in site.incoming(venue)]
    shows = [(show, loc) for show, loc in links if isinstance(show, Exhibition)]
    found = [Visit(show, show.tour[int(loc[1])]) for show, loc in shows if loc[0] == "tour"]
    toured = {visit.show.key for visit in found}
    found += [Visit(show, None) for show, loc in shows if loc[0] == "venue" and show.key not in toured]
    return sorted(found, key=lambda visit: str((visit.stop or visit.show).start or ""), reverse=True)


class Round(NamedTuple):
    """One round of one award: its year (empty if no source gives it), its name, its label, the recipients."""

    year: str
    award: Award
    when: str
    label: str
    entries: tuple[tuple[Record, Honour], ...]


def timeline(site: Site) -> list[tuple[str, list[Round]]]:
    """The rounds with role models by year, latest first; those without a known year last, under ``""``."""
    named = ((award, when, entries) for award in site.of(Award) for when, _, entries in roll(site, award))
    found = [one for award, when, entries in named if (one := _round(site, award, when, entries))]
    found.sort(key=lambda one: (-int(one.year or 0), one.award.title, one.label))
    return [(year, list(rounds)) for year, rounds in groupby(found, key=lambda one: one.year)]


def _round(site: Site, award: Award, when: str, named: list[tuple[Record, Honour]]) -> Round | None:
    people = sorted((pair for pair in named if isinstance(pair[0], RoleModel)), key=lambda pair: sound(pair[0]))
    if not people:
        return None
    said = people[0][1].when
    label = f"{said}{award.title}" if said.startswith("第") else f"{award.title} {said}".strip()
    year = max(year_of(site, honour) for _, honour in people)
    return Round(str(year or ""), award, when, label, tuple(people))
