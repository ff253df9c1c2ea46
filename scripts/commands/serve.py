"""The local preview: MkDocs' own live server, with our hook writing the pages at each change."""

import os
from collections.abc import Iterable

from jinja2 import Environment, FileSystemLoader

from scripts.pipeline import ROOT, Options
from scripts.problems import Problem
from scripts.render.environment import TEMPLATES

_asked = Options()


def options() -> Options:
    """What the preview was asked to show; the defaults when MkDocs was started by itself."""
    return _asked


def serve(wanted: Options, port: int) -> None:
    """Builds, serves on localhost and rebuilds on change, until interrupted.

    What is wrong is printed, and stands on every page until it is mended.
    """
    global _asked  # MkDocs loads the hook as a module of its own; this is where the two meet
    _asked = wanted
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    from mkdocs.commands import serve as mkdocs_serve

    mkdocs_serve.serve(config_file=str(ROOT / "mkdocs.yml"), dev_addr=f"127.0.0.1:{port}", livereload=True)


def panel(problems: Iterable[Problem]) -> str:
    """What is wrong, as a piece of HTML at the end of a page of the preview."""
    templates = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True)
    return templates.get_template("_problems.html.j2").render(problems=sorted(problems, key=lambda one: one.severity))
