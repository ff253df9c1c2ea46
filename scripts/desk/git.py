"""What has changed since the last commit, and committing it, through the git program of the machine."""

import shutil
import subprocess
from pathlib import Path


class GitError(Exception):
    """The message says what git refused, in Chinese where it can be known."""


def available(folder: Path) -> bool:
    return bool(shutil.which("git")) and _run(folder, "rev-parse", "--is-inside-work-tree").returncode == 0


def diff(folder: Path, paths: list[Path]) -> str:
    """What is different from the last commit, new files too, as git shows it."""
    files = _names(folder, "ls-files", "--others", "--exclude-standard", "--", *map(str, paths))
    _run(folder, "add", "--intent-to-add", "--", *files) if files else None
    return _run(folder, "-c", "core.quotePath=false", "diff", "--no-color", "HEAD", "--", *map(str, paths)).stdout


def author(folder: Path) -> str:
    return _run(folder, "config", "user.name").stdout.strip()


def commit(folder: Path, paths: list[Path], sentence: str) -> None:
    """Commits all changes below ``paths``. Raises GitError."""
    for words in (("add", "--all", "--", *map(str, paths)), ("commit", "-m", sentence, "--", *map(str, paths))):
        done = _run(folder, *words)
        if done.returncode:
            raise GitError((done.stderr or done.stdout).strip())


def _names(folder: Path, *words: str) -> list[str]:
    return [name for name in _run(folder, words[0], "-z", *words[1:]).stdout.split("\0") if name]


def _run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["git", *words], cwd=folder, capture_output=True, text=True, errors="replace", check=False)
