"""mkdocs.yml → Settings: what MkDocs is told is what every other stage goes by; the command line may say otherwise."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mkdocs.utils.yaml import yaml_load

from scripts.settings import PROJECT, Settings, today

CONFIG = PROJECT / "mkdocs.yml"


def configured(config: Path = CONFIG, **given: Any) -> Settings:
    """The settings of the project whose mkdocs.yml is ``config``: ``!ENV`` and ``INHERIT`` are read as MkDocs reads them.

    What is ``given`` and not None stands instead of what the file says.
    """
    with config.open(encoding="utf-8") as file:
        return settings_of(yaml_load(file) or {}, config, **given)


def settings_of(said: Mapping[str, Any], config: Path, **given: Any) -> Settings:
    """The settings that ``said``, an mkdocs.yml as read or as MkDocs has checked it, and the command line make together."""
    root = config.resolve().parent
    given = {name: value for name, value in given.items() if value is not None}
    out = given.get("out", root / "build")
    usual: dict[str, Any] = {
        "root": root,
        "config": config,
        "content": root / "content",
        "docs": root / (said.get("docs_dir") or "docs"),
        "site": out / "site" if "out" in given else root / (said.get("site_dir") or "site"),
        "theme": root / "overrides",
        "private": root / "private",
        "url": str(said.get("site_url") or ""),
        "facts": _facts(said),
        "today": today(),
    }
    return Settings(**(usual | {"out": out} | given))


def _facts(said: Mapping[str, Any]) -> dict[str, str]:
    """What ``extra.site`` says of the owner; empty and blank values left out."""
    facts = (said.get("extra") or {}).get("site") or {}
    return {str(name): text for name, value in facts.items() if (text := str(value or "").strip())}
