"""mkdocs.yml → Settings, which all stages use; the command line overrides it."""

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import fields, replace
from pathlib import Path, PurePosixPath
from typing import Any

from mkdocs.exceptions import ConfigurationError
from mkdocs.utils.yaml import get_yaml_loader, yaml_load
from yaml import CLoader, MappingNode, Node, YAMLError, compose

from scripts.settings import NO_ADDRESS, PROJECT, District, Settings, in_ascii, is_site_address, today

CONFIG = PROJECT / "mkdocs.yml"
_TAG = re.compile(r"(?<=\s)!!?[\w/.:]+")


def load_settings(config: Path = CONFIG, **given: Any) -> Settings:
    """The settings from the mkdocs.yml ``config``, with ``!ENV`` and ``INHERIT`` read as MkDocs does.

    Values ``given`` other than None override the file's. Raises ConfigurationError, YAMLError.
    """
    try:
        with config.open("rb") as file:
            said = yaml_load(file, get_yaml_loader(CLoader))
    except RecursionError:
        raise ConfigurationError("INHERIT 指回了自己") from None
    except (ConfigurationError, YAMLError) as error:
        _readable(config)
        raise ConfigurationError(_unreadable(config) or str(error)) from error
    return settings_of(_group(said, "mkdocs.yml"), config, **given)


def _unreadable(config: Path) -> str:
    """A sentence on where and why the file is no YAML, from the records' reader, which knows no tags such as !ENV."""
    from scripts.load.yaml_reader import read  # imports all models: 0.2 s at each start

    text = _TAG.sub(lambda tag: " " * len(tag[0]), config.read_text(encoding="utf-8-sig"))
    return next((f"第 {one.place.line} 行，{one.message}（{one.hint}）" for one in read(text).problems), "")


def settings_of(said: Mapping[str, Any], config: Path, **given: Any) -> Settings:
    """The settings from ``said`` (mkdocs.yml as a mapping, or MkDocs' own configuration), overridden by ``given``."""
    _readable(config)  # MkDocs also reads UTF-16, our rules do not
    root, extra = config.resolve().parent, _group(said.get("extra"), "extra")
    facts = _group(extra.get("site"), "extra.site")
    given = {name: value for name, value in given.items() if value is not None}
    out = given.get("out", root / "build")
    usual: dict[str, Any] = {
        "root": root,
        "config": config,
        "content": root / "content",
        "docs": root / str(said.get("docs_dir") or "docs"),
        "site": out / "site" if "out" in given else root / str(said.get("site_dir") or "site"),
        "theme": root / "overrides",
        "private": root / "private",
        "url": str(said.get("site_url") or ""),
        "directory_urls": said.get("use_directory_urls") is not False,
        "name": str(said.get("site_name") or ""),
        "district": _district(_group(extra.get("district"), "extra.district")),
        "facts": {str(name): text for name, value in facts.items() if (text := str(value or "").strip())},
        "cores": os.cpu_count() or 1,
        "accelerated": extra.get("accelerated") is not False,
        "today": today(),
    }
    settings = Settings(**(usual | {"out": out} | given))
    return replace(settings, url=in_ascii(settings.url))


def refusal_of(settings: Settings) -> str:
    """Why a build would delete people's files or cannot begin; empty if it may run."""
    docs, site, out = settings.handwritten, settings.site, settings.out
    if settings.url and not is_site_address(settings.url):
        return NO_ADDRESS.format(settings.url)
    if not (docs / "assets").is_dir():
        return f"mkdocs.yml 的 docs_dir 指向 {docs}，那里没有 assets（样式和网页里的程序）：请把 docs/assets 拷过去，或改回 docs"
    for folder in (docs, settings.content):
        if out == settings.root or out.is_relative_to(folder) or folder.is_relative_to(out / "docs"):
            return f"不能生成到 {out}：那里是手写页面或记录的文件夹"
    for folder in (docs, settings.content, out / "docs"):
        if site.is_relative_to(folder) or folder.is_relative_to(site):
            return f"网站不能放在 {site}：生成时会清空它，而 {folder} 要留着。请把 site_dir 写成别的文件夹，例如 build/site"
    if site.is_symlink() or site.is_file():
        return f"网站不能放在 {site}：那里是链接或文件，请先移走它"
    kept = sorted(path.name for path in (site.iterdir() if site.is_dir() and site.parent != out else ()))
    if kept and (kept[0].startswith(".") or "404.html" not in kept):
        return f"网站不能放在 {site}：里面有 {kept[0]}，不是网站，生成时会被清掉。请换一个空文件夹，生成后再拷过去"
    return ""


def edit_uri(page: str, settings: Settings) -> str | None:
    """The file to edit for ``page`` (a path among MkDocs' pages), relative to docs_dir: its record, or the page itself.

    None for lists and other generated pages.
    """
    if (settings.handwritten / page).is_file():
        return page
    name = PurePosixPath(page.removesuffix(".md").removesuffix("/index"))
    for record in (name, *name.parents):
        if (settings.content / f"{record}.yml").is_file():
            there = settings.root / settings.content.name / f"{record}.yml"
            return Path(os.path.relpath(there, settings.handwritten)).as_posix()
    return None


def _readable(config: Path) -> None:
    """Raises ConfigurationError if the file is not UTF-8, or gives an option twice: MkDocs silently takes the last."""
    try:
        text = config.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ConfigurationError(f"{config.name} 的编码不是 UTF-8：请另存为 UTF-8") from None
    with suppress(YAMLError):
        if twice := next(_twice(compose(text, CLoader)), None):
            raise ConfigurationError(
                f"{config.name} 第 {twice.start_mark.line + 1} 行，{twice.value} 写了两次，只能留一个"
            )


def _twice(node: Node | None) -> Iterator[Node]:
    """The keys that occur twice in one mapping."""
    seen = set[str]()
    for name, value in node.value if isinstance(node, MappingNode) else ():
        yield from [name] if str(name.value) in seen else ()
        seen.add(str(name.value))
        yield from _twice(value)


def _group(said: Any, name: str) -> Mapping[str, Any]:
    """A mapping of options; empty for None. Raises ConfigurationError for anything else."""
    if said is None or isinstance(said, Mapping):
        return said or {}
    raise ConfigurationError(f"{name} 要写成“名字: 值”，一行一个")


def _district(said: Mapping[str, Any]) -> District:
    """``extra.district`` as a District. Raises ConfigurationError for an unknown key."""
    known = [one.name for one in fields(District)]
    if unknown := sorted(set(map(str, said)).difference(known)):
        raise ConfigurationError(f"extra.district 里没有“{unknown[0]}”这一项。可以写的：{'、'.join(known)}")
    return District(**{name: str(said.get(name) or "").strip() for name in known})
