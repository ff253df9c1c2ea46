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
from scripts.checks import read
from scripts.load.content import Content, load
from scripts.media.decode import UnfitError
from scripts.media.images import cleaned
from scripts.problems import Problem, has_errors
from scripts.publish import sitemap
from scripts.publish.audit import Forbidden
from scripts.publish.progress import Progress
from scripts.publish.site import publish
from scripts.publish.stage import ClashError, Staging
from scripts.publish.swap import locked
from scripts.publish.theme import material_text
from scripts.render.assets import joined, programs, style_sheets
from scripts.render.pages import Kept, render, server_maps
from scripts.render.values import Page, Same
from scripts.search.documents import documents
from scripts.search.index import write as write_index
from scripts.settings import Settings

MARK = ".made-by-build"
"""The file that says a folder was made by a build and may be emptied by one."""
_NEW = ".new"


class Report(NamedTuple):
    """What a build did: the site, records by folder, generated pages, problems; ``built`` when it stands."""

    site: Site
    records: dict[str, int]
    pages: int
    problems: tuple[Problem, ...]
    built: bool


def build(settings: Settings, progress: Progress, then: Callable[[Report], None] = lambda _: None) -> Report:
    """Builds the site. With an error among the problems nothing is published: the last good site stays.

    ``then`` is called with the report while nobody else can build here.
    """
    os.umask(0o022)  # what is published is for everybody to read
    with locked(settings.out, partial(progress.stage, "另一次生成还没有结束，等它完成"), settings.site):
        report = _build(settings, progress)
        then(report)
        return report


def _build(settings: Settings, progress: Progress) -> Report:
    built, began = False, time.time()
    (settings.out / MARK).touch()
    progress.stage("读取并检查记录")
    content, problems = read(settings)
    site = site_of(content)
    pages, sources = 0, dict[str, str]()
    if not has_errors(problems):
        progress.stage("生成页面")
        pages, sources, clashes = write(site)
        problems += clashes
    if not has_errors(problems):
        progress.stage("排版发布", total=pages)
        found, built = publish(settings, progress, partial(add_no_pages, site), Forbidden.of(content), sources)
        problems += found
    if built:
        settle(settings, began)
    return Report(site, counts(site), pages, tuple(problems), built)


def stage_pages(settings: Settings, *, preview: bool = False) -> tuple[Site, list[Problem]]:
    """Reads, checks and writes the Markdown pages, and stops there: what MkDocs' own commands need.

    A ``preview`` shows what can be shown in spite of errors, and never fails.
    """
    content, problems = read(settings)
    site = site_of(content)
    if has_errors(problems) and not preview:
        return site, problems
    try:
        return site, problems + write(site)[2]
    except Exception as error:
        if not preview:
            raise
        hint = "请先改正其他错误，再看预览"
        return site, [*problems, Problem("content", 1, 1, "L02", f"页面没有更新：{error}", hint)]


def is_ours(settings: Settings) -> bool:
    return settings.out == settings.root / "build" or (settings.out / MARK).exists()


def unchecked(settings: Settings) -> Content:
    """The records as they may be shown, for who knows already what is wrong with them."""
    return expiry.taken_out(load(settings.content, settings))


def site_of(content: Content) -> Site:
    """The published records, as the settings they were read under want them."""
    return Site(content, production=content.settings.production, url=content.settings.url)


def write(site: Site) -> tuple[int, dict[str, str], list[Problem]]:
    """Writes the Markdown pages to ``out/docs``.

    Returns how many were generated, the digest of each file there by its path, and what stood in the way.
    """
    settings = site.content.settings
    try:
        staging = Staging(settings.out / "docs", settings.handwritten, joined(settings.handwritten))
        named: set[str] = set()
        generated = Kept(site, staging.target).pages() if settings.accelerated else render(site)
        for page in chain(generated, common_files(settings)):
            staging.page(page)
            named |= (
                set(page.pictures) if isinstance(page, Same) else site.pictures.named(page.text, address_of(page.path))
            )
        for name, data in published(site, named):
            staging.file(name, data)
        staging.finish()
        return staging.pages, staging.digests, []
    except UnfitError as error:
        return 0, {}, [Problem("content", 1, 1, error.code, f"有文件发布不了：{error.message}", error.hint)]
    except ClashError as error:
        return 0, {}, [_clash(f"{settings.handwritten.name}/{error}")]


def common_files(settings: Settings) -> Iterator[Page]:
    """The generated files that no record decides."""
    docs = settings.handwritten
    return chain(style_sheets(docs, material_text()), programs(docs))


def published(site: Site, named: set[str]) -> Iterator[tuple[str, bytes]]:
    """The files of the records, each at its address: pictures in the sizes the pages name, all others as they are."""
    content, cache = site.content, site.content.settings.cache
    paths = site.files()
    wishes = site.pictures.wishes(paths, named)
    yield from site.pictures.files(wishes, cache)
    for name in sorted(set(paths) - {wish.path for wish in wishes}):
        yield name, cleaned(content.root / name, cache, site.pictures.labels.get(name, ""))


def _clash(path: str) -> Problem:
    hint = "请把手写页面改名：这个地址属于自动生成的页面"
    return Problem(path, 1, 1, "L03", "手写页面与生成的页面同名", hint)


def add_no_pages(site: Site, folder: Path) -> None:
    """What is added to a finished site in ``folder`` before it is shown: a large site map's parts, the search index, and beside it the server's maps."""
    sitemap.split(folder, site.url)
    index(site, folder)
    write_maps(site.content.settings.out / "server", site)


def write_maps(folder: Path, site: Site) -> None:
    """Writes the maps of old addresses for the web server, beside the site, not in it; ``settle`` puts them in place."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in server_maps(site).items():
        (folder / f"{name}{_NEW}").write_text(text, encoding="utf-8", newline="\n")


def settle(settings: Settings, began: float) -> None:
    """What follows once the new site stands: its maps take their place, and the cache forgets what no build used before this
    one ``began``."""
    for path in (settings.out / "server").glob(f"*{_NEW}"):
        path.replace(path.with_name(path.name.removesuffix(_NEW)))
    settings.cache.prune(began)


def index(site: Site, folder: Path) -> None:
    """Writes the search index into the finished site in ``folder``."""
    settings = site.content.settings
    found = documents(site, settings.handwritten, settings.jobs)
    write_index(found, folder, settings.cache, settings.jobs, settings.site)


def counts(site: Site) -> dict[str, int]:
    """How many records of each folder the site is made of: a production build has no samples."""
    return dict(sorted(Counter(record.folder for record in site.records.values()).items()))
