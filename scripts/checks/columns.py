"""Rules about columns, by the criteria of inspections (国办 检查指标; research: public-site-rules-cn §1.3, F01–F04)."""

from collections.abc import Iterator
from datetime import date

from scripts.load.content import Content
from scripts.problems import Loc, Problem
from scripts.records import TYPES
from scripts.records.base import Record
from scripts.records.news import News
from scripts.records.venues import Venue
from scripts.records.vocabularies import NewsColumn

ROSTERS = frozenset(
    {"role-models", "awards", "streets", "sources", "venues", "lecture-teams", "lecture-halls"}
    | {"volunteer-teams", "volunteer-projects"}
)
"""Lists that need no regular updates: exempt, as 历史性工作专题栏目 are."""

NEWS_DAYS = {NewsColumn.NEWS: 14, NewsColumn.NOTICE: 183, NewsColumn.STORY: 365, NewsColumn.LECTURE: 365}
"""Days within which a column is updated; ``elsewhere`` is a reading list without such a duty."""
HOME_DAYS, OTHER_DAYS = 14, 365
MOST_STALE = 5


def columns_are_fresh(content: Content) -> Iterator[Problem]:
    """Home and news are updated within 14 days, notices within six months, others within a year; five stale columns veto."""
    today = content.settings.today
    if today is None:
        return
    stale = 0
    for name, file, days, records in _columns(content):
        days_past = (day for record in records for _, _, day in _dates(record) if day <= today)
        newest = max(days_past, default=None)
        if newest and (today - newest).days > days:
            stale += 1
            message = f"“{name}”已有 {(today - newest).days} 天没有更新，限 {days} 天"
            yield Problem(file, 1, 1, "K01", message, "请发布新内容；不再更新的栏目，请并入别的栏目")
    if stale >= MOST_STALE:
        hint = "这一条会被一票否决，请先更新"
        yield Problem(content.root.name, 1, 1, "K04", f"有 {stale} 个栏目太久没有更新", hint)


def columns_are_not_empty(content: Content) -> Iterator[Problem]:
    """No column in the menu is empty."""
    filled = {record.folder for record in _published(content)}
    for folder, kind in TYPES.items():
        if content.settings.today and folder not in filled:
            hint = "请先放进内容，或从 mkdocs.yml 的 nav 里去掉这一项"
            yield Problem(f"{content.root.name}/{folder}", 1, 1, "K02", f"“{kind.label}”是空的", hint)


def venues_say_how_to_reach_them(content: Content) -> Iterator[Problem]:
    """A venue has an address, hours, services and a contact. One problem lists all that lack them."""
    bare = [venue for venue in _published(content) if isinstance(venue, Venue) and venue.stub]
    if content.settings.today and bare:
        names = "、".join(venue.title for venue in bare[:5]) + ("等" if len(bare) > 5 else "")
        message = f"有 {len(bare)} 处阵地没有地址、开放时间、服务和电话：{names}"
        hint = "请向这些阵地核实后补上；没补的，在网页的名录里收在最后"
        yield Problem(f"{content.root.name}/venues", 1, 1, "L18", message, hint)


def nothing_comes_from_the_future(content: Content) -> Iterator[Problem]:
    """No date of publication or change is in the future (伪造发稿日期)."""
    today = content.settings.today
    for record in content.records.values() if today else ():
        for loc, words, day in _dates(record):
            if today and record.is_published and day > today:
                message = f"{words} 在将来"
                hint = "请写真实的日期；要到那天才发的，先写 status: 草稿"
                yield content.problem(record, loc, "K03", message, hint)


def _columns(content: Content) -> Iterator[tuple[str, str, int, list[Record]]]:
    """(name, folder, limit in days, records) of each column."""
    shown = _published(content)
    root = content.root.name
    yield "首页", root, HOME_DAYS, shown
    for column, days in NEWS_DAYS.items():
        found: list[Record] = [one for one in shown if isinstance(one, News) and one.column is column]
        yield column.label, f"{root}/news", days, found
    for folder, kind in TYPES.items():
        if folder not in ROSTERS | {"news"}:
            yield kind.label, f"{root}/{folder}", OTHER_DAYS, [record for record in shown if record.folder == folder]


def _published(content: Content) -> list[Record]:
    left_out = content.settings.production
    records = content.records.values()
    return [one for one in records if one.is_published and not (left_out and one.sample)]


def _dates(record: Record) -> Iterator[tuple[Loc, str, date]]:
    """A record's dates of publication and change: (place, words, first possible day)."""
    if record.published:
        yield ("published",), f"发布日期 {record.published}", record.published.first()
    if record.modified:
        yield ("modified",), f"修改日期 {record.modified}", record.modified.first()
    if isinstance(record, News) and record.time:
        yield ("time",), f"发布时间 {record.time}", record.time.day
    for place, one in enumerate(record.corrections):
        yield ("corrections", place, "date"), f"更正日期 {one.date}", one.date.first()
