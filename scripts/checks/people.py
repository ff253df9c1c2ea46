"""Rules about people: on what ground they are named, and how far it reaches (PIPL arts. 13, 25, 27, 29, 31)."""

import re
from collections.abc import Iterator
from datetime import timedelta

from scripts.load import Content
from scripts.problems import Loc, Problem
from scripts.records.role_models import RoleModel
from scripts.records.vocabularies import LegalBasisKind, Status
from scripts.registry import REFERENCE, Consent, Scope, Signer

CHILD, ADULT = 14, 18
"""Years of age from which one's own consent counts, and from which one is no minor."""
_PUPIL = re.compile(r"小学[^，。]{0,6}(?:学生|同学)|幼儿园[^，。]{0,4}小朋友")
SOON = timedelta(days=60)
"""How long before a consent ends it is told of: a form has to be signed anew."""
EVIDENCED = {LegalBasisKind.OFFICIAL_HONOUR_LIST, LegalBasisKind.NEWS_PUBLIC_INTEREST, LegalBasisKind.LAWFULLY_PUBLIC}
_LOOKS = (("portrait", Scope.PORTRAIT), ("images", Scope.PORTRAIT))
_WORDS = (("quote", Scope.STORY),)
_TELLS = (("deed", Scope.STORY), ("body", Scope.STORY))
BEYOND: dict[LegalBasisKind, tuple[tuple[str, Scope], ...]] = {
    LegalBasisKind.OFFICIAL_HONOUR_LIST: (*_LOOKS, *_WORDS, *_TELLS),
    LegalBasisKind.NEWS_PUBLIC_INTEREST: (_LOOKS[0], *_WORDS),
    LegalBasisKind.LAWFULLY_PUBLIC: (*_LOOKS, *_WORDS),
    LegalBasisKind.CONSENT_PUBLISH: (*_LOOKS, *_WORDS, *_TELLS, ("unit", Scope.UNIT), ("street", Scope.REGION)),
}
"""Per ground, the fields that go beyond it, and what a consent must cover to have them (research §4)."""


def real_people(content: Content) -> Iterator[RoleModel]:
    """Published role models who are not invented; none when no private folder is given to look consents up in."""
    for record in content.records.values() if content.terms.private else ():
        if isinstance(record, RoleModel) and not record.sample and record.status is Status.PUBLISHED:
            yield record


def consent_of(content: Content, person: RoleModel) -> Consent | None:
    """The consent a record refers to, if it is registered and in force."""
    consent = content.terms.registry.consents.get(person.legal_basis.reference or "")
    return consent if consent and not consent.withdrawn and not consent.ended(content.terms.today) else None


def registry_is_outside(content: Content) -> Iterator[Problem]:
    """The consent registry lies outside the public tree, and can be read."""
    private, docs = content.terms.private, content.terms.docs
    if private is None:
        return
    public = [folder.resolve() for folder in (content.root, docs) if folder]
    if any(private.resolve().is_relative_to(folder) for folder in public):
        yield Problem("private", 1, 1, "D15", "同意书登记簿放在了公开的文件夹里", "请移到 content 和 docs 之外")
    if content.terms.registry.flaw:
        yield Problem("private/consents.yml", 1, 1, "D15", content.terms.registry.flaw, "请对照手册里登记簿的样例改正")


def basis_has_evidence(content: Content) -> Iterator[Problem]:
    """A basis names what it rests on: a public list or report, or the number of a consent form."""
    for person in real_people(content):
        basis = person.legal_basis
        if basis.kind in EVIDENCED and not basis.evidence:
            hint = "请在 legal_basis 下写 evidence，注明在哪里公开的：名单、报道或本人的公开发布"
            yield content.problem(person, ("legal_basis", "kind"), "D09", f"“{basis.kind.label}”没有写依据", hint)
        elif basis.kind is LegalBasisKind.CONSENT_PUBLISH and not basis.reference:
            hint = "请在 legal_basis 下写 reference: 登记编号"
            yield content.problem(person, ("legal_basis", "kind"), "D09", "“本人同意公开”没有写同意书编号", hint)
        elif basis.kind is LegalBasisKind.STATUTORY_DUTY and not (basis.evidence or basis.reference):
            hint = "请写 evidence（法规或文件）或 reference（文号）"
            yield content.problem(person, ("legal_basis", "kind"), "D09", "“法定职责”没有写依据", hint)


