"""Caches of files made from others. What no build uses any more is deleted: a withdrawn picture must not stay (PIPL art. 47)."""

from pathlib import Path

GRACE = 3600.0
"""Seconds for which a file is kept after its last use: another build may be at work with it."""


def used(path: Path) -> Path:
    """The same path; the file counts as used now."""
    path.touch()
    return path


def forget(folder: Path, now: float) -> None:
    """Deletes every file below ``folder`` that was last used more than ``GRACE`` before ``now`` (seconds since 1970)."""
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_file() and path.stat().st_mtime < now - GRACE:
            path.unlink(missing_ok=True)
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()
