"""The Jinja2 environment: strict names, HTML escaping, and the helpers of templates."""

import sys
from collections.abc import Callable
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.bccache import Bucket
from jinja2.runtime import Context
from markupsafe import Markup

from scripts.catalogue import Site
from scripts.catalogue.addresses import relative
from scripts.catalogue.sorting import ORDERS, grouped_by_heading, ordered
from scripts.records import TYPES
from scripts.records.base import Record
from scripts.records.dates import show_dates
from scripts.render import backlinks, home, json_ld, maps, markdown, meta_tags, taking_part, views
from scripts.render.calendars import has_calendar
from scripts.render.exhibition import print_layouts
from scripts.render.exhibition.manifest import content_state
from scripts.render.exhibition.panels import code_path, numbered_panels
from scripts.render.pictures import deep, picture, share, zoom
from scripts.render.values import Current, Item
from scripts.speed.cache import Cache, key_of

TEMPLATES = Path(__file__).parent / "templates"


class TemplateCache(BytecodeCache):
    """Caches compiled templates, in the process for all environments and on disk between builds."""

    codes: dict[str, CodeType] = {}  # by Jinja2's key of name and source

    def __init__(self, cache: Cache) -> None:
        self.cache = cache

    def load_bytecode(self, bucket: Bucket) -> None:
        name = f"{bucket.key}{bucket.checksum}"
        bucket.code = self.codes.get(name)
        if bucket.code is None and (kept := self.cache.get(key_of("template", sys.version, name))):
            bucket.bytecode_from_string(kept)
            self.codes |= {name: bucket.code} if bucket.code else {}

    def dump_bytecode(self, bucket: Bucket) -> None:
        name = f"{bucket.key}{bucket.checksum}"
        if bucket.code:
            self.codes[name] = bucket.code
            self.cache.put(key_of("template", sys.version, name), bucket.bytecode_to_string())


def share_globals(environment: Environment) -> None:
    """Gives all templates the environment's own globals. Jinja chains these to an empty map for each template, which takes ten
    times as long to copy for every page."""
    environment.make_globals = lambda _: environment.globals  # type: ignore[assignment, method-assign]


def make(site: Site) -> Environment:
    """An environment whose templates use ``site`` and the helpers below."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # else each use of a template asks the disk for its time
        bytecode_cache=TemplateCache(site.content.settings.cache),
    )
    share_globals(environment)
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": True}
    environment.globals |= {
        "site": site,
        "current": Current(),
        "types": TYPES,
        "orders": ORDERS,
        "layouts": print_layouts,
    }
    environment.globals |= {"views": views, "home": home, "taking_part": taking_part}
    environment.globals |= {"json_ld": json_ld, "meta_tags": meta_tags, "district": site.content.settings.district}
    environment.globals |= {helper.__name__: helper for helper in HELPERS}
    environment.filters |= {"days": show_dates} | {words.__name__: words for words in FILTERS}
    return environment


@pass_context
def to(context: Context, target: Record | Item | str) -> str:
    """The address of a record, a list or a file, relative to the page being rendered."""
    if isinstance(target, Item):
        target = target.address
    elif not isinstance(target, str):
        target = f"{target.key}/"
    return relative(target, context["current"].here)


@pass_context
def get(context: Context, folder: str, record_id: str | None) -> Record | None:
    """A published record, or None."""
    record: Record | None = context["site"].records.get(f"{folder}/{record_id}")
    return record if record is not None and record.is_published else None


@pass_context
def link(context: Context, folder: str, record_id: str | None) -> Markup:
    """A link to a record with its title as the text; empty if there is no such published record."""
    record = get(context, folder, record_id)
    if record is None:
        return Markup("")
    return Markup('<a href="{}">{}</a>').format(to(context, record), record.title)


@pass_context
def body(context: Context, text: str | None, level: int = 2, prefix: str = "") -> Markup:
    """A record's text as safe Markdown with resolved links to records."""

    def resolve(target: str) -> str:
        record = context["site"].records.get(target)
        return to(context, record) if record else ""

    return markdown.body(text or "", resolve, level=level, prefix=prefix)


def phones(numbers: str) -> Markup:
    """Phone numbers as ``tel:`` links; an extension is dialled after a pause."""
    dialled = ((number, number.replace("-", "").replace("转", ",")) for number in numbers.split("、"))
    return Markup("、").join(Markup('<a href="tel:{}">{}</a>').format(dial, number) for number, dial in dialled)


HELPERS: tuple[Callable[..., Any], ...] = (
    *(to, get, link, picture, zoom, deep, share, grouped_by_heading, has_calendar, maps.maps, ordered),
    *(backlinks.backlinks, backlinks.see_also, views.visits, views.timeline, numbered_panels, code_path, content_state),
)
FILTERS: tuple[Callable[..., Any], ...] = (
    *(markdown.inline, markdown.phrases, markdown.lines, markdown.runs_on, markdown.anchor),
    *(body, views.weekday, phones),
)
"""Filters of templates, as ``HELPERS`` under their own names."""
