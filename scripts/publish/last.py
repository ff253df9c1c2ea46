"""The last site, of which all is taken over that would come out the same: its other pages are made anew.

This adds speed and decides nothing. It stands aside where more has changed than the files MkDocs reads, where the theme looks
at more than a page and the menu, and where the last site is not as it was left.
"""

import logging
import pickle
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from types import FunctionType, SimpleNamespace
from typing import Any

from mkdocs.commands.build import _build_theme_template
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel, set_exclusions
from pathspec import PathSpec

from scripts.cache import Cache, key_of, program, state_of
from scripts.publish.apart import Apart, others, pure
from scripts.publish.links import BuiltPage
from scripts.publish.mkdocs import Notes
from scripts.publish.single import MenuPage, Single
from scripts.publish.swap import SPARE
from scripts.second_names import State, linked, state
from scripts.settings import Settings

_ASIDE = frozenset(["config_file_path", "docs_dir", "site_dir", "watch", "hooks", "plugins", "theme", "dev_addr"])
"""Settings that say where things lie, or are stated otherwise."""
_MAP = "sitemap.xml"
_TEMPLATES = frozenset({"404.html", _MAP})
_NONE = (0, 0, 0, 0)


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
    mapped: dict[str, tuple[str | None, str | None, str]] = field(default_factory=dict)
    files: dict[str, State] = field(default_factory=dict)
    pages: dict[str, BuiltPage] = field(default_factory=dict)
    searched: str = ""
    taken: frozenset[str] = frozenset()

    def keep(self, cache: Cache, site: Path, pages: Mapping[str, BuiltPage], searched: str) -> None:
        """Remembers the site, whole and in its place now."""
        one: dict[Any, Any] = {}  # what many new pages have in common is written once
        found = {name: page for name, page in pages.items() if name in self.files}
        self.pages = {name: page if name in self.taken else _shared(page, one) for name, page in found.items()}
        self.files = {name: state(f"{site}/{name}") for name in self.files}
        self.searched, self.taken = searched, frozenset()
        cache.put(_key(self.around), pickle.dumps(self, pickle.HIGHEST_PROTOCOL))


def after(around: str, sources: Mapping[str, str], files: Files, names: Sequence[str]) -> Last | None:
    """What is to be remembered of a site that MkDocs has made of ``files``; None where not all is known that it read."""
    if not around or not isinstance(files, Apart) or files.looked.seen or MenuPage.seen:
        return None
    found = [file for file in files if file.inclusion.value > InclusionLevel.DRAFT.value]
    made = [(file.src_uri, file.page) for file in Files.documentation_pages(files)]
    mapped = {name: (page.canonical_url, page.abs_url, page.update_date) for name, page in made if page}
    return Last(around, sources, {file.src_uri: file.dest_uri for file in found}, mapped, dict.fromkeys(names, _NONE))


def around(single: Single) -> str:
    """All that every page may read: the menu, settings, templates, the code and versions at work; empty where it is unknown."""
    config = single.config
    if not pure(config) or others(config) or config.extra_templates or set(config.theme.static_templates) - _TEMPLATES:
        return ""
    said = {name: value for name, value in config.items() if name not in _ASIDE}
    templates = "".join(state_of(Path(folder)) for folder in config.theme.dirs)
    theme = dict(config.theme) | {"locale": str(config.theme.locale)}
    try:
        return key_of("site/3", program(), templates, _stated(theme), _stated(said), _stated(_menu(single.nav.items)))
    except UnknownError:
        return ""


def take_over(settings: Settings, single: Single, key: str, sources: Mapping[str, str], fresh: Path) -> Last | None:
    """Fills ``fresh`` with what MkDocs would make. Returns what is to be remembered of it; None where it stands aside."""
    kept = settings.cache.get(_key(key)) if key else None
    notes, log = Notes(), logging.getLogger("mkdocs")
    log.addHandler(notes)
    try:
        last = _renewed(settings, single, pickle.loads(kept), sources, fresh) if kept else None  # noqa: S301  # ours
    except Exception:  # whatever it is: it is met again, and told, where everything is made anew
        return None
    finally:
        log.removeHandler(notes)
    return None if notes.lines or single.looked.seen or MenuPage.seen else last


def _renewed(settings: Settings, single: Single, last: Last, sources: Mapping[str, str], fresh: Path) -> Last | None:
    docs, config = settings.out / "docs", single.config
    changed = [name for name, data in sources.items() if last.sources.get(name) != data]
    gone = last.sources.keys() - sources.keys()
    if any(single.files.src_uris.get(name) for name in gone):  # the theme has a file of that name
        return None
    stale = {last.targets.get(name, "") for name in (*changed, *gone)} | {_MAP, f"{_MAP}.gz"}
    taken = {name: left for name, left in last.files.items() if name not in stale}
    files = ((name, _file(name, docs, config)) for name in changed)
    made = {name: file for name, file in files if file.inclusion.value > InclusionLevel.DRAFT.value}
    targets = {name: to for name, to in last.targets.items() if name not in gone and name not in changed}
    targets |= {name: file.dest_uri for name, file in made.items()}
    if len({*targets.values()}) < len(targets):
        return None
    if (spare := fresh.with_name(SPARE)).is_dir():
        spare.rename(fresh)
    if not linked(settings.site, fresh, taken):
        return None
    mapped = {name: said for name, said in last.mapped.items() if name in targets}
    for name, file in made.items():
        data = (docs / name).read_bytes()
        if file.is_documentation_page():
            data = single.html(name, None if single.handwritten(name) else data.decode()).encode(
                "utf-8", "xmlcharrefreplace"
            )
            page = single.files.src_uris[name].page
            mapped[name] = (page.canonical_url, page.abs_url, page.update_date) if page else ("", "", "")
        path = fresh / file.dest_uri
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    config.site_dir = str(fresh)
    _build_theme_template(_MAP, single.env, _Mapped(mapped), config, single.nav)
    maps = [name for name in (_MAP, f"{_MAP}.gz") if (fresh / name).is_file()]
    whole = taken | dict.fromkeys([*(file.dest_uri for file in made.values()), *maps], _NONE)
    pages = {name: page for name, page in last.pages.items() if name in taken}
    return Last(last.around, sources, targets, mapped, whole, pages, last.searched, frozenset(taken))


def _file(name: str, docs: Path, config: MkDocsConfig) -> File:
    file = File(name, str(docs), config.site_dir, config.use_directory_urls)
    set_exclusions([file], config)
    return file


class _Mapped(Files):
    """The pages as the map of the site sees them, in MkDocs' order."""

    def __init__(self, mapped: Mapping[str, tuple[str | None, str | None, str]]) -> None:
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


def _shared(page: BuiltPage, one: dict[Any, Any]) -> BuiltPage:
    ids, places = (frozenset(one.setdefault(value, value) for value in values) for values in (page.ids, page.places))
    return BuiltPage(ids, places, page.active)


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
