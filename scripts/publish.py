"""Markdown pages → the public site, by MkDocs; the new site replaces the old one only when it is whole."""

import logging
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.plugins import BasePlugin
from mkdocs.structure.pages import Page

from scripts import links
from scripts.audit import Forbidden, audit
from scripts.problems import Problem
from scripts.progress import Progress

CONFIG = Path(__file__).parent.parent / "mkdocs.yml"
EPOCH = "1767225600"  # 2026-01-01: MkDocs stamps pages with a build date; it must not depend on the day


class _Steps(BasePlugin):  # type: ignore[type-arg, no-untyped-call]
    """Tells the progress line of each page MkDocs has written."""

    def __init__(self, progress: Progress) -> None:
        super().__init__()
        self.progress = progress

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        self.progress.step()
        return output


class _Notes(logging.Handler):
    """Collects what MkDocs warns about."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


def publish(
    out: Path,
    site_url: str,
    progress: Progress,
    finish: Callable[[Path], object],
    forbidden: Forbidden | None = None,
) -> list[Problem]:
    """Builds ``out/site`` from ``out/docs``; ``finish`` adds what is no page. With a problem the old site stays.

    ``forbidden`` is what may be in no file of it.
    """
    fresh = out / ".site-new"
    shutil.rmtree(fresh, ignore_errors=True)
    problems = [_problem(line) for line in _mkdocs(out / "docs", fresh, site_url, progress)]
    progress.finish()
    if not problems:
        progress.stage("核对站内链接")
        problems = [
            Problem(page, 1, 1, "L01", f"链接“{target}”指向不存在的地方", "请改正这一页的链接")
            for page, target in links.broken(fresh, urlsplit(site_url).path or "/")
        ]
    if not problems:
        finish(fresh)
        progress.stage("再查一遍成品")
        problems = list(audit(fresh, forbidden or Forbidden()))
    if problems:
        shutil.rmtree(fresh, ignore_errors=True)
    else:
        _swap(fresh, out / "site")
    return problems


def _mkdocs(docs: Path, site: Path, site_url: str, progress: Progress) -> list[str]:
    """Runs MkDocs over ``docs``. Returns its warnings, one a line; empty when the site is whole."""
    os.environ.setdefault("SOURCE_DATE_EPOCH", EPOCH)
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    notes = _Notes()
    log = logging.getLogger("mkdocs")
    log.addHandler(notes)
    try:
        overrides = {"site_url": site_url} if site_url else {}
        config = load_config(str(CONFIG), docs_dir=str(docs), site_dir=str(site), **overrides)
        config.plugins["progress"] = _Steps(progress)
        build(config)
    except (Abort, MkDocsException) as error:
        notes.lines.append(str(error))
    finally:
        log.removeHandler(notes)
    return notes.lines


def _problem(line: str) -> Problem:
    return Problem("mkdocs.yml", 1, 1, "L02", f"MkDocs：{line}", "请按这句话改正手写页面或 mkdocs.yml")


def _swap(fresh: Path, site: Path) -> None:
    """Puts the new site in the place of the old one by renaming, so that no half-written site is ever there."""
    old = site.with_name(".site-old")
    shutil.rmtree(old, ignore_errors=True)
    if site.exists():
        site.rename(old)
    fresh.rename(site)
    shutil.rmtree(old, ignore_errors=True)
