"""The only file that knows MkDocs' events. It adapts; what happens is decided elsewhere.

A bare ``mkdocs build`` or ``mkdocs serve`` reads ``docs/``; this hook writes the generated pages as the build command
does, and sends MkDocs to those. ``python -m scripts build`` has done so already and names another docs folder.
"""

import logging
import sys
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.pages import Page

sys.path.insert(0, str(Path(__file__).parent.parent))  # a bare `mkdocs` does not know the project's packages

from scripts.audit import Forbidden, audit
from scripts.pipeline import DOCS, index, read, stage_pages
from scripts.printers import full
from scripts.problems import has_errors
from scripts.serve import options

log = logging.getLogger("mkdocs.hooks.records")
FIRST_DAY = "2026-01-01"
"""What the site map says of a site without a record: MkDocs wants one date at least."""
_serving = False
_staged = False  # did this hook write the pages?


def on_startup(*, command: str, dirty: bool) -> None:
    """Being defined keeps this module, and so what it remembers, for all rebuilds of one ``mkdocs serve``."""
    global _serving
    _serving = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Writes the pages and points MkDocs to them, unless the build command did."""
    if Path(config.docs_dir).resolve() != DOCS:
        return config
    wanted = options()
    problems = stage_pages(wanted)
    if problems:
        log.warning("\n%s\n", full(problems, wanted.content.parent))
    if has_errors(problems) and not (_serving and (wanted.out / "docs" / "index.md").is_file()):
        raise Abort("记录有错误，没有生成网站")
    global _staged
    _staged = True
    config.docs_dir = str(wanted.out / "docs")
    return config


def on_page_markdown(markdown: str, *, page: Page, **_: Any) -> None:
    """The site map says when a record last changed, not when the site was built."""
    page.update_date = str(page.meta.get("updated", "")) or (FIRST_DAY if page.is_homepage else "")


def on_post_build(*, config: MkDocsConfig) -> None:
    """The search index, which is no page of MkDocs', and the last search of the site; the build command does its own."""
    if not _staged:
        return
    wanted = options()
    content, _ = read(wanted.content)
    index(content, wanted, Path(config.site_dir))
    problems = list(audit(Path(config.site_dir), Forbidden.of(content)))
    if problems:
        log.warning("\n%s\n", full(problems, wanted.content.parent))
    if problems and not _serving:
        raise Abort(f"{config.site_dir} 里有不能发布的内容，请不要发布")


def on_serve(server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
    """What this hook writes is no reason to build again; what people write is."""
    server.unwatch(config.docs_dir)
    for folder in (DOCS, options().content):
        server.watch(str(folder))
    return server
