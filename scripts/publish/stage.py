"""Fills the docs folder with exactly the hand-written pages, the generated pages and the records' files.

A file is written only if its bytes change, which keeps its time for later stages.
"""

import os
from collections.abc import Collection, Container
from pathlib import Path

from scripts.catalogue.addresses import address_of
from scripts.checks.hand_written import READABLE
from scripts.render.values import Page, StagedPage
from scripts.speed.cache import digest


class ClashError(Exception):
    """Two pages have one address: a hand-written and a generated page, or a page and a redirect."""


class Staging:
    """The folder ``target``, first filled with the ``handwritten`` files; ``finish`` removes all other files.

    ``parts`` are paths in ``handwritten`` that are published only as parts of other files.
    """

    def __init__(self, target: Path, handwritten: Path, parts: Collection[str] = ()) -> None:
        self.target = target
        self.pages = 0
        self.digests: dict[str, str] = {}
        self._addresses: set[str] = set()
        for source in sorted(handwritten.rglob("*")):
            name = source.relative_to(handwritten).as_posix()
            if name not in parts and source.is_file() and not source.is_symlink():
                self.file(name, as_published(source))
                self._addresses.add(address_of(name))

    def page(self, page: Page | StagedPage) -> None:
        """Adds a page. Raises ClashError, with the path, if its address is taken."""
        if (address := address_of(page.path)) in self._addresses:
            raise ClashError(page.path)
        self._addresses.add(address)
        if isinstance(page, StagedPage):
            self.digests[page.path] = page.digest
        else:
            self.file(page.path, page.text.encode())
        self.pages += page.path.endswith(".md")

    def file(self, name: str, data: bytes) -> None:
        self.digests[name] = digest(data)
        self.write(name, data)

    def write(self, name: str, data: bytes) -> None:
        """Writes a file unless it is already the same. Paths are strings for speed: there are tens of thousands."""
        path = f"{self.target}/{name}"
        try:
            with open(path, "rb") as file:  # noqa: PTH123
                if file.read() == data:
                    return
        except FileNotFoundError:
            Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_bytes(data)

    def finish(self) -> None:
        _remove_others(str(self.target), self.digests)


def as_published(path: Path) -> bytes:
    """The bytes of a hand-written file, texts with LF line ends whatever the clone has.

    Undecodable bytes of a page are replaced: MkDocs would stop at them, and only a preview sees such a page (Y01).
    """
    data = path.read_bytes()
    if path.suffix == ".md":
        data = data.decode("utf-8", "replace").encode()
    return data.replace(b"\r\n", b"\n") if path.suffix in READABLE else data


def _remove_others(target: str, keep: Container[str]) -> None:
    for here, _, names in os.walk(target, topdown=False):
        below = "" if here == target else f"{here[len(target) + 1 :]}/".replace(os.sep, "/")
        kept = [name for name in names if below + name in keep]
        for name in set(names) - set(kept):
            Path(here, name).unlink()
        if here != target and not os.listdir(here):  # noqa: PTH208
            Path(here).rmdir()
