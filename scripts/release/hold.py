"""One broken record need not stop the rest: it is published as it last was, or left out when it is new (``--keep-going``)."""

import re
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

from scripts.problems import Problem, Severity
from scripts.release.git import CONTENT, GitError, git
from scripts.release.manifest import TargetError

NEVER = "DS"
"""Codes of privacy and safety: nothing is published while one of them is there."""
ROUNDS = 8
"""How often one looks again: a record held back may break those that point to it, and its own version before may be bad."""
_WITHDRAWN = re.compile(rb"withdraw|\xe6\x92\xa4")  # 撤


def held_back(
    content: Path, tree: Path, problems_of: Callable[[Path], Iterable[Problem]]
) -> tuple[Path, dict[str, str]]:
    """Copies the records to ``tree`` and takes those with errors back to their version before, until none is left.

    Returns the folder of the copy, and each file held back with the commit it is shown as of, "" when it is not shown. What
    is held back follows from the commit, the day and the options. Raises TargetError, GitError.
    """
    if git(content.parent, "rev-parse", "--is-shallow-repository") == b"true\n":
        raise GitError("这里只有最近的历史，退不回以前的：检出时请带上全部历史")
    copy = tree / content.name
    shutil.rmtree(tree, ignore_errors=True)
    shutil.copytree(content, copy)
    for name in CONTENT[1:]:
        if (content.parent / name).is_file():
            shutil.copyfile(content.parent / name, tree / name)
    (tree / "docs").symlink_to(content.parent / "docs")  # a problem in a page shows its line, too
    back: dict[str, list[str]] = {}
    for _ in range(ROUNDS):
        errors = [one for one in problems_of(copy) if one.severity is Severity.ERROR]
        if not errors:
            return copy, {file: versions[0] if versions else "" for file, versions in back.items()}
        files = sorted({one.file for one in errors})
        # A lost address (of urls.lock) may come of a record that is not read.
        for file in [one for one in files if "/" in one] or files:
            _may_be_held(tree, file, errors)
            back[file] = _take_back(content.parent, tree / file, file, back.get(file))
    raise TargetError("退回了有错的记录，还是有错，请改正")


def _may_be_held(tree: Path, file: str, errors: list[Problem]) -> None:
    one = next(one for one in errors if one.file == file)
    if never := next((other for other in errors if other.code[0] in NEVER), None):
        raise TargetError(f"{never.file} 第 {never.line} 行：{never.message}。个人信息和安全的问题必须先改好")
    if not file.endswith(".yml") or "/" not in file or not (tree / file).is_file():
        raise TargetError(f"{file}：{one.message}。这里不能退回以前的，请改正")
    if _WITHDRAWN.search((tree / file).read_bytes()):
        raise TargetError(f"{file} 第 {one.line} 行：{one.message}。这条要撤下，不能退回以前的，请改正")


def _take_back(root: Path, path: Path, file: str, versions: list[str] | None) -> list[str]:
    """Puts the version before the first of ``versions`` in the record's place; deletes it where there was none.

    ``versions`` are commits, newest first, by default all that changed it. Returns those from the one taken on.
    """
    changed = git(root, "log", "--format=%H", "-n", str(ROUNDS + 1), "HEAD", "--", file) if not versions else b""
    earlier = (versions or changed.decode().split())[1:]
    try:
        path.write_bytes(git(root, "show", f"{earlier[0]}:./{file}"))
    except (IndexError, GitError):  # it is new, or had been deleted before it came again
        path.unlink()
        return []
    return earlier
