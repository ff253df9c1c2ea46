"""What is new as feeds: RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1, for the site, for each column, for each street.

A feed's addresses are absolute, so there is none without the site's own. A whole text is given only where it is ours.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta, timezone
from email.utils import format_datetime
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from scripts.catalogue import Site
from scripts.catalogue.facets import by_value
from scripts.records.base import Record
from scripts.records.dates import Moment, PartialDate
from scripts.records.events import Event
from scripts.records.exhibitions import Exhibition
from scripts.records.news import News
from scripts.records.role_models import RoleModel
from scripts.records.streets import Street
from scripts.records.vocabularies import RightsKind
from scripts.render import markdown
from scripts.render.values import Page

MOST = 30
"""Entries of a feed."""
NAME = "城关区新时代文明实践"
KINDS: tuple[type[Record], ...] = (News, Event, Exhibition, RoleModel)
LANZHOU = timezone(timedelta(hours=8))
_ATOM = "http://www.w3.org/2005/Atom"
register_namespace("atom", _ATOM)


class Feed(NamedTuple):
    """``folder`` is the address of the page whose news it tells, ``""`` the home page."""

    folder: str
    title: str
    records: list[Record]


def feeds(site: Site) -> Iterator[Page]:
    """Every feed in its three forms; those without an entry left out."""
    for feed in _feeds(site) if site.url else ():
        if feed.records:
            yield Page(f"{feed.folder}feed.xml", _rss(site, feed))
            yield Page(f"{feed.folder}atom.xml", _atom(site, feed))
            yield Page(f"{feed.folder}feed.json", _json(site, feed))


def _feeds(site: Site) -> Iterator[Feed]:
    everything = [record for kind in KINDS for record in site.of(kind)]
    yield Feed("", NAME, _newest(everything))
    for kind in KINDS:
        yield Feed(f"{kind.folder}/", f"{NAME}：{kind.label}", _newest(site.of(kind)))
    for (word, label), found in by_value(site, list(site.of(News)), "column").items():
        yield Feed(f"news/by-column/{word}/", f"{NAME}：{label}", _newest(found))
    for street in site.of(Street):
        there = {back.record.key: back.record for back in site.incoming(street)}
        found = [record for record in there.values() if isinstance(record, KINDS)]
        yield Feed(f"{street.key}/", f"{NAME}：{street.title}", _newest(found))


def _newest(records: Iterable[Record]) -> list[Record]:
    found = sorted(records, key=lambda record: record.key)
    return sorted(found, key=_published, reverse=True)[:MOST]


def _published(record: Record) -> datetime:
    moment = record.time if isinstance(record, News) else None
    return _moment(moment or record.published)


def _updated(record: Record) -> datetime:
    return max(_published(record), _moment(record.modified)) if record.modified else _published(record)


def _moment(when: Moment | PartialDate) -> datetime:
    """A moment in Lanzhou; midnight where only the day is known."""
    if isinstance(when, Moment):
        return datetime.combine(when.day, when.clock or time.min, LANZHOU)
    return datetime.combine(when.first(), time.min, LANZHOU)


def _url(site: Site, record: Record) -> str:
    return f"{site.url}{record.key}/"


def _whole(site: Site, record: Record) -> str:
    """The text as HTML, of our own news only; of what others wrote the summary has to do."""
    if not isinstance(record, News) or record.rights.kind is not RightsKind.ORIGINAL or not record.body:
        return ""

    def resolve(target: str) -> str | None:
        found = site.records.get(target)
        return _url(site, found) if found else target if target.startswith(("https://", "http://")) else None

    return str(markdown.body(record.body, resolve))


def _add(parent: Element, name: str, text: str = "", **attributes: str) -> None:
    if text or attributes:
        SubElement(parent, name, attributes).text = text or None


def _document(root: Element) -> str:
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, encoding="unicode")}\n'


def _rss(site: Site, feed: Feed) -> str:
    root = Element("rss", version="2.0")
    channel = SubElement(root, "channel")
    _add(channel, "title", feed.title)
    _add(channel, "link", f"{site.url}{feed.folder}")
    _add(channel, "description", f"{feed.title}的最新内容")
    _add(channel, "language", "zh-cn")
    _add(channel, f"{{{_ATOM}}}link", rel="self", type="application/rss+xml", href=f"{site.url}{feed.folder}feed.xml")
    for record in feed.records:
        item = SubElement(channel, "item")
        _add(item, "title", record.title)
        _add(item, "link", _url(site, record))
        _add(item, "guid", _url(site, record), isPermaLink="true")
        _add(item, "pubDate", format_datetime(_published(record)))
        _add(item, "category", record.label)
        _add(item, "description", _whole(site, record) or record.summary)
    return _document(root)


def _atom(site: Site, feed: Feed) -> str:
    root = Element("feed", xmlns=_ATOM)
    _add(root, "id", f"{site.url}{feed.folder}")
    _add(root, "title", feed.title)
    _add(root, "updated", max(map(_updated, feed.records)).isoformat())
    _add(root, "link", rel="self", href=f"{site.url}{feed.folder}atom.xml")
    _add(root, "link", rel="alternate", href=f"{site.url}{feed.folder}")
    _add(SubElement(root, "author"), "name", NAME)
    for record in feed.records:
        entry = SubElement(root, "entry")
        _add(entry, "id", _url(site, record))
        _add(entry, "title", record.title)
        _add(entry, "link", rel="alternate", href=_url(site, record))
        _add(entry, "published", _published(record).isoformat())
        _add(entry, "updated", _updated(record).isoformat())
        _add(entry, "category", term=record.label)
        _add(entry, "summary", record.summary)
        if whole := _whole(site, record):
            _add(entry, "content", whole, type="html")
    return _document(root)


def _json(site: Site, feed: Feed) -> str:
    data = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": f"{site.url}{feed.folder}",
        "feed_url": f"{site.url}{feed.folder}feed.json",
        "language": "zh-CN",
        "items": [_item(site, record) for record in feed.records],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _item(site: Site, record: Record) -> dict[str, Any]:
    whole = _whole(site, record)
    text = {"content_html": whole} if whole else {"content_text": record.summary or record.title}
    item = {"id": _url(site, record), "url": _url(site, record), "title": record.title, "summary": record.summary}
    item |= text | {"date_published": _published(record).isoformat(), "date_modified": _updated(record).isoformat()}
    return {name: value for name, value in item.items() if value} | {"tags": [record.label]}
