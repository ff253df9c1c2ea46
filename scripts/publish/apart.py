"""The pages outside the menu, made by MkDocs' own parts on all cores and kept while nothing changes that was read for them.

MkDocs makes the pages of its menu itself: those are few, and each stands on all others. This adds speed and decides nothing.
It stands aside where other plugins or hooks look at pages, and keeps nothing where what was read for a page is not known.
"""

import json
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, cached_property, partial
from pathlib import Path
from types import FunctionType
from typing import Any, cast

from jinja2 import Environment
from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel, set_exclusions
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.utils import write_file

from scripts.cache import Cache, digest, installed, key_of, state_of
from scripts.publish.raw_html import Convert, Token, converted
from scripts.publish.single import laid_out, read, strings
from scripts.settings import Settings
from scripts.workers import spread

_ASIDE = frozenset(
    [
        "config_file_path",
        "docs_dir",
        "site_dir",
        "watch",
        "hooks",
        "plugins",
        "theme",
        "dev_addr",
        "strict",
        "exclude_docs",
        "draft_docs",
        "not_in_nav",
    ]
)
"""Settings that say where things lie, which pages there are, or what is stated otherwise."""
_PURE = frozenset(
    [
        "abbr",
        "admonition",
        "attr_list",
        "def_list",
        "fenced_code",
        "footnotes",
        "md_in_html",
        "nl2br",
        "sane_lists",
        "smarty",
        "tables",
        "toc",
    ]
)
"""Extensions of Markdown that read nothing but the page."""


class UnknownError(Exception):
    """A value of which it cannot be said when it is the same again."""


class Apart(Files):
    """MkDocs' files, of which some are made apart: it finds them as the targets of links, but does not make them."""

    def __init__(self, files: Files, apart: set[str]) -> None:
        super().__init__(files)
        self.apart = apart
        self.made = False

    def documentation_pages(self, *, inclusion: Callable[[InclusionLevel], bool] | None = None) -> Sequence[File]:
        """Those that MkDocs is to make; when all are made and it asks for no ``inclusion``, all: for the site map."""
        found = super().documentation_pages(inclusion=inclusion or InclusionLevel.is_included)
        return found if self.made and not inclusion else [file for file in found if file.src_uri not in self.apart]


@dataclass
class Made:
    """All that comes of one page: what MkDocs asks of a page that is made, and what it was made from.

    ``anchors`` are the links to places in pages: target, place, the link as written. ``asked``: each file that was looked for,
    and what was found. ``said``: the warnings, each with its logger and level.
    """

    canonical_url: str | None
    abs_url: str | None
    update_date: str
    present_anchor_ids: list[str]
    anchors: dict[str, dict[str, str]]
    asked: dict[str, str]
    said: list[tuple[str, int, str]]
    output: str = ""
    is_link: bool = False
    file: File | None = None
    links_to_anchors: dict[File, dict[str, str]] = field(default_factory=dict)


def apart(files: Files, config: MkDocsConfig, others: bool) -> Files:
    """The files, those outside the menu apart; as they are when ``others`` look at pages or there is no menu."""
    if others or not config.nav:
        return files
    set_exclusions(files, config)
    menu = set(strings(config.nav))
    pages = (file for file in files if file.is_documentation_page() and file.src_uri not in menu)
    return Apart(files, {file.src_uri for file in pages if file.inclusion is InclusionLevel.NOT_IN_NAV})


def make(
    files: Apart,
    config: MkDocsConfig,
    env: Environment,
    nav: Navigation,
    settings: Settings,
    after: Callable[[str], str],
) -> Iterator[Made]:
    """Makes the pages that are apart and writes them; ``after`` changes a page's text at the last. Yields each.

    Raises what MkDocs and the theme raise.
    """
    later = [file for file in files if file.src_uri in files.apart]
    try:
        common, cache = _common(config, nav), settings.cache
    except UnknownError:
        common, cache = "", Cache()
    work = partial(_made, _Maker(files, config, env, nav, common, cache), after)
    for file, page in zip(later, spread(work, later, settings.jobs), strict=True):
        file.page = cast(Page, page)
        page.file = file
        for name, level, message in page.said:
            logging.getLogger(name).log(level, message)
        yield page
    files.made = True
    for file in later:
        page = cast(Made, file.page)
        page.links_to_anchors = {files.src_uris[uri]: links for uri, links in page.anchors.items()}
        Page.validate_anchor_links(cast(Page, page), files=files, log_level=config.validation.links.anchors)


