"""A picture or a sound that an editor adds to a record: put into the record's folder, under a name that can be an address."""

from collections.abc import Iterable
from pathlib import Path

from scripts.editing.save import Change, read_bytes
from scripts.editing.writer import EditError
from scripts.load.file_names import SOUNDS, numbered
from scripts.load.resolve import proposed
from scripts.load.split_records import whole_of
from scripts.media import decode


def stored(root: Path, name: str, file: str, data: bytes, others: Iterable[Change] = ()) -> tuple[str, Change]:
    """What the record ``name`` (its file below ``root``) calls a file that is added to it, and the change.

    ``others`` are added with it. Raises EditError for what cannot be shown.
    """
    folder = (root / (whole_of(root, name) or name)).with_suffix("")
    suffix, added = _suffix(file, data), {one.path: one.after for one in others}
    paths = (folder / f"{stem}{suffix}" for stem in numbered(proposed(Path(file).stem)))
    path = next(one for one in paths if added.get(one, read_bytes(one)) in (None, data))
    return path.relative_to(folder.parent).as_posix(), Change(path, read_bytes(path), data)


def _suffix(file: str, data: bytes) -> str:
    """The suffix of what a file holds, whatever it is called."""
    if (suffix := Path(file).suffix.lower()) in SOUNDS:
        return suffix
    try:
        with decode.opened(data) as picture:
            return min(decode.SUFFIXES[decode.kind(picture)], key=len)
    except decode.UnfitError as error:
        raise EditError(f"“{file}”放不了：{error.message}。{error.hint}") from None
