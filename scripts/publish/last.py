"""A site made by MkDocs' own parts, each page by itself and on all cores; from the last site all is taken over that would come
out the same.

This adds speed and decides nothing. It stands aside, and MkDocs makes the site, where other plugins or hooks look at pages,
where the theme looks at more than a page and the menu, and where anything is found wrong.
"""

import logging
import pickle
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from types import FunctionType, SimpleNamespace
from typing import Any, cast

from mkdocs.commands.build import _build_theme_template
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel, set_exclusions
from mkdocs.utils import copy_file, write_file
from pathspec import PathSpec

from scripts.cache import Cache, key_of, program, state_of
from scripts.hard_links import State, linked, state
from scripts.publish.links import BuiltPage
from scripts.publish.mkdocs import Notes
from scripts.publish.single import NOT_FOUND, MenuPage, Single
from scripts.publish.swap import SPARE
from scripts.settings import Settings
from scripts.workers import spread

_ASIDE = frozenset(["config_file_path", "docs_dir", "site_dir", "watch", "hooks", "plugins", "theme", "dev_addr"])
"""Settings that say where things lie, or are stated otherwise."""
_MAP = "sitemap.xml"
_TEMPLATES = frozenset({NOT_FOUND, _MAP})
_NONE = (0, 0, 0, 0)
Mapped = tuple[str | None, str | None, str]
Anchors = set[tuple[str, str]]
"""Pages a page leads to, each with a place in it."""


class UnknownError(Exception):
    """A value of which it cannot be said when it is the same again."""


@dataclass
class Last:
    """What a site was made from, and what of it can be taken over.

    ``around``: what all pages were made with. ``sources``: the digest of each file MkDocs read; ``targets``: what it became;
    ``mapped``: what the map of the site says of it. ``files``: all that MkDocs made. ``searched``: what was looked for in it.
    ``taken``: what was taken over this time.
    """

    around: str
    sources: Mapping[str, str]
    targets: dict[str, str] = field(default_factory=dict)
    mapped: dict[str, Mapped] = field(default_factory=dict)
    files: dict[str, State] = field(default_factory=dict)
    pages: dict[str, BuiltPage] = field(default_factory=dict)
    searched: str = ""
    taken: frozenset[str] = frozenset()

    def keep(self, cache: Cache, site: Path, pages: Mapping[str, BuiltPage], searched: str) -> None:
        """Remembers the site, whole and in its place now."""
        self.pages = {name: page for name, page in pages.items() if name in self.files}
        self.files = {name: state(f"{site}/{name}") for name in self.files}
        self.searched, self.taken = searched, frozenset()
        cache.put(_key(self.around), pickle.dumps(self, pickle.HIGHEST_PROTOCOL))


def around(single: Single) -> str:
    """All that every page may read: the menu, settings, templates, the code and versions at work; empty where it is unknown."""
    config = single.config
    if not single.alone or not config.nav or config.extra_templates or set(config.theme.static_templates) - _TEMPLATES:
        return ""
    said = {name: value for name, value in config.items() if name not in _ASIDE}
    templates = "".join(state_of(Path(folder)) for folder in config.theme.dirs)
    theme = dict(config.theme) | {"locale": str(config.theme.locale)}
    try:
        return key_of("site/3", program(), templates, _stated(theme), _stated(said), _stated(_menu(single.nav.items)))
    except UnknownError:
        return ""


def renewed(
    settings: Settings, sources: Mapping[str, str], fresh: Path, step: Callable[[], object] = lambda: None
) -> Last | None:
    """Fills ``fresh`` with what MkDocs would make of ``out/docs``, whose files have the digests ``sources``; calls ``step`` for
    each page made. Returns what is to be remembered of it; None where it stands aside."""
    notes, log = Notes(), logging.getLogger("mkdocs")
    log.addHandler(notes)
    try:
        single = Single(settings, lambda name: _text(settings.out / "docs" / name) if name in sources else None)
        if not (key := around(single)):
            return None
        kept = settings.cache.get(_key(key))
        last = _taken_over(settings, single, pickle.loads(kept), sources, fresh) if kept else None  # noqa: S301  # ours
        if last is None:
            shutil.rmtree(fresh, ignore_errors=True)
            last = Last(key, {})
        return last if _Maker(settings, single, last, fresh, notes).made(sources, step) else None
    except Exception:  # whatever it is: it is met again, and told, where MkDocs makes everything
        return None
    finally:
        log.removeHandler(notes)


def _taken_over(settings: Settings, single: Single, last: Last, sources: Mapping[str, str], fresh: Path) -> Last | None:
    """The last site without what has changed, its files in ``fresh`` as well; None where it is not as it was left."""
    gone = last.sources.keys() - sources.keys()
    if any(single.files.src_uris.get(name) for name in gone):  # the theme has a file of that name
        return None
    stale = {last.targets.get(name, "") for name in gone | _changed(last, sources)} | {_MAP, f"{_MAP}.gz"}
    taken = {name: left for name, left in last.files.items() if name not in stale}
    if (spare := fresh.with_name(SPARE)).is_dir():
        spare.rename(fresh)
    if not linked(settings.site, fresh, taken):
        return None
    last.files, last.taken = taken, frozenset(taken)
    last.pages = {name: page for name, page in last.pages.items() if name in taken}
    return last


def _changed(last: Last, sources: Mapping[str, str]) -> set[str]:
    return {name for name, data in sources.items() if last.sources.get(name) != data}


