"""Builds the site incrementally: pages are made one by one on all cores, and unchanged files are reused from the last site.

The bytes are those of a full MkDocs build. MkDocs builds the site instead if foreign plugins or hooks see pages, if the theme
reads more than a page and the menu, or if there is any problem.
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
from scripts.publish.mkdocs import WarningCollector, collect_warnings
from scripts.publish.swap import SPARE
from scripts.settings import Settings
from scripts.speed.answers import Question, Table
from scripts.speed.cache import folder_digest, key_of, program_digest
from scripts.speed.hard_links import FileState, file_state, fill_with_links
from scripts.speed.workers import parallel_map

_MAPS = ("sitemap.xml", "sitemap.xml.gz")
_SEARCHED = "/"
"""Key of the entry that says that the whole site was audited."""


class SitemapEntry(NamedTuple):
    """A page's entry in the site map. It stands for both the file and the page in the map's template."""

    url: str
    canonical_url: str | None
    abs_url: str | None
    update_date: str
    is_link: bool = False

    @property
    def page(self) -> "SitemapEntry":
        return self


class BuiltFile(NamedTuple):
    """A file of the site: its path, its state on disk, and for a page its site map entry and its markup's facts."""

    path: str
    state: FileState = (0, 0, 0, 0)
    sitemap_entry: SitemapEntry | None = None
    page: BuiltPage | None = None


def build(
    settings: Settings, sources: Mapping[str, str], fresh: Path, forbidden: str, step: Callable[[], object]
) -> "IncrementalBuild | None":
    """Fills ``fresh`` with the site of ``out/docs``, whose files have the digests ``sources``; calls ``step`` for each page.
    ``forbidden`` is the digest of what may be in no file. Returns None if MkDocs must build the site."""
    with collect_warnings() as notes:
        try:
            last = IncrementalBuild(settings, sources, fresh, forbidden, notes)
            return last if last.make(step) else None
        except Exception:  # MkDocs' own build will meet and report it again
            return None


