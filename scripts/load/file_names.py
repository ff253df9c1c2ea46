"""Rules for file names: the folder of the type, then lower-case ASCII words joined by hyphens."""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from itertools import chain, count
from pathlib import Path, PurePosixPath
from posixpath import splitext

from scripts.load.resolve import LABELS, MAX_NAME, safe_name
from scripts.problems import Problem
from scripts.records import TYPES

NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
DEVICES = r"con|prn|aux|nul|com\d|lpt\d"
"""Names Windows reserves for devices, with any suffix."""
RESERVED = re.compile(rf"index|by-.+|[12]\d{{3}}|page-\d+|{DEVICES}")
PICTURES = frozenset({".jpg", ".jpeg", ".png", ".webp"})
SOUNDS = frozenset({".mp3", ".m4a"})
PANEL_PAGE = re.compile(r"[0-9]+|print|codes")
"""Pages an exhibition makes below its own: panels by number, print layouts, codes."""
MAX_PATH = 150
"""Longest path below the content folder: Windows cannot check out much longer ones."""
LITTER = re.compile(r"Thumbs\.db|desktop\.ini|~\$.*|.*\.tmp|@eaDir|\$RECYCLE\.BIN", re.IGNORECASE)
"""Files that Windows, Office and shared disks leave behind; ignored, as all names that begin with a dot."""
_RIGHT: set[str] = set()
_COPY = re.compile(rf"(?:(?:复件|副本)[ _-]*)?(?P<first>{NAME.pattern})(?:[^a-z0-9].*)?\.(?i:ya?ml).*")
"""Names that file managers, browsers, shared disks, editors and people give to a second copy: they add something no
valid name has before or after the original's."""


def numbered(name: str) -> Iterator[str]:
    """The name, then alternatives where it is taken: ye-ke, ye-ke-2, ye-ke-3 …"""
    return chain([name], (f"{name}-{number}" for number in count(2)))


