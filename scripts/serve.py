"""The local preview: MkDocs' own live server, with our hook writing the pages at each change."""

import os

from mkdocs.commands import serve as mkdocs_serve

from scripts import hooks
from scripts.pipeline import ROOT, Options


def serve(options: Options, port: int) -> None:
    """Builds, serves on localhost and rebuilds on change, until interrupted.

    A record with an error leaves the last good pages on screen; the problem is printed.
    """
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    hooks.serve_with(options)
    mkdocs_serve.serve(config_file=str(ROOT / "mkdocs.yml"), dev_addr=f"127.0.0.1:{port}", livereload=True)
