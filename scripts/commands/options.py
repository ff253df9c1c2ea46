"""Options shared by commands, and their validation before a command runs."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import wraps
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from scripts.problems import Problem
from scripts.problems.formats import FORMATS
from scripts.settings import NO_ADDRESS, PROJECT, Profile, Settings, is_site_address

Command = Callable[..., None]
SETTINGS = {"content", "out", "url", "production", "profile", "today", "private", "cores", "accelerated"}
"""Names of options that become settings; ``--root`` of the server does not."""


class LateChoice(click.Choice[str]):
    """A choice among the members of ``name`` in ``module``, a vocabulary or any iterable of words, imported only when
    needed because it is slow."""

    def __init__(self, module: str, name: str) -> None:
        self.case_sensitive = True
        self._module, self._name = module, name

    @property
    def choices(self) -> tuple[str, ...]:  # type: ignore[override]
        return tuple(getattr(word, "label", word) for word in getattr(import_module(self._module), self._name))


def _content_folder(_: click.Context, __: click.Parameter, folder: Path) -> Path:
    """Accepts a folder with records or an empty one: not a whole disk by mistake."""
    if folder == PROJECT / "content":
        return folder.resolve()
    from scripts.records import TYPES

    if any((folder / name).is_dir() for name in TYPES) or not any(folder.iterdir()):
        return folder.resolve()
    raise click.BadParameter(f"{folder} 里没有记录的文件夹（{'、'.join(list(TYPES)[:3])}……）")


def _site_address(address: str) -> str:
    """``https://www.example.cn/`` or a folder below it; empty where there is none."""
    if address and not is_site_address(address.strip()):
        raise click.UsageError(NO_ADDRESS.format(address))
    return f"{address.strip().rstrip('/')}/" if address else address


_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
CONTENT = click.option(
    "--content",
    type=_FOLDER,
    callback=_content_folder,
    default=PROJECT / "content",
    help="记录所在的文件夹，不写就是 content",
)
OUT = click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="生成到哪个文件夹，不写就是 build")
SITE_URL = click.option(
    "--site-url", "url", help="网站的公开地址，例如 https://www.example.cn/；不写就用 mkdocs.yml 里的 site_url"
)
PRODUCTION = click.option("--production", is_flag=True, help="正式发布：不带示例内容，缺网站信息就不生成")
PROFILE = click.option(
    "--profile",
    type=click.Choice([item.value for item in Profile]),
    callback=lambda _, __, said: Profile(said),
    default="demo",
    help="为谁生成",
    show_default=True,
)
TODAY = click.option(
    "--today",
    metavar="年-月-日",
    type=click.DateTime(["%Y-%m-%d"]),
    callback=lambda _, __, said: said.date() if said else None,
    help="按哪一天检查，不写就是今天",
)
PRIVATE = click.option("--private", type=_FOLDER, help="同意书登记簿和来源原文所在的文件夹，不公开")
JOBS = click.option("--jobs", "cores", type=click.IntRange(1), help="同时用几个进程，不写就是处理器的个数")
PLAIN = click.option(
    "--plain",
    "accelerated",
    is_flag=True,
    callback=lambda _, __, said: False if said else None,
    help="不用缓存，一步一步从头生成：结果一样，只是慢",
)
FORMAT = click.option("--format", "style", type=click.Choice(list(FORMATS)), default="full", help="问题的输出格式")


def with_settings(*options: Callable[[Command], Command]) -> Callable[[Command], Command]:
    """Adds options to a command and passes their values as one ``Settings``, its first argument."""

    def decorated(command: Command) -> Command:
        @wraps(command)
        def run(**given: Any) -> None:
            said = {name: given.pop(name) for name in SETTINGS & given.keys()}
            command(settings_from(**said), **given)

        made: Command = run
        for option in reversed(options):
            made = option(made)
        return made

    return decorated


def settings_from(**given: Any) -> Settings:
    """mkdocs.yml with the command's options applied. Raises click.UsageError where it is invalid."""
    from mkdocs.exceptions import ConfigurationError
    from yaml import YAMLError

    from scripts.publish.config import load_settings

    given |= {name: given[name].resolve() for name in ("content", "out") if given.get(name)}
    try:
        settings = load_settings(**given)
    except (ConfigurationError, YAMLError) as error:
        raise click.UsageError(f"mkdocs.yml 读不了：{error}。请改正这个文件") from None
    return replace(settings, url=_site_address(settings.url))


def refuse_foreign(settings: Settings) -> None:
    """Refuses an output folder whose docs/ or site/ was not made by a build, since a build empties them."""
    from scripts.pipeline import is_ours
    from scripts.publish.config import refusal_of

    if why := refusal_of(settings):
        raise click.UsageError(why)
    out = settings.out
    taken = [folder for folder in (out / "docs", out / "site") if folder.is_dir() and any(folder.iterdir())]
    if taken and not is_ours(settings):
        raise click.UsageError(f"{taken[0]} 里已有别的文件，生成时会清空它：请换一个 --out")


def print_problems(problems: Iterable[Problem], style: str, content: Path) -> None:
    if text := FORMATS[style](problems, content.resolve().parent):
        click.echo(text)
