"""The only file that knows MkDocs' events. It adapts; what happens is decided elsewhere.

A bare ``mkdocs build`` or ``mkdocs serve`` reads ``docs/``; this hook writes the generated pages as the build command
does, and sends MkDocs to those. ``python -m scripts build`` has done so already and names another docs folder.
"""

import logging
import os
import sys
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.pages import Page

sys.path.insert(0, str(Path(__file__).parent.parent))  # a bare `mkdocs` does not know the project's packages

from scripts.commands.serve import options, panel
from scripts.pipeline import DOCS, index, read, stage_pages
from scripts.problems import Problem, has_errors
from scripts.problems.formats import full
from scripts.publish.audit import Forbidden, audit
from scripts.publish.mkdocs import readable
from scripts.publish.raw_html import RawHtml
from scripts.publish.swap import locked

log = logging.getLogger("mkdocs.hooks.records")
FIRST_DAY = "2026-01-01"
"""What the site map says of a site without a record: MkDocs wants one date at least."""
_serving = False
_staged = False  # did this hook write the pages?
_held = ExitStack()  # the lock on the folder of the pages, while MkDocs works with them
_problems: list[Problem] = []  # what a preview shows on every page


def on_startup(*, command: str, dirty: bool) -> None:
    """Being defined keeps this module, and so what it remembers, for all rebuilds of one ``mkdocs serve``."""
    global _serving
    _serving = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Writes the pages and points MkDocs to them, unless the build command did."""
    config.markdown_extensions.append(RawHtml())  # type: ignore[arg-type]  # Python-Markdown takes instances too
    if Path(config.docs_dir).resolve() != DOCS:
        return config
    wanted = options()
    os.umask(0o022)
    _held.close()
    _held.enter_context(locked(wanted.out, partial(log.warning, "另一次生成还没有结束，等它完成")))
    problems = stage_pages(wanted, preview=_serving)
    _tell(problems, wanted.content.parent)
    if has_errors(problems) and not _serving:
        _held.close()
        raise Abort("记录有错误，没有生成网站")
    global _staged, _problems
    _staged, _problems = True, problems
    config.docs_dir = str(wanted.out / "docs")
    return config


def on_page_markdown(markdown: str, *, page: Page, **_: Any) -> None:
    """The site map says when a record last changed, not when the site was built."""
    page.update_date = str(page.meta.get("updated", "")) or (FIRST_DAY if page.is_homepage else "")


def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    """A preview shows on every page what is wrong, until it is mended."""
    return output.replace("</body>", panel(_problems) + "</body>") if _serving and _problems else output


def on_build_error(*, error: Exception) -> None:
    _held.close()


def on_post_build(*, config: MkDocsConfig) -> None:
    """The search index, which is no page of MkDocs', and the last search of the site; the build command does its own."""
    if not _staged:
        return
    try:
        problems = _finish(Path(config.site_dir))
    except Exception as error:
        if not _serving:
            raise
        log.warning("搜索没有更新：%s", error)  # the pages can be looked at all the same
        return
    finally:
        _held.close()
    if has_errors(problems) and not _serving:
        raise Abort(f"{config.site_dir} 里有不能发布的内容，请不要发布")
    if _serving and not problems and not _problems:
        log.warning("没有问题，预览已更新")


def _finish(site: Path) -> list[Problem]:
    """Adds the search index, and tells what the last search found."""
    wanted = options()
    content, _ = read(wanted.content)
    index(content, wanted, site)
    readable(site)
    problems = list(audit(site, Forbidden.of(content)))
    _tell(problems, wanted.content.parent)
    return problems


def _tell(problems: list[Problem], root: Path) -> None:
    if problems:
        log.warning("\n%s\n", full(problems, root))


def on_serve(server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
    """What this hook writes is no reason to build again; what people write is."""
    server.unwatch(config.docs_dir)
    for folder in (DOCS, options().content):
        server.watch(str(folder))
    return server
