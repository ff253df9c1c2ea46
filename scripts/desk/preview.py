"""Previews the page of one record with the theme and templates of the site, without building the site."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from scripts.catalogue.addresses import address_of
from scripts.load.content import Content
from scripts.media.decode import UnfitError
from scripts.pipeline import site_of
from scripts.publish.layout import Layout
from scripts.publish.theme import material_text
from scripts.records.vocabularies import Status
from scripts.render import environment
from scripts.render.assets import style_sheets
from scripts.render.pages import record_pages
from scripts.settings import Settings

SUFFIXES = frozenset({".css", ".svg", ".png", ".webp", ".jpg", ".woff2", ".ico"})
"""Files a preview may load: no scripts, since it stands beside a form."""


@dataclass
class Preview:
    """The latest previewed pages by record key, and the pictures they show by address."""

    settings: Settings
    pages: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, bytes] = field(default_factory=dict)

    def render(self, content: Content, key: str) -> None:
        """Renders the page of a record again, unless its problems leave nothing to show."""
        record = content.records.get(key) or content.partial.get(key)
        if record is None or not record.title or record.status is Status.WITHDRAWN:
            return
        shown = record.with_changes(status=Status.PUBLISHED)
        site = site_of(replace(content, records={**content.records, key: shown}))
        try:
            page = next(record_pages(site, environment.make(site), shown))
        except Exception:  # a template may lack any field of a record with errors
            return
        named = site.pictures.named_in(page.text, address_of(page.path))
        wishes = site.pictures.requests(site.files(), named)
        for _, sizes in groupby(wishes, attrgetter("path")):
            with suppress(UnfitError):  # reported beside the form; the rest can be shown
                self.pictures |= dict(site.pictures.files(sizes, self.settings.cache))
        self.pages[key] = self._layout.html(page.path, page.text)

    def file(self, address: str) -> bytes | None:
        """A picture or a style sheet by its address in the site."""
        if Path(address).suffix not in SUFFIXES:
            return None
        return self.pictures.get(address) or self._sheets.get(address) or next(self._static(address), None)

    @cached_property
    def _sheets(self) -> dict[str, bytes]:
        sheets = style_sheets(self.settings.handwritten, material_text())
        return {sheet.path: sheet.text.encode() for sheet in sheets}

    def _static(self, address: str) -> Iterator[bytes]:
        for folder in (self.settings.handwritten, *map(Path, self._layout.config.theme.dirs), self.settings.content):
            path = (folder / address).resolve()
            if path.is_relative_to(folder.resolve()) and path.is_file():
                yield path.read_bytes()

    @cached_property
    def _layout(self) -> Layout:
        return Layout(self.settings, lambda _: None)
