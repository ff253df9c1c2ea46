"""Rules about personal data: what may stand nowhere, whoever wrote it (PIPL arts. 4, 28; research §1.4, §4)."""

import re
from collections.abc import Iterator
from dataclasses import replace

from scripts.checks import texts
from scripts.load.content import Content
from scripts.privacy.detectors import NOTHING, find
from scripts.privacy.detectors.allowed import Allowed
from scripts.privacy.detectors.finding import Finding
from scripts.problems import Problem
from scripts.records.base import Record
from scripts.records.events import Event
from scripts.records.exhibitions import Panel, Section
from scripts.records.parts import Contact
from scripts.records.role_models import RoleModel
from scripts.records.venues import Venue
from scripts.records.vocabularies import LegalBasisKind, Status

_FOLDED = re.compile(r">[+-]?$", re.MULTILINE)
_HOME = re.compile(r"(?<![之大国专])家(?![属园和])|住|居(?!民|委)|宅")


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
            yield texts.problem_in(texts.file_of(content, file), place, one.code, one.message, _cure(record, one))
        if "\\" in text or _FOLDED.search(text):
            yield from _folded(content, record, may, {one.message for one in found})


def _folded(content: Content, record: Record, may: Allowed, told: set[str]) -> Iterator[Problem]:
    """What only shows once YAML's escapes and folded lines are resolved, and was not ``told`` already."""
    for loc, value in texts.strings(record):
        for one in find(value, may):
            if one.message not in told:
                yield content.problem(record, loc, one.code, one.message, _cure(record, one))


def _cure(record: Record, one: Finding) -> str:
    """The cure; it names the field for duty mobiles only where the record's type has one."""
    duty = one.code == "D03" and "contact" in type(record).model_fields
    return f"{one.hint}；单位公用的值班手机写在 contact 的 duty_mobile 里" if duty else one.hint


def none_in_names(content: Content) -> Iterator[Problem]:
    """No personal data in the name of a file, in an old address or in the id of a panel: all become addresses."""
    for name in sorted({*content.files, *(file for record in content.records.values() for file in record.files)}):
        for one in in_address(name):
            message = one.message.replace("这里", "文件名里")
            yield Problem(texts.file_of(content, name), 1, 1, one.code, message, "请给文件换一个名字")
    for record in content.records.values():
        ids = [((*loc, "id"), part.id) for kind in (Section, Panel) for loc, part in texts.parts(record, kind)]
        for loc, address in [*ids, *((("aliases", place), alias) for place, alias in enumerate(record.aliases))]:
            for one in in_address(address):
                message = one.message.replace("这里", "地址里")
                yield content.problem(record, loc, one.code, message, "请换一个不含号码的地址")


def in_address(name: str) -> Iterator[Finding]:
    """What stands in a path, its hyphens, dots and slashes read as spaces."""
    return find(re.sub(r"[-_/.]", " ", name))
