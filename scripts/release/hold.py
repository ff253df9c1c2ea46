"""``--keep-going``: a record with errors is published in its last valid version, or left out if it is new."""

import re
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

from scripts.problems import Problem, Severity
from scripts.release.git import BESIDE, GitError, git
from scripts.release.manifest import TargetError

NEVER_HELD_BACK = "DS"
"""First letters of the codes of privacy and safety: such an error stops the whole release."""
ROUNDS = 8
"""Limit of passes: holding a record back may break those that link to it, and its earlier version may have errors too."""
_WITHDRAWN = re.compile(rb"withdraw|\xe6\x92\xa4")  # 撤


def held_back(
    content: Path, tree: Path, problems_of: Callable[[Path], Iterable[Problem]]
) -> tuple[Path, dict[str, str]]:
    """Copies the records to ``tree`` and restores earlier versions of those with errors until none is left.

    Returns the folder of the copy, and each file held back with the commit of the version used, "" if it is left out. The
    result depends only on the commit, the day and the options. Raises TargetError, GitError.
    """
    if git(content.parent, "rev-parse", "--is-shallow-repository") == b"true\n":
        raise GitError("这里只有最近的历史，退不回以前的：检出时请带上全部历史")
    copy = tree / content.name
    shutil.rmtree(tree, ignore_errors=True)
    shutil.copytree(content, copy)
    for name in BESIDE:
        if (content.parent / name).is_file():
            shutil.copyfile(content.parent / name, tree / name)
    (tree / "docs").symlink_to(content.parent / "docs")  # problems in pages quote their lines
    back: dict[str, list[str]] = {}
    for _ in range(ROUNDS):
        errors = [one for one in problems_of(copy) if one.severity is Severity.ERROR]
        if not errors:
            return copy, {file: versions[0] if versions else "" for file, versions in back.items()}
        files = sorted({one.file for one in errors})
        # An unreadable record may cause an error in urls.lock: its address is missing.
        for file in [one for one in files if "/" in one] or files:
            _refuse_unless_holdable(tree, file, errors)
            back[file] = _restore_earlier(content.parent, tree / file, file, back.get(file))
    raise TargetError("退回了有错的记录，还是有错，请改正")


def _refuse_unless_holdable(tree: Path, file: str, errors: list[Problem]) -> None:
    one = next(one for one in errors if one.file == file)
    if never := next((other for other in errors if other.code[0] in NEVER_HELD_BACK), None):
        raise TargetError(f"{never.file} 第 {never.line} 行：{never.message}。个人信息和安全的问题必须先改好")
    if not file.endswith(".yml") or "/" not in file or not (tree / file).is_file():
        raise TargetError(f"{file}：{one.message}。这里不能退回以前的，请改正")
    if _WITHDRAWN.search((tree / file).read_bytes()):
        raise TargetError(f"{file} 第 {one.line} 行：{one.message}。这条要撤下，不能退回以前的，请改正")


def _restore_earlier(root: Path, path: Path, file: str, versions: list[str] | None) -> list[str]:
    """Replaces the record by the version before ``versions[0]``, or deletes it if there is none.

    ``versions`` are the commits that changed it, newest first; None reads them from git. Returns those from the one used on.
    """
    changed = git(root, "log", "--format=%H", "-n", str(ROUNDS + 1), "HEAD", "--", file) if not versions else b""
    earlier = (versions or changed.decode().split())[1:]
    try:
        path.write_bytes(git(root, "show", f"{earlier[0]}:./{file}"))
    except (IndexError, GitError):  # new, or deleted and added again
        path.unlink()
        return []
    return earlier
