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
    """Changes and corrections are not dated before publication."""
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
    """The ``time`` of news is within its ``published`` day, month or year."""
    for record in content.of(News):
        if record.time and not str(record.time.day).startswith(str(record.published)):
            message = f"钟点写的是 {record.time.day}，发布日期却是 {record.published}"
            yield content.problem(record, ("time",), "T13", message, "请核对 time 和 published；time 只为写明钟点")


def year_folder_is_year_published(content: Content) -> Iterator[Problem]:
    """News is in the folder of its year, so that its address has the year."""
    for record in content.of(News):
        year, slash, _ = record.id.partition("/")
        today = content.settings.today
        ahead = today is not None and record.published.first() > today  # reported as K03 or T14
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


def exhibitions_do_not_share_a_venue(content: Content) -> Iterator[Problem]:
    """Two exhibitions are not at one venue on the same days; a reminder only, as a venue may have two rooms."""
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
    """(venue, place of the start date, start, end) of each tour stop, or of a temporary exhibition at its own venue."""
    for place, stop in enumerate(show.tour):
        if stop.outcome is EventStatus.SCHEDULED:
            yield stop.venue, ("tour", place, "start"), stop.start, stop.until
    if show.venue and show.start and show.end and not show.tour:
        yield show.venue, ("start",), show.start, show.end


MAX_YEARS_AHEAD, FIRST_YEAR = 15, 1800
"""The most years that a date may be after its record's publication, and the first year that any date may have."""


_OTHER_YEARS = frozenset({"legal_basis", "rights", "published"})
"""Excluded: years of death may be earlier, licences longer, and the date of publication has its own check."""


def years_can_be_meant(content: Content) -> Iterator[Problem]:
    """No date has an impossible year: 9999, 2206, 1026."""
    now = content.settings.today.year if content.settings.today else 9999
    for record in content.records.values():
        for loc, year in _years(record):
            if (
                year > min(record.published.year if record.published else now, now) + MAX_YEARS_AHEAD
                or year < FIRST_YEAR
            ):
                open_end = "；没有定下结束日期的写 长期" if loc in {("end",), ("recurrence", "until")} else ""
                hint = f"请核对年份{open_end}"
                yield content.problem(record, loc, "T14", f"{year}年不会是真的", hint)
        if record.published and not FIRST_YEAR <= record.published.year <= min(2100, now + 1):
            yield content.problem(record, ("published",), "T14", f"{record.published.year}年不会是真的", "请核对年份")


def _years(record: Record) -> Iterator[tuple[Loc, int]]:
    """(place, year) of a record's dates."""
    for loc, _, value in walk(record):
        if isinstance(value, Round) and not value.ordinal:
            yield loc, value.sort[0]
        if not _OTHER_YEARS.intersection(loc) and isinstance(value, PartialDate | Moment):
            yield loc, value.year if isinstance(value, PartialDate) else value.day.year


def monthly_rule_names_its_day(content: Content) -> Iterator[Problem]:
    """A monthly recurrence names its days, except a campaign's, whose months are its theme's."""
    for record in content.records.values():
        rule = getattr(record, "recurrence", None)
        if rule and rule.frequency is Frequency.MONTHLY and not rule.days and not isinstance(record, Campaign):
            hint = "请加一行 days，例如 days: 5日、days: 第一个周五 或 days: 最后一天"
            yield content.problem(record, ("recurrence", "frequency"), "T15", "每月哪一天没有写", hint)


_BY_THE_CLOCK = {EventFormat.LECTURE, EventFormat.TOUR_TALK, EventFormat.SHOW, EventFormat.TRAINING}
"""Formats that begin at a fixed hour; a festival or volunteering may take the whole day."""


def talk_says_its_hour(content: Content) -> Iterator[Problem]:
    """An announced lecture, show or course has a starting hour; for a past one it may be unknown."""
    for event in content.of(Event):
        if event.format not in _BY_THE_CLOCK or event.outcome is not EventStatus.SCHEDULED:
            continue
        for place, one in enumerate(event.written):
            if one.held and not one.start.clock and one.start.day > event.published.last():
                hint = f"请在日期后面写上几点，例如 {one.start.day} 15:00；一整天都可以来的，不用改"
                message = f"{event.format.label}没有写几点开始"
                yield content.problem(event, ("times", place, "start"), "T16", message, hint)


def attendance_is_not_foretold(content: Content) -> Iterator[Problem]:
    """A future event has no attendance figure."""
    today = content.settings.today
    for event in content.of(Event):
        if event.attendance and today and not event.recurrence and event.times and event.times[0].start.day > today:
            hint = "到场人数等办完再写；能来多少人，写在参加对象（audience）里，例如 audience: 附近居民，限30人"
            yield content.problem(event, ("attendance",), "F11", "活动还没有办，写了到场人数", hint)


def _name(content: Content, venue_id: str) -> str:
    """The name of a venue, or its id if there is no such venue."""
    venue = content.records.get(f"venues/{venue_id}")
    return venue.title if venue else venue_id


def tour_stops_lie_within_the_exhibition(content: Content) -> Iterator[Problem]:
    """A tour stop is within the exhibition's dates."""
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
