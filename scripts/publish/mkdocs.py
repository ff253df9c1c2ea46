"""Runs MkDocs: Markdown pages → a site."""

import logging
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, MkDocsException
from mkdocs.plugins import BasePlugin
from mkdocs.structure.pages import Page

from scripts.problems import Problem
from scripts.publish.build_errors import build_problem
from scripts.publish.progress import Progress
from scripts.settings import Settings

HOOK_LOG = "mkdocs.hooks.records"
EPOCH = "1767225600"
"""2026-01-01, in seconds since 1970."""
STAGED = "staged"
"""The name of the plugin that tells our hook that the pages are already written."""


class Staged(BasePlugin):  # type: ignore[type-arg, no-untyped-call]
    """Passes the settings to our hook, and counts written pages in the progress line."""

    def __init__(self, settings: Settings, progress: Progress | None = None) -> None:
        super().__init__()
        self.settings, self.progress = settings, progress

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        if self.progress:
            self.progress.step()
        return output


class WarningCollector(logging.Handler):
    """Collects MkDocs' warnings, without those of our own hook."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.name != HOOK_LOG:
            self.lines.append(record.getMessage())

    def problems(self) -> list[Problem]:
        return [_problem(line) for line in self.lines]


@contextmanager
def collect_warnings() -> Iterator[WarningCollector]:
    """Collects MkDocs' warnings inside the block, even with ``--quiet``."""
    notes, log = WarningCollector(), logging.getLogger("mkdocs")
    level = log.level
    log.setLevel(min(log.getEffectiveLevel(), logging.WARNING))
    log.addHandler(notes)
    try:
        yield notes
    finally:
        log.removeHandler(notes)
        log.setLevel(level)


def run_mkdocs(settings: Settings, site: Path, progress: Progress) -> list[Problem]:
    """Builds ``site`` from ``out/docs`` with MkDocs. Returns the problems."""
    try:
        with collect_warnings() as notes:
            config = mkdocs_config(settings, site, Staged(settings, progress), settings.out / "docs")
            config.plugins.on_startup(command="build", dirty=False)  # Material's social cards get their workers there
            try:
                build(config)
            finally:
                config.plugins.on_shutdown()
    except Abort as error:
        notes.lines += [] if notes.lines else [str(error)]  # Abort repeats what was logged
    except MkDocsException as error:
        notes.lines.append(str(error))
    except Exception as error:  # a template, hook or plugin may raise anything
        return [build_problem(error, settings.root)]
    finally:
        progress.finish()
    return notes.problems()


def fix_build_date() -> None:
    """Fixes the date that MkDocs writes into pages, by default the day of the build."""
    os.environ.setdefault("SOURCE_DATE_EPOCH", EPOCH)
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")


def mkdocs_config(settings: Settings, site: Path, staged: Staged, docs: Path) -> MkDocsConfig:
    """MkDocs' configuration for a build from ``docs`` to ``site``. Raises what MkDocs raises."""
    fix_build_date()
    given = {"docs_dir": str(docs), "site_dir": str(site), "site_url": settings.url}
    config = load_config(str(settings.config or settings.root / "mkdocs.yml"), **given)
    if not any(Path(name).name == "hooks.py" for name in config.hooks):
        raise ConfigurationError("hooks 里没有 scripts/hooks.py，网页的菜单要靠它：请写 hooks: [scripts/hooks.py]")
    config.plugins[STAGED] = staged
    config.extra["production"] = settings.production
    return config


def _problem(line: str) -> Problem:
    if of_option := re.match(r"Config value '(\w+)': (.+)", line, re.DOTALL):
        option, said = of_option[1], of_option[2].splitlines()
        why = "：".join(dict.fromkeys((said[0], said[-1])))  # between them is a traceback
        return Problem(
            "mkdocs.yml", 1, 1, "L02", f"{option} 的写法不对（MkDocs：{why}）", f"请改正 mkdocs.yml 里的 {option}"
        )
    return Problem("mkdocs.yml", 1, 1, "L02", f"MkDocs：{line}", "请按这句话改正手写页面或 mkdocs.yml")
