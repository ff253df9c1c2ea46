"""The pages outside the menu, made by MkDocs' own parts on all cores.

MkDocs makes the pages of its menu itself: those are few, and each stands on all others. This adds speed and decides nothing.
It stands aside where other plugins or hooks look at pages.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, partial
from typing import cast

from jinja2 import Environment
from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel, set_exclusions
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.utils import write_file

from scripts.publish.mkdocs import STAGED
from scripts.publish.raw_html import Convert, Token, converted
from scripts.publish.single import Looked, MenuPage, laid_out, read, strings
from scripts.settings import Settings
from scripts.workers import spread

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


class Apart(Files):
    """MkDocs' files, of which some are made apart: it finds them as the targets of links, but does not make them."""

    def __init__(self, files: Files, apart: set[str]) -> None:
        super().__init__(files)
        self.apart = apart
        self.made = False
        self.looked = Looked(self)

    def documentation_pages(self, *, inclusion: Callable[[InclusionLevel], bool] | None = None) -> Sequence[File]:
        """Those that MkDocs is to make; when all are made and it asks for no ``inclusion``, all: for the site map."""
        found = super().documentation_pages(inclusion=inclusion or InclusionLevel.is_included)
        return found if self.made and not inclusion else [file for file in found if file.src_uri not in self.apart]


@dataclass
class Made:
    """All that comes of one page: what MkDocs asks of a page that is made.

    ``anchors`` are the links to places in pages: target, place, the link as written. ``said``: the warnings, each with its
    logger and level. ``looked``: the theme looked at more than the page and the menu.
    """

    canonical_url: str | None
    abs_url: str | None
    update_date: str
    present_anchor_ids: list[str]
    anchors: dict[str, dict[str, str]]
    said: list[tuple[str, int, str]]
    looked: bool
    output: str = ""
    is_link: bool = False
    file: File | None = None
    links_to_anchors: dict[File, dict[str, str]] = field(default_factory=dict)


def apart(files: Files, config: MkDocsConfig) -> Files:
    """The files, those outside the menu apart; as they are when others look at pages or there is no menu."""
    if others(config) or not config.nav:
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
    MenuPage.seen = False
    later = [file for file in files if file.src_uri in files.apart]
    work = partial(_made, _Maker(files, config, env, nav), after)
    for file, page in zip(later, spread(work, later, settings.jobs), strict=True):
        file.page = cast(Page, page)
        page.file = file
        files.looked.seen |= page.looked
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
    """What all pages are made with."""

    files: Apart
    config: MkDocsConfig
    env: Environment
    nav: Navigation

    def made(self, file: File) -> Made:
        config, looked = self.config, self.files.looked
        page = Page(None, file, config)
        with _heard() as said:
            read(page, self.files, config)
            if ready := self._pure and page.meta.get("title") and converted(page.markdown or "", self._heading):
                page.content, page.toc = ready.html, get_toc(ready.toc)
                page.present_anchor_ids = ready.ids
            else:
                page.render(config, self.files)
            output = laid_out(page, looked, self.nav, self.env, config)
        anchors = {target.src_uri: links for target, links in (page.links_to_anchors or {}).items()}
        ids, seen = sorted(page.present_anchor_ids or ()), looked.seen or MenuPage.seen
        return Made(page.canonical_url, page.abs_url, page.update_date, ids, anchors, said, seen, output)

    @cached_property
    def _pure(self) -> bool:
        return pure(self.config)

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


def others(config: MkDocsConfig) -> bool:
    """Do other plugins or hooks than ours look at pages?"""
    return len(set(config.plugins) - {STAGED}) > 1


def pure(config: MkDocsConfig) -> bool:
    """Does Markdown read nothing but the page?"""
    return not set(config.markdown_extensions) - _PURE
