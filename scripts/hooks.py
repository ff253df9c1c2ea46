"""The only file that knows MkDocs' events. It adapts; what happens is decided elsewhere.

A bare ``mkdocs build`` or ``mkdocs serve`` reads ``docs/``; this hook writes the generated pages as the build command
does, and sends MkDocs to those. ``python -m scripts build`` has done so already and names another docs folder.
"""

import logging
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer

from scripts.pipeline import CONTENT, DOCS, OUT, Options, read, write
from scripts.printers import full
from scripts.problems import has_errors

log = logging.getLogger("mkdocs.hooks.records")


def on_startup(*, command: str, dirty: bool) -> None:
    """Being defined keeps this module, and so what it remembers, for all rebuilds of one ``mkdocs serve``."""
    _State.serving = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Writes the pages and points MkDocs to them, unless the build command did."""
    if Path(config.docs_dir).resolve() != DOCS:
        return config
    options = _State.options
    content, problems = read(options.content)
    if problems:
        log.info("\n%s", full(problems, options.content.parent))
    if not has_errors(problems):
        write(content, options)
    elif not _State.serving or not (options.out / "docs" / "index.md").is_file():
        raise Abort("记录有错误，没有生成网站")
    config.docs_dir = str(options.out / "docs")
    return config


def on_serve(server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
    """What this hook writes is no reason to build again; what people write is."""
    server.unwatch(config.docs_dir)
    for folder in (DOCS, _State.options.content):
        server.watch(str(folder))
    return server


class _State:
    """What the serve command asked for; the defaults are what a bare MkDocs command gets."""

    serving = False
    options = Options(CONTENT, OUT)


def serve_with(options: Options) -> None:
    _State.options = options
