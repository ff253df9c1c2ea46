"""Licences and consents that ended after publication: what rested on them leaves the site by itself.

The use of a work ends with its licence (著作权法 art. 26), that of personal data when consent is withdrawn or its time is
over (PIPL arts. 15, 47). Were this an error, the last good site would stay up with what may no longer be shown, until
somebody came to mend it.
"""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import NamedTuple

from scripts.catalogue.urls_lock import Lock
from scripts.load.consents import Consent, Scope, Signer
from scripts.load.content import Content
from scripts.records.base import Image, Record, Rights
from scripts.records.exhibitions import Audio, Exhibit
from scripts.records.fields import Field
from scripts.records.names import Found, NameFinder, certain, name_key
from scripts.records.parts import Member
from scripts.records.role_models import RoleModel
from scripts.records.surnames import surname
from scripts.records.vocabularies import LegalBasisKind, RightsKind, Status, WithdrawalReason
from scripts.records.walk import LEFT_OUT, all_parts, parts, rewritten

_TOLD = frozenset({"body", "deed", "quote", "summary"})
_LOOKS = frozenset({"portrait", "images"})
_LISTED = frozenset({"unit", "street"})
_FIELDS = {Scope.PORTRAIT: _LOOKS, Scope.STORY: _TOLD, Scope.SENSITIVE: _TOLD}
_FIELDS |= {Scope.UNIT: frozenset({"unit"}), Scope.REGION: frozenset({"street"})}
"""What of a role model rests on each part of a consent."""
CARRIED: dict[LegalBasisKind, frozenset[str]] = {
    LegalBasisKind.OFFICIAL_HONOUR_LIST: _LISTED,
    LegalBasisKind.NEWS_PUBLIC_INTEREST: _LISTED | _TOLD - {"quote"},
    LegalBasisKind.LAWFULLY_PUBLIC: _LISTED | _TOLD - {"quote"},
    LegalBasisKind.CONSENT_PUBLISH: frozenset(),
    LegalBasisKind.STATUTORY_DUTY: _LISTED,
    LegalBasisKind.HISTORIC_FIGURE: _LISTED | _TOLD | _LOOKS,
}
"""What a ground carries by itself, beside the name: it needs no consent, and stays when one ends (PIPL art. 13)."""
_PAGE = frozenset({"title"})
_WORKS = (Audio, Image, Exhibit)


def ended(rights: Rights, today: datetime.date) -> bool:
    """Has the licence ended? Its last day is still covered."""
    return rights.kind is RightsKind.LICENSED and rights.expires is not None and rights.expires.last() < today


def was_published(record: Record, rights: Rights, lock: Lock) -> bool:
    """Was the record out, by ``urls.lock``, while the licence was in force?"""
    out = record.published
    in_force = rights.expires is not None and (out is None or out.first() <= rights.expires.last())
    return in_force and f"{record.key}/" in lock.dates


def consent_of(content: Content, person: RoleModel) -> Consent | None:
    """The registered consent a real person's record refers to, in force or not."""
    if person.sample or person.legal_basis.kind in {LegalBasisKind.STATUTORY_DUTY, LegalBasisKind.HISTORIC_FIGURE}:
        return None
    return content.consents.consents.get(person.legal_basis.reference or "")


def lost(content: Content, person: RoleModel) -> frozenset[str]:
    """The fields of a person who is shown that rested on a consent that ended; ``title`` when the whole page goes, since
    nothing else lets the person be named, or since it is a child's (PIPL art. 31). What is sensitive no other ground
    carries (art. 29)."""
    consent = consent_of(content, person)
    if consent is None or not person.is_published or not (gone := consent.gone(content.settings.today)):
        return frozenset()
    kind = person.legal_basis.kind
    child = consent.signer is Signer.GUARDIAN and gone >= set(consent.scope)
    if child or (Scope.NAME in gone and kind is LegalBasisKind.CONSENT_PUBLISH):
        return _PAGE
    carried = CARRIED.get(kind, frozenset()) - (_TOLD if Scope.SENSITIVE in gone else frozenset())
    return frozenset(name for scope in gone for name in _FIELDS.get(scope, ()) if getattr(person, name)) - carried


def leaves(content: Content, person: RoleModel) -> bool:
    """Whether the whole page goes."""
    return lost(content, person) == _PAGE