class IncrementalBuild:
    """An incremental build: files ``reused`` from the last site and files ``built`` now, by source path.

    Of the reused files, ``reused_paths`` are the paths, ``audited`` those already audited, ``pages`` the pages' markup facts.
    """

    def __init__(
        self, settings: Settings, sources: Mapping[str, str], fresh: Path, forbidden: str, notes: WarningCollector
    ) -> None:
        self._sources, self._fresh, self._forbidden, self._notes = sources, fresh, forbidden, notes
        self._docs, self._site, self._jobs = settings.out / "docs", settings.site, settings.jobs
        self._layout = Layout(settings, lambda name: _text(self._docs / name) if name in sources else None)
        self._table = Table[BuiltFile](settings.cache, _shared_inputs(self._layout, settings), self._digest_of)
        dirs = self._layout.config.theme.dirs
        self._theme = [file for file in self._layout.files if file.src_dir in dirs and _is_published(file)]
        own = [*sources, *(file.src_uri for file in self._theme), NOT_FOUND]
        self.reused = {name: one for name in own if (one := self._table.get(name))}
        self.built: dict[str, BuiltFile] = {}
        if (spare := fresh.with_name(SPARE)).is_dir():
            spare.rename(fresh)
        if not fill_with_links(self._site, fresh, {one.path: one.state for one in self.reused.values()}):
            shutil.rmtree(fresh, ignore_errors=True)
            self.reused = {}
        self.reused_paths = {one.path for one in self.reused.values()}
        self.audited = self.reused_paths if self._table.get(_SEARCHED) else set()
        self.pages: Pages = {one.path: one.page for one in self.reused.values() if one.page}

    def _digest_of(self, question: Question) -> str:
        """The digest of a source file, or, for the empty question, of ``forbidden``."""
        return self._sources.get(question[0], "") if question else self._forbidden

    @property
    def files(self) -> list[str]:
        """All files of the site except the search index."""
        maps = [name for name in _MAPS if (self._fresh / name).is_file()]
        return [*maps, *(one.path for one in (*self.reused.values(), *self.built.values()))]

    def keep(self, pages: Pages) -> None:
        """Stores the state of the site, once it is in place."""
        for name, one in self.built.items():
            whole = one._replace(state=file_state(f"{self._site}/{one.path}"), page=pages.get(one.path))
            self._table.put(name, [(name,)], whole)
        self._table.put(_SEARCHED, [()], BuiltFile(""))
        self._table.save()

    def make(self, step: Callable[[], object]) -> bool:
        """Makes the missing files. Returns whether the site is as MkDocs would build it."""
        layout, sources, pages = self._layout, self._sources, list[str]()  # names, as MkDocs' File objects are large
        copied = [file for file in self._theme if file.src_uri not in sources and file.src_uri not in self.reused]
        for name in sorted(sources.keys() - self.reused.keys()):
            file = File(name, str(self._docs), layout.config.site_dir, layout.config.use_directory_urls)
            set_exclusions([file], layout.config)
            if not _is_published(file):
                continue
            if not file.is_documentation_page():
                copied.append(file)
            elif file.src_uri in layout.menu or file.inclusion is InclusionLevel.NOT_IN_NAV:
                pages.append(file.src_uri)
                self.built[file.src_uri] = BuiltFile(file.dest_uri)
            else:
                return False  # MkDocs would say that it is not in the menu
        self.built |= {file.src_uri: BuiltFile(file.dest_uri) for file in copied}
        if NOT_FOUND not in self.reused | self.built and NOT_FOUND in layout.config.theme.static_templates:
            self.built[NOT_FOUND] = BuiltFile(NOT_FOUND)
        paths = [*_MAPS, *(one.path for one in (*self.reused.values(), *self.built.values()))]
        if len({*paths}) < len(paths):
            return False
        for file in copied:
            copy_file(str(file.abs_src_path), f"{self._fresh}/{file.dest_uri}")
        for name, mapped in zip(pages, parallel_map(self._page, pages, self._jobs), strict=True):
            step()
            if mapped is None:
                return False
            self.built[name] = self.built[name]._replace(sitemap_entry=mapped)
        self._templates()
        return not self._is_wrong()

    def _is_wrong(self) -> bool:
        return bool(self._notes.lines or self._layout.pages.accessed or MenuPage.accessed)

    def _page(self, name: str) -> SitemapEntry | None:
        """Writes a page and returns its site map entry; None on a warning, or if the theme read more than page and menu."""
        layout = self._layout
        text = None if layout.handwritten(name) else _text(self._docs / name)
        html = layout.html(name, text).encode("utf-8", "xmlcharrefreplace")
        write_file(html, f"{self._fresh}/{self.built[name].path}")
        file = layout.files.src_uris[name]
        page = file.page
        if self._is_wrong() or page is None:
            return None
        mapped = SitemapEntry(file.url, page.canonical_url, page.abs_url, page.update_date)
        if text is not None and name not in layout.menu:
            layout.files.remove(file)  # else all pages stay in memory
            vars(page).clear()  # it and its file refer to each other
        return mapped

    def _templates(self) -> None:
        """Writes the site map and the 404 page."""
        layout = self._layout
        layout.config.site_dir = str(self._fresh)
        if NOT_FOUND in self.built and NOT_FOUND not in self._sources:
            _build_theme_template(NOT_FOUND, layout.env, cast(Files, layout.pages), layout.config, layout.nav)
        every = self.reused | self.built
        pages = _SitemapPages(found for name in sorted(every, key=_order) if (found := every[name].sitemap_entry))
        _build_theme_template(_MAPS[0], layout.env, cast(Files, pages), layout.config, layout.nav)


def _shared_inputs(layout: Layout, settings: Settings) -> str:
    """A key of all that every page may read: menu, settings, templates, code and versions. Raises ValueError if unknown."""
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


class _SitemapPages(list[SitemapEntry]):
    """The pages, with the method that the site map's template calls."""

    def documentation_pages(self) -> list[SitemapEntry]:
        return self


def _order(name: str) -> list[tuple[int, bool, str]]:
    """MkDocs' order: a folder's files, its index first, then its subfolders."""
    *folders, file = name.split("/")
    return [*((1, False, folder) for folder in folders), (0, file.partition(".")[0] not in {"index", "README"}, file)]