def consent_is_in_force(content: Content) -> Iterator[Problem]:
    """Where a registry is given, a consent to publish is registered under an opaque number, not withdrawn and not expired (PIPL arts. 15, 25)."""
    today = content.terms.today
    loc: Loc = ("legal_basis", "reference")
    for person in real_people(content):
        reference = person.legal_basis.reference
        if not reference or person.legal_basis.kind is LegalBasisKind.STATUTORY_DUTY:
            continue
        consent = content.terms.registry.consents.get(reference)
        if not re.fullmatch(REFERENCE, reference):
            hint = "编号里不能有姓名，例如 TY-2026-0017"
            yield content.problem(person, loc, "D10", "同意书编号写法不对", hint)
        elif consent is None:
            hint = "请先在内部登记簿里登记，或核对编号"
            yield content.problem(person, loc, "D10", f"登记簿里没有“{reference}”", hint)
        elif consent.withdrawn:
            message = f"同意已于 {consent.withdrawn} 撤回"
            yield content.problem(person, loc, "D11", message, "请把这条记录改成 status: withdrawn，并删去正文和图片")
        elif consent.ended(today):
            message = f"同意已于 {consent.expires} 到期"
            yield content.problem(person, loc, "D11", message, "请重新取得同意，或把这条记录改成 status: withdrawn")
        elif today and consent.ended(today + SOON):
            message = f"同意将于 {consent.expires} 到期，到期后网站就不能更新了"
            yield content.problem(
                person, loc, "D20", message, "请现在就联系本人续签；不续的，到期前改成 status: withdrawn"
            )


def consent_covers_what_is_shown(content: Content) -> Iterator[Problem]:
    """What goes beyond the fields of an official list or a report needs a consent that covers it."""
    for person in real_people(content):
        consent = consent_of(content, person)
        scope = consent.scope if consent else ()
        if person.legal_basis.kind is LegalBasisKind.CONSENT_PUBLISH and consent and Scope.NAME not in scope:
            yield content.problem(person, ("name",), "D12", "同意书没有同意公开姓名", "请取得同意，或用化名")
        if person.legal_basis.kind is LegalBasisKind.CONSENT_PUBLISH and consent is None:
            continue  # told by consent_is_in_force
        for name, needed in BEYOND.get(person.legal_basis.kind, ()):
            if getattr(person, name) and needed not in scope:
                message = f"字段 {name} 超出了“{person.legal_basis.kind.label}”的范围"
                hint = f"请删去，或取得本人对“{needed.label}”的同意，把登记编号写在 legal_basis 的 reference 里"
                yield content.problem(person, (name,), "D12", message, hint, key=True)


def guardian_signs_for_a_child(content: Content) -> Iterator[Problem]:
    """A person under 14 is shown only with a guardian's consent, under 18 only with consent (PIPL art. 31)."""
    for person in real_people(content):
        age, consent = _age(person), consent_of(content, person)
        if age < ADULT and (consent is None or (age < CHILD and consent.signer is not Signer.GUARDIAN)):
            hint = "请由监护人签同意书并登记（signer: 监护人），或改用化名另写一条"
            yield content.problem(person, ("name",), "D13", "写的是未成年人，没有监护人的同意", hint)


def _age(person: RoleModel) -> int:
    """How old the record says the person is, at most; of a pupil a year under ``CHILD``, of all others ``ADULT``."""
    text = "。".join(filter(None, (person.unit, person.deed, person.summary, person.body)))
    told = re.search(
        rf"(?:{re.escape(person.title)}[，,（( ]*|^|。)(?:今年|现年)?\s*(\d{{1,2}})岁(?!时|那年|起|就|开始)", text
    )
    if told:
        return int(told[1])
    return CHILD - 1 if _PUPIL.search(person.unit or "") else ADULT
