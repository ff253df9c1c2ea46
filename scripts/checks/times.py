"""Rules about dates."""

from collections.abc import Iterator
from itertools import combinations

from scripts.load.content import Content
from scripts.problems import Loc, Problem
from scripts.records.base import Record
from scripts.records.campaigns import Campaign
from scripts.records.dates import Moment, PartialDate, Round
from scripts.records.events import Event
from scripts.records.exhibitions import Exhibition
from scripts.records.news import News
from scripts.records.vocabularies import EventFormat, EventStatus, Frequency, Status
from scripts.records.walk import walk


def end_is_not_before_start(content: Content) -> Iterator[Problem]:
    """An exhibition and each stop of its tour end on or after the day they start."""
    for show in content.of(Exhibition):
        spans: list[tuple[Loc, PartialDate | None, PartialDate | None]] = [((), show.start, show.end)]
        spans += [(("tour", place), stop.start, stop.end) for place, stop in enumerate(show.tour)]
        for loc, start, end in spans:
            if start and end and end.last() < start.first():
                message = f"结束（{end}）早于开始（{start}）"
                yield content.problem(show, (*loc, "end"), "T01", message, "请核对 start 和 end")


def modified_is_not_before_published(content: Content) -> Iterator[Problem]:
    """A record is neither changed nor corrected before it is published."""
    for record in content.records.values():
        dates: list[tuple[Loc, str, PartialDate]] = [
            (("corrections", place, "date"), "更正", one.date) for place, one in enumerate(record.corrections)
        ]
        dates += [(("modified",), "修改", record.modified)] if record.modified else []
        for loc, word, day in dates:
            if record.published and day.last() < record.published.first():
                message = f"{word}日期（{day}）早于发布日期（{record.published}）"
                yield content.problem(record, loc, "T05", message, f"请核对 published 和 {loc[0]}")


def clock_is_of_the_day_published(content: Content) -> Iterator[Problem]:
    """The time at which news was published is of the day, or in the month or year, that is said to be that of its
    publication."""
    for record in content.of(News):
        if record.time and not str(record.time.day).startswith(str(record.published)):
            message = f"钟点写的是 {record.time.day}，发布日期却是 {record.published}"
            yield content.problem(record, ("time",), "T13", message, "请核对 time 和 published；time 只为写明钟点")


def year_folder_is_year_published(content: Content) -> Iterator[Problem]:
    """News lies in the folder of its year, so that its address tells the year."""
    for record in content.of(News):
        year, slash, _ = record.id.partition("/")
        today = content.settings.today
        ahead = today is not None and record.published.first() > today  # told of as such (K03, T14)
        if slash and year.isdigit() and year != record.year and not ahead:
            hint = f"published 写错的，请改正；没有写错又还没公布过的，把文件移到 content/news/{record.year}/（公布过的不要移，地址会变）"
            message = f"放在 {year} 文件夹，发布日期却是 {record.published}"
            yield content.problem(record, ("published",), "T04", message, hint)


def tour_stops_do_not_overlap(content: Content) -> Iterator[Problem]:
    """A touring exhibition is in one place at a time."""
    for show in content.of(Exhibition):
        stops = [(place, stop) for place, stop in enumerate(show.tour) if stop.outcome is EventStatus.SCHEDULED]
        for (_, first), (place, second) in combinations(sorted(stops, key=lambda item: item[1].start), 2):
            if second.start.first() <= first.until.last():
                message = f"与 {first.start} 起在“{_name(content, first.venue)}”的一站时间重叠"
                yield content.problem(show, ("tour", place, "start"), "T07", message, "请核对各站的 start 和 end")


def shows_do_not_meet(content: Content) -> Iterator[Problem]:
    """Two exhibitions are not in one venue on the same days; whoever has two rooms may ignore it."""
    there: dict[str, list[tuple[Exhibition, Loc, PartialDate, PartialDate]]] = {}
    for show in content.of(Exhibition):
        for venue, loc, start, end in _stays(show) if show.status is not Status.WITHDRAWN else ():
            there.setdefault(venue, []).append((show, loc, start, end))
    for venue, stays in there.items():
        for first, second in combinations(sorted(stays, key=lambda stay: stay[2]), 2):
            (other, _, begun, ended), (show, loc, start, _) = first, second
            if other is not show and start.first() <= ended.last():
                message = f"“{other.title}”{begun} 起也在“{_name(content, venue)}”"
                hint = "请核对两边的日期；场地放得下两个展览就不必改"
                yield content.problem(show, loc, "T11", message, hint)