@dataclass(frozen=True)
class _Maker:
    """What all pages are made with; ``common`` is stated of it, empty where something in it is not known."""

    files: Apart
    config: MkDocsConfig
    env: Environment
    nav: Navigation
    common: str
    cache: Cache

    def made(self, file: File) -> Made:
        """A page, as it is kept or made anew."""
        source = Path(str(file.abs_src_path)).read_bytes()
        key = key_of("page/1", self.common, file.src_uri, file.url, file.edit_uri or "", source)
        kept = self.cache.get(key)
        page = Made(**json.loads(kept)) if kept else None
        if page and all(_found(self.files.get_file_from_path(uri)) == was for uri, was in page.asked.items()):
            return page
        asked, pages = _Asked(self.files), _Pages(self.files)
        with _heard() as said:
            page = self._anew(file, asked, pages)
        page.said, page.asked = said, asked.found
        if not asked.unknown and not pages.seen:
            self.cache.put(key, json.dumps(vars(page), ensure_ascii=False).encode())
        return page

    def _anew(self, file: File, asked: "_Asked", pages: "_Pages") -> Made:
        config = self.config
        page = Page(None, file, config)
        read(page, self.files, config)
        if ready := self.common and page.meta.get("title") and converted(page.markdown or "", self._heading):
            page.content, page.toc = ready.html, get_toc(ready.toc)
            page.present_anchor_ids = ready.ids
        else:
            page.render(config, cast(Files, asked))
        output = laid_out(page, pages, self.nav, self.env, config)
        anchors = {target.src_uri: links for target, links in (page.links_to_anchors or {}).items()}
        ids = sorted(page.present_anchor_ids or ())
        return Made(page.canonical_url, page.abs_url, page.update_date, ids, anchors, {}, [], output)

    @cached_property
    def _heading(self) -> Convert:
        """Each heading that is written is converted once."""
        markdown = Markdown(extensions=self.config.markdown_extensions, extension_configs=self.config.mdx_configs or {})

        @cache
        def heading(text: str) -> tuple[str, Token]:
            html = markdown.reset().convert(text)
            return html, markdown.toc_tokens[0]  # type: ignore[attr-defined]

        return heading


def _made(maker: _Maker, after: Callable[[str], str], file: File) -> Made:
    """Makes a page and writes it; what is sent back is all but its text."""
    page = maker.made(file)
    if output := after(page.output):
        write_file(output.encode("utf-8", errors="xmlcharrefreplace"), str(file.abs_dest_path))
    return replace(page, output="")


class _Asked:
    """Files that note what they are asked for. ``unknown``: they were asked for more than one by its path."""

    def __init__(self, files: Files) -> None:
        self.files = files
        self.found: dict[str, str] = {}
        self.unknown = False

    def get_file_from_path(self, path: str) -> File | None:
        file = self.files.get_file_from_path(path)
        self.found[path] = _found(file)
        return file

    def __getattr__(self, name: str) -> Any:
        self.unknown = True
        return getattr(self.files, name)


class _Pages(list[File]):
    """All pages, for a theme that looks at them; ``seen`` tells that it did."""

    def __init__(self, files: Apart) -> None:
        self.files = files
        self.seen = False

    def __iter__(self) -> Iterator[File]:
        self.seen = True
        return iter(Files.documentation_pages(self.files))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __getitem__(self, place: Any) -> Any:
        return list(iter(self))[place]


def _found(file: File | None) -> str:
    """All that a link reads of its target."""
    return f"{file.url} {file.inclusion.name}" if file else ""


@contextmanager
def _heard() -> Iterator[list[tuple[str, int, str]]]:
    """What MkDocs says meanwhile, kept from everybody else."""
    said: list[tuple[str, int, str]] = []
    log = logging.getLogger("mkdocs")
    ear = logging.Handler()
    ear.emit = lambda record: said.append((record.name, record.levelno, record.getMessage()))  # type: ignore[method-assign]
    before, log.handlers, propagate, log.propagate = log.handlers, [ear], log.propagate, False
    try:
        yield said
    finally:
        log.handlers, log.propagate = before, propagate


def _common(config: MkDocsConfig, nav: Navigation) -> str:
    """All that every page may read: the menu, settings, templates, the code and versions at work. Raises UnknownError."""
    if set(config.markdown_extensions) - _PURE:
        raise UnknownError
    said = {name: value for name, value in config.items() if name not in _ASIDE}
    home = Path(__file__).parents[1]
    own = digest(b"".join(path.read_bytes() for path in (home / "hooks.py", home / "cache.py", home / "workers.py")))
    theme = _stated(dict(config.theme) | {"locale": str(config.theme.locale)})
    folders = state_of(home / "publish", *map(Path, config.theme.dirs))
    return key_of("all", installed(), own, folders, theme, _stated(said), _stated(_menu(nav.items)))


def _menu(items: Sequence[Any]) -> list[Any]:
    """The menu as pages read it."""
    return [
        (
            type(item).__name__,
            item.title,
            getattr(item, "url", ""),
            getattr(item, "meta", {}),
            _menu(item.children or ()),
        )
        for item in items
    ]


def _stated(value: Any) -> str:
    """A value as text, the same whenever it is the same. Raises UnknownError for what has no such text."""
    if value is None or isinstance(value, (str, int, float, date)):
        return repr(value)
    if isinstance(value, Mapping):
        return _stated([(str(key), _stated(value[key])) for key in sorted(value, key=str)])
    if isinstance(value, (list, tuple)):
        return f"[{','.join(map(_stated, value))}]"
    if isinstance(value, partial):
        return _stated([value.func, value.args, value.keywords])
    if isinstance(value, FunctionType):
        return f"{value.__module__}.{value.__qualname__}"
    raise UnknownError(type(value))
