"""A site made by MkDocs' own parts, each page by itself and on all cores; from the last site all is taken over that would come
out the same.

This adds speed and decides nothing. It stands aside, and MkDocs makes the site, where other plugins or hooks look at pages,
where the theme looks at more than a page and the menu, and where anything is found wrong.
"""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple, cast

from mkdocs.commands.build import _build_theme_template
from mkdocs.structure.files import File, Files, InclusionLevel, set_exclusions
from mkdocs.utils import copy_file, write_file

from scripts.publish.layout import NOT_FOUND, Layout, MenuPage
from scripts.publish.links import BuiltPage, Pages
from scripts.publish.mkdocs import Notes, noted
from scripts.publish.swap import SPARE
from scripts.settings import Settings
from scripts.speed.answers import Question, Table
from scripts.speed.cache import folder_digest, key_of, program_digest
from scripts.speed.hard_links import FileState, file_state, fill_with_links
from scripts.speed.workers import parallel_map

_MAPS = ("sitemap.xml", "sitemap.xml.gz")
_SEARCHED = "/"
"""In place of a file: that the whole site was searched for what may not be in it."""


class Mapped(NamedTuple):
    """What the map of the site says of a page. Its template asks a file for its page, and is given this as both."""

    url: str
    canonical_url: str | None
    abs_url: str | None
    update_date: str
    is_link: bool = False

    @property
    def page(self) -> "Mapped":
        return self


class Made(NamedTuple):
    """A file of a site: its path, what tells that it is as it was left, what the map of the site and its markup say of a page."""

    path: str
    left: FileState = (0, 0, 0, 0)
    mapped: Mapped | None = None
    built: BuiltPage | None = None


def renewed(
    settings: Settings, sources: Mapping[str, str], fresh: Path, forbidden: str, step: Callable[[], object]
) -> "Renewal | None":
    """Fills ``fresh`` with what MkDocs would make of ``out/docs``, whose files have the digests ``sources``; calls ``step`` for
    each page made. ``forbidden`` tells what may be in no file. None where it stands aside."""
    with noted() as notes:
        try:
            last = Renewal(settings, sources, fresh, forbidden, notes)
            return last if last.make(step) else None
        except Exception:  # whatever it is: it is met again, and told, where MkDocs makes everything
            return None