@dataclass(frozen=True)
class _Maker:
    """Adds to a site what is not there yet."""

    settings: Settings
    single: Single
    last: Last
    fresh: Path
    notes: Notes

    def made(self, sources: Mapping[str, str], step: Callable[[], object]) -> bool:
        """Whether all of it is as MkDocs would make it."""
        single, last, docs = self.single, self.last, self.settings.out / "docs"
        changed = sorted(_changed(last, sources))
        files = list(filter(_is_published, (_file(name, docs, single.config) for name in changed)))
        pages = [file.src_uri for file in files if file.is_documentation_page()]
        copied = [file for file in files if not file.is_documentation_page()]
        theme = [file for file in single.files if file.src_dir in single.config.theme.dirs and _is_published(file)]
        copied += [file for file in theme if file.src_uri not in sources and file.dest_uri not in last.files]
        kept = sources.keys() - changed
        last.targets = {name: to for name, to in last.targets.items() if name in kept}
        last.targets |= {file.src_uri: file.dest_uri for file in files}
        if len({*last.targets.values()}) < len(last.targets) or any(map(self._is_omitted, files)):
            return False
        for file in copied:
            copy_file(str(file.abs_src_path), f"{self.fresh}/{file.dest_uri}")
        mapped = {name: said for name, said in last.mapped.items() if name in last.targets}
        ids, told = dict[str, set[str]](), set[tuple[str, str]]()
        for name, one in zip(pages, spread(self._page, pages, self.settings.jobs), strict=True):
            step()
            if one is None:
                return False
            mapped[name], ids[name], anchors = one
            told |= anchors
        last.mapped, last.sources = mapped, sources
        if any(to in ids and place not in ids[to] for to, place in told):
            return False
        found = [*(file.dest_uri for file in (*files, *copied)), *self._templates()]
        last.files |= dict.fromkeys(found, _NONE)
        return not self._is_wrong()

    def _is_omitted(self, file: File) -> bool:
        """Whether MkDocs would say of a page that it is not in the menu."""
        known = file.src_uri in self.single.menu or file.inclusion is InclusionLevel.NOT_IN_NAV
        return bool(file.is_documentation_page() and not known)

    def _is_wrong(self) -> bool:
        return bool(self.notes.lines or self.single.looked.seen or MenuPage.seen)

    def _page(self, name: str) -> tuple[Mapped, set[str], Anchors] | None:
        """Writes a page. Returns what the map of the site says of it, its ids, and the places it leads to; None where more was
        looked at than the page and the menu, or something is wrong."""
        single = self.single
        text = None if single.handwritten(name) else _text(self.settings.out / "docs" / name)
        html = single.html(name, text).encode("utf-8", "xmlcharrefreplace")
        write_file(html, f"{self.fresh}/{self.last.targets[name]}")
        file = single.files.src_uris[name]
        page = file.page
        if self._is_wrong() or page is None:
            return None
        if text is not None and name not in single.menu:
            single.files.remove(file)  # else all pages are held at last
        links = {(to.src_uri, place) for to, places in (page.links_to_anchors or {}).items() for place in places}
        return (page.canonical_url, page.abs_url, page.update_date), set(page.present_anchor_ids or ()), links

    def _templates(self) -> list[str]:
        """Writes the map of the site, and the page for what is not there; returns what there is of them."""
        single, names = self.single, [NOT_FOUND, _MAP, f"{_MAP}.gz"]
        single.config.site_dir = str(self.fresh)
        if NOT_FOUND not in self.last.files and NOT_FOUND in single.config.theme.static_templates:
            _build_theme_template(NOT_FOUND, single.env, cast(Files, single.looked), single.config, single.nav)
        _build_theme_template(_MAP, single.env, _Mapped(self.last.mapped), single.config, single.nav)
        return [name for name in names if name not in self.last.files and (self.fresh / name).is_file()]


def _is_published(file: File) -> bool:
    return bool(file.inclusion.value > InclusionLevel.DRAFT.value)


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "replace")


def _file(name: str, docs: Path, config: MkDocsConfig) -> File:
    file = File(name, str(docs), config.site_dir, config.use_directory_urls)
    set_exclusions([file], config)
    return file


class _Mapped(Files):
    """The pages as the map of the site sees them, in MkDocs' order."""

    def __init__(self, mapped: Mapping[str, Mapped]) -> None:
        super().__init__([])
        self._pages = [mapped[name] for name in sorted(mapped, key=_order)]

    def documentation_pages(self, **_: Any) -> Any:
        names = ("canonical_url", "abs_url", "update_date")
        return [
            SimpleNamespace(page=SimpleNamespace(is_link=False, **dict(zip(names, said, strict=True))))
            for said in self._pages
        ]


def _order(name: str) -> list[tuple[int, bool, str]]:
    """As MkDocs walks: the files of a folder, its index first, then the folders in it."""
    *folders, file = name.split("/")
    return [*((1, False, folder) for folder in folders), (0, file.partition(".")[0] not in {"index", "README"}, file)]


def _key(around: str) -> str:
    return key_of("last", around)


def _menu(items: Sequence[Any]) -> list[Any]:
    """The menu as pages read it."""
    return [
        (
            type(item).__name__,
            item.title,
            getattr(item, "url", ""),
            _menu(item.children or ()),
        )
        for item in items
    ]


def _stated(value: Any) -> str:
    """A value as text, the same whenever it is the same. Raises UnknownError for what has no such text."""
    if value is None or isinstance(value, (str, int, float, date)):
        return repr(value)
    if isinstance(value, Mapping):
        return _stated([(str(key), _stated(value[key])) for key in sorted(value, key=str)])
    if isinstance(value, (list, tuple)):
        return f"[{','.join(map(_stated, value))}]"
    if isinstance(value, PathSpec):
        return _stated([(repr(pattern.include), pattern.regex.pattern) for pattern in value.patterns])
    if isinstance(value, partial):
        return _stated([value.func, value.args, value.keywords])
    if isinstance(value, FunctionType):
        return f"{value.__module__}.{value.__qualname__}"
    raise UnknownError(type(value))
