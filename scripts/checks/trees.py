"""Rules about the folder itself: no links to elsewhere, nothing that is hidden."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path

from scripts.catalogue.urls_lock import NAME
from scripts.checks import texts
from scripts.load.consents import LOCK
from scripts.load.content import Content
from scripts.load.file_names import PICTURES, SOUNDS, entries
from scripts.problems import Problem
from scripts.records.walk import files_of

_READ = (".yml", ".yaml", ".md", ".html", *PICTURES, *SOUNDS)
"""The suffixes of files that become pages or lie on them."""


def only_files_and_folders(content: Content) -> Iterator[Problem]:
    """What lies in the content folder and among the hand-written pages is a file, or a folder named as one.

    MkDocs would publish what a symbolic link points to, and a pipe is read without end.
    """
    base = content.root.parent
    for root in filter(Path.is_dir, filter(None, (content.root, content.settings.docs))):
        for name, entry in sorted(entries(str(root), f"{root.name}/"), key=lambda one: one[0]):
            if entry.is_symlink():
                hint = "请放真正的文件；链接可能指向系统里的别的文件"
                yield Problem(name, 1, 1, "N08", "这是一个链接（快捷方式），不会发布", hint)
            elif entry.is_dir() and entry.name.lower().endswith(_READ):
                hint = "请把里面的文件移出来，再删去这个文件夹；要留作文件夹的，名字里去掉后缀"
                yield Problem(name, 1, 1, "N08", f"“{entry.name}”是文件夹，不是文件", hint)
            elif not entry.is_dir() and not entry.is_file():
                yield Problem(name, 1, 1, "N08", "这不是普通的文件（管道或设备）", "请放真正的文件")
    private = content.settings.private
    for path in (base / NAME, base / LOCK, *([private / "consents.yml"] if private else [])):
        if path.exists() and not path.is_file():
            hint = "请删去这个文件夹，从以前的版本里取回这个文件"
            yield Problem(path.name, 1, 1, "N08", f"“{path.name}”应该是文件，这里却是文件夹", hint)


def nothing_is_passed_over(content: Content) -> Iterator[Problem]:
    """No record, page, picture or sound is skipped because a name on its path begins with a dot; a system's own litter is."""
    for root in (content.root, content.settings.docs):
        for path in sorted(root.rglob(".*")) if root else ():
            inside = path.rglob("*") if path.is_dir() and not path.is_symlink() else [path]
            read = (one for one in inside if one.is_file() and one.name.lower().endswith(_READ))
            if not path.name.startswith("._") and any(read):
                name = path.relative_to(root.parent).as_posix() if root else ""
                hint = f"请把“{path.name}”改名，开头不要有点；不要的请删去"
                yield Problem(name, 1, 1, "N10", "名字以点开头的文件是隐藏的，不会被读取", hint)


def paths_are_plain(content: Content) -> Iterator[Problem]:
    """A path to a picture stays the same when compatibility forms are resolved (NFKC: ``．．／`` is ``../``)."""
    for record, loc, item in texts.every(content, files_of):
        if unicodedata.normalize("NFKC", item.file) != item.file:
            hint = "请只用半角字母、数字、短横和斜杠"
            yield content.problem(record, loc, "P02", f"路径“{item.file}”里有全角或变体字符", hint)