def entries(folder: str, base: str = "") -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Everything below a folder, each with its path prefixed by ``base``; links are not followed."""
    with os.scandir(folder) as found:
        for entry in found:
            yield base + entry.name, entry
            if entry.is_dir(follow_symlinks=False) and not LITTER.fullmatch(entry.name):
                yield from entries(entry.path, f"{base}{entry.name}/")


def copied_from(root: Path, name: str) -> str:
    """The record a file is a second copy of; empty when it is no copy, or the original is not there."""
    folder, slash, file = name.rpartition("/")
    if NAME.fullmatch(file.removesuffix(".yml")) or not (match := _COPY.fullmatch(file)):
        return ""
    first = f"{folder}{slash}{match['first']}.yml"
    return first if (root / first).is_file() else ""


def name_problems(root: Path, name: str) -> list[Problem]:
    """The problems of a file name. A valid name is valid in every folder and checked once a process."""
    found = [] if name in _RIGHT else list(_name_problems(root, name))
    if not found:
        _RIGHT.add(name)
    return found


def _name_problems(root: Path, name: str) -> Iterator[Problem]:
    """A record lies in the folder of its type; its path is lower-case ASCII words joined by hyphens."""
    file = f"{root.name}/{name}"
    folder, *rest = name.split("/")
    stem, suffix = splitext(name.rpartition("/")[2])
    if len(name) > MAX_PATH:
        hint = "请少套几层文件夹，或把名字改短"
        yield Problem(file, 1, 1, "N01", f"路径有 {len(name)} 个字符，最多 {MAX_PATH} 个", hint)
    if folder not in TYPES or not rest:
        close = LABELS.get(folder) or next(iter(get_close_matches(safe_name(folder), TYPES, n=1, cutoff=0.7)), "")
        rest_of = "/".join((close, *rest[:-1]))
        hint = (
            f"请把它移到 content/{rest_of}/"
            if close and rest
            else "文件夹只能是：" + "、".join(f"{name}（{model.label}）" for name, model in TYPES.items())
        )
        said = f"没有“{folder}”这种记录" if rest else f"“{folder}”没有放在哪一类的文件夹里"
        yield Problem(file, 1, 1, "N03", said, hint)
    elif first := copied_from(root, name):
        hint = f"请对照着看，要的内容写进 {first.rpartition('/')[2]}，再删去这一份；是另一条记录的，给它另取文件名"
        yield Problem(file, 1, 1, "N15", f"这是 {first} 的另一份，不会发布", hint)
    elif suffix == ".yml" or suffix.lower() in PICTURES | SOUNDS:
        for part in (*rest[:-1], stem):
            if not NAME.fullmatch(part) or len(part) > MAX_NAME:
                kind = "" if part != stem else suffix.lower()
                also = "，记录里的 file 也照着改" if kind not in {"", ".yml"} else ""
                beside = (root / name).parent
                names = (one + kind for one in numbered(valid_file_name(_without_suffix(part))))
                free = next(one for one in names if not kind or not (beside / one).exists())
                hint = f"请改名为 {free}{also}（只用小写字母、数字和短横，不超过 {MAX_NAME} 个字符）"
                yield Problem(file, 1, 1, "N01", f"文件名“{part}”不合规则", hint)
            elif _is_reserved(part, (folder, *rest), suffix):
                yield Problem(file, 1, 1, "N07", f"文件名“{part}”是网站保留的", "请换一个名字")
    elif _is_record(root / name):
        path = PurePosixPath(name)
        hint = f"请改名为 {safe_name(_without_suffix(path.name))}.yml；电脑上看不见后缀的，先在“查看”里打开“文件扩展名”"
        said = f"后缀“{path.suffix}”不对" if path.suffix else "没有后缀 .yml"
        yield Problem(file, 1, 1, "N13", f"记录{said}，不会发布", hint)
    elif suffix.lower() in {".xls", ".xlsx", ".et", ".doc", ".docx", ".wps", ".csv", ".pdf"}:
        hint = "网站不读表格和文档：请照手册里的样例写成 .yml 记录，原件留在自己的电脑上"
        yield Problem(file, 1, 1, "N05", f"“{stem}{suffix}”是表格或文档，不会发布", hint)
    else:
        hint = "这里只放 .yml 记录，.jpg .png .webp 图片和 .mp3 .m4a 音频"
        yield Problem(file, 1, 1, "N05", f"不认识的文件“{stem}{suffix}”，不会发布", hint)


def valid_file_name(name: str) -> str:
    """A valid name for a picture or sound; long numbers are left out, since logs show it."""
    return re.sub(r"\d{11,}", lambda long: long[0][-4:], safe_name(name))


def _is_record(path: Path) -> bool:
    """Whether a file is a record with a wrong suffix: x.yaml, x.yml.txt, or any with fields inside."""
    if re.search(r"\.ya?ml\b", path.name, re.IGNORECASE):
        return True
    first = path.read_bytes()[:200].decode("utf-8-sig", errors="replace")
    return re.match(r"\s*\w{1,20}\s*[:：]", first) is not None


def _without_suffix(name: str) -> str:
    return re.sub(r"(?:[.。．·]+(?:ya?ml\b.*|ya?m\w*|txt|md))+$", "", name, flags=re.IGNORECASE)


def _is_reserved(part: str, parts: Sequence[str], suffix: str) -> bool:
    """Whether a name is a page the site makes itself, or reserved by Windows. A folder may be a year: /news/2026/ lists
    its news."""
    folder = part in parts[:-1]
    if parts[0] == "exhibitions" and len(parts) > 2 and suffix == ".yml" and PANEL_PAGE.fullmatch(part):
        return True
    if re.fullmatch(DEVICES, part):
        return True
    return bool(RESERVED.fullmatch(part)) and not (folder and part.isdigit()) and (folder or suffix == ".yml")


def case_problems(root: Path, names: Iterable[str]) -> Iterator[Problem]:
    """Names that differ only by case: one file on Windows and macOS."""
    seen: dict[str, str] = {}
    for name in sorted(names):
        other = seen.setdefault(name.casefold(), name)
        if other != name:
            yield Problem(f"{root.name}/{name}", 1, 1, "N06", f"与“{other}”只有大小写不同", "请把其中一个改名")
