"""Makes the HTML of single pages with MkDocs' menu, theme and Markdown, without running its build."""

import json
import os
from collections.abc import Callable, Iterator, Mapping, Set
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml
from jinja2 import FileSystemLoader
from markdown import Markdown
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel, get_files, set_exclusions
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from scripts.catalogue.addresses import front_matter
from scripts.publish.config import edit_uri
from scripts.publish.mkdocs import STAGED, Staged, mkdocs_config
from scripts.publish.raw_html import Convert, Token, converted
from scripts.settings import Settings

NOT_FOUND = "404.html"
_PURE = {"abbr", "admonition", "attr_list", "def_list", "fenced_code", "footnotes", "md_in_html", "nl2br", "sane_lists"}
_PURE |= {"smarty", "tables", "toc"}
"""Markdown extensions that read nothing but the page."""
_OPENING = frozenset('"[{')
Text = Callable[[str], str | None]
"""Path among MkDocs' pages → the Markdown of a generated page; None if there is none."""


class Layout:
    """The current menu, theme and hand-written pages; ``text`` gives the generated pages.

    The constructor and ``html`` raise what MkDocs raises.
    """

    def __init__(self, settings: Settings, text: Text) -> None:
        config = mkdocs_config(settings, settings.out / "site", Staged(settings), settings.handwritten)
        self.config = config = config.plugins.on_config(config)
        env = config.theme.get_env()
        env.loader = _Theme(config.theme.dirs)
        self.menu = frozenset(menu_targets(config.nav or ()))
        self.files = _Files(get_files(config), config, settings, self.menu, text)
        self.files.add_files_from_theme(env, config)
        set_exclusions(self.files, config)
        self.pages = TrackedPages(self.files)
        MenuPage.accessed = False
        self.nav = config.plugins.on_nav(get_navigation(self.files, config), config=config, files=self.files)
        for page in self.nav.pages:
            if page.title is None:  # not in mkdocs.yml: take it from the page
                page.file.content_string = text(page.file.src_uri) or ""
                page.read_source(config)
        self.env = config.plugins.on_env(env, config=config, files=self.files)
        self.pure = not set(config.markdown_extensions) - _PURE
        self.alone = self.pure and len(set(config.plugins) - {STAGED}) < 2
        """Whether no foreign plugin, hook or file-reading extension sees the pages."""

    @cached_property
    def _heading(self) -> Convert:
        """Converts a heading, cached: many pages share the same ones."""
        config = self.config
        markdown = Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs or {})

        @lru_cache(maxsize=1024)
        def heading(text: str) -> tuple[str, Token]:
            html = markdown.reset().convert(text)
            return html, markdown.toc_tokens[0]  # type: ignore[attr-defined]

        return heading

    def set_texts(self, text: Text) -> None:
        """Replaces the source of the generated pages, and forgets those it had."""
        self.files.text = text
        for file in [file for file in self.files if file.generated_by and file.src_uri not in self.menu]:
            self.files.remove(file)

    def handwritten(self, path: str) -> Path | None:
        """The hand-written page or file, or the theme's file, at a path of the site; MkDocs' drafts too, for a preview."""
        file = self.files.src_uris.get(path)
        if file is None or file.abs_src_path is None or file.inclusion is InclusionLevel.EXCLUDED:
            return None
        return Path(file.abs_src_path)

    def html(self, path: str, text: str | None = None) -> str:
        """The HTML of the page at ``path``; ``text`` is the Markdown of a generated one."""
        file = self.files.src_uris.get(path) or self.files.generated(path)  # get_file_from_path would read it again
        if text is not None:
            file.content_string = text
        page = file.page or Page(None, file, self.config)
        try:
            page.active = True  # MenuPage allows reading its own front matter; the theme marks the current page
            if text is None or not self.alone or not (front := quick_front_matter(text)):
                page.read_source(self.config)
            else:
                page.meta, page.markdown = front
            page.markdown = self.config.plugins.on_page_markdown(
                page.markdown or "", page=page, config=self.config, files=self.files
            )
            if ready := self.pure and page.meta.get("title") and converted(page.markdown or "", self._heading):
                page.content, page.toc = ready.html, get_toc(ready.toc)
            else:
                page.render(self.config, self.files)
            context = get_context(self.nav, self.pages, self.config, page)
            return str(self.env.get_template(str(page.meta.get("template", "main.html"))).render(context))
        finally:
            page.active = False

    def not_found(self) -> str:
        """The 404 page; its links are root-relative, since it is shown at any depth."""
        base = urlsplit(self.config.site_url or "/").path
        context = get_context(self.nav, self.pages, self.config, base_url=base)
        return str(self.env.get_template(NOT_FOUND).render(context))


class TrackedPages(list[File]):
    """All pages, for the theme; ``accessed`` records whether it read them."""

    def __init__(self, files: Files) -> None:
        self.files = files
        self.accessed = False

    def __iter__(self) -> Iterator[File]:
        self.accessed = True
        return iter(Files.documentation_pages(self.files))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __getitem__(self, place: Any) -> Any:
        return list(iter(self))[place]


class MenuPage(Page):
    """A page of the menu; ``accessed`` records whether another page has read its front matter."""

    accessed = False

    @property
    def meta(self) -> Any:
        MenuPage.accessed |= not self.active
        return self.__dict__["meta"]

    @meta.setter
    def meta(self, meta: Any) -> None:
        self.__dict__["meta"] = meta


class _Theme(FileSystemLoader):
    """The templates of a theme, without hidden folders, which hold Material's icons."""

    def list_templates(self) -> list[str]:
        found = set()
        for folder in self.searchpath:
            for here, inner, names in os.walk(folder):
                inner[:] = [name for name in inner if not name.startswith(".")]
                found |= {Path(here, name).relative_to(folder).as_posix() for name in names}
        return sorted(found)


class _Files(Files):
    """The hand-written files, and each generated page once requested; pages of the menu are assumed to exist."""

    def __init__(self, files: Files, config: MkDocsConfig, settings: Settings, menu: Set[str], text: Text) -> None:
        super().__init__(files)
        self._config, self._settings, self._menu, self.text = config, settings, menu, text

    def get_file_from_path(self, path: str) -> File | None:
        found = super().get_file_from_path(path)
        if found is None and path.endswith(".md") and (path in self._menu or self.text(path) is not None):
            return self.generated(path)
        return found

    def generated(self, path: str) -> File:
        """Adds and returns the file of a generated page."""
        file = File.generated(self._config, path, content="")
        set_exclusions([file], self._config)
        if self._config.edit_uri or self._config.edit_uri_template:
            file.edit_uri = edit_uri(path, self._settings)
        self.append(file)
        return file


_scalar = lru_cache(maxsize=64)(yaml.safe_load)  # layout: list


def quick_front_matter(text: str) -> tuple[dict[str, Any], str] | None:
    """The front matter of a page and the rest, as MkDocs reads them but five times as fast; None unless each line is a name with
    JSON or a scalar, as in generated pages."""
    head, rest = front_matter(text)
    lines = [line.partition(": ") for line in head.split("\n") if line]
    try:
        if head and all(colon and name.isidentifier() for name, colon, _ in lines):
            said = {name: (json.loads if value[:1] in _OPENING else _scalar)(value) for name, _, value in lines}
            return said, rest.lstrip("\n")
    except (ValueError, yaml.YAMLError):
        pass
    return None


def menu_targets(value: Any) -> Iterator[str]:
    """The targets in a nested menu, without titles."""
    if isinstance(value, str):
        yield value
    else:
        for inner in value.values() if isinstance(value, Mapping) else value:
            yield from menu_targets(inner)
