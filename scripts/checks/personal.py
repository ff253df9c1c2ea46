"""Rules about personal data: what may stand nowhere, whoever wrote it (PIPL arts. 4, 28; research §1.4, §4)."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from scripts.checks import texts
from scripts.checks.pictures import Flaw, font_flaws, picture_flaws, sound_flaws
from scripts.load import PICTURES, SOUNDS, Content
from scripts.personal import NOTHING, find
from scripts.personal.allowed import Allowed
from scripts.personal.finding import Finding
from scripts.personal.mobiles import excused
from scripts.personal.plain import Plain
from scripts.problems import Problem
from scripts.records.base import Record
from scripts.records.events import Event
from scripts.records.exhibitions import Panel, Section
from scripts.records.parts import Contact
from scripts.records.role_models import RoleModel
from scripts.records.venues import Venue
from scripts.records.vocabularies import LegalBasisKind, Status

_FOLDED = re.compile(r">[+-]?$", re.MULTILINE)
READABLE = frozenset({".md", ".html", ".css", ".js", ".json", ".svg", ".txt", ".xml", ".csv", ".yml"})
_HOME = re.compile(r"(?<![之大国专])家(?![属园和])|住|居(?!民|委)|宅")
LOOKED_INTO: dict[str, Callable[[Path], Iterator[Flaw]]] = {
    **dict.fromkeys(PICTURES, picture_flaws),
    **dict.fromkeys(SOUNDS, sound_flaws),
    ".woff2": font_flaws,
}
"""By suffix, what tells the flaws of an attachment that is no text."""


def allowed(content: Content) -> Allowed:
    """What may be in the finished site: what is declared, and numbers that the words around them in a record excused."""
    known = declared(content)
    shown = [record for record in content.records.values() if record.status is Status.PUBLISHED]
    said = (Plain(texts.raw(content, file)).digits for record in shown for file in record.files)
    return replace(known, mobiles=known.mobiles.union(digits for text in said for digits in excused(text)))


def declared(content: Content) -> Allowed:
    """What the published records declare: numbers of offices, addresses of public places, figures of history.

    What a draft or a withdrawn record declares holds for itself alone.
    """
    known = replace(NOTHING, today=content.terms.today or NOTHING.today)
    return _declared(known, *(one for one in content.records.values() if one.status is Status.PUBLISHED))


def _declared(known: Allowed, *records: Record) -> Allowed:
    """``known`` and what ``records`` declare."""
    contacts = (part for record in records for _, part in texts.parts(record, Contact))
    historic = [
        record
        for record in records
        if isinstance(record, RoleModel) and record.legal_basis.kind is LegalBasisKind.HISTORIC_FIGURE
    ]
    own = [text for record in historic for _, text in texts.strings(record)]
    return replace(
        known,
        mobiles=known.mobiles.union(contact.duty_mobile for contact in contacts if contact.duty_mobile),
        addresses=known.addresses.union(address for record in records for address in _public(record)),
        names=known.names.union(name for person in historic for name in person.names),
        births=known.births.union(text[one.start : one.end] for text in own for one in find(text) if one.code == "D06"),
    )


def _public(record: Record) -> Iterator[str]:
    """Addresses down to the door that everybody may know: a venue's, and the place of an event that is nobody's home."""
    if isinstance(record, Venue) and record.address:
        yield record.address
    if isinstance(record, Event) and record.place and not _HOME.search(record.place):
        yield record.place


def none_in_records(content: Content) -> Iterator[Problem]:
    """No identity number, mobile, bank card, home address or full date of birth in a record, comments included."""
    published = declared(content)
    for file, record in [(file, one) for one in content.records.values() for file in one.files]:
        may = published if record.status is Status.PUBLISHED else _declared(published, record)
        text = texts.raw(content, file)
        found = list(find(text, may))
        for one in found:
            place = texts.place_of(text, one.start, one.end - one.start)
            yield texts.problem_in(texts.file_of(content, file), place, one.code, one.message, one.hint)
        if "\\" in text or _FOLDED.search(text):
            yield from _folded(content, record, may, {one.message for one in found})


def _folded(content: Content, record: Record, may: Allowed, told: set[str]) -> Iterator[Problem]:
    """What only shows once YAML's escapes and folded lines are resolved, and was not ``told`` already."""
    for loc, value in texts.strings(record):
        for one in find(value, may):
            if one.message not in told:
                yield content.problem(record, loc, one.code, one.message, one.hint)


def none_in_names(content: Content) -> Iterator[Problem]:
    """No personal data in the name of a file, in an old address or in the id of a panel: all become addresses."""
    for name in sorted({*content.files, *(file for record in content.records.values() for file in record.files)}):
        for one in _in_address(name):
            message = one.message.replace("这里", "文件名里")
            yield Problem(texts.file_of(content, name), 1, 1, one.code, message, "请给文件换一个名字")
    for record in content.records.values():
        ids = [((*loc, "id"), part.id) for kind in (Section, Panel) for loc, part in texts.parts(record, kind)]
        for loc, address in [*ids, *((("aliases", place), alias) for place, alias in enumerate(record.aliases))]:
            for one in _in_address(address):
                message = one.message.replace("这里", "地址里")
                yield content.problem(record, loc, one.code, message, "请换一个不含号码的地址")


def _in_address(name: str) -> Iterator[Finding]:
    return find(re.sub(r"[-_/.]", " ", name))


def none_in_hand_written_pages(content: Content) -> Iterator[Problem]:
    """No personal data in the hand-written pages and their attachments, which must be of a kind that can be read."""
    docs = content.terms.docs
    may = declared(content) if docs else NOTHING
    for path in _files(docs):
        name = path.relative_to(docs.parent).as_posix() if docs else ""
        for one in _in_address(name):
            yield Problem(name, 1, 1, one.code, one.message.replace("这里", "文件名里"), "请给文件换一个名字")
        if path.is_symlink():
            yield Problem(name, 1, 1, "N08", "这是一个链接，不是文件", "请放真正的文件")
        elif path.suffix.lower() in READABLE:
            yield from _in_text(name, path.read_bytes(), may)
        elif path.suffix.lower() in LOOKED_INTO:
            yield from (Problem(name, 1, 1, *flaw) for flaw in LOOKED_INTO[path.suffix.lower()](path))
        else:
            hint = "请把内容写成网页；确要提供下载的，放到单位自己的文件服务上再给链接"
            yield Problem(name, 1, 1, "D08", f"附件“{path.name}”里有什么，程序查不到", hint)


def _in_text(name: str, data: bytes, may: Allowed) -> Iterator[Problem]:
    text = data.decode("utf-8", errors="replace")
    if "\ufffd" in text:
        yield Problem(name, 1, 1, "Y01", "文件编码不是 UTF-8，查不到里面有什么", "请另存为 UTF-8")
    for one in find(text, may):
        place = texts.place_of(text, one.start, one.end - one.start)
        yield texts.problem_in(name, place, one.code, one.message, one.hint)


def none_in_site_facts(content: Content) -> Iterator[Problem]:
    """No personal data in what mkdocs.yml says of the owner: the footer of every page shows it."""
    may = declared(content) if content.terms.facts else NOTHING
    for name, value in content.terms.facts.items():
        for one in find(value, may):
            yield Problem("mkdocs.yml", 1, 1, one.code, one.message.replace("这里", f"{name} 里"), one.hint)


def _files(folder: Path | None) -> list[Path]:
    found = sorted(folder.rglob("*")) if folder else []
    return [path for path in found if path.is_symlink() or path.is_file()]
