"""Makes the docs folder hold exactly the hand-written pages, the generated pages and the records' files.

A file is written only when its bytes change, so that nothing downstream is disturbed for nothing.
"""

from collections.abc import Callable, Iterable
from pathlib import Path

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
    made: Iterable[tuple[str, Path]] = (),
) -> int:
    """Fills ``target`` and removes what does not belong. Returns the number of generated pages.

    ``read`` gives the bytes to publish for a file of ``content``. ``made`` are addresses and files made elsewhere; they
    and ``files`` are asked for when all pages are written.

    Raises ClashError, with the path, when a generated page stands where a page is already.
    """
    keep: set[Path] = set()
    for source in _files(handwritten):
        keep.add(_put(target / source.relative_to(handwritten), _bytes(source)))
    generated = 0
    for page in pages:
        path = target / page.path
        if not keep.isdisjoint((path, *_same_address(path))):
            raise ClashError(page.path)
        keep.add(_put(path, page.text.encode()))
        generated += path.suffix == ".md"
    for name in files:
        keep.add(_put(target / name, read(content / name)))
    for name, source in made:
        keep.add(_put(target / name, source.read_bytes()))
    _remove_others(target, keep)
    return generated


def _same_address(path: Path) -> tuple[Path, ...]:
    """The Markdown files MkDocs would write where this HTML file stands."""
    return (path.parent.with_suffix(".md"), path.parent / "index.md") if path.name == "index.html" else ()


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
