"""What templates ask of the site: a roll of honour, the tree of venues, figures, the words under a title."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from datetime import time as time_of_day
from itertools import groupby
from operator import attrgetter
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from scripts.catalogue import Site
from scripts.catalogue.facets import fitting
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
    """The roll of honour by round, the newest first: its name, its heading with the year, who was named.

    Honours without a round come last.
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
    """A venue and what lies beneath it."""

    venue: Venue
    below: tuple["Branch", ...]


def venue_tree(site: Site) -> tuple[Branch, ...]:
    """The practice network from its centre; a venue without a shown parent stands at the top."""
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
    """The venues above this one, the centre first."""
    found: list[Venue] = []
    parent = site.find(Venue, venue.parent)
    while parent and parent not in found:
        found.insert(0, parent)
        parent = site.find(Venue, parent.parent)
    return found


def subline(site: Site, record: Record, asked: Mapping[str, str] = MappingProxyType({})) -> list[str]:
    """The small words under a title in a list: what kind it is, which honour, and where.

    The honour is one that the list asks for, as facet → label. One that was conferred stands before one that somebody
    only stands for; what was revoked is told on the record's own page and not in front of it.
    """
    words = [value.label for name in record.listing.by if isinstance(value := record.optional(name), Vocabulary)]
    street = site.street_of(record)
    if honours := record.optional("honours"):
        held, about = conferred(record), fitting(site, record, asked) or honours
        named = [honour for honour in newest_first(site, record) if honour in about and honour_zh(site, honour)]
        named = [honour for honour in named if honour.status is not HonourStatus.REVOKED]
        named = sorted(named, key=lambda honour: honour not in held)[: 1 if words else 2]
        categories = [honour.category for honour in held if honour.category and honour in named]
        words = list(dict.fromkeys([*words, *categories, *(honour_zh(site, honour) for honour in named)]))
    if isinstance(record, Award):
        words = [record.level.label] if record.level else []
        words += [record.awarder] if record.awarder else []
    return words + ([street.title] if street else [])


def counted(site: Site, count: Count, *, samples: bool) -> int:
    """How many records of this site fit a Count; words may be written in Chinese. Samples count only beside samples."""
    records = [record for record in site.of(TYPES[count.folder]) if not record.sample or samples]
    asked = [[(getattr(record, name), word) for name, word in count.where.items()] for record in records]
    return sum(all(word in (value, getattr(value, "label", None)) for value, word in one) for one in asked)


def has_samples(site: Site, count: Count) -> bool:
    """Are there samples of this type, which the list shows and the number beside a real figure leaves out?"""
    return any(record.sample for record in site.of(TYPES[count.folder]))


def mentioned(site: Site, news: News) -> list[Record]:
    """The published records a news item names, in its order."""
    return site.shown(site.records[key] for key in news.mentions if key in site.records)


def corrections(site: Site) -> list[tuple[Change, Record]]:
    """Every correction of a published record, the newest first."""
    found = [(one, record) for record in site.shown(site.records.values()) for one in record.corrections]
    return sorted(found, key=lambda pair: pair[0].date, reverse=True)


def described(record: Record) -> str:
    """What a page is in one sentence that names it, which few standfirsts do: one may stand on the pages of several."""
    name = record.title.strip("“”《》")
    if not record.standfirst:
        return f"{record.title}，{record.label}"
    return record.standfirst if name in record.standfirst else f"{record.title}：{record.standfirst}"


def published_word(record: Record) -> str:
    """Before the day of publication: a report of another house may be older than this site."""
    return "发布日期" if record.rights.kind is RightsKind.LINK_ONLY else "本站发布"


def grouped(site: Site, kind: type[R], name: str) -> list[tuple[Vocabulary, list[R]]]:
    """The records of a type under each word of a field, in the order that is given."""
    return [(word, list(items)) for word, items in groupby(ordered(site.of(kind), "given"), attrgetter(name))]


class Bar(NamedTuple):
    """One bar of a chart: its label, how long it is, the number as it was said."""

    label: str
    length: float
    said: str


def trend(record: Statistic) -> list[Bar]:
    """What was reported year by year, as bars; an inexact number is as long as what is said of it."""
    return [Bar(one.as_of.zh, one.value.number, f"{one.value}{record.unit}") for one in record.years]


def collected(site: Site) -> list[Bar]:
    """How many records of each type the site holds; samples are left out."""
    counts = [(kind.label, sum(not record.sample for record in site.of(kind))) for kind in TYPES_IN_ORDER]
    return [Bar(label, count, f"{count}条") for label, count in counts if count]


def months(site: Site) -> list[tuple[int, list[Campaign]]]:
    """The campaigns of each month of the year; months without one left out."""
    campaigns = ordered(site.of(Campaign), "given")
    year = [(month, [item for item in campaigns if month in item.months]) for month in range(1, 13)]
    return [(month, items) for month, items in year if items]


def span(start: PartialDate | None, end: PartialDate | None) -> str:
    """Two dates as one phrase, what they share said once: 2026年10月9日—12月31日."""
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
    """Of several times the next one when the newest record was written; the browser puts the next of today in its place."""
    times = event.times
    return next((time for time in times if time.until.day >= site.as_of), times[-1] if times else None)


def latest(records: Iterable[Record]) -> date | None:
    """The day the newest of some records was published or changed."""
    return max((record.updated for record in records if record.updated), default=None)


class Visit(NamedTuple):
    """An exhibition in one place: a stop of its tour, or without one at its home."""

    show: Exhibition
    stop: TourStop | None


def visits(site: Site, venue: Venue) -> list[Visit]:
    """The exhibitions that come to a venue or, if they do not, are at home there; the latest first."""
    links = [(back.record, back.link.loc) for back in site.incoming(venue)]
    shows = [(show, loc) for show, loc in links if isinstance(show, Exhibition)]
    found = [Visit(show, show.tour[int(loc[1])]) for show, loc in shows if loc[0] == "tour"]
    toured = {visit.show.key for visit in found}
    found += [Visit(show, None) for show, loc in shows if loc[0] == "venue" and show.key not in toured]
    return sorted(found, key=lambda visit: str((visit.stop or visit.show).start or ""), reverse=True)


class Round(NamedTuple):
    """One conferral of one award: its year (empty when no source gives it), its name, who was named."""

    year: str
    award: Award
    when: str
    label: str
    entries: tuple[tuple[Record, Honour], ...]


def timeline(site: Site) -> list[tuple[str, list[Round]]]:
    """The rounds of each year in which role models were named, the latest year first; those no source gives a year for
    come last, under ``""``."""
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