class Renewal:
    """A site while it is made: what is ``taken`` from the last one, and what is ``made`` now, by the names of what it is made from.

    Of the files taken, ``same`` are the paths, ``searched`` those in which nothing was found that may be nowhere, ``pages`` what
    is known of the pages.
    """

    def __init__(
        self, settings: Settings, sources: Mapping[str, str], fresh: Path, forbidden: str, notes: Notes
    ) -> None:
        self._sources, self._fresh, self._forbidden, self._notes = sources, fresh, forbidden, notes
        self._docs, self._site, self._jobs = settings.out / "docs", settings.site, settings.jobs
        self._layout = Layout(settings, lambda name: _text(self._docs / name) if name in sources else None)
        self._table = Table[Made](settings.cache, _around(self._layout, settings), self._said)
        dirs = self._layout.config.theme.dirs
        self._theme = [file for file in self._layout.files if file.src_dir in dirs and _is_published(file)]
        own = [*sources, *(file.src_uri for file in self._theme), NOT_FOUND]
        self.taken = {name: one for name in own if (one := self._table.get(name))}
        self.made: dict[str, Made] = {}
        if (spare := fresh.with_name(SPARE)).is_dir():
            spare.rename(fresh)
        if not fill_with_links(self._site, fresh, {one.path: one.left for one in self.taken.values()}):
            shutil.rmtree(fresh, ignore_errors=True)
            self.taken = {}
        self.same = {one.path for one in self.taken.values()}
        self.searched = self.same if self._table.get(_SEARCHED) else set()
        self.pages: Pages = {one.path: one.built for one in self.taken.values() if one.built}

    def _said(self, question: Question) -> str:
        """The digest of a file that MkDocs reads, or of all that may be nowhere."""
        return self._sources.get(question[0], "") if question else self._forbidden

    @property
    def files(self) -> list[str]:
        """All files of the site but the search's."""
        maps = [name for name in _MAPS if (self._fresh / name).is_file()]
        return [*maps, *(one.path for one in (*self.taken.values(), *self.made.values()))]

    def keep(self, pages: Pages) -> None:
        """Remembers the site, whole and in its place now."""
        for name, one in self.made.items():
            whole = one._replace(left=file_state(f"{self._site}/{one.path}"), built=pages.get(one.path))
            self._table.put(name, {(name,): self._said((name,))}, whole)
        self._table.put(_SEARCHED, {(): self._forbidden}, Made(""))
        self._table.save()

    def make(self, step: Callable[[], object]) -> bool:
        """Adds to the site what is not there yet. Whether all of it is as MkDocs would make it."""
        layout, sources, pages = self._layout, self._sources, list[str]()  # names: a file of MkDocs' is large
        copied = [file for file in self._theme if file.src_uri not in sources and file.src_uri not in self.taken]
        for name in sorted(sources.keys() - self.taken.keys()):
            file = File(name, str(self._docs), layout.config.site_dir, layout.config.use_directory_urls)
            set_exclusions([file], layout.config)
            if not _is_published(file):
                continue
            if not file.is_documentation_page():
                copied.append(file)
            elif file.src_uri in layout.menu or file.inclusion is InclusionLevel.NOT_IN_NAV:
                pages.append(file.src_uri)
                self.made[file.src_uri] = Made(file.dest_uri)
            else:
                return False  # MkDocs would say that it is not in the menu
        self.made |= {file.src_uri: Made(file.dest_uri) for file in copied}
        if NOT_FOUND not in self.taken | self.made and NOT_FOUND in layout.config.theme.static_templates:
            self.made[NOT_FOUND] = Made(NOT_FOUND)
        paths = [*_MAPS, *(one.path for one in (*self.taken.values(), *self.made.values()))]
        if len({*paths}) < len(paths):
            return False
        for file in copied:
            copy_file(str(file.abs_src_path), f"{self._fresh}/{file.dest_uri}")
        for name, mapped in zip(pages, parallel_map(self._page, pages, self._jobs), strict=True):
            step()
            if mapped is None:
                return False
            self.made[name] = self.made[name]._replace(mapped=mapped)
        self._templates()
        return not self._is_wrong()

    def _is_wrong(self) -> bool:
        return bool(self._notes.lines or self._layout.looked.seen or MenuPage.seen)

    def _page(self, name: str) -> Mapped | None:
        """Writes a page, and says what the map of the site says of it; None where more was looked at than the page and the
        menu, or something is wrong. Where its links lead is looked at later, in all pages (``links.broken``)."""
        layout = self._layout
        text = None if layout.handwritten(name) else _text(self._docs / name)
        html = layout.html(name, text).encode("utf-8", "xmlcharrefreplace")
        write_file(html, f"{self._fresh}/{self.made[name].path}")
        file = layout.files.src_uris[name]
        page = file.page
        if self._is_wrong() or page is None:
            return None
        mapped = Mapped(file.url, page.canonical_url, page.abs_url, page.update_date)
        if text is not None and name not in layout.menu:
            layout.files.remove(file)  # else all pages are held at last
            vars(page).clear()  # nor are their texts, by what in the theme knows of them and is let go of late
        return mapped

    def _templates(self) -> None:
        """Writes the map of the site, and the page for what is not there."""
        layout = self._layout
        layout.config.site_dir = str(self._fresh)
        if NOT_FOUND in self.made and NOT_FOUND not in self._sources:
            _build_theme_template(NOT_FOUND, layout.env, cast(Files, layout.looked), layout.config, layout.nav)
        every = self.taken | self.made
        pages = _Mapped(found for name in sorted(every, key=_order) if (found := every[name].mapped))
        _build_theme_template(_MAPS[0], layout.env, cast(Files, pages), layout.config, layout.nav)


def _around(layout: Layout, settings: Settings) -> str:
    """All that every page may read: the menu, settings, templates, the code and versions at work. Raises ValueError where
    it is unknown."""
    config = layout.config
    others = config.extra_templates or set(config.theme.static_templates) - {NOT_FOUND, _MAPS[0]}
    if not layout.alone or not config.nav or others or "INHERIT" in settings.stated:
        raise ValueError("others than ours look at pages")
    templates = (folder_digest(Path(folder)) for folder in config.theme.dirs)
    said = (settings.stated, settings.url, str(settings.production), str(settings.directory_urls))
    return key_of("site/4", program_digest(), *templates, *said, str(layout.nav))


def _is_published(file: File) -> bool:
    return bool(file.inclusion.value > InclusionLevel.DRAFT.value)


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "replace")


class _Mapped(list[Mapped]):
    """The pages as the map of the site asks for them."""

    def documentation_pages(self) -> list[Mapped]:
        return self


def _order(name: str) -> list[tuple[int, bool, str]]:
    """As MkDocs walks: the files of a folder, its index first, then the folders in it."""
    *folders, file = name.split("/")
    return [*((1, False, folder) for folder in folders), (0, file.partition(".")[0] not in {"index", "README"}, file)]
