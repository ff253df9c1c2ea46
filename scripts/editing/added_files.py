"""Pictures and sounds added to a record: stored in the record's folder under a name that can be an address."""

from collections.abc import Iterable
from pathlib import Path

from scripts.editing.save import Change, read_bytes
from scripts.editing.writer import EditError
from scripts.load.file_names import SOUNDS, numbered
from scripts.load.resolve import safe_name
from scripts.load.split_records import record_of_part
from scripts.media import decode


def store(root: Path, name: str, file: str, data: bytes, others: Iterable[Change] = ()) -> tuple[str, Change]:
    """The path by which the record ``name`` (its file below ``root``) refers to an added file, and the change that
    stores it.

    ``others`` are the files added by the same edit. Raises EditError for a file that cannot be published.
    """
    folder = (root / (record_of_part(root, name) or name)).with_suffix("")
    suffix, added = _suffix(file, data), {one.path: one.after for one in others}
    paths = (folder / f"{stem}{suffix}" for stem in numbered(safe_name(Path(file).stem)))
    path = next(one for one in paths if added.get(one, read_bytes(one)) in (None, data))
    return path.relative_to(folder.parent).as_posix(), Change(path, read_bytes(path), data)


def _suffix(file: str, data: bytes) -> str:
    """The suffix that matches a file's content, whatever its name says."""
    if (suffix := Path(file).suffix.lower()) in SOUNDS:
        return suffix
    try:
        with decode.open_picture(data) as picture:
            return min(decode.SUFFIXES[decode.kind(picture)], key=len)
    except decode.UnfitError as error:
        raise EditError(f"“{file}”放不了：{error.message}。{error.hint}") from None
