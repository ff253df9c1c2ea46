"""The only file that knows MkDocs' events. It adapts; what happens is decided elsewhere.

A bare ``mkdocs build`` or ``mkdocs serve`` reads ``docs/``; this hook writes the generated pages as the build command
does, and sends MkDocs to those. ``python -m scripts build`` has done so already and names another docs folder.
"""

import logging
import os
import shutil
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
from scripts.pipeline import DOCS, add_no_pages, index, read, stage_pages, take_maps
from scripts.problems import Problem, has_errors
from scripts.problems.formats import full
from scripts.publish.audit import Forbidden
from scripts.publish.mkdocs import HOOK_LOG, Notes, completed, readable
from scripts.publish.progress import Progress
from scripts.publish.raw_html import RawHtml
from scripts.publish.swap import FRESH, SITE, locked, swap

log = logging.getLogger(HOOK_LOG)
FIRST_DAY = "2026-01-01"
"""What the site map says of a site without a record: MkDocs wants one date at least."""
_serving = False
_staged = False  # did this hook write the pages?
_held = ExitStack()  # the lock on the folder of the pages, while MkDocs works with them
_notes = Notes()
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
    global _staged, _problems, _notes
    _staged, _problems, _notes = True, problems, Notes()
    config.docs_dir = str(wanted.out / "docs")
    if not _serving:
        logging.getLogger("mkdocs").addHandler(_notes)
        if Path(config.site_dir) == wanted.out / SITE:  # another folder, by -d, is MkDocs' to empty and to fill
            config.site_dir = str(wanted.out / FRESH)
    return config


def on_page_markdown(markdown: str, *, page: Page, **_: Any) -> None:
    """The site map says when a record last changed, not when the site was built."""
    page.update_date = str(page.meta.get("updated", "")) or (FIRST_DAY if page.is_homepage else "")


def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    """A preview shows on every page what is wrong, until it is mended."""
    return output.replace("</body>", panel(_problems) + "</body>") if _serving and _problems else output


def on_build_error(*, error: Exception) -> None:
    _let_go()


def on_post_build(*, config: MkDocsConfig) -> None:
    """Does what is left of a build: links, the search index, the last search, the exchange; a preview has its index."""
    if not _staged:
        return
    if _serving:
        _preview(Path(config.site_dir))
        return
    wanted, site = options(), Path(config.site_dir)
    content, _ = read(wanted.content, wanted.terms)
    forbidden, finish = Forbidden.of(content), partial(add_no_pages, content, wanted)
    problems = _notes.problems() or completed(site, config.site_url or "", Progress(), finish, forbidden)
    _tell(problems, wanted.content.parent)
    if has_errors(problems):
        _let_go()
        raise Abort("网站没有更新，公众看到的还是上一次的；原因列在上面")
    readable(site)
    if site == wanted.out / FRESH:
        swap(wanted.out)
        config.site_dir = str(wanted.out / SITE)  # gh-deploy sends what stands there
    take_maps(wanted.out / "server")
    _let_go()


def _preview(site: Path) -> None:
    """Adds the search index to a preview, and says when all is well."""
    try:
        index(read(options().content)[0], options(), site)
    except Exception as error:
        log.warning("搜索没有更新：%s", error)  # the pages can be looked at all the same
    else:
        if not _problems:
            log.warning("没有问题，预览已更新")
    finally:
        _let_go()


def _let_go() -> None:
    """Ends what a build holds: the lock, the ear for MkDocs' warnings, a new site that was not finished."""
    logging.getLogger("mkdocs").removeHandler(_notes)
    if not _serving:
        shutil.rmtree(options().out / FRESH, ignore_errors=True)
    _held.close()


def _tell(problems: list[Problem], root: Path) -> None:
    """Prints what is wrong; reminders are no warnings to MkDocs, whose ``--strict`` ends at the first."""
    if problems:
        log.log(logging.WARNING if _serving or has_errors(problems) else logging.INFO, "\n%s\n", full(problems, root))


def on_serve(server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
    """What this hook writes is no reason to build again; what people write is."""
    server.unwatch(config.docs_dir)
    for folder in (DOCS, options().content):
        server.watch(str(folder))
    return server
