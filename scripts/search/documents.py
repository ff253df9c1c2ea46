"""Records and hand-written pages → documents: the searchable texts of a page, and what a result shows."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

import yaml

from scripts.catalogue import Site
from scripts.catalogue.addresses import HANDBOOK, address_of, front_matter, pages_in
from scripts.catalogue.facets import facet, honour_rows, is_of_honour
from scripts.records.base import Record
from scripts.records.dates import PartialDate
from scripts.records.events import Event
from scripts.records.news import News
from scripts.records.role_models import RoleModel
from scripts.records.streets import Street
from scripts.records.vocabularies import PersonKind
from scripts.render.lists import overview
from scripts.render.markdown import strip_markdown
from scripts.render.pages import shared_inputs
from scripts.render.reads import Reads, SiteState, TrackedSite
from scripts.render.views import span
from scripts.search.passages import NAMES, passages, people
from scripts.speed.answers import Question, Table
from scripts.speed.cache import digest
from scripts.speed.workers import parallel_map

EXCLUDED = frozenset({"year", "month", "street"})
"""Facets of lists that are not categories here: they have their own columns, or add nothing."""
MERGED = {("venues", "level"): "tier"}
"""(folder, field) → the facet it is merged with: both are called 层级."""

Rows = tuple[tuple[tuple[str, str], ...], ...]


@dataclass(frozen=True)
class Document:
    """One page in the search index.

    ``names`` are its other names, ``people`` the persons it mentions, ``passages`` its texts in reading order, ``links``
    the titles of linked records, ``street`` its own street, ``streets`` those it is found under, ``categories`` the labels
    of its other facets, ``rows`` the combinations of (facet, label) that hold at once, ``person`` whether the title is a
    person's name, ``cluster`` the address of the page it is stored with, ``distinction`` what tells it from a page of the
    same title, or the days of an event. ``date`` is a day, month or year; empty on hand-written pages.
    """

    address: str
    kind: str
    label: str
    title: str
    pinyin: str = ""
    names: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    passages: Iterable[str] = ()
    links: tuple[str, ...] = ()
    date: str = ""
    street: str = ""
    streets: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    rows: Rows = ()
    person: bool = False
    sample: bool = False
    cluster: str = ""
    distinction: str = ""

    @property
    def is_record(self) -> bool:
        return self.kind not in {PAGE[0], SECTION[0]}

    @cached_property
    def digest(self) -> str:
        """Changes if and only if the document changes."""
        return digest(repr(self).encode())

    @cached_property
    def characters(self) -> int:
        """The number of characters in its texts."""
        return sum(map(len, self.passages))


@dataclass(frozen=True)
class Texts(Iterable[str]):
    """The texts of a record, made anew on each iteration: all together are as large as all records. Pickles as empty."""

    record: Record

    def __iter__(self) -> Iterator[str]:
        return passages(self.record)

    def __reduce__(self) -> tuple[type, tuple[()]]:
        return tuple, ()


PAGE, SECTION = ("pages", "说明"), ("sections", "栏目")


ERRANDS = {
    "today/": (
        *("今天去哪儿", "近期的活动、文明实践日，固定时间的讲堂和志愿服务，一天一天排好。"),
        "近期活动 周末去哪儿 有什么活动 好玩的",
    ),
    "join/": (
        *("报名当志愿者", "怎样注册成为志愿者，哪些队伍和项目在招人，什么时候、在哪里、找谁。"),
        "怎么当志愿者 志愿者报名 志愿者招募 怎样参加志愿服务 志愿者注册 义工 volunteer",
    ),
    "data/": ("开放数据", "每一类记录一张表，可以下载。", "数据下载 下载数据 Excel表格 CSV表格"),
    "names/": ("名录", "人物、队伍和阵地的名字，按拼音首字母排。", "名单 通讯录"),
    "personal-information/": (
        *("个人信息处理规则", "谁在处理个人信息，为什么，凭什么，保存多久，怎样查阅、更正和删除。"),
        "撤回同意 隐私政策",
    ),
}
"""Generated pages that readers search for by name: address → title, description, other names."""
LISTS = {
    "awards": ("按年份、类别和街道查。", "获奖名单 表彰"),
    "events": ("快到的排在前面。", "活动安排 events"),
    "exhibitions": ("正在展出和已经结束的，写明在哪里、什么时候看；展板可以下载、打印。", "展览几点关门 exhibition"),
    "lecture-halls": ("什么时候、在哪里开讲，查实的都写在各自的页上。", "讲座 听课 上课 课程"),
    "news": ("新的排在前面。", "最新消息 通知公告"),
    "role-models": ("按街道、类别、年份和姓名查。", "人物 身边好人 榜样"),
    "streets": ("一个街道一页。", "有几个街道 街道名单"),
    "venues": (
        "地址、电话，坐车、坐公交车、导航怎么走，几点上班、下班，节假日开不开门，有没有停车场、轮椅和厕所，查实的都写在各处的页上。",
        "实践站 开放时间 几点开门 几点关门 放假开门 怎么去",
    ),
}
"""Lists that readers search for: folder → description, other names."""


def documents(site: Site, docs: Path, jobs: int = 1) -> list[Document]:
    """Every searchable page, by address: published records, lists, and the pages in ``docs``.

    Drafts, withdrawn records and, in production, samples are left out.
    """
    found = [*_record_documents(site, jobs), *_lists(site), *handwritten(docs), *_errands()]
    return sorted(found, key=lambda item: item.address)


def _page(address: str, title: str, passages: Iterable[str], names: Iterable[str], kind: tuple[str, str]) -> Document:
    return Document(address, *kind, title, names=tuple(names), passages=passages, cluster=address)


def _errands() -> Iterator[Document]:
    for address, (title, said, names) in ERRANDS.items():
        yield _page(address, title, (said,), names.split(), PAGE if address == "personal-information/" else SECTION)


def _lists(site: Site) -> Iterator[Document]:
    district = site.content.settings.district.name
    for item in overview(site):
        shows, names = LISTS.get(item.address.strip("/"), ("", ""))
        whose = f"{district}的" if district else ""
        yield _page(item.address, item.label, (f"{whose}{item.label}。{shows}",), names.split(), SECTION)


def _record_documents(site: Site, jobs: int) -> Iterator[Document]:
    """The documents of the published records; a table stores each with its recorded reads."""
    shown = Site.shown(site.records.values())
    if site.content.settings.cache.folder is None:
        yield from parallel_map(partial(document, site), shown, jobs)
        return
    state, traced = SiteState(site), TrackedSite(site)
    table: Table[Document] = state.table("documents", shared_inputs(site))

    def made(record: Record) -> tuple[Document, list[Question] | None]:
        reads = traced.reads = Reads()
        found = document(traced, record)
        _ = found.digest, found.characters  # computed here, in parallel, and stored with the document
        asked = (name for about, *names in reads.questions if about == "record" for name in names)
        reads.fields = {one: {"__dict__"} for one in (record.key, *asked) if one in site.records}
        return _with_texts(found, record), None if reads.unknown else reads.all_questions

    found = {one.key: kept for one in shown if (kept := table.get(one.key))}
    others = [one for one in shown if one.key not in found]
    for record, (new, questions) in zip(others, parallel_map(made, others, jobs), strict=True):
        found[record.key] = new
        if questions is not None:
            table.put(record.key, questions, new)
    table.save()
    yield from (_with_texts(found[record.key], record) for record in shown)


def _with_texts(found: Document, record: Record) -> Document:
    """The document with its record's texts, which are not stored."""
    vars(found)["passages"] = Texts(record)
    return found


