"""Makes the docs folder hold exactly the hand-written pages, the generated pages and the records' files.

A file is written only when its bytes change, so that nothing downstream is disturbed for nothing.
"""

import os
from collections.abc import Collection, Container
from pathlib import Path

from scripts.catalogue.addresses import address_of
from scripts.render.values import Page, UnchangedPage
from scripts.speed.cache import digest

TEXTS = frozenset({".css", ".csv", ".html", ".js", ".json", ".md", ".svg", ".txt", ".xml"})


class ClashError(Exception):
    """Two pages want one address: a hand-written and a generated one, or a page and an old address that leads on."""


class Staging:
    """The folder ``target`` while it is filled, at first with the ``handwritten`` files; ``finish`` removes all else.

    ``parts`` are paths in ``handwritten`` of what is published only as part of other files.
    """

    def __init__(self, target: Path, handwritten: Path, parts: Collection[str] = ()) -> None:
        self.target = target
        self.pages = 0
        self.digests: dict[str, str] = {}
        self._taken: set[str] = set()
        for source in sorted(handwritten.rglob("*")):
            name = source.relative_to(handwritten).as_posix()
            if name not in parts and source.is_file() and not source.is_symlink():
                self.file(name, as_published(source))
                self._taken.add(_address(name))

    def page(self, page: Page | UnchangedPage) -> None:
        """Raises ClashError, with the path, when a page stands there already."""
        if (address := _address(page.path)) in self._taken:
            raise ClashError(page.path)
        self._taken.add(address)
        if isinstance(page, UnchangedPage):
            self.digests[page.path] = page.digest
        else:
            self.file(page.path, page.text.encode())
        self.pages += page.path.endswith(".md")

    def file(self, name: str, data: bytes) -> None:
        self.digests[name] = digest(data)
        _put(f"{self.target}/{name}", data)

    def finish(self) -> None:
        _remove_others(str(self.target), self.digests)


def _address(path: str) -> str:
    """Where a file will stand: ``news.md``, ``news/index.md`` and ``news/index.html`` at one address."""
    return address_of(path) if path.endswith(".md") else path.removesuffix("index.html")


def as_published(path: Path) -> bytes:
    """A file of the project; of a text the same bytes whatever line ends a clone was given.

    Of a page in another encoding, which only a preview gets to see (Y01), what can be read: MkDocs would end there.
    """
    data = path.read_bytes()
    if path.suffix == ".md":
        data = data.decode("utf-8", "replace").encode()
    return data.replace(b"\r\n", b"\n") if path.suffix in TEXTS else data


def _put(path: str, data: bytes) -> None:
    """Writes a file that is not there or not the same. Paths are text here: there are ten thousands of them."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123
            if file.read() == data:
                return
    except FileNotFoundError:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_bytes(data)


def _remove_others(target: str, keep: Container[str]) -> None:
    for here, _, names in os.walk(target, topdown=False):
        below = "" if here == target else f"{here[len(target) + 1 :]}/".replace(os.sep, "/")
        kept = [name for name in names if below + name in keep]
        for name in set(names) - set(kept):
            Path(here, name).unlink()
        if here != target and not os.listdir(here):  # noqa: PTH208
            Path(here).rmdir()
