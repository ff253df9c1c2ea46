"""What editors have changed since the last commit, and committing it."""

from pathlib import Path

from scripts.release.git import GitError, git


def available(folder: Path) -> bool:
    """Is the folder kept by git, and git on this machine?"""
    return bool(_said(folder, "rev-parse", "--is-inside-work-tree"))


def diff(folder: Path, paths: list[Path]) -> str:
    """What is different from the last commit, new files too, as git shows it."""
    where = ["--", *map(str, paths)]
    if new := [
        name for name in _said(folder, "ls-files", "-z", "--others", "--exclude-standard", *where).split("\0") if name
    ]:
        git(folder, "add", "--intent-to-add", "--", *new)
    return _said(folder, "-c", "core.quotePath=false", "diff", "--no-color", "HEAD", *where)


def author(folder: Path) -> str:
    """In whose name one commits here; empty where nobody has said."""
    return _said(folder, "config", "user.name").strip()


def commit(folder: Path, paths: list[Path], sentence: str) -> None:
    """Commits all changes below ``paths``. Raises GitError."""
    where = ["--", *map(str, paths)]
    git(folder, "add", "--all", *where)
    git(folder, "commit", "-m", sentence, *where)


def _said(folder: Path, *words: str) -> str:
    """What git prints; empty where it refuses."""
    try:
        return git(folder, *words).decode(errors="replace")
    except GitError:
        return ""
