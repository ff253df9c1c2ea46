"""From records to a public site: one call a stage, in order."""

import os
import time
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from scripts.catalogue import Site, expired_licences
from scripts.checks import check
from scripts.checks.aliases import taken_by_an_alias
from scripts.load.content import Content, load
from scripts.media import decode
from scripts.media.cache import forget
from scripts.media.decode import UnfitError
from scripts.media.images import cleaned
from scripts.problems import Problem, has_errors
from scripts.publish import mkdocs
from scripts.publish.audit import Forbidden
from scripts.publish.progress import Progress
from scripts.publish.stage import ClashError, stage
from scripts.publish.swap import locked
from scripts.render.originals import originals
from scripts.render.pages import render
from scripts.render.redirects import server_maps
from scripts.render.styles import style_sheets
from scripts.search.documents import documents
from scripts.search.write import write as write_index
from scripts.settings import Terms, site_facts, today

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
CONTENT = ROOT / "content"
OUT = ROOT / "build"
_NEW = ".new"
MARK = ".made-by-build"
"""The file that says a folder was made by a build and may be emptied by one."""


@dataclass(frozen=True)
class Options:
    """What to build, and where. ``out`` gets ``docs/`` (Markdown) and ``site/`` (the public site)."""

    content: Path = CONTENT
    out: Path = OUT
    site_url: str = field(default_factory=lambda: mkdocs.site_address())
    production: bool = False
    terms: Terms = field(default_factory=lambda: terms())

    @property
    def cache(self) -> Path:
        """What may be kept between builds: beside the default ``build/``, inside any other ``out``."""
        return ROOT / ".cache" if self.out == OUT else self.out / ".cache"


@dataclass(frozen=True)
class Report:
    """What a build did: records by folder, generated pages, problems, seconds; ``built`` when the new site stands."""

    records: dict[str, int]
    pages: int
    problems: tuple[Problem, ...]
    seconds: float
    built: bool


def terms(**given: Any) -> Terms:
    """The terms of this project, each to be given otherwise: its pages, its owner's facts, the day it is."""
    usual: dict[str, Any] = {
        "today": today(),
        "private": ROOT / "private",
        "docs": DOCS,
        "theme": ROOT / "overrides",
        "config": mkdocs.CONFIG,
        "facts": site_facts(mkdocs.CONFIG),
    }
    return Terms(**(usual | {name: value for name, value in given.items() if value is not None}))


def build(options: Options, progress: Progress) -> Report:
    """Builds the site. With an error among the problems nothing is published: the last good site stays."""
    os.umask(0o022)  # what is published is for everybody to read
    with locked(options.out, partial(progress.stage, "另一次生成还没有结束，等它完成")):
        return _build(options, progress)


def _build(options: Options, progress: Progress) -> Report:
    start = time.monotonic()
    built = False
    (options.out / MARK).touch()
    progress.stage("读取并检查记录")
    content, problems = read(options.content, replace(options.terms, url=options.site_url))
    pages = 0
    if not has_errors(problems):
        progress.stage("生成页面")
        pages, clashes = write(content, options)
        problems += clashes
    if not has_errors(problems):
        progress.stage("排版发布", total=pages)
        finish = partial(add_no_pages, content, options)
        found, built = mkdocs.publish(options.out, options.site_url, progress, finish, Forbidden.of(content))
        problems += found
    if built:
        take_maps(options.out / "server")
        for folder in (options.cache / "pictures", options.cache / "clean", decode.CACHE):
            forget(folder, time.time())
    counts = _counts(content, options.production)
    return Report(counts, pages, tuple(problems), time.monotonic() - start, built)


def stage_pages(options: Options, *, preview: bool = False) -> list[Problem]:
    """Reads, checks and writes the Markdown pages, and stops there: what MkDocs' own commands need.

    A ``preview`` shows what can be shown in spite of errors, and never fails.
    """
    content, problems = read(options.content, options.terms)
    if has_errors(problems) and not preview:
        return problems
    try:
        return problems + write(content, options)[1]
    except Exception as error:
        if not preview:
            raise
        return [*problems, Problem("content", 1, 1, "L02", f"页面没有更新：{error}", "请先改正其他错误，再看预览")]


def is_ours(out: Path) -> bool:
    return out == OUT or (out / MARK).exists()


def read(folder: Path, given: Terms | None = None) -> tuple[Content, list[Problem]]:
    """The records of a content folder as they may be shown, and everything wrong with them, under the terms."""
    content = load(folder, given or terms())
    return expired_licences.taken_out(content), check(content)


def write(content: Content, options: Options) -> tuple[int, list[Problem]]:
    """Writes the Markdown pages to ``out/docs``. Returns how many were generated, and what stood in the way."""
    site = Site(content, production=options.production, url=options.site_url)
    try:
        made = site.pictures.files(options.cache / "pictures")

        def read(path: Path) -> bytes:
            name = path.relative_to(content.root).as_posix()
            return cleaned(path, options.cache / "clean", site.pictures.labels.get(name, ""))

        pages = chain(render(site), style_sheets(DOCS))
        return stage(options.out / "docs", DOCS, content.root, originals(site), pages, read, made), []
    except UnfitError as error:
        return 0, [Problem("content", 1, 1, error.code, f"有文件发布不了：{error.message}", error.hint)]
    except ClashError as error:
        return 0, [taken_by_an_alias(content, str(error)) or _clash(str(error))]


def _clash(path: str) -> Problem:
    hint = "请把手写页面改名：这个地址属于自动生成的页面"
    return Problem(f"docs/{path}", 1, 1, "L03", "手写页面与生成的页面同名", hint)


def add_no_pages(content: Content, options: Options, site: Path) -> None:
    """What is added to a finished ``site`` before it is shown: the search index, and beside it the server's maps."""
    index(content, options, site)
    write_maps(options.out / "server", Site(content, production=options.production, url=options.site_url))


def write_maps(folder: Path, site: Site) -> None:
    """Writes the maps of old addresses for the web server, beside the site, not in it; ``take_maps`` puts them in place."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in server_maps(site).items():
        (folder / f"{name}{_NEW}").write_text(text, encoding="utf-8", newline="\n")


def take_maps(folder: Path) -> None:
    """The maps that were written become those of the site that stands now."""
    for path in folder.glob(f"*{_NEW}"):
        path.replace(path.with_name(path.name.removesuffix(_NEW)))


def index(content: Content, options: Options, site: Path) -> int:
    """Writes the search index into the finished ``site``. Returns how many files it has."""
    found = documents(Site(content, production=options.production), DOCS)
    return write_index(found, site, options.cache / "search")


def _counts(content: Content, production: bool) -> dict[str, int]:
    """How many records of each folder the site is made of: a production build has no samples."""
    counts: dict[str, int] = {}
    for record in Site(content, production=production).records.values():
        counts[record.folder] = counts.get(record.folder, 0) + 1
    return dict(sorted(counts.items()))