def document(site: Site, record: Record) -> Document:
    street = site.find(Street, getattr(record, "street", None))
    linked = list(_linked(site, record))
    persons = [other.title for other in linked if isinstance(other, RoleModel)]
    spoken = dict.fromkeys([*people(record), *persons])
    titles = dict.fromkeys(other.title for other in linked if other.title not in spoken)
    return Document(
        address=f"{record.key}/",
        kind=record.folder,
        label=record.label,
        title=record.title,
        pinyin=record.pinyin or "",
        names=tuple(_names(record)),
        people=tuple(name for name in spoken if name != record.title),
        passages=tuple(passages(record)),
        links=tuple(titles),
        date=record.listed[:10].removeprefix("9999"),  # 9999: an event without a day
        street=street.title if street else "",
        streets=_streets(site, record),
        categories=_categories(site, record),
        rows=tuple(_rows(site, record)),
        person=isinstance(record, RoleModel) and record.kind is PersonKind.PERSON,
        sample=record.sample,
        cluster=_cluster(record, linked),
        distinction=_days(record) or getattr(record, "distinction", None) or "",
    )


def _days(record: Record) -> str:
    """The days of an event of several days. Its last day alone would mislead readers about the others."""
    if isinstance(record, Event) and record.recurrence:
        return record.recurrence.zh
    days = [time.start.day for time in record.times] if isinstance(record, Event) else []
    first, last = (PartialDate(day.year, day.month, day.day) for day in (days[0], days[-1])) if days else (None, None)
    return f"{span(first, last)}，共{len(days)}次" if first != last else ""


