"""Uncommitted changes of editors, and committing them."""

from pathlib import Path

from scripts.release.git import GitError, git


def available(folder: Path) -> bool:
    """Whether git is installed and the folder is in a repository."""
    return bool(_output(folder, "rev-parse", "--is-inside-work-tree"))


def diff(folder: Path, paths: list[Path]) -> str:
    """The changes since the last commit, new files included, as git prints them."""
    where = ["--", *map(str, paths)]
    if new := [
        name for name in _output(folder, "ls-files", "-z", "--others", "--exclude-standard", *where).split("\0") if name
    ]:
        git(folder, "add", "--intent-to-add", "--", *new)
    return _output(folder, "-c", "core.quotePath=false", "diff", "--no-color", "HEAD", *where)


def author(folder: Path) -> str:
    """The author of commits as configured; empty where not set."""
    return _output(folder, "config", "user.name").strip()


def commit(folder: Path, paths: list[Path], sentence: str) -> None:
    """Commits all changes below ``paths``. Raises GitError."""
    where = ["--", *map(str, paths)]
    git(folder, "add", "--all", *where)
    git(folder, "commit", "-m", sentence, *where)


def _output(folder: Path, *words: str) -> str:
    """The output of git; empty where it fails."""
    try:
        return git(folder, *words).decode(errors="replace")
    except GitError:
        return ""
