"""Feeds in RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1, for the site, each column and each street.

Their addresses are absolute, so there are none without the site's own. Only our own texts are given in full.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, time
from email.utils import format_datetime
from typing import Any, NamedTuple

from jinja2 import Environment

from scripts.catalogue import Site
from scripts.catalogue.facets import by_value
from scripts.records.base import Dated, Record
from scripts.records.dates import Moment
from scripts.records.events import Event
from scripts.records.exhibitions import Exhibition
from scripts.records.news import News
from scripts.records.role_models import RoleModel
from scripts.records.streets import Street
from scripts.records.vocabularies import RightsKind
from scripts.render import markdown
from scripts.render.values import Page
from scripts.settings import CHINA_TIME

MOST = 30
"""The most entries of a feed."""
KINDS: tuple[type[Dated], ...] = (News, Event, Exhibition, RoleModel)


class Entry(NamedTuple):
    """A record in a feed; ``whole`` is its text as HTML, empty unless it is ours."""

    record: Dated
    url: str
    published: datetime
    updated: datetime
    whole: str


def feeds(site: Site, templates: Environment) -> Iterator[Page]:
    """Every feed that has entries, in three formats."""
    rss, atom = map(templates.get_template, ("_feed.xml.j2", "_atom.xml.j2"))
    made: dict[str, Entry] = {}  # cached, as a record is in several feeds
    for folder, title, records in _feeds(site) if site.url else ():
        entries = [made.get(one.key) or made.setdefault(one.key, _entry(site, one)) for one in records]
        feed = {"url": f"{site.url}{folder}", "title": title, "entries": entries}
        if entries:
            yield Page(f"{folder}feed.xml", rss.render(feed, date=format_datetime) + "\n")
            yield Page(f"{folder}atom.xml", atom.render(feed) + "\n")
            yield Page.of_json(f"{folder}feed.json", _json(f"{site.url}{folder}", title, entries))


def _feeds(site: Site) -> Iterator[tuple[str, str, list[Dated]]]:
    """The folder, title and records of each feed; ``""`` is the home page's folder."""
    name = site.content.settings.name
    everything = [record for kind in KINDS for record in site.of(kind)]
    yield ("", name, _newest(everything))
    for kind in KINDS:
        yield (f"{kind.folder}/", f"{name}：{kind.label}", _newest(site.of(kind)))
    for (word, label), found in by_value(site, list(site.of(News)), "column").items():
        yield (f"news/by-column/{word}/", f"{name}：{label}", _newest(found))
    for street in site.of(Street):
        there = {back.record.key: back.record for back in site.incoming(street)}
        found = [record for record in there.values() if isinstance(record, KINDS)]
        yield (f"{street.key}/", f"{name}：{street.title}", _newest(found))


def _newest(records: Iterable[Record]) -> list[Dated]:
    found = sorted((one for one in records if isinstance(one, Dated)), key=lambda record: record.key)
    return sorted(found, key=_published, reverse=True)[:MOST]


def _published(record: Dated) -> datetime:
    """The time of publication in China; midnight if only the day is known."""
    when = record.optional("time") or Moment(record.published.first())
    return datetime.combine(when.day, when.clock or time.min, CHINA_TIME)


def _entry(site: Site, record: Dated) -> Entry:
    published = _published(record)
    changed = datetime.combine(record.revised.first(), time.min, CHINA_TIME) if record.revised else published
    return Entry(record, site.url_of(record), published, max(published, changed), _whole(site, record))


def _whole(site: Site, record: Dated) -> str:
    """The text of our own news as HTML; empty for other records, which have only their summary."""
    if not isinstance(record, News) or record.rights.kind is not RightsKind.ORIGINAL or not record.body:
        return ""
    return str(markdown.body(record.body, lambda key: site.url_of(site.records[key]) if key in site.records else ""))


def _json(url: str, title: str, entries: list[Entry]) -> dict[str, Any]:
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "home_page_url": url,
        "feed_url": f"{url}feed.json",
        "language": "zh-CN",
        "items": list(map(_item, entries)),
    }


def _item(one: Entry) -> dict[str, Any]:
    record = one.record
    text = {"content_html": one.whole} if one.whole else {"content_text": record.summary or record.title}
    item = {"id": one.url, "url": one.url, "title": record.title, "summary": record.summary}
    item |= text | {"date_published": one.published.isoformat(), "date_modified": one.updated.isoformat()}
    return {name: value for name, value in item.items() if value} | {"tags": [record.label]}
