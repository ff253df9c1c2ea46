"""The local preview: MkDocs' own live server, with our hook writing the pages at each change."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader

from scripts.problems import Problem
from scripts.publish.mkdocs import same_every_day
from scripts.render.environment import TEMPLATES
from scripts.settings import Settings

given: dict[str, Any] = {}
"""What the preview was asked to show besides mkdocs.yml: MkDocs loads the hook as a module of its own, here the two meet."""


def serve(settings: Settings, port: int) -> None:
    """Builds, serves on localhost and rebuilds on change, until interrupted.

    What is wrong is printed, and stands on every page until it is mended.
    """
    given.update(content=settings.content, out=settings.out, production=settings.production)
    same_every_day()
    from mkdocs.commands import serve as mkdocs_serve

    mkdocs_serve.serve(config_file=str(settings.config), dev_addr=f"127.0.0.1:{port}", livereload=True)


@cache
def _templates() -> Environment:
    """Made once: the panel stands on every page of a preview."""
    return Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True)


def panel(problems: Iterable[Problem]) -> str:
    """What is wrong, as a piece of HTML at the end of a page of the preview."""
    return (
        _templates().get_template("_problems.html.j2").render(problems=sorted(problems, key=lambda one: one.severity))
    )
