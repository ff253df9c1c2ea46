"""Rules about pictures and sounds beside the records, and about the folder: no symbolic links, nothing hidden."""

import posixpath
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from scripts.catalogue.urls_lock import URLS
from scripts.checks import texts
from scripts.load.consents import CONSENTS
from scripts.load.content import Content
from scripts.load.file_names import PICTURES, SOUNDS, entries, valid_file_name
from scripts.load.resolve import differ_by_one, letters
from scripts.media import decode
from scripts.problems import Loc, Problem
from scripts.records.base import Image, Record
from scripts.records.exhibitions import Audio
from scripts.records.walk import files_of, path_of

_OUTSIDE = re.compile(r"\\|^[A-Za-z]:|^\w+:/|^//")
"""Characters of local paths and web addresses."""

_FIT = re.compile(r"[a-z0-9/-]+\.\w+")
"""A path that follows our file naming."""


def named_files(content: Content) -> dict[str, tuple[Record, Loc]]:
    """File → the first record and place that names it, including records with errors."""
    found: dict[str, tuple[Record, Loc]] = {}
    for record in content.all_records.values():
        for loc, item in files_of(record):
            found.setdefault(path_of(record, item.file), (record, loc))
    return found


def pictures_exist(content: Content) -> Iterator[Problem]:
    """A file named in a record exists in the content folder, in the same spelling, and has a suffix of the right kind."""
    folded = {name.casefold(): name for name in content.files}
    for record, loc, item in texts.every(content, files_of):
        path, plain = path_of(record, item.file), unicodedata.normalize("NFKC", item.file)  # ．．／ is ../
        if path_of(record, plain).startswith("..") or plain.startswith("/") or _OUTSIDE.search(plain):
            kind = "网址" if "//" in item.file else "电脑上的位置" if ":" in item.file else ""
            message = f"“{item.file}”是{kind}，不是这里的文件" if kind else f"路径“{item.file}”走出了内容文件夹"
            hint = _path_cure(content, record, item.file)
            if "\\" in item.file and not kind:
                message, hint = f"路径“{item.file}”里是反斜杠", f"请写 file: {item.file.replace(chr(92), '/')}"
            yield content.problem(record, loc, "P02", message, hint)
        elif (content.root / path).is_file():
            yield from _suffix_problem(content, record, loc, item, path)
        elif path.casefold() in folded:
            hint = f"文件名是 {posixpath.relpath(folded[path.casefold()], record.home)}，请写得一样"
            yield content.problem(record, loc, "P04", f"“{item.file}”大小写与文件不一致", hint)
        else:
            close = _candidates(content, record, item.file)
            there = item.file if item.file.startswith("content/") else f"content/{path}"
            elsewhere = f"请把文件放到 {there}" if _FIT.fullmatch(item.file) else _path_cure(content, record, item.file)
            hint = f"是不是 {' 或 '.join(close)}？" if close else elsewhere
            yield content.problem(record, loc, "P01", f"找不到“{item.file}”", hint)


def _candidates(content: Content, record: Record, file: str) -> list[str]:
    """The files that a wrong path may mean, as they should be written: with a similar name or another suffix, beside the
    record or in its folder; or the file itself, written from the content folder."""
    home, own = str(record.home), posixpath.basename(record.id)
    file = unicodedata.normalize("NFKC", file).replace("\\", "/")
    whole = file.strip("/").removeprefix("content/")
    if whole in content.files and not posixpath.relpath(whole, home).startswith(".."):
        return [posixpath.relpath(whole, home)]
    found = []
    for other in sorted(name for name in content.files if name.startswith(f"{home}/")):
        beside = posixpath.relpath(other, home)
        near = posixpath.dirname(beside) in {"", own} and _alike(posixpath.basename(beside), posixpath.basename(file))
        found += [beside] if near or _alike(beside, file) else []
    return found[:3]


def _alike(one: str, other: str) -> bool:
    """Whether two file names differ only in suffix and at most one letter: 夜课.jpg, ye-ke.png, yek-e.png."""
    first, second = (letters(posixpath.splitext(name)[0]) for name in (one, other))
    return first == second != "" or differ_by_one(first, second)


