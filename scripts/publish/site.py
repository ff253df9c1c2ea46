"""Builds, checks and swaps in the public site; it replaces the old one only when complete."""

import shutil
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import starmap
from pathlib import Path
from urllib.parse import urlsplit

from scripts.load.file_names import entries
from scripts.problems import Problem, has_errors
from scripts.publish import incremental, links, mkdocs
from scripts.publish.audit import Forbidden, audit
from scripts.publish.incremental import IncrementalBuild
from scripts.publish.progress import Progress
from scripts.publish.swap import FRESH, swap
from scripts.search.index import HEAD
from scripts.settings import Settings
from scripts.speed.cache import digest

Finish = Callable[[Path], object]
"""Adds to the pages in a folder the files that are no pages."""
_SHARED = 10
"""If more pages have the same fault, it is in a menu, template or plugin."""


def publish(
    settings: Settings,
    progress: Progress,
    finish: Finish,
    forbidden: Forbidden,
    sources: Mapping[str, str],
) -> tuple[list[Problem], bool]:
    """Builds the site from ``out/docs``, whose files have the digests ``sources``. The caller holds the lock on ``out``.

    Returns the problems and whether the new site is in place; with an error the old one stays. ``forbidden`` is what
    may be in no file.
    """
    fresh, site = settings.site.with_name(FRESH), settings.site
    stage, total = progress.name, progress.total
    known = None
    if settings.accelerated:
        known = incremental.build(settings, sources, fresh, digest(repr(forbidden).encode()), progress.step)
    progress.finish()
    problems, pages = complete(settings, fresh, progress, finish, forbidden, known) if known else ([], {})
    if problems or not known:  # a full build gives the problems their usual form
        aside = settings.accelerated and not known
        known = None
        if aside or progress.done or problems:  # tell the user about the full build
            progress.stage("由 MkDocs 从头排版，慢一些" if aside else stage, total)
        shutil.rmtree(fresh, ignore_errors=True)
        problems = mkdocs.run_mkdocs(settings, fresh, progress)
        if not has_errors(problems):
            found, pages = complete(settings, fresh, progress, finish, forbidden)
            problems += found
    if has_errors(problems):
        shutil.rmtree(fresh, ignore_errors=True)
        return problems, False
    make_readable(fresh, known.reused_paths if known else ())
    spare = known and known.reused and site.parent == settings.out
    swap(site.parent, site.name, frozenset(links.files_in(fresh)) if spare else ())
    if known:
        known.keep(pages)
    return problems, True


def complete(
    settings: Settings,
    site: Path,
    progress: Progress,
    finish: Finish,
    forbidden: Forbidden,
    known: IncrementalBuild | None = None,
) -> tuple[list[Problem], links.Pages]:
    """Checks the pages' links, adds the files that are no pages, and audits the whole site.

    Files reused from an audited site are not read again. Returns the problems and the pages.
    """
    progress.stage("核对站内链接")
    base = urlsplit(settings.url).path or "/"
    files = known.files if known else links.files_in(site)
    pages = links.read_pages(site, base, settings.jobs, known.pages if known else {}, files)
    broken = links.broken_links(site, pages, base, [*files, HEAD])  # ``finish`` writes HEAD
    if problems := list(_merge_alike(starmap(_broken, broken), "去掉的页面请放回来，或者改正每页都有的菜单、页脚")):
        return problems, pages
    finish(site)
    progress.stage("再查一遍成品")
    clean = known.audited if known else ()
    return list(_merge_alike((one.message, one) for one in audit(site, forbidden, pages, settings.jobs, clean))), pages


def _broken(page: str, target: str) -> tuple[str, Problem]:
    same = target.lstrip("./")  # the same target from pages at any depth
    return same, Problem(page, 1, 1, "L01", f"链接“{target}”指向不存在的地方", "请改正这一页的链接")


def _merge_alike(found: Iterable[tuple[str, Problem]], cure: str = "") -> Iterator[Problem]:
    """The problems; more than ``_SHARED`` with the same key become one, as their cause must be a shared part."""
    alike: dict[str, list[Problem]] = {}
    for key, one in found:
        alike.setdefault(key, []).append(one)
    for first, *more in alike.values():
        if len(more) < _SHARED:
            yield from (first, *more)
        else:
            yield replace(first, message=f"{first.message}，这样的有 {len(more) + 1} 页", hint=cure or first.hint)


def make_readable(site: Path, same: Container[str] = ()) -> None:
    """Makes all files readable by everybody, whatever the umask; skips the files ``same``, which already are."""
    site.chmod(0o755)
    for name, entry in entries(str(site)):
        mode = 0o755 if entry.is_dir(follow_symlinks=False) else 0o644
        if name not in same and entry.stat().st_mode & 0o777 != mode:
            Path(entry.path).chmod(mode)
