"""Makes the docs folder hold exactly the hand-written pages, the generated pages and the records' files.

A file is written only when its bytes change, so that nothing downstream is disturbed for nothing.
"""

from collections.abc import Collection
from pathlib import Path

from scripts.catalogue.addresses import address_of
from scripts.render.values import Page

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
        self._keep: set[Path] = set()
        self._taken: set[str] = set()
        for source in _files(handwritten):
            name = source.relative_to(handwritten).as_posix()
            if name not in parts:
                self.file(name, as_published(source))
                self._taken.add(_address(name))

    def page(self, page: Page) -> None:
        """Raises ClashError, with the path, when a page stands there already."""
        if (address := _address(page.path)) in self._taken:
            raise ClashError(page.path)
        self._taken.add(address)
        self.file(page.path, page.text.encode())
        self.pages += page.path.endswith(".md")

    def file(self, name: str, data: bytes) -> None:
        self._keep.add(_put(self.target / name, data))

    def finish(self) -> None:
        _remove_others(self.target, self._keep)


def _address(path: str) -> str:
    """Where a file will stand: ``news.md``, ``news/index.md`` and ``news/index.html`` at one address."""
    return address_of(path) if path.endswith(".md") else path.removesuffix("index.html")


def _files(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink()]


def as_published(path: Path) -> bytes:
    """A file of the project; of a text the same bytes whatever line ends a clone was given.

    Of a page in another encoding, which only a preview gets to see (Y01), what can be read: MkDocs would end there.
    """
    data = path.read_bytes()
    if path.suffix == ".md":
        data = data.decode("utf-8", "replace").encode()
    return data.replace(b"\r\n", b"\n") if path.suffix in TEXTS else data


def _put(path: Path, data: bytes) -> Path:
    if not path.is_file() or path.read_bytes() != data:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return path


def _remove_others(target: Path, keep: set[Path]) -> None:
    for path in sorted(target.rglob("*"), reverse=True):
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif path not in keep:
            path.unlink()
