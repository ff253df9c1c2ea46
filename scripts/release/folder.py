"""The folder a web server reads: ``releases/<release>``, and the link ``current`` to the public one.

``history`` lists the releases that can be rolled back to, oldest first.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from scripts.load.file_names import numbered
from scripts.publish.swap import folder_lock
from scripts.release.manifest import KEPT_RELEASES, Manifest, TargetError, read, sha256
from scripts.release.verify import mismatches
from scripts.speed.hard_links import link_or_copy

CURRENT, RELEASES, HISTORY = "current", "releases", "history"


class Folder:
    """A target folder; ``root`` is created if it is missing."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @contextmanager
    def opened(self) -> Iterator["Folder"]:
        """Locks the folder for one release at a time. Raises TargetError if ``current`` is not our link."""
        if self.site.exists() and not self.site.is_symlink():
            raise TargetError(f"{self.site} 不是发布用的链接：请先把它移走")
        os.umask(0o022)  # the web server runs as another user
        with folder_lock(self.root):
            yield self

    @property
    def site(self) -> Path:
        return self.root / CURRENT

    def manifest(self) -> Manifest | None:
        return read(self.site)

    def publish(self, sealed: Path, manifest: Manifest) -> None:
        """Makes ``sealed`` the public site. If killed at any moment, the whole old or the whole new site is public."""
        new, releases = self._release_name(manifest.release), self.root / RELEASES
        kept = history_with(self.history, self._current, new)[-KEPT_RELEASES:]
        if not (releases / new).is_dir():
            part = releases / f".{new}.part"
            for left in releases.glob(".*.part"):  # an earlier failed copy must not fill the disk
                shutil.rmtree(left, ignore_errors=True)
            shutil.copytree(sealed, part)
            for name in kept[:-1]:
                link_earlier_assets(releases / name, part)
            if wrong := next(mismatches(part), ""):
                raise TargetError(f"拷过去的文件不完整（{wrong}），没有换上：再发布一次")
            part.rename(releases / new)
        os.sync()  # else a power cut after the link moves could leave files without content
        listed = self.root / f".{HISTORY}.part"
        listed.write_text("".join(f"{name}\n" for name in kept), encoding="utf-8")
        listed.replace(self.root / HISTORY)
        self._move_link(new)
        for path in releases.iterdir():
            if path.name not in kept:
                shutil.rmtree(path, ignore_errors=True)

    def rollback(self) -> str:
        """Goes back to the last earlier release whose files are unaltered. Returns its name."""
        history, current = self.history, self._current
        earlier = history[: history.index(current)] if current in history else []
        folders = (self.root / RELEASES / name for name in reversed(earlier))
        before = next((folder for folder in folders if not any(mismatches(folder))), None)
        if before is None:
            raise TargetError("没有更早的版本可以退回（改动过的不算）：请撤回出错的那次提交（git revert），再发布一次")
        link_earlier_assets(self.site, before)  # pages that are open now keep their styles
        self._move_link(before.name)
        return before.name

    @property
    def history(self) -> list[str]:
        path = self.root / HISTORY
        return path.read_text(encoding="utf-8", errors="replace").split() if path.is_file() else []

    @property
    def _current(self) -> str:
        return self.site.readlink().name if self.site.is_symlink() else ""

    def _move_link(self, name: str) -> None:
        link = self.root / f".{CURRENT}.part"
        link.unlink(missing_ok=True)
        link.symlink_to(Path(RELEASES, name))
        link.replace(self.site)

    def _release_name(self, release: str) -> str:
        """A free name for a release: its own, or a numbered one if that folder, perhaps the public one, was altered."""
        folders = ((name, self.root / RELEASES / name) for name in numbered(release))
        return next(name for name, folder in folders if not folder.is_dir() or not any(mismatches(folder)))


def history_with(history: list[str], current: str, new: str) -> list[str]:
    """The history once ``new`` follows ``current``; releases that were rolled back are dropped."""
    until = history[: history.index(current) + 1] if current in history else history
    return [name for name in until if name != new] + [new]


def link_earlier_assets(old: Path, new: Path) -> None:
    """Hard-links the unaltered styles and scripts of an earlier release into a new one."""
    manifest = None
    with suppress(TargetError):
        manifest = read(old)
    if manifest is None:
        return
    for name in manifest.assets:
        path, target = old / name, new / name
        if path.is_file() and not target.exists() and sha256(path) == manifest.files[name]:
            target.parent.mkdir(parents=True, exist_ok=True)
            link_or_copy(path, target)
