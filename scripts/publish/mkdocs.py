"""Markdown pages → the public site, by MkDocs; the new site replaces the old one only when it is whole."""

import logging
import os
import shutil
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.plugins import BasePlugin
from mkdocs.structure.pages import Page

from scripts.problems import Problem, has_errors
from scripts.publish import links
from scripts.publish.audit import Forbidden, audit
from scripts.publish.build_errors import build_problem
from scripts.publish.progress import Progress
from scripts.publish.swap import FRESH, swap
from scripts.settings import Settings

HOOK_LOG = "mkdocs.hooks.records"
EPOCH = "1767225600"
"""2026-01-01, in seconds since 1970."""
STAGED = "staged"
"""The plugin by whose name our hook knows that the pages are written already."""


class Staged(BasePlugin):  # type: ignore[type-arg, no-untyped-call]
    """Tells our hook the settings, and the progress line of each page MkDocs has written."""

    def __init__(self, settings: Settings, progress: Progress | None = None) -> None:
        super().__init__()
        self.settings, self.progress = settings, progress or Progress(StringIO())

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        self.progress.step()
        return output


class Notes(logging.Handler):
    """Collects what MkDocs warns about, apart from what our own hook says through its log."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.name != HOOK_LOG:
            self.lines.append(record.getMessage())

    def problems(self) -> list[Problem]:
        return [_problem(line) for line in self.lines]


def publish(
    settings: Settings, progress: Progress, finish: Callable[[Path], object], forbidden: Forbidden | None = None
) -> tuple[list[Problem], bool]:
    """Builds the site from ``out/docs``; ``finish`` adds what is no page. ``out`` must be locked.

    Returns the problems, and whether the new site stands now: with an error among them the old one stays.
    ``forbidden`` is what may be in no file of it.
    """
    fresh, site = settings.site.with_name(FRESH), settings.site
    problems = made(settings, fresh, progress)
    if not has_errors(problems):
        problems += completed(settings, fresh, progress, finish, forbidden or Forbidden())
    if has_errors(problems):
        shutil.rmtree(fresh, ignore_errors=True)
        return problems, False
    readable(fresh)
    swap(site.parent, site.name)
    return problems, True


def completed(
    settings: Settings, site: Path, progress: Progress, finish: Callable[[Path], object], forbidden: Forbidden
) -> list[Problem]:
    """Follows the links of the pages MkDocs wrote, adds what is no page, and searches the whole site once more."""
    progress.stage("核对站内链接")
    hint = "请改正这一页的链接"
    pages = links.read_pages(site, urlsplit(settings.url).path or "/", settings.jobs)
    broken = links.broken(pages)
    problems = [Problem(page, 1, 1, "L01", f"链接“{target}”指向不存在的地方", hint) for page, target in broken]
    if problems:
        return problems
    finish(site)
    progress.stage("再查一遍成品")
    return list(audit(site, forbidden, pages, settings.jobs))


def made(settings: Settings, site: Path, progress: Progress) -> list[Problem]:
    """Lets MkDocs make ``site``. Returns what it found wrong."""
    try:
        return [_problem(line) for line in _mkdocs(settings, site, progress)]
    except Exception as error:  # a template, hook or plugin may raise anything; the old site stays
        return [build_problem(error, settings.root)]
    finally:
        progress.finish()


def readable(site: Path) -> None:
    """Everybody may read what is published, whatever the umask of whoever builds."""
    for path in (site, *site.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)


def same_every_day() -> None:
    """MkDocs stamps pages with the day of the build unless the environment names one."""
    os.environ.setdefault("SOURCE_DATE_EPOCH", EPOCH)
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")


def config_of(settings: Settings, site: Path, staged: Staged, docs: Path) -> MkDocsConfig:
    """MkDocs' settings for a build from ``docs`` to ``site``. Raises what MkDocs raises."""
    same_every_day()
    given = {"docs_dir": str(docs), "site_dir": str(site), "site_url": settings.url}
    config = load_config(str(settings.config or settings.root / "mkdocs.yml"), **given)
    config.plugins[STAGED] = staged
    config.extra["production"] = settings.production
    return config


def _mkdocs(settings: Settings, site: Path, progress: Progress) -> list[str]:
    """Runs MkDocs over ``out/docs``. Returns its warnings, one a line; empty when the site is whole."""
    notes = Notes()
    log = logging.getLogger("mkdocs")
    log.addHandler(notes)
    try:
        build(config_of(settings, site, Staged(settings, progress), settings.out / "docs"))
    except Abort as error:
        notes.lines += [] if notes.lines else [str(error)]  # it repeats what was logged
    except MkDocsException as error:
        notes.lines.append(str(error))
    finally:
        log.removeHandler(notes)
    return notes.lines


def _problem(line: str) -> Problem:
    return Problem("mkdocs.yml", 1, 1, "L02", f"MkDocs：{line}", "请按这句话改正手写页面或 mkdocs.yml")
