"""Takes down what depends on licences and consents that ended after publication.

The use of a work ends with its licence (著作权法 art. 26), that of personal data when consent is withdrawn or expires (PIPL
arts. 15, 47). If this were an error, the last good site would stay up with what may no longer be shown.
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
from scripts.records.names import Found, NameFinder, name_key, unambiguous_names
from scripts.records.parts import Member
from scripts.records.role_models import RoleModel
from scripts.records.surnames import surname
from scripts.records.vocabularies import LegalBasisKind, RightsKind, Status, WithdrawalReason
from scripts.records.walk import LEFT_OUT, all_parts, parts, rewritten

_STORY = frozenset({"body", "deed", "quote", "summary"})
_PORTRAIT_FIELDS = frozenset({"portrait", "images"})
_LIST_FIELDS = frozenset({"unit", "street"})
SCOPE_FIELDS = {Scope.PORTRAIT: _PORTRAIT_FIELDS, Scope.STORY: _STORY, Scope.SENSITIVE: _STORY}
SCOPE_FIELDS |= {Scope.UNIT: frozenset({"unit"}), Scope.REGION: frozenset({"street"})}
"""Scope of a consent → the fields of a role model that depend on it."""
WITHOUT_CONSENT: dict[LegalBasisKind, frozenset[str]] = {
    LegalBasisKind.OFFICIAL_HONOUR_LIST: _LIST_FIELDS,
    LegalBasisKind.NEWS_PUBLIC_INTEREST: _LIST_FIELDS | _STORY - {"quote"},
    LegalBasisKind.LAWFULLY_PUBLIC: _LIST_FIELDS | _STORY - {"quote"},
    LegalBasisKind.CONSENT_PUBLISH: frozenset(),
    LegalBasisKind.STATUTORY_DUTY: _LIST_FIELDS,
    LegalBasisKind.HISTORIC_FIGURE: _LIST_FIELDS | _STORY | _PORTRAIT_FIELDS,
}
"""Legal basis → the fields, besides the name, that need no consent and stay when one ends (PIPL art. 13)."""
_PAGE = frozenset({"title"})
_WORKS = (Audio, Image, Exhibit)


def ended(rights: Rights, today: datetime.date) -> bool:
    """Whether the licence has ended; its last day is still covered."""
    return rights.kind is RightsKind.LICENSED and rights.expires is not None and rights.expires.last() < today


def was_published(record: Record, rights: Rights, lock: Lock) -> bool:
    """Whether the record was published, by ``urls.lock``, while the licence was in force."""
    out = record.published
    in_force = rights.expires is not None and (out is None or out.first() <= rights.expires.last())
    return in_force and f"{record.key}/" in lock.dates


def consent_of(content: Content, person: RoleModel) -> Consent | None:
    """The registered consent of a real person's record, in force or not."""
    if person.sample or person.legal_basis.kind in {LegalBasisKind.STATUTORY_DUTY, LegalBasisKind.HISTORIC_FIGURE}:
        return None
    return content.consents.consents.get(person.legal_basis.reference or "")


def expired_fields(content: Content, person: RoleModel) -> frozenset[str]:
    """The fields of a published person that depended on an ended consent. It is ``title`` if the whole page goes, because
    no other legal basis allows the name, or it is a child's (PIPL art. 31). No other basis covers sensitive data (art. 29)."""
    consent = consent_of(content, person)
    if consent is None or not person.is_published or not (gone := consent.ended_scopes(content.settings.today)):
        return frozenset()
    kind = person.legal_basis.kind
    child = consent.signer is Signer.GUARDIAN and gone >= set(consent.scope)
    if child or (Scope.NAME in gone and kind is LegalBasisKind.CONSENT_PUBLISH):
        return _PAGE
    carried = WITHOUT_CONSENT.get(kind, frozenset()) - (_STORY if Scope.SENSITIVE in gone else frozenset())
    return frozenset(name for scope in gone for name in SCOPE_FIELDS.get(scope, ()) if getattr(person, name)) - carried


def page_expired(content: Content, person: RoleModel) -> bool:
    """Whether the whole page is taken down."""
    return expired_fields(content, person) == _PAGE


