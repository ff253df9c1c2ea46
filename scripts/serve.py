"""The local preview: MkDocs' own live server, with our hook writing the pages at each change."""

import os

from scripts.pipeline import ROOT, Options

_asked = Options()


def options() -> Options:
    """What the preview was asked to show; the defaults when MkDocs was started by itself."""
    return _asked


def serve(wanted: Options, port: int) -> None:
    """Builds, serves on localhost and rebuilds on change, until interrupted.

    A record with an error leaves the last good pages on screen; the problem is printed.
    """
    global _asked  # MkDocs loads the hook as a module of its own; this is where the two meet
    _asked = wanted
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    from mkdocs.commands import serve as mkdocs_serve

    mkdocs_serve.serve(config_file=str(ROOT / "mkdocs.yml"), dev_addr=f"127.0.0.1:{port}", livereload=True)
