"""From records to a public site: one call a stage, in order."""

import os
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from scripts.catalogue import Site, expiry
from scripts.catalogue.addresses import address_of
from scripts.checks import load_and_check
from scripts.load.content import Content, load
from scripts.media.decode import UnfitError
from scripts.media.images import published_bytes
from scripts.problems import Problem, has_errors
from scripts.publish import sitemap
from scripts.publish.audit import Forbidden
from scripts.publish.progress import Progress
from scripts.publish.site import publish
from scripts.publish.stage import ClashError, Staging
from scripts.publish.swap import locked
from scripts.publish.theme import material_text
from scripts.render.assets import bundled_parts, programs, style_sheets
from scripts.render.pages import IncrementalPages, render, server_maps
from scripts.render.values import Page, StagedPage
from scripts.search.documents import documents
from scripts.search.index import write_index as write_index
from scripts.settings import Settings

BUILD_MARKER = ".made-by-build"
"""This file marks a folder that a build made and may empty."""
_NEW = ".new"


class Report(NamedTuple):
    """A build's result: the site, records by folder, number of pages, problems, whether the new site is in place."""

    site: Site
    records: dict[str, int]
    pages: int
    problems: tuple[Problem, ...]
    built: bool


def build(settings: Settings, progress: Progress, then: Callable[[Report], None] = lambda _: None) -> Report:
    """Builds the site. If any problem is an error, nothing is published and the last good site stays.

    ``then`` is called with the report while the lock is still held.
    """
    os.umask(0o022)  # what is published is for everybody to read
    with locked(settings.out, partial(progress.stage, "另一次生成还没有结束，等它完成"), settings.site):
        report = _build(settings, progress)
        then(report)
        return report


def _build(settings: Settings, progress: Progress) -> Report:
    built, began = False, time.time()
    (settings.out / BUILD_MARKER).touch()
    progress.stage("读取并检查记录")
    content, problems = load_and_check(settings)
    site = site_of(content)
    pages, sources = 0, dict[str, str]()
    if not has_errors(problems):
        progress.stage("生成页面")
        pages, sources, clashes = write_pages(site)
        problems += clashes
    if not has_errors(problems):
        progress.stage("排版发布", total=pages)
        found, built = publish(settings, progress, partial(finish_site, site), Forbidden.of(content), sources)
        problems += found
    if built:
        after_swap(settings, began)
    return Report(site, record_counts(site), pages, tuple(problems), built)


def stage_pages(settings: Settings, *, preview: bool = False) -> tuple[Site, list[Problem]]:
    """Reads, checks and writes the Markdown pages, for MkDocs' own commands.

    A ``preview`` writes what it can in spite of errors, and never fails.
    """
    content, problems = load_and_check(settings)
    site = site_of(content)
    if has_errors(problems) and not preview:
        return site, problems
    try:
        return site, problems + write_pages(site)[2]
    except Exception as error:
        if not preview:
            raise
        hint = "请先改正其他错误，再看预览"
        return site, [*problems, Problem("content", 1, 1, "L02", f"页面没有更新：{error}", hint)]


def is_ours(settings: Settings) -> bool:
    return settings.out == settings.root / "build" or (settings.out / BUILD_MARKER).exists()


def load_unchecked(settings: Settings) -> Content:
    """Loads the records as they may be shown, without checking them: the caller knows their problems."""
    return expiry.without_expired(load(settings.content, settings))


def site_of(content: Content) -> Site:
    """The published records, under the settings they were loaded with."""
    return Site(content, production=content.settings.production, url=content.settings.url)


def write_pages(site: Site) -> tuple[int, dict[str, str], list[Problem]]:
    """Writes the Markdown pages to ``out/docs``.

    Returns the number of generated pages, the digest of each file by its path, and the problems.
    """
    settings = site.content.settings
    try:
        staging = Staging(settings.out / "docs", settings.handwritten, bundled_parts(settings.handwritten))
        named: set[str] = set()
        made = IncrementalPages(site, staging.target, staging.write).pages() if settings.accelerated else render(site)
        for page in chain[Page | StagedPage](made, common_files(settings)):
            staging.page(page)
            if isinstance(page, StagedPage):
                named.update(page.pictures)
            else:
                named |= site.pictures.named_in(page.text, address_of(page.path))
        for name, data in record_files(site, named):
            staging.file(name, data)
        staging.finish()
        return staging.pages, staging.digests, []
    except UnfitError as error:
        return 0, {}, [Problem("content", 1, 1, error.code, f"有文件发布不了：{error.message}", error.hint)]
    except ClashError as error:
        return 0, {}, [_clash(f"{settings.handwritten.name}/{error}")]


def common_files(settings: Settings) -> Iterator[Page]:
    """The generated files that depend on no record."""
    docs = settings.handwritten
    return chain(style_sheets(docs, material_text()), programs(docs))


def record_files(site: Site, named: set[str]) -> Iterator[tuple[str, bytes]]:
    """The records' files, each with its address: pictures in the sizes that pages ask for (``named``), others cleaned."""
    content, cache = site.content, site.content.settings.cache
    paths = site.files()
    wishes = site.pictures.requests(paths, named)
    yield from site.pictures.files(wishes, cache)
    for name in sorted(set(paths) - {wish.path for wish in wishes}):
        yield name, published_bytes(content.root / name, cache, site.pictures.labels.get(name, ""))


def _clash(path: str) -> Problem:
    hint = "请把手写页面改名：这个地址属于自动生成的页面"
    return Problem(path, 1, 1, "L03", "手写页面与生成的页面同名", hint)


def finish_site(site: Site, folder: Path) -> None:
    """Completes the site in ``folder`` before it is published: splits a large site map, writes the search index, and
    beside the site the server's redirect maps. It adds no pages."""
    sitemap.split(folder, site.url)
    write_search_index(site, folder)
    write_redirect_maps(site.content.settings.out / "server", site)


def write_redirect_maps(folder: Path, site: Site) -> None:
    """Writes the web server's maps of old addresses under temporary names; ``after_swap`` renames them."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in server_maps(site).items():
        (folder / f"{name}{_NEW}").write_text(text, encoding="utf-8", newline="\n")


def after_swap(settings: Settings, began: float) -> None:
    """Renames the new site's redirect maps, and removes cache entries that no build has used since ``began``."""
    for path in (settings.out / "server").glob(f"*{_NEW}"):
        path.replace(path.with_name(path.name.removesuffix(_NEW)))
    settings.cache.prune(began)


def write_search_index(site: Site, folder: Path) -> None:
    """Writes the search index into the finished site in ``folder``."""
    settings = site.content.settings
    found = documents(site, settings.handwritten, settings.jobs)
    write_index(found, folder, settings.cache, settings.jobs, settings.site)


def record_counts(site: Site) -> dict[str, int]:
    """The number of records by folder, without samples in a production build."""
    return dict(sorted(Counter(record.folder for record in site.records.values()).items()))
