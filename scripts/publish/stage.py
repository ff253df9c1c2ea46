"""Makes the docs folder hold exactly the hand-written pages, the generated pages and the records' files.

A file is written only when its bytes change, so that nothing downstream is disturbed for nothing.
"""

from collections.abc import Callable, Iterable
from pathlib import Path

from scripts.catalogue.addresses import address_of
from scripts.render.values import Page

TEXTS = frozenset({".css", ".csv", ".html", ".js", ".json", ".md", ".svg", ".txt", ".xml"})


class ClashError(Exception):
    """Two pages want one address: a hand-written and a generated one, or a page and an old address that leads on."""


def stage(
    target: Path,
    handwritten: Path,
    content: Path,
    files: Iterable[str],
    pages: Iterable[Page],
    read: Callable[[Path], bytes] = Path.read_bytes,
    made: Iterable[tuple[str, bytes]] = (),
) -> int:
    """Fills ``target`` and removes what does not belong. Returns the number of generated pages.

    ``read`` gives the bytes to publish for a file of ``content``. ``made`` are addresses and what shall stand
    there; they and ``files`` are asked for when all pages are written.

    Raises ClashError, with the path, when a generated page stands where a page is already.
    """
    keep: set[Path] = set()
    taken: set[str] = set()
    for source in _files(handwritten):
        keep.add(_put(target / source.relative_to(handwritten), _bytes(source)))
        taken.add(_address(source.relative_to(handwritten).as_posix()))
    generated = 0
    for page in pages:
        if (address := _address(page.path)) in taken:
            raise ClashError(page.path)
        taken.add(address)
        keep.add(_put(target / page.path, page.text.encode()))
        generated += page.path.endswith(".md")
    for name in files:
        keep.add(_put(target / name, read(content / name)))
    for name, data in made:
        keep.add(_put(target / name, data))
    _remove_others(target, keep)
    return generated


def _address(path: str) -> str:
    """Where a file will stand: ``news.md``, ``news/index.md`` and ``news/index.html`` at one address."""
    return address_of(path) if path.endswith(".md") else path.removesuffix("index.html")


def _files(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink()]


def _bytes(path: Path) -> bytes:
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
