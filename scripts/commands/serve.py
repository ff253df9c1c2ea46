"""The local preview: MkDocs' own live server, with our hook writing the pages at each change."""

import os
from collections.abc import Iterable
from typing import Any

from jinja2 import Environment, FileSystemLoader

from scripts.problems import Problem
from scripts.render.environment import TEMPLATES
from scripts.settings import Settings

given: dict[str, Any] = {}
"""What the preview was asked to show besides mkdocs.yml: MkDocs loads the hook as a module of its own, here the two meet."""


def serve(settings: Settings, port: int) -> None:
    """Builds, serves on localhost and rebuilds on change, until interrupted.

    What is wrong is printed, and stands on every page until it is mended.
    """
    given.update(content=settings.content, out=settings.out, production=settings.production)
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    from mkdocs.commands import serve as mkdocs_serve

    mkdocs_serve.serve(config_file=str(settings.config), dev_addr=f"127.0.0.1:{port}", livereload=True)


def panel(problems: Iterable[Problem]) -> str:
    """What is wrong, as a piece of HTML at the end of a page of the preview."""
    templates = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True)
    return templates.get_template("_problems.html.j2").render(problems=sorted(problems, key=lambda one: one.severity))
