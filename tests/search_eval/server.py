"""Serves a built site for the evaluation of its search."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests import serving as server
from tests.support import ROOT

PROGRAM = "assets/js/search"
BLANK = Path(__file__).with_name("blank.html")


@contextmanager
def serving(site: Path) -> Iterator[str]:
    """The address of ``site``.

    ``/blank`` is an empty page; in ``/modules/`` stand the modules of the search, which a site has as one file.
    """
    with server.serving(site, _Handler) as url:
        yield url


class _Handler(server.Packed):
    def translate_path(self, path: str) -> str:
        if path == "/blank":
            return str(BLANK)
        if path.startswith("/modules/"):
            name = path.rpartition("/")[2]
            apart = ROOT / "docs" / PROGRAM / name
            return str(apart if apart.exists() else Path(self.directory, PROGRAM, name))
        return super().translate_path(path)
