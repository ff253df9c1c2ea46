"""Rules about the legal basis on which a person is named, and how far it reaches (PIPL arts. 13, 25, 27, 29)."""

from collections.abc import Iterator

from scripts.checks.people import consent_of, real_people
from scripts.load.consents import Scope
from scripts.load.content import Content
from scripts.problems import Problem
from scripts.records.role_models import RoleModel
from scripts.records.vocabularies import LegalBasisKind

EVIDENCED = {LegalBasisKind.OFFICIAL_HONOUR_LIST, LegalBasisKind.NEWS_PUBLIC_INTEREST, LegalBasisKind.LAWFULLY_PUBLIC}
_LOOKS = (("portrait", Scope.PORTRAIT), ("images", Scope.PORTRAIT))
_WORDS = (("quote", Scope.STORY),)
_TELLS = (("deed", Scope.STORY), ("body", Scope.STORY))
_PLACES = (("unit", Scope.UNIT), ("street", Scope.REGION))
EVERYTHING = (*_LOOKS, *_WORDS, *_TELLS, *_PLACES)
BEYOND: dict[LegalBasisKind, tuple[tuple[str, Scope], ...]] = {
    LegalBasisKind.OFFICIAL_HONOUR_LIST: (*_LOOKS, *_WORDS, *_TELLS),
    LegalBasisKind.NEWS_PUBLIC_INTEREST: (*_LOOKS, *_WORDS),
    LegalBasisKind.LAWFULLY_PUBLIC: (*_LOOKS, *_WORDS),
    LegalBasisKind.CONSENT_PUBLISH: EVERYTHING,
    LegalBasisKind.STATUTORY_DUTY: (*_LOOKS, *_WORDS, *_TELLS),
    LegalBasisKind.HISTORIC_FIGURE: (),
}
"""Per ground, the fields that go beyond it, and what a consent must cover to have them (research §4)."""


def beyond(kind: LegalBasisKind) -> tuple[tuple[str, Scope], ...]:
    """What goes beyond a ground: everything, where nobody has said how far it reaches."""
    return BEYOND.get(kind, EVERYTHING)


def basis_has_evidence(content: Content) -> Iterator[Problem]:
    """A basis names what it rests on: a public list or report, the number of a form or a document, a year of death."""
    for person in real_people(content):
        for message, hint in _gaps(content, person):
            yield content.problem(person, ("legal_basis", "kind"), "D09", message, hint)


def _gaps(content: Content, person: RoleModel) -> Iterator[tuple[str, str]]:
    basis, today = person.legal_basis, content.settings.today
    if basis.kind in EVIDENCED and not basis.evidence:
        hint = "请在 legal_basis 下写 evidence，注明在哪里公开的：名单、报道或本人的公开发布"
        yield f"“{basis.kind.label}”没有写依据", hint
    elif basis.kind is LegalBasisKind.CONSENT_PUBLISH and not basis.reference:
        yield "“本人同意公开”没有写同意书编号", "请在 legal_basis 下写 reference: 登记编号"
    elif basis.kind is LegalBasisKind.STATUTORY_DUTY and not basis.reference:
        yield "“法定职责”没有写依据", "请在 legal_basis 下写 reference: 法规或文件的文号"
    elif basis.kind is LegalBasisKind.HISTORIC_FIGURE:
        if not basis.died and not basis.evidence:
            hint = "请在 legal_basis 下写 died: 逝世年份；查不到年份的写 evidence；在世的人请改用别的依据"
            yield "“历史人物”没有写逝世年份", hint
        if basis.died and today and basis.died.first() > today:
            yield f"逝世年份 {basis.died} 还没有到", "请核对 died；在世的人请改用别的依据"


def consent_covers_what_is_shown(content: Content) -> Iterator[Problem]:
    """What goes beyond the fields of an official list or a report needs a consent that covers it."""
    for person in real_people(content):
        kind, consent = person.legal_basis.kind, consent_of(content, person)
        if kind is LegalBasisKind.CONSENT_PUBLISH and consent is None:
            continue  # told by consent_is_in_force
        scope = consent.scope if consent else ()
        if kind is LegalBasisKind.CONSENT_PUBLISH and Scope.NAME not in scope:
            yield content.problem(person, ("name",), "D12", "同意书没有同意公开姓名", "请取得同意，或用化名")
        for name, needed in beyond(kind):
            if getattr(person, name) and needed not in scope:
                message = f"字段 {name} 超出了“{kind.label}”的范围"
                hint = f"请删去，或取得本人对“{needed.label}”的同意，把登记编号写在 legal_basis 的 reference 里"
                yield content.problem(person, (name,), "D12", message, hint, key=True)