def _cluster(record: Record, linked: Sequence[Record]) -> str:
    """News and events are stored with the first person they name, or else with the first record they name."""
    if not isinstance(record, News | Event) or not linked:
        return f"{record.key}/"
    first = next((other for other in linked if isinstance(other, RoleModel)), linked[0])
    return f"{first.key}/"


def _names(record: Record) -> Iterator[str]:
    """Its other names, and a person's 柯　松 without the space."""
    if record.is_person and (joined := re.sub(r"\s+", "", record.title)) != record.title and not joined.isascii():
        yield joined
    for name in NAMES:
        value = getattr(record, name, None) or ()
        yield from (value,) if isinstance(value, str) else value


def _linked(site: Site, record: Record) -> Iterator[Record]:
    """The records this one links to, except streets and sources, which are on too many pages."""
    for link in site.outgoing(record):
        target = site.records[link.target]
        if target.folder not in {"streets", "sources"} and target.is_published:
            yield target


def _categories(site: Site, record: Record) -> tuple[str, ...]:
    words = [label for name in record.listing.by if name not in EXCLUDED for _, label in facet(site, record, name)]
    honoured = [row["year"][1] for row in honour_rows(site, record) if "year" in row]  # readers type 2024年获评
    return tuple(dict.fromkeys([*words, *(f"{year}{word}" for year in honoured for word in ("获评", "获奖"))]))


def _streets(site: Site, record: Record) -> tuple[str, ...]:
    """The streets a record is found under: its own and its venues'; a street under its own name."""
    if isinstance(record, Street):
        return (record.title,)
    return tuple(street.title for street in site.streets_of(record))


def _rows(site: Site, record: Record) -> Iterator[tuple[tuple[str, str], ...]]:
    """The facets that hold at once: the record's own, and these with each honour."""
    names = [name for name in record.listing.by if name not in EXCLUDED and not is_of_honour(type(record), name)]
    own = [(MERGED.get((record.folder, name), name), label) for name in names for _, label in facet(site, record, name)]
    rows = [[(name, label.removesuffix("年")) for name, (_, label) in row.items()] for row in honour_rows(site, record)]
    yield from dict.fromkeys(tuple(sorted(own + row)) for row in ([], *rows))


_TAG = re.compile(r"<[^>]*>|\{:?[^{}\n]*\}")
_TITLE = re.compile(r"^# +(.+?)[ #]*$", re.MULTILINE)


def handwritten(docs: Path) -> Iterator[Document]:
    """The hand-written pages of a docs folder, by path. Front matter: ``search: false`` excludes a page, ``names`` are
    other names for it.

    The editors' handbook is excluded: its examples were the first results readers got.
    """
    for path in pages_in(docs):
        if path.relative_to(docs).parts[0] == HANDBOOK:
            continue
        front, text = front_matter(path.read_text(encoding="utf-8"))
        meta, text = yaml.safe_load(front) or {}, _TAG.sub(" ", text)
        heading = _TITLE.search(text)
        if meta.get("search") is False:
            continue
        title = str(meta.get("title") or (heading[1] if heading else path.stem)).strip()
        body = strip_markdown(_TITLE.sub("", text, count=1))
        names = map(str, said if isinstance(said := meta.get("names"), list) else ())
        yield _page(address_of(path.relative_to(docs).as_posix()), title, tuple(body.split("\n")), names, PAGE)
