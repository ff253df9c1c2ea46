"""Saves several files all or none, even when the process is killed or the disk is full.

The new files are written aside with a journal that lists them, then renamed into place. The next save finishes what a
killed process had begun.
"""

import json
import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from scripts.editing.writer import EditError
from scripts.publish.swap import LOCK, locked
from scripts.release.git import BESIDE
from scripts.speed.cache import digest

_JOURNAL = "journal.json"


@dataclass(frozen=True)
class Change:
    """A change of one file: its content ``before`` (None: absent) and ``after`` (None: delete it)."""

    path: Path
    before: bytes | None
    after: bytes | None

    @classmethod
    def of(cls, path: Path, text: str | bytes | None) -> "Change":
        """The change that makes a file, as it is now, hold ``text``."""
        return cls(path, read_bytes(path), text.encode() if isinstance(text, str) else text)


def read_bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def read_text(path: Path) -> str:
    """A record's file with its own line ends. Raises EditError where it is not text."""
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise EditError(f"{path.name} 的编码不是 UTF-8，请先另存为 UTF-8") from None


def save(content: Path, changes: Iterable[Change]) -> None:
    """Writes the changes to files in ``content`` or ``BESIDE`` it.

    Raises EditError and OSError; nothing has been written then, except that files already being renamed are completed
    by the next save.
    """
    aside = _aside(content)
    with locked(aside):
        _finish(content)
        # What a killed process had begun may be just that.
        changes = [one for one in dict.fromkeys(changes) if one.before != one.after != read_bytes(one.path)]
        for change in changes:
            _refuse_foreign(content, change.path)
            if read_bytes(change.path) != change.before:
                raise EditError(f"{change.path.name} 刚才被别人改过，没有写。请重新打开再改")
        entries = [_lay_aside(aside / str(number), change) for number, change in enumerate(changes)]
        _write(aside / "journal", json.dumps(entries).encode())
        (aside / "journal").replace(aside / _JOURNAL)
        _finish(content)


def recover(content: Path) -> None:
    """Finishes a save that was killed after its journal was complete. A file changed by somebody since is left as it
    is."""
    with locked(_aside(content)):
        _finish(content)


def _finish(content: Path) -> None:
    aside, rescued = _aside(content), list[Path]()
    journal = aside / _JOURNAL
    for name, before, made in json.loads(journal.read_text(encoding="utf-8")) if journal.is_file() else ():
        path = Path(name)
        if made and not Path(made).is_file():
            continue  # already in place
        same = _digest(read_bytes(path)) == before
        if made:
            target = path if same else content.parent / ".cache" / "not-saved" / path.name
            target.parent.mkdir(parents=True, exist_ok=True)
            Path(made).replace(target)
            rescued += [] if same else [target]
        elif same:
            path.unlink(missing_ok=True)
    for left in [journal, *(path for path in aside.iterdir() if path.name != LOCK)]:
        left.unlink(missing_ok=True)
    if rescued:
        raise EditError(f"上次没有存完的 {len(rescued)} 个文件，后来又被改过；那时要存的在 {rescued[0].parent}，请核对")


def _aside(content: Path) -> Path:
    return content.parent / ".cache" / "saving"


def _refuse_foreign(content: Path, path: Path) -> None:
    """Raises EditError for a file that does not belong to the records."""
    beside = path.parent.resolve() == content.parent.resolve() and path.name in BESIDE
    inside = path.parent.resolve().is_relative_to(content.resolve())
    if path.is_symlink() or not (beside or inside):
        raise EditError(f"不能写 {path}：只能写 {content.name} 文件夹里的文件")


def _lay_aside(made: Path, change: Change) -> tuple[str, str, str]:
    if change.after is None:
        return str(change.path), _digest(change.before), ""
    _write(made, change.after)
    if change.path.is_file():
        shutil.copymode(change.path, made)
    return str(change.path), _digest(change.before), str(made)


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _digest(data: bytes | None) -> str:
    return "" if data is None else digest(data)
