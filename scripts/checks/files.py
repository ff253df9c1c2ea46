"""Rules about pictures and sounds beside the records."""

import posixpath
from collections.abc import Iterator
from difflib import get_close_matches

from scripts.catalogue import Site
from scripts.load.content import PICTURES, SOUNDS, Content
from scripts.media import decode
from scripts.problems import Loc, Problem
from scripts.records.base import Image, Record
from scripts.records.exhibitions import Audio
from scripts.records.walk import files_of, path_of


def named(content: Content) -> dict[str, tuple[Record, Loc]]:
    """Every file that a record names, however much else is wrong with the record: the first place that names it."""
    found: dict[str, tuple[Record, Loc]] = {}
    for record in (content.records | content.partial).values():
        for loc, item in files_of(record):
            found.setdefault(path_of(record, item.file), (record, loc))
    return found


def published_files(site: Site) -> list[str]:
    """The pictures and sounds of the records that are shown, relative to the content folder, in order."""
    shown = Site.shown(site.records.values())
    return sorted({path_of(record, item.file) for record in shown for _, item in files_of(record)})


def pictures_exist(content: Content) -> Iterator[Problem]:
    """A file named in a record lies in the content folder, is spelt the same, and is what its suffix says."""
    folded = {name.casefold(): name for name in content.files}
    for record in content.records.values():
        for loc, item in files_of(record):
            path = path_of(record, item.file)
            if path.startswith("..") or item.file.startswith("/") or "\\" in item.file:
                hint = "图片请放在记录旁边，写它相对于记录的路径，例如 an-huai-qiu/portrait.webp"
                yield content.problem(record, loc, "P02", f"路径“{item.file}”走出了内容文件夹", hint)
            elif (content.root / path).is_file():
                yield from _of_its_kind(content, record, loc, item, path)
            elif path.casefold() in folded:
                hint = f"文件名是 {posixpath.basename(folded[path.casefold()])}，请写得一样"
                yield content.problem(record, loc, "P04", f"“{item.file}”大小写与文件不一致", hint)
            else:
                beside = [posixpath.relpath(name, str(record.home)) for name in sorted(content.files)]
                own = [name for name in beside if name == f"{posixpath.basename(record.id)}/{item.file}"]
                close = own or get_close_matches(item.file, beside, n=1, cutoff=0.7)
                hint = f"是不是 {close[0]}？" if close else f"请把文件放到 content/{path}"
                yield content.problem(record, loc, "P01", f"找不到“{item.file}”", hint)


def _of_its_kind(content: Content, record: Record, loc: Loc, item: Image | Audio, path: str) -> Iterator[Problem]:
    """A picture is named where a picture belongs, a sound where a sound; of other files it is said what they are."""
    wanted, words = (PICTURES, "JPEG、PNG 或 WebP 图片") if isinstance(item, Image) else (SOUNDS, "mp3 或 m4a 音频")
    if not path.lower().endswith(tuple(wanted)):
        hint = f"请换成{words}" if isinstance(item, Image) else "请用录音或剪辑软件打开，另存为 mp3"
        if isinstance(item, Image) and path not in content.files:
            hint = decode.unreadable((content.root / path).read_bytes()).hint
        yield content.problem(record, loc, "P03", f"“{item.file}”不是{words}", hint)


def picture_size(content: Content, path: str) -> tuple[int, int] | None:
    """Width and height in pixels as shown; None when the file is no readable JPEG, PNG or WebP."""
    try:
        return decode.size((content.root / path).read_bytes())
    except (OSError, decode.UnfitError):
        return None