def names_of(content: Content, wanted: Callable[[RoleModel], bool], *, sure: bool = True) -> dict[str, str]:
    """The names of people ``wanted`` that nobody else who is shown has, with the keys; ``sure``: those that mean nothing else."""
    found = content.of(RoleModel)
    gone = {one.key: one for one in found if wanted(one)}
    others = (person for person in found if gone and person.is_published and person.key not in gone)
    shown = {name_key(name) for person in others for name in person.names}
    names = ((name, key) for key, one in gone.items() for name in (certain(one.names) if sure else one.names))
    return {name: key for name, key in names if name_key(name) not in shown}


def longer_names(content: Content, names: Iterable[str]) -> list[str]:
    """The names of people who are shown that hold one of ``names``: 李明亮 is not 李明."""
    wanted = NameFinder(dict.fromkeys(names, ""))
    keys = {name_key(name) for name in names}
    shown = [record for record in content.records.values() if record.is_published and keys]
    found = {record.title for record in shown if isinstance(record, RoleModel)}
    found |= {member.name for record in shown for _, member in parts(record, Member)}
    return sorted(name for name in found if name_key(name) not in keys and any(wanted.find(name)))


def to_find(content: Content, owners: dict[str, str]) -> NameFinder:
    """``owners``' names, to be found in texts; the longer names of others are found with no owner."""
    longer = dict.fromkeys(longer_names(content, owners), "")  # none of them is an owner's
    return NameFinder(owners | longer)


def masked_name(name: str) -> str:
    """A name as news writes it of somebody who is not to be known: 柯某."""
    return f"{surname(name)}某"


class _Left(NamedTuple):
    """What may be shown on a day: which parts are gone, and how a text reads without ``names``; ``masks``: are there any?"""

    today: datetime.date | None
    names: NameFinder
    faces: NameFinder
    masks: bool

    def gone(self, value: object) -> bool:
        """A work whose licence ended; a picture or a sound that names somebody whose consent to it did."""
        if not isinstance(value, _WORKS):
            return False
        if isinstance(value, Audio) and _owned(self.names, f"{value.transcript}\n\n{value.credit}"):
            return True
        if isinstance(value, Image) and _owned(self.faces, f"{value.alt}\n\n{value.caption}"):
            return True
        if isinstance(value, Audio) or value.rights is None or self.today is None:
            return False
        return ended(value.rights, self.today)

    def text(self, value: str) -> str:
        """The text with the names masked. What is written in ASCII without spaces is an id, a file or an address."""
        if " " not in value and (value.isascii() or value.startswith(("http://", "https://"))):
            return value
        pieces, done = [], 0
        for found in _owned(self.names, value):
            pieces += [value[done : found.start], masked_name(found.name)]
            done = found.end
        return "".join([*pieces, value[done:]]) if pieces else value

    def touches(self, record: Record) -> bool:
        """Whether anything of a record may be gone or read otherwise: of most nothing is, and they need no copy."""
        return self.masks or any(self.gone(part) for _, part in all_parts(record))

    def change(self, _: Field, value: object) -> object:
        """What is left of a value."""
        return LEFT_OUT if self.gone(value) else self.text(value) if type(value) is str else value


def _owned(names: NameFinder, text: str) -> list[Found]:
    return [found for found in names.find(text) if found.owner]


def taken_out(content: Content) -> Content:
    """The content as it may be shown today.

    A text whose licence ended is a note that it was withdrawn, a picture or an object is left out. So is the page of a
    person whose consent ended; elsewhere their name is masked and a picture that names them left out. Where another
    ground carries the page, only what rested on the consent goes. Without a day only a withdrawn consent has ended.
    """
    faces = names_of(content, lambda person: bool(lost(content, person) & (_PAGE | _LOOKS)))
    names = names_of(content, lambda person: leaves(content, person))
    left = _Left(content.settings.today, to_find(content, names), to_find(content, faces), bool(names))
    return replace(content, records={key: _record(content, record, left) for key, record in content.records.items()})


def _record(content: Content, record: Record, left: _Left) -> Record:
    if not record.is_published:
        return record
    if left.today is not None and ended(record.rights, left.today):
        return record.with_changes(status=Status.WITHDRAWN, withdrawn_because=WithdrawalReason.LICENCE_ENDED)
    if isinstance(record, RoleModel) and (fields := lost(content, record)):
        if fields == _PAGE:
            return record.with_changes(status=Status.WITHDRAWN, withdrawn_because=WithdrawalReason.CONSENT_ENDED)
        record = record.with_changes(**{name: type(record).model_fields[name].default for name in fields})
    return rewritten(record, left.change) if left.touches(record) else record
