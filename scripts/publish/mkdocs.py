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
from mkdocs.utils.yaml import yaml_load

from scripts.problems import Problem, has_errors
from scripts.publish import links
from scripts.publish.audit import Forbidden, audit
from scripts.publish.faults import fault
from scripts.publish.progress import Progress
from scripts.publish.swap import FRESH, swap

CONFIG = Path(__file__).parent.parent.parent / "mkdocs.yml"
HOOK_LOG = "mkdocs.hooks.records"
EPOCH = "1767225600"  # 2026-01-01: MkDocs stamps pages with a build date; it must not depend on the day


def site_address() -> str:
    """The public address as mkdocs.yml says it (``!ENV`` is read); empty when it says none."""
    with CONFIG.open(encoding="utf-8") as file:
        return str(yaml_load(file).get("site_url") or "")


class _Steps(BasePlugin):  # type: ignore[type-arg, no-untyped-call]
    """Tells the progress line of each page MkDocs has written."""

    def __init__(self, progress: Progress) -> None:
        super().__init__()
        self.progress = progress

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
    out: Path,
    site_url: str,
    progress: Progress,
    finish: Callable[[Path], object],
    forbidden: Forbidden | None = None,
) -> tuple[list[Problem], bool]:
    """Builds ``out/site`` from ``out/docs``; ``finish`` adds what is no page. ``out`` must be locked.

    Returns the problems, and whether the new site stands now: with an error among them the old one stays.
    ``forbidden`` is what may be in no file of it.
    """
    problems = _made(out, site_url, progress, finish, forbidden or Forbidden())
    if has_errors(problems):
        shutil.rmtree(out / FRESH, ignore_errors=True)
        return problems, False
    readable(out / FRESH)
    swap(out)
    return problems, True


def _made(
    out: Path, site_url: str, progress: Progress, finish: Callable[[Path], object], forbidden: Forbidden
) -> list[Problem]:
    """Makes the new site aside. Returns the problems of all stages up to the first that found an error."""
    fresh = out / FRESH
    try:
        problems = [_problem(line) for line in _mkdocs(out / "docs", fresh, site_url, progress)]
    except Exception as error:  # a template, hook or plugin may raise anything; the old site stays
        problems = [fault(error, CONFIG.parent)]
    progress.finish()
    return problems if has_errors(problems) else [*problems, *completed(fresh, site_url, progress, finish, forbidden)]


def completed(
    fresh: Path, site_url: str, progress: Progress, finish: Callable[[Path], object], forbidden: Forbidden
) -> list[Problem]:
    """Follows the links of the pages MkDocs wrote, adds what is no page, and searches the whole site once more."""
    progress.stage("核对站内链接")
    problems = [
        Problem(page, 1, 1, "L01", f"链接“{target}”指向不存在的地方", "请改正这一页的链接")
        for page, target in links.broken(fresh, urlsplit(site_url).path or "/")
    ]
    if not problems:
        finish(fresh)
        progress.stage("再查一遍成品")
        problems += audit(fresh, forbidden)
    return problems


def readable(site: Path) -> None:
    """Everybody may read what is published, whatever the umask of whoever builds."""
    for path in (site, *site.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)


def _mkdocs(docs: Path, site: Path, site_url: str, progress: Progress) -> list[str]:
    """Runs MkDocs over ``docs``. Returns its warnings, one a line; empty when the site is whole."""
    os.environ.setdefault("SOURCE_DATE_EPOCH", EPOCH)
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    notes = Notes()
    log = logging.getLogger("mkdocs")
    log.addHandler(notes)
    try:
        overrides = {"site_url": site_url} if site_url else {}
        config = load_config(str(CONFIG), docs_dir=str(docs), site_dir=str(site), **overrides)
        config.plugins["progress"] = _Steps(progress)
        build(config)
    except Abort as error:
        notes.lines += [] if notes.lines else [str(error)]  # it repeats what was logged
    except MkDocsException as error:
        notes.lines.append(str(error))
    finally:
        log.removeHandler(notes)
    return notes.lines


def _problem(line: str) -> Problem:
    return Problem("mkdocs.yml", 1, 1, "L02", f"MkDocs：{line}", "请按这句话改正手写页面或 mkdocs.yml")