def names_of(content: Content, wanted: Callable[[RoleModel], bool], *, sure: bool = True) -> dict[str, str]:
    """Name → key of ``wanted`` people, without names that other published people have; ``sure``: only unambiguous ones."""
    found = content.of(RoleModel)
    gone = {one.key: one for one in found if wanted(one)}
    others = (person for person in found if gone and person.is_published and person.key not in gone)
    shown = {name_key(name) for person in others for name in person.names}
    names = ((name, key) for key, one in gone.items() for name in (unambiguous_names(one.names) if sure else one.names))
    return {name: key for name, key in names if name_key(name) not in shown}


def longer_names(content: Content, names: Iterable[str]) -> list[str]:
    """The names of published people that contain one of ``names``: 李明亮 is not 李明."""
    wanted = NameFinder(dict.fromkeys(names, ""))
    keys = {name_key(name) for name in names}
    shown = [record for record in content.records.values() if record.is_published and keys]
    found = {record.title for record in shown if isinstance(record, RoleModel)}
    found |= {member.name for record in shown for _, member in parts(record, Member)}
    return sorted(name for name in found if name_key(name) not in keys and any(wanted.find(name)))


def name_finder(content: Content, owners: dict[str, str]) -> NameFinder:
    """A finder of ``owners``' names; longer names of others match without an owner."""
    longer = dict.fromkeys(longer_names(content, owners), "")  # none of them is an owner's
    return NameFinder(owners | longer)


def masked_name(name: str) -> str:
    """A name as news writes it for anonymity: 柯某."""
    return f"{surname(name)}某"


class _Redaction(NamedTuple):
    """Removes expired parts and masks ``names``; ``faces`` are names whose pictures go; ``masks``: whether there are names."""

    today: datetime.date | None
    names: NameFinder
    faces: NameFinder
    masks: bool

    def is_expired(self, value: object) -> bool:
        """Whether a value is a work whose licence ended, or a picture or sound that names somebody whose consent to it did."""
        if not isinstance(value, _WORKS):
            return False
        if isinstance(value, Audio) and _owned(self.names, f"{value.transcript}\n\n{value.credit}"):
            return True
        if isinstance(value, Image) and _owned(self.faces, f"{value.alt}\n\n{value.caption}"):
            return True
        if isinstance(value, Audio) or value.rights is None or self.today is None:
            return False
        return ended(value.rights, self.today)

    def redacted(self, value: str) -> str:
        """The text with masked names; ASCII without spaces is an id, a file or an address, and stays."""
        if " " not in value and (value.isascii() or value.startswith(("http://", "https://"))):
            return value
        pieces, done = [], 0
        for found in _owned(self.names, value):
            pieces += [value[done : found.start], masked_name(found.name)]
            done = found.end
        return "".join([*pieces, value[done:]]) if pieces else value

    def affects(self, record: Record) -> bool:
        """Whether a record may change; most do not, and are not copied."""
        return self.masks or any(self.is_expired(part) for _, part in all_parts(record))

    def change(self, _: Field, value: object) -> object:
        """The value without expired parts and names."""
        return LEFT_OUT if self.is_expired(value) else self.redacted(value) if type(value) is str else value


def _owned(names: NameFinder, text: str) -> list[Found]:
    return [found for found in names.find(text) if found.owner]


def without_expired(content: Content) -> Content:
    """The content that may be shown today.

    When a licence ends, a record is shown as withdrawn, and a picture or object is left out. When a consent ends, the
    person's page is shown as withdrawn, and elsewhere their name is masked and pictures that name them are left out; if
    another legal basis covers the page, only the dependent fields go. Without a day only withdrawn consents have ended.
    """
    faces = names_of(content, lambda person: bool(expired_fields(content, person) & (_PAGE | _PORTRAIT_FIELDS)))
    names = names_of(content, lambda person: page_expired(content, person))
    left = _Redaction(content.settings.today, name_finder(content, names), name_finder(content, faces), bool(names))
    return replace(content, records={key: _record(content, record, left) for key, record in content.records.items()})


def _record(content: Content, record: Record, left: _Redaction) -> Record:
    if not record.is_published:
        return record
    if left.today is not None and ended(record.rights, left.today):
        return record.with_changes(status=Status.WITHDRAWN, withdrawn_because=WithdrawalReason.LICENCE_ENDED)
    if isinstance(record, RoleModel) and (fields := expired_fields(content, record)):
        if fields == _PAGE:
            return record.with_changes(status=Status.WITHDRAWN, withdrawn_because=WithdrawalReason.CONSENT_ENDED)
        record = record.with_changes(**{name: type(record).model_fields[name].default for name in fields})
    return rewritten(record, left.change) if left.affects(record) else record