def _stays(show: Exhibition) -> Iterator[tuple[str, Loc, PartialDate, PartialDate]]:
    """Where an exhibition is, each with the place of its first day in the record: the stops of its tour, and its home
    when it is there for some days only."""
    for place, stop in enumerate(show.tour):
        if stop.outcome is EventStatus.SCHEDULED:
            yield stop.venue, ("tour", place, "start"), stop.start, stop.until
    if show.venue and show.start and show.end and not show.tour:
        yield show.venue, ("start",), show.start, show.end


AHEAD, BACK = 15, 1800
"""Years from its publication within which what a record announces lies; and the first year of anything it tells of."""


_OTHER_YEARS = frozenset({"legal_basis", "rights", "published"})
"""Years of death are older, terms of licences longer; the day of publication is looked at by itself."""


def years_can_be_meant(content: Content) -> Iterator[Problem]:
    """No date of a record is a slip of the pen: 9999, 2206, 1026."""
    now = content.settings.today.year if content.settings.today else 9999
    for record in content.records.values():
        for loc, year in _years(record):
            if year > min(record.published.year if record.published else now, now) + AHEAD or year < BACK:
                open_end = "；没有定下结束日期的写 长期" if loc in {("end",), ("recurrence", "until")} else ""
                hint = f"请核对年份{open_end}"
                yield content.problem(record, loc, "T14", f"{year}年不会是真的", hint)
        if record.published and not BACK <= record.published.year <= min(2100, now + 1):
            yield content.problem(record, ("published",), "T14", f"{record.published.year}年不会是真的", "请核对年份")


def _years(record: Record) -> Iterator[tuple[Loc, int]]:
    """The years of the dates of a record, each with its place."""
    for loc, _, value in walk(record):
        if isinstance(value, Round) and not value.ordinal:
            yield loc, value.sort[0]
        if not _OTHER_YEARS.intersection(loc) and isinstance(value, PartialDate | Moment):
            yield loc, value.year if isinstance(value, PartialDate) else value.day.year


def monthly_rule_names_its_day(content: Content) -> Iterator[Problem]:
    """What takes place each month says on which day: without one it has no next time. A campaign's month is its theme's."""
    for record in content.records.values():
        rule = getattr(record, "recurrence", None)
        if rule and rule.frequency is Frequency.MONTHLY and not rule.days and not isinstance(record, Campaign):
            hint = "请加一行 days，例如 days: 5日、days: 第一个周五 或 days: 最后一天"
            yield content.problem(record, ("recurrence", "frequency"), "T15", "每月哪一天没有写", hint)


_BY_THE_CLOCK = {EventFormat.LECTURE, EventFormat.TOUR_TALK, EventFormat.SHOW, EventFormat.TRAINING}
"""What one has to come in time for; a festival or a day of volunteers may well take the whole day."""


def talk_says_its_hour(content: Content) -> Iterator[Problem]:
    """A lecture, a show or a course that is announced says at what hour it begins. Of one that is over nobody may know."""
    for event in content.of(Event):
        if event.format not in _BY_THE_CLOCK or event.outcome is not EventStatus.SCHEDULED:
            continue
        for place, one in enumerate(event.written):
            if one.held and not one.start.clock and one.start.day > event.published.last():
                hint = f"请在日期后面写上几点，例如 {one.start.day} 15:00；一整天都可以来的，不用改"
                yield content.problem(
                    event, ("times", place, "start"), "T16", f"{event.format.label}没有写几点开始", hint
                )


def nobody_came_yet(content: Content) -> Iterator[Problem]:
    """How many came is said of no event that is still to come: it would be read as a fact."""
    today = content.settings.today
    for event in content.of(Event):
        if event.attendance and today and not event.recurrence and event.times and event.times[0].start.day > today:
            hint = "到场人数等办完再写；能来多少人，写在参加对象（audience）里，例如 audience: 附近居民，限30人"
            yield content.problem(event, ("attendance",), "F11", "活动还没有办，写了到场人数", hint)


def _name(content: Content, venue_id: str) -> str:
    """The name of a venue, or what was written for it when there is no such venue."""
    venue = content.records.get(f"venues/{venue_id}")
    return venue.title if venue else venue_id


def tour_stops_lie_within_the_exhibition(content: Content) -> Iterator[Problem]:
    """A stop of a tour is neither before the exhibition starts nor after it ends."""
    for show in content.of(Exhibition):
        if show.start and show.end and show.end.last() < show.start.first():
            continue
        for place, stop in enumerate(show.tour):
            if show.start and stop.start.last() < show.start.first():
                message = f"这一站（{stop.start}）早于展览开始（{show.start}）"
                yield content.problem(show, ("tour", place, "start"), "T10", message, "请核对这一站和整个展览的 start")
            elif show.end and stop.until.last() > show.end.last():
                message = f"这一站（{stop.until}）晚于展览结束（{show.end}）"
                loc = ("tour", place, "end" if stop.end else "start")
                yield content.problem(show, loc, "T10", message, "请核对这一站和整个展览的 end")
