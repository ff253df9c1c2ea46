"""What pages have around them, menu and theme and hand-written pages, and the HTML of one page in it: MkDocs' parts, without its build."""

import os
from collections.abc import Callable, Iterator, Mapping, Set
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import FileSystemLoader
from markdown import Markdown
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel, get_files, set_exclusions
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from scripts.publish.config import edit_uri
from scripts.publish.mkdocs import STAGED, Staged, config_of
from scripts.publish.raw_html import Convert, Token, converted
from scripts.settings import Settings

NOT_FOUND = "404.html"
_PURE = {"abbr", "admonition", "attr_list", "def_list", "fenced_code", "footnotes", "md_in_html", "nl2br", "sane_lists"}
_PURE |= {"smarty", "tables", "toc"}
"""Extensions of Markdown that read nothing but the page."""
Text = Callable[[str], str | None]
"""The Markdown of a generated page by its path among MkDocs' pages; None where there is none."""


class Layout:
    """The menu, the theme and the hand-written pages as they are now; generated pages are looked for in ``text``.

    Raises what MkDocs raises, when it is made and when it makes a page.
    """

    def __init__(self, settings: Settings, text: Text) -> None:
        config = config_of(settings, settings.out / "site", Staged(settings), settings.handwritten)
        self.config = config = config.plugins.on_config(config)
        env = config.theme.get_env()
        env.loader = _Theme(config.theme.dirs)
        self.menu = frozenset(strings(config.nav or ()))
        self.files = _Files(get_files(config), config, settings, self.menu, text)
        self.files.add_files_from_theme(env, config)
        set_exclusions(self.files, config)
        self.looked = Looked(self.files)
        MenuPage.seen = False
        self.nav = config.plugins.on_nav(get_navigation(self.files, config), config=config, files=self.files)
        for page in self.nav.pages:
            if page.title is None:  # mkdocs.yml gives none: the page does
                page.file.content_string = text(page.file.src_uri) or ""
                page.read_source(config)
        self.env = config.plugins.on_env(env, config=config, files=self.files)
        self.pure = not set(config.markdown_extensions) - _PURE
        self.alone = self.pure and len(set(config.plugins) - {STAGED}) < 2
        """Whether nobody else looks at pages: another plugin, another hook, an extension that may read files."""

    @cached_property
    def _heading(self) -> Convert:
        """A heading that many pages have is converted once."""
        config = self.config
        markdown = Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs or {})

        @lru_cache(maxsize=1024)
        def heading(text: str) -> tuple[str, Token]:
            html = markdown.reset().convert(text)
            return html, markdown.toc_tokens[0]  # type: ignore[attr-defined]

        return heading

    def look_in(self, text: Text) -> None:
        """The generated pages are others now."""
        self.files.text = text
        for file in [file for file in self.files if file.generated_by and file.src_uri not in self.menu]:
            self.files.remove(file)

    def handwritten(self, path: str) -> Path | None:
        """The hand-written page, or the file of theirs or of the theme, at a path of the site; a draft of MkDocs', too, which
        a preview shows."""
        file = self.files.src_uris.get(path)
        if file is None or file.abs_src_path is None or file.inclusion is InclusionLevel.EXCLUDED:
            return None
        return Path(file.abs_src_path)

    def html(self, path: str, text: str | None = None) -> str:
        """The page at ``path``, a generated one with its ``text``."""
        file = self.files.src_uris.get(path) or self.files.generated(path)  # to look for it would read it once more
        if text is not None:
            file.content_string = text
        page = file.page or Page(None, file, self.config)
        try:
            page.active = True  # its own head may be read; the theme knows by it which page it lays out
            page.read_source(self.config)
            page.markdown = self.config.plugins.on_page_markdown(
                page.markdown or "", page=page, config=self.config, files=self.files
            )
            if ready := self.pure and page.meta.get("title") and converted(page.markdown or "", self._heading):
                page.content, page.toc = ready.html, get_toc(ready.toc)
            else:
                page.render(self.config, self.files)
            context = get_context(self.nav, self.looked, self.config, page)
            return str(self.env.get_template(str(page.meta.get("template", "main.html"))).render(context))
        finally:
            page.active = False

    def not_found(self) -> str:
        """The page that stands for all that is not there: at any depth, so its links begin at the root of the host."""
        base = urlsplit(self.config.site_url or "/").path
        context = get_context(self.nav, self.looked, self.config, base_url=base)
        return str(self.env.get_template(NOT_FOUND).render(context))


class Looked(list[File]):
    """All pages, for a theme that looks at them; ``seen`` tells that it did."""

    def __init__(self, files: Files) -> None:
        self.files = files
        self.seen = False

    def __iter__(self) -> Iterator[File]:
        self.seen = True
        return iter(Files.documentation_pages(self.files))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __getitem__(self, place: Any) -> Any:
        return list(iter(self))[place]


class MenuPage(Page):
    """A page of the menu; ``seen`` tells that a page has looked at the head of another one."""

    seen = False

    @property
    def meta(self) -> Any:
        MenuPage.seen |= not self.active
        return self.__dict__["meta"]

    @meta.setter
    def meta(self, meta: Any) -> None:
        self.__dict__["meta"] = meta


class _Theme(FileSystemLoader):
    """The templates of a theme, as MkDocs finds them; it takes nothing of hidden folders, which hold Material's icons."""

    def list_templates(self) -> list[str]:
        found = set()
        for folder in self.searchpath:
            for here, inner, names in os.walk(folder):
                inner[:] = [name for name in inner if not name.startswith(".")]
                found |= {Path(here, name).relative_to(folder).as_posix() for name in names}
        return sorted(found)


class _Files(Files):
    """The hand-written files, and each generated page once it is asked for; those of the menu are taken to be there."""

    def __init__(self, files: Files, config: MkDocsConfig, settings: Settings, menu: Set[str], text: Text) -> None:
        super().__init__(files)
        self._config, self._settings, self._menu, self.text = config, settings, menu, text

    def get_file_from_path(self, path: str) -> File | None:
        found = super().get_file_from_path(path)
        if found is None and path.endswith(".md") and (path in self._menu or self.text(path) is not None):
            return self.generated(path)
        return found

    def generated(self, path: str) -> File:
        """The file of a generated page, one of the files from now on."""
        file = File.generated(self._config, path, content="")
        set_exclusions([file], self._config)
        if self._config.edit_uri or self._config.edit_uri_template:
            file.edit_uri = edit_uri(path, self._settings)
        self.append(file)
        return file


def strings(value: Any) -> Iterator[str]:
    """Every text in a nested menu, titles apart."""
    if isinstance(value, str):
        yield value
    else:
        for inner in value.values() if isinstance(value, Mapping) else value:
            yield from strings(inner)
