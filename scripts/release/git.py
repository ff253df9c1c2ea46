"""Asks git about the tree a site is built from. Functions raise GitError where git fails."""

import io
import os
import subprocess
import tarfile
from pathlib import Path

from scripts.catalogue.urls_lock import URLS
from scripts.load.consents import CONSENTS
from scripts.privacy.reviews import REVIEWS
from scripts.problems import RefusedError

BESIDE = (URLS, CONSENTS, REVIEWS)
"""Files beside the content folder that belong to the records."""
CONTENT = ("content/", *BESIDE)
"""What editors may change (CODEOWNERS); everything else is the program."""
BUILT = (*CONTENT, "docs", "overrides", "scripts", "mkdocs.yml", "requirements.txt")
"""What a build reads."""
_CURES = {
    "not a git repository": "这个文件夹不在 git 仓库里：请用 git clone 取一份，在里面运行",
    "dubious ownership": "文件夹的主人是别的用户，git 不肯读：运行 git config --global --add safe.directory '*' 再试",
    "argument 'HEAD'": "仓库里还没有提交：请先提交",
    "tell me who you are": (
        "还不知道是谁提交：请管网站的同事在这台电脑上运行 git config --global user.name 姓名，"
        "再运行 git config --global user.email 邮箱"
    ),
    "index.lock": "别的程序正在用这个仓库：等一会儿再试；一直这样，请管网站的同事删去 .git/index.lock",
    "during a merge": "和别人的改动合并到一半：请管网站的同事先在命令行里合并完",
    "nothing added to commit": "没有要提交的改动",
    "nothing to commit": "没有要提交的改动",
    "No space left": "磁盘满了，没有提交，改动都在：腾出空间再试",
}
"""A part of git's message → what to do."""


class GitError(RefusedError):
    """Git failed or is missing; the message says what to do, or repeats git's."""


def git(root: Path, *words: str) -> bytes:
    """The output of ``git``, run in ``root``."""
    environment = {**os.environ, "LC_ALL": "C"}
    try:
        done = subprocess.run(["git", "-C", root, *words], capture_output=True, env=environment, check=True)
    except FileNotFoundError:
        raise GitError("这台机器上没有 git") from None
    except subprocess.CalledProcessError as error:
        said = (error.stderr or error.stdout).decode(errors="replace").strip()
        raise GitError(next((words for sign, words in _CURES.items() if sign in said), said)) from None
    return done.stdout


def changed_files(root: Path, base: str) -> list[str]:
    """The files a proposal changes: those that differ between HEAD and its merge base with ``base``."""
    said = git(root, "diff", "--name-only", "--no-renames", "-z", _start(root, base), "HEAD")
    return [os.fsdecode(name) for name in said.split(b"\0") if name]


def _start(root: Path, base: str) -> str:
    """The merge base of HEAD and ``base``. Raises GitError also when a shallow clone does not reach it."""
    git(root, "rev-parse", "HEAD")
    try:
        return git(root, "merge-base", "--end-of-options", base, "HEAD").decode().strip()
    except GitError:
        raise GitError(f"这里没有“{base}”，或者没有它和这次提交之间的历史：检出时请带上全部历史") from None


def is_ancestor(root: Path, one: str, other: str) -> bool | None:
    """True if ``one`` is an ancestor of ``other``, False if a descendant; None where git does not know."""
    for before, after, answer in ((one, other, True), (other, one, False)):
        try:
            git(root, "merge-base", "--is-ancestor", "--end-of-options", before, after)
        except GitError:
            continue
        return answer
    return None


def only_content(files: list[str]) -> bool:
    return bool(files) and all(name.startswith(CONTENT) for name in files)


def changes_looks(files: list[str]) -> bool:
    """Whether pages may look different although the records are the same."""
    return any(name.startswith(BUILT) and not name.startswith(CONTENT) for name in files)


def export_base(root: Path, base: str, folder: Path, *more: str) -> None:
    """Writes the records, and ``more`` files and folders, of the merge base with ``base`` into ``folder``."""
    start = _start(root, base)
    entries = os.fsdecode(git(root, "ls-tree", "-z", start)).split("\0")
    names = {entry.partition("\t")[2] for entry in entries if not entry.startswith("120000")}  # no symbolic links
    present = [name for name in (*(part.rstrip("/") for part in CONTENT), *more) if name in names]
    (folder / "content").mkdir(parents=True, exist_ok=True)
    if present:
        with tarfile.open(fileobj=io.BytesIO(git(root, "archive", start, *present))) as tar:
            tar.extractall(folder, filter="data")


def head_commit(root: Path) -> tuple[str, int]:
    """HEAD's hash and commit time, in seconds since 1970. Raises GitError also for uncommitted changes."""
    if left := git(root, "status", "--porcelain", "-z", "--", *BUILT):
        raise GitError(
            f"有改动还没有提交（{os.fsdecode(left.split(bytes(1))[0])[3:]}）：先提交，发布的才说得出是哪一版"
        )
    name, time = git(root, "show", "-s", "--format=%H %ct", "HEAD").decode().split()
    return name, int(time)
