"""A folder a web server reads: ``releases/<release>``, and the link ``current`` that is moved from one to the next.

``history`` lists the releases from the oldest to the newest that one may go back to.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from scripts.load.file_names import numbered
from scripts.publish.swap import held
from scripts.release.manifest import KEPT, Manifest, TargetError, read, sha256
from scripts.release.verify import wrong_in_folder
from scripts.speed.hard_links import link_or_copy

CURRENT, RELEASES, HISTORY = "current", "releases", "history"


class Folder:
    """``root`` is made if it is not there."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @contextmanager
    def opened(self) -> Iterator["Folder"]:
        """One release at a time, whoever runs it. Raises TargetError where somebody else's site is."""
        if self.site.exists() and not self.site.is_symlink():
            raise TargetError(f"{self.site} 不是发布用的链接：请先把它移走")
        os.umask(0o022)  # the web server is somebody else
        with held(self.root):
            yield self

    @property
    def site(self) -> Path:
        return self.root / CURRENT

    def manifest(self) -> Manifest | None:
        return read(self.site)

    def put(self, sealed: Path, manifest: Manifest) -> None:
        """Makes ``sealed`` the public site. Killed at any moment, the old site or the new one is there, whole."""
        new, releases = self._free(manifest.release), self.root / RELEASES
        earlier = after(self.history, self._current, new)
        if not (releases / new).is_dir():
            part = releases / f".{new}.part"
            for left in releases.glob(".*.part"):  # what did not fit last time must not take the room now
                shutil.rmtree(left, ignore_errors=True)
            shutil.copytree(sealed, part)
            for name in earlier[-KEPT:-1]:
                carry(releases / name, part)
            if wrong := next(wrong_in_folder(part), ""):
                raise TargetError(f"拷过去的文件不完整（{wrong}），没有换上：再发布一次")
            part.rename(releases / new)
        os.sync()  # a power cut after the link was moved must not find files without their bytes
        self._write_history(earlier[-KEPT:])
        self._point(new)
        for path in releases.iterdir():
            if path.name not in earlier[-KEPT:]:
                shutil.rmtree(path, ignore_errors=True)

    def rollback(self) -> str:
        """Goes back to the last release before the present one that nobody altered. Returns its name."""
        folders = (self.root / RELEASES / name for name in earlier(self.history, self._current))
        before = next((folder for folder in folders if not any(wrong_in_folder(folder))), None)
        if before is None:
            raise TargetError("没有更早的版本可以退回")
        carry(self.site, before)  # pages that are open now keep their styles
        self._point(before.name)
        return before.name

    @property
    def history(self) -> list[str]:
        path = self.root / HISTORY
        return path.read_text(encoding="utf-8", errors="replace").split() if path.is_file() else []

    @property
    def _current(self) -> str:
        return self.site.readlink().name if self.site.is_symlink() else ""

    def _write_history(self, names: list[str]) -> None:
        part = self.root / f".{HISTORY}.part"
        part.write_text("".join(f"{name}\n" for name in names), encoding="utf-8")
        part.replace(self.root / HISTORY)

    def _point(self, name: str) -> None:
        link = self.root / f".{CURRENT}.part"
        link.unlink(missing_ok=True)
        link.symlink_to(Path(RELEASES, name))
        link.replace(self.site)

    def _free(self, release: str) -> str:
        """The name for a release: its own unless what lies there was altered, for that may be what readers see now."""
        folders = ((name, self.root / RELEASES / name) for name in numbered(release))
        return next(name for name, folder in folders if not folder.is_dir() or not any(wrong_in_folder(folder)))


def after(history: list[str], current: str, new: str) -> list[str]:
    """The history when ``new`` follows ``current``: what was gone back from is forgotten."""
    until = history[: history.index(current) + 1] if current in history else history
    return [name for name in until if name != new] + [new]


def earlier(history: list[str], current: str) -> list[str]:
    """The releases before ``current``, the newest first."""
    return history[: history.index(current)][::-1] if current in history else []


def carry(old: Path, new: Path) -> None:
    """Takes styles and scripts of an earlier release over into a new one, as hard links to the same bytes; none that was altered."""
    manifest = None
    with suppress(TargetError):
        manifest = read(old)
    if manifest is None:
        return
    for name in manifest.styles:
        path, target = old / name, new / name
        if path.is_file() and not target.exists() and sha256(path) == manifest.files[name]:
            target.parent.mkdir(parents=True, exist_ok=True)
            link_or_copy(path, target)
