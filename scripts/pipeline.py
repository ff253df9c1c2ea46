"""From records to a public site: one call a stage, in order."""

import time
from dataclasses import dataclass
from pathlib import Path

from scripts import publish
from scripts.checks import check
from scripts.load import Content, load
from scripts.problems import Problem, has_errors
from scripts.progress import Progress
from scripts.render.pages import render
from scripts.site import Site
from scripts.stage import stage

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
CONTENT = ROOT / "content"
OUT = ROOT / "build"


@dataclass(frozen=True)
class Options:
    """What to build, and where. ``out`` gets ``docs/`` (Markdown) and ``site/`` (the public site)."""

    content: Path = CONTENT
    out: Path = OUT
    site_url: str = ""
    production: bool = False


@dataclass(frozen=True)
class Report:
    """What a build did: records by folder, generated pages, problems, seconds; ``built`` when the site is new."""

    records: dict[str, int]
    pages: int
    problems: tuple[Problem, ...]
    seconds: float
    built: bool


def build(options: Options, progress: Progress) -> Report:
    """Builds the site. With an error among the problems nothing is written: the last good site stays."""
    start = time.monotonic()
    progress.stage("读取并检查记录")
    content, problems = read(options.content)
    counts = _counts(content)
    if has_errors(problems):
        return Report(counts, 0, tuple(problems), time.monotonic() - start, built=False)
    progress.stage("生成页面")
    pages = write(content, options)
    progress.stage("排版发布", total=pages)
    problems += publish.publish(options.out, options.site_url, progress)
    return Report(counts, pages, tuple(problems), time.monotonic() - start, built=not has_errors(problems))


def read(folder: Path) -> tuple[Content, list[Problem]]:
    """The records of a content folder, and everything wrong with them."""
    content = load(folder)
    return content, check(content)


def write(content: Content, options: Options) -> int:
    """Writes the Markdown pages to ``out/docs``. Returns how many were generated."""
    site = Site(content, production=options.production)
    return stage(options.out / "docs", DOCS, content.root, sorted(content.files), render(site))


def _counts(content: Content) -> dict[str, int]:
    counts: dict[str, int] = {}
    for record in content.records.values():
        counts[record.folder] = counts.get(record.folder, 0) + 1
    return dict(sorted(counts.items()))