def _path_cure(content: Content, record: Record, file: str) -> str:
    """The cure for a path outside the content folder."""
    if close := _candidates(content, record, file):
        return f"请写 file: {close[0]}"
    stem, suffix = posixpath.splitext(posixpath.basename(re.sub(r"[?#].*", "", file.replace("\\", "/"))))
    own = posixpath.basename(record.id)
    suffix = suffix.lower() if suffix.lower() in PICTURES | SOUNDS else ".jpg"
    name = f"{own}/{valid_file_name(stem)}{suffix}"
    new = f"改名为 {posixpath.basename(name)}，" if valid_file_name(stem) != stem else ""
    return f"请把这个文件{new}放到 content/{record.home}/{own}/，写 file: {name}"


def _suffix_problem(content: Content, record: Record, loc: Loc, item: Image | Audio, path: str) -> Iterator[Problem]:
    """A picture is named in a picture's field, a sound in a sound's; else a problem tells how to convert the file."""
    wanted, words = (PICTURES, "JPEG、PNG 或 WebP 图片") if isinstance(item, Image) else (SOUNDS, "mp3 或 m4a 音频")
    if not path.lower().endswith(tuple(wanted)):
        hint = f"请换成 {words}" if isinstance(item, Image) else "请用录音或剪辑软件打开，另存为 mp3"
        if isinstance(item, Image) and path not in content.files:
            hint = _as_picture(content.root / path)
        yield content.problem(record, loc, "P03", f"“{item.file}”不是 {words}", hint)


def _as_picture(path: Path) -> str:
    """The cure for a file with another suffix; one that is a picture inside (.jfif, .mpo) is only renamed."""
    try:
        with decode.open_picture(path.read_bytes()) as picture:
            right = min(decode.SUFFIXES[decode.kind(picture)], key=len)
        return f"里面就是可用的图片：请把文件改名为 {path.stem}{right}，记录里也这样写"
    except decode.UnfitError as error:
        return error.hint


_PUBLISHED = (".yml", ".yaml", ".md", ".html", *PICTURES, *SOUNDS)
"""Suffixes of files that become pages or parts of pages."""


def only_files_and_folders(content: Content) -> Iterator[Problem]:
    """The content folder and the hand-written pages contain only regular files, and folders without a file's suffix.

    MkDocs would publish the target of a symbolic link, and reading a pipe never ends.
    """
    base = content.root.parent
    for root in filter(Path.is_dir, filter(None, (content.root, content.settings.docs))):
        for name, entry in sorted(entries(str(root), f"{root.name}/"), key=lambda one: one[0]):
            if entry.is_symlink():
                hint = "请放真正的文件；链接可能指向系统里的别的文件"
                yield Problem(name, 1, 1, "N08", "这是一个链接（快捷方式），不会发布", hint)
            elif entry.is_dir() and entry.name.lower().endswith(_PUBLISHED):
                hint = "请把里面的文件移出来，再删去这个文件夹；要留作文件夹的，名字里去掉后缀"
                yield Problem(name, 1, 1, "N08", f"“{entry.name}”是文件夹，不是文件", hint)
            elif not entry.is_dir() and not entry.is_file():
                yield Problem(name, 1, 1, "N08", "这不是普通的文件（管道或设备）", "请放真正的文件")
    private = content.settings.private
    for path in (base / URLS, base / CONSENTS, *([private / "consents.yml"] if private else [])):
        if path.exists() and not path.is_file():
            hint = "请删去这个文件夹，从以前的版本里取回这个文件"
            yield Problem(path.name, 1, 1, "N08", f"“{path.name}”应该是文件，这里却是文件夹", hint)


def nothing_is_passed_over(content: Content) -> Iterator[Problem]:
    """No record, page, picture or sound is hidden by a dot in its path, except files that systems create (``._``)."""
    for root in (content.root, content.settings.docs):
        for path in sorted(root.rglob(".*")) if root else ():
            inside = path.rglob("*") if path.is_dir() and not path.is_symlink() else [path]
            read = (one for one in inside if one.is_file() and one.name.lower().endswith(_PUBLISHED))
            if not path.name.startswith("._") and any(read):
                name = path.relative_to(root.parent).as_posix() if root else ""
                hint = f"请把“{path.name}”改名，开头不要有点；不要的请删去"
                yield Problem(name, 1, 1, "N10", "名字以点开头的文件是隐藏的，不会被读取", hint)
