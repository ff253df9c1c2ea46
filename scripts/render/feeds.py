"""What is new as feeds (RSS 2.0), for the site, for each column, for each street.

A feed's addresses are absolute, so there is none without the site's own. A whole text is given only where it is ours.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, time
from email.utils import format_datetime

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
"""Entries of a feed."""
KINDS: tuple[type[Dated], ...] = (News, Event, Exhibition, RoleModel)


def feeds(site: Site, templates: Environment) -> Iterator[Page]:
    """Every feed; those without an entry left out."""
    rss = templates.get_template("_feed.xml.j2")
    texts: dict[str, str] = {}  # a record stands in several feeds: its text is converted once
    for folder, title, records in _feeds(site) if site.url else ():
        texts |= {one.key: _whole(site, one) for one in records if one.key not in texts}
        values = {"url": f"{site.url}{folder}", "title": title, "records": records, "texts": texts}
        if records:
            yield Page(f"{folder}feed.xml", rss.render(date=_date, **values) + "\n")


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
    """A moment in China; midnight where only the day is known."""
    when = record.optional("time") or Moment(record.published.first())
    return datetime.combine(when.day, when.clock or time.min, CHINA_TIME)


def _date(record: Dated) -> str:
    return format_datetime(_published(record))


def _whole(site: Site, record: Dated) -> str:
    """The text as HTML, of our own news only; of what others wrote the summary has to do."""
    if not isinstance(record, News) or record.rights.kind is not RightsKind.ORIGINAL or not record.body:
        return ""
    return str(markdown.body(record.body, lambda key: site.url_of(site.records[key]) if key in site.records else ""))
