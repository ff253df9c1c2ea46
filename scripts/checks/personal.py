"""Rules about personal data: what may stand nowhere, whoever wrote it (PIPL arts. 4, 28; research §1.4, §4)."""

import re
from collections.abc import Iterator
from pathlib import Path

from scripts.checks import texts
from scripts.load import Content
from scripts.personal import find
from scripts.problems import Problem
from scripts.records.base import Record
from scripts.records.parts import Contact
from scripts.records.role_models import RoleModel
from scripts.records.venues import Venue
from scripts.records.vocabularies import LegalBasisKind

_FOLDED = re.compile(r">[+-]?$", re.MULTILINE)
READABLE = frozenset({".md", ".html", ".css", ".js", ".json", ".svg", ".txt", ".xml", ".csv", ".yml"})
PICTURES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".ico"})
SOUNDS = frozenset({".mp3", ".m4a", ".ogg", ".woff2"})


def duty_mobiles(content: Content) -> frozenset[str]:
    """The numbers offices have declared as theirs, not a person's."""
    contacts = (part for record in content.records.values() for _, part in texts.parts(record, Contact))
    return frozenset(contact.duty_mobile for contact in contacts if contact.duty_mobile)


def none_in_records(content: Content) -> Iterator[Problem]:
    """No identity number, mobile, bank card, home address or full date of birth in a record, comments included."""
    allowed = duty_mobiles(content)
    for file, record in [(file, one) for one in content.records.values() for file in one.files]:
        text = texts.raw(content, file)
        found = [one for one in find(text, allowed) if not _excused(record, one.code, text[one.start : one.end])]
        for one in found:
            place = texts.place_of(text, one.start, one.end - one.start)
            yield texts.problem_in(texts.file_of(content, file), place, one.code, one.message, one.hint)
        if not found and ("\\" in text or _FOLDED.search(text)):
            yield from _folded(content, record, allowed)


def _folded(content: Content, record: Record, allowed: frozenset[str]) -> Iterator[Problem]:
    """What only shows once YAML's escapes and folded lines are resolved."""
    for loc, value in texts.strings(record):
        for one in find(value, allowed):
            if not _excused(record, one.code, value[one.start : one.end]):
                yield content.problem(record, loc, one.code, one.message, one.hint)


def _excused(record: Record, code: str, shown: str) -> bool:
    """A public place has an address to the door; a figure of history has a birthday."""
    if code == "D05" and isinstance(record, Venue):
        return shown in (record.address or "")
    historic = isinstance(record, RoleModel) and record.legal_basis.kind is LegalBasisKind.HISTORIC_FIGURE
    return code == "D06" and historic


def none_in_names(content: Content) -> Iterator[Problem]:
    """No personal data in the name of a file: names become addresses."""
    for name in sorted({*content.files, *(file for record in content.records.values() for file in record.files)}):
        for one in find(re.sub(r"[-_/.]", " ", name)):
            message = one.message.replace("这里", "文件名里")
            yield Problem(texts.file_of(content, name), 1, 1, one.code, message, "请给文件换一个名字")


def none_in_hand_written_pages(content: Content) -> Iterator[Problem]:
    """No personal data in the hand-written pages and their attachments, which must be of a kind that can be read."""
    docs = content.terms.docs
    allowed = duty_mobiles(content) if docs else frozenset()
    for path in _files(docs):
        name = f"{path.relative_to(docs.parent).as_posix()}" if docs else ""
        if path.is_symlink():
            yield Problem(name, 1, 1, "N08", "这是一个链接，不是文件", "请放真正的文件")
        elif path.suffix.lower() in READABLE:
            text = path.read_text(encoding="utf-8", errors="replace")
            for one in find(text, allowed):
                place = texts.place_of(text, one.start, one.end - one.start)
                yield texts.problem_in(name, place, one.code, one.message, one.hint)
        elif path.suffix.lower() not in PICTURES | SOUNDS:
            hint = "请把内容写成网页；确要提供下载的，放到单位自己的文件服务上再给链接"
            yield Problem(name, 1, 1, "D08", f"附件“{path.name}”里有什么，程序查不到", hint)


def _files(folder: Path | None) -> list[Path]:
    found = sorted(folder.rglob("*")) if folder else []
    return [path for path in found if path.is_symlink() or path.is_file()]
