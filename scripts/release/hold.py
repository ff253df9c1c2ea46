"""One broken record need not stop the rest: it is published as it last was, or left out when it is new (``--keep-going``)."""

import re
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

from scripts.problems import Problem, Severity
from scripts.release.git import CONTENT, git
from scripts.release.manifest import TargetError

NEVER = "DS"
"""Codes of privacy and safety: nothing is published while one of them is there."""
ROUNDS = 8
"""How often one looks again: a record held back may break those that point to it, and its own version before may be bad."""
LEFT_OUT = "没有发布"
"""What became of a new record with errors."""
_WITHDRAWN = re.compile(rb"withdraw|\xe6\x92\xa4")  # 撤


def held_back(
    content: Path, tree: Path, problems_of: Callable[[Path], Iterable[Problem]]
) -> tuple[Path, dict[str, str]]:
    """Copies the records to ``tree`` and takes those with errors back to their version before, until none is left.

    Returns the folder of the copy, and what became of each file held back. Raises TargetError, GitError.
    """
    copy = tree / content.name
    shutil.rmtree(tree, ignore_errors=True)
    shutil.copytree(content, copy)
    for name in CONTENT[1:]:
        if (content.parent / name).is_file():
            shutil.copyfile(content.parent / name, tree / name)
    (tree / "docs").symlink_to(content.parent / "docs")  # a problem in a page shows its line, too
    back: dict[str, int] = {}
    for _ in range(ROUNDS):
        errors = [one for one in problems_of(copy) if one.severity is Severity.ERROR]
        if not errors:
            return copy, {file: "仍是以前的" if (tree / file).exists() else LEFT_OUT for file in back}
        files = sorted({one.file for one in errors})
        for file in [
            one for one in files if "/" in one
        ] or files:  # a lost address may come of a record that is not read
            _may_be_held(tree, file, errors)
            back[file] = back.get(file, 0) + 1
            _take_back(content.parent, tree / file, file, back[file])
    raise TargetError("退回了有错的记录，还是有错，请改正")


def _may_be_held(tree: Path, file: str, errors: list[Problem]) -> None:
    one = next(one for one in errors if one.file == file)
    if never := next((other for other in errors if other.code[0] in NEVER), None):
        raise TargetError(f"{never.file} 第 {never.line} 行：{never.message}。个人信息和安全的问题必须先改好")
    if not file.endswith(".yml") or "/" not in file or not (tree / file).is_file():
        raise TargetError(f"{file}：{one.message}。这里不能退回以前的，请改正")
    if _WITHDRAWN.search((tree / file).read_bytes()):
        raise TargetError(f"{file} 第 {one.line} 行：{one.message}。这条要撤下，不能退回以前的，请改正")


def _take_back(root: Path, path: Path, file: str, steps: int) -> None:
    """Puts the version that many changes ago in the record's place; deletes it where there was none."""
    versions = git(root, "log", "--format=%H", "-n", str(ROUNDS + 1), "HEAD", "--", file).decode().split()
    if steps < len(versions):
        path.write_bytes(git(root, "show", f"{versions[steps]}:./{file}"))
    else:
        path.unlink()
