"""Makes single files of a site on request, with the same bytes as a build."""

from collections.abc import Iterator
from functools import cached_property
from pathlib import PurePosixPath

from scripts.catalogue import Site
from scripts.load.file_names import PICTURES, SOUNDS
from scripts.media.images import published_bytes
from scripts.pipeline import common_files
from scripts.publish.layout import NOT_FOUND, Layout
from scripts.publish.stage import as_published
from scripts.records import TYPES
from scripts.render import environment
from scripts.render.pages import OTHER_PARTS, Part, pages_of
from scripts.render.values import Page


class OnDemand:
    """The files of a ``site`` by path (``news/a/index.html``). Raises what templates, the theme and MkDocs raise."""

    def __init__(self, site: Site, layout: Layout | None = None) -> None:
        """``layout`` is reused from an earlier site when nothing of it has changed."""
        self.site = site
        self._templates = environment.make(site)
        self._pages: dict[str, Page] = {}
        self._rest: dict[Part, Iterator[Page]] = {}
        self.layout = layout or Layout(site.content.settings, self._text)
        self.layout.set_texts(self._text)

    def file(self, name: str) -> bytes | None:
        """The bytes a build writes to a path; None where it writes nothing, and for the site map."""
        paths = _source_names(name)
        for path in paths:
            if source := self.layout.handwritten(path):
                return self._html(path) if path.endswith(".md") else as_published(source)
        if PurePosixPath(name).suffix.lower() in PICTURES | SOUNDS:
            return self._record_file(name)
        if page := self._page(paths):
            return self._html(page.path, page.text) if page.path.endswith(".md") else page.text.encode()
        return self.layout.not_found().encode() if name == NOT_FOUND else None

    def _html(self, path: str, text: str | None = None) -> bytes:
        return self.layout.html(path, text).encode("utf-8", errors="xmlcharrefreplace")

    def _text(self, path: str) -> str | None:
        page = self._page([path])
        return page.text if page else None

    def _page(self, paths: list[str]) -> Page | None:
        """The generated page or file at one of some paths. Its part is rendered only as far as that page."""
        known = next((self._pages[path] for path in paths if path in self._pages), None)
        return known or next(filter(None, (self._in_part(part, paths) for part in self._parts_for(paths[0]))), None)

    def _in_part(self, part: Part, paths: list[str]) -> Page | None:
        made = pages_of(self.site, self._templates, part) if part else common_files(self.site.content.settings)
        try:
            for page in self._rest.setdefault(part, made):
                self._pages[page.path] = page
                if page.path in paths:
                    return page
        except Exception:
            self._rest.pop(part, None)  # so that the next request tries again
            raise
        return None

    def _parts_for(self, path: str) -> Iterator[Part]:
        """The parts that may hold a page: records above it, the lists of its type, the single pages."""
        stem = PurePosixPath(path).with_suffix("")
        yield from (str(above) for above in (stem, *stem.parents) if str(above) in self.site.records)
        yield from (stem.parts[0],) if stem.parts[0] in TYPES else ()
        yield from ("", *OTHER_PARTS)

    def _record_file(self, name: str) -> bytes | None:
        """A picture in the requested size, a tile of it, or a file as it is."""
        content, pictures = self.site.content, self.site.pictures
        paths = [path for path in self._published if name.startswith(path.rpartition(".")[0])]
        above = {name, *map(str, PurePosixPath(name).parents)}
        made = dict(pictures.files(pictures.requests(paths, above), content.settings.cache))
        if name in made or name not in paths:
            return made.get(name)
        return published_bytes(content.root / name, content.settings.cache, pictures.labels.get(name, ""))

    @cached_property
    def _published(self) -> list[str]:
        return self.site.files()


def _source_names(name: str) -> list[str]:
    """The MkDocs sources from which a file of the site may be made."""
    stem = name.removesuffix(".html")
    return [name, f"{stem}.md", f"{stem.removesuffix('/index')}.md"] if stem != name else [name]
