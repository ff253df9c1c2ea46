"""Rules about the legal basis for naming a person, its scope, and the consent registry (PIPL arts. 13, 25, 27, 29)."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from scripts.catalogue import expiry
from scripts.load.consents import CONSENTS, REFERENCE, Consent, Scope
from scripts.load.content import Content
from scripts.problems import Loc, Problem
from scripts.records.parts import LegalBasis
from scripts.records.role_models import RoleModel
from scripts.records.vocabularies import LegalBasisKind

_REFERENCE: Loc = ("legal_basis", "reference")
_RENEW = "续签了的，换成新编号；不续的，把这条记录里有关的内容删去，整页撤下的写 status: 撤下"
SOON = timedelta(days=60)
"""How long before its end a consent is reported, so that a new form can be signed."""


def real_people(content: Content) -> Iterator[RoleModel]:
    """Published role models that are no samples; none without a private folder, which has the consents."""
    for person in content.of(RoleModel) if content.settings.private else ():
        if person.is_published and not person.sample:
            yield person


def consent_is_registered(content: Content) -> Iterator[Problem]:
    """A consent to publish has its own opaque number in the registry, if there is one, and is signed (PIPL art. 25)."""
    today, registry = content.settings.today, content.consents
    holders: dict[str, RoleModel] = {}
    for person in real_people(content) if registry.problem is None else ():
        reference = person.legal_basis.reference
        if not reference or person.legal_basis.kind is LegalBasisKind.STATUTORY_DUTY:
            continue
        holder = holders.setdefault(reference, person)
        consent = registry.consents.get(reference)
        tell = partial(content.problem, person, _REFERENCE, "D10")
        if not re.fullmatch(REFERENCE, reference):
            hint = "请照登记簿抄：大写字母、年份、三到六位的序号，例如 TY-2026-0017；里面不能有姓名"
            invented = "；虚构的人，sample 写 true" if reference == "示例" else ""
            yield tell("同意书编号写法不对", hint + invented)
        elif consent is None:
            hint = (
                "请核对编号；还没有登记的，请管登记簿的同事登记，运行 python -m scripts lock，把 consents.lock 一起提交"
            )
            yield tell(f"登记簿里没有“{reference}”", hint)
        elif holder is not person:
            hint = "一份同意书只管一条记录，请各人各签一份；两人或群体写成一条记录的，可以共用一份"
            yield tell(f"“{reference}”已经用在“{holder.title}”的记录里", hint)
        elif not consent.begun(today):
            hint = "还没有签的，等签了再发布：先写 status: 草稿；日期登记错的，请管登记簿的同事改 given"
            yield tell(f"同意书 {consent.given} 才签，还没有生效", hint)


def ended_consents_are_reported(content: Content) -> Iterator[Problem]:
    """Reports what an ended consent took down, and consents in their last sixty days (PIPL arts. 15, 47)."""
    today = content.settings.today
    for person in real_people(content):
        consent = expiry.consent_of(content, person)
        tell = partial(content.problem, person, _REFERENCE)
        if consent and (gone := consent.ended_scopes(today)):
            yield tell("D11", f"{_how_it_ended(consent, gone, today)}，{_what_left(content, person)}", _RENEW)
        elif consent and today and consent.ended(today + SOON):
            message = f"同意将于 {consent.expires} 到期，到期第二天，靠它登的内容会自动撤下"
            yield tell("D20", message, "请现在就联系本人续签，请管登记簿的同事登记；不续的不用做什么")


def _how_it_ended(consent: Consent, gone: frozenset[Scope], today: date | None) -> str:
    if consent.ended(today):
        return f"同意已于 {consent.expires} 到期"
    part = "" if gone == set(consent.scope) else "里的" + "、".join(scope.label for scope in Scope if scope in gone)
    return f"同意{part}已于 {consent.withdrawn} 撤回"


def _what_left(content: Content, person: RoleModel) -> str:
    if expiry.page_expired(content, person):
        return "网站已自动撤下这一页"
    fields = [name for name in type(person).model_fields if name in expiry.expired_fields(content, person)]
    return f"网站已自动撤下 {'、'.join(fields)}" if fields else "这一页没有靠它登的内容"


REQUIRED_EVIDENCE = dict.fromkeys(LegalBasisKind, ("evidence",)) | {
    LegalBasisKind.CONSENT_PUBLISH: ("reference",),
    LegalBasisKind.STATUTORY_DUTY: ("reference",),
    LegalBasisKind.HISTORIC_FIGURE: ("died", "evidence"),
}
"""Legal basis → the fields of which it needs at least one."""
_NO_CONSENT = frozenset({"summary"})
"""Fields that need no consent of their own, although they are taken down when one ends."""


def fields_needing_consent(kind: LegalBasisKind) -> dict[str, Scope]:
    """Field → scope of consent (research §4) of the fields not covered by a legal basis; all, if its reach is not defined."""
    carried = expiry.WITHOUT_CONSENT.get(kind, frozenset()) | _NO_CONSENT
    scopes = ((scope, names) for scope, names in expiry.SCOPE_FIELDS.items() if scope is not Scope.SENSITIVE)
    return {name: scope for scope, names in scopes for name in sorted(names - carried)}


def basis_has_evidence(content: Content) -> Iterator[Problem]:
    """A legal basis names its evidence: a public list or report, the number of a form or document, a year of death."""
    today = content.settings.today
    for person in real_people(content):
        basis, tell = person.legal_basis, partial(content.problem, person, ("legal_basis", "kind"), "D09")
        needed = REQUIRED_EVIDENCE[basis.kind]
        if not any(getattr(basis, name) for name in needed):
            words = (f"{name}（{LegalBasis.model_fields[name].description}）" for name in needed)
            hint = f"请在 legal_basis 下写 {'，或者 '.join(words)}"
            yield tell(f"“{basis.kind.label}”没有写 {' 或 '.join(needed)}", hint)
        if basis.died and today and basis.died.first() > today:
            yield tell(f"逝世年份 {basis.died} 还没有到", "请核对 died；在世的人请改用别的依据")


def consent_covers_what_is_shown(content: Content) -> Iterator[Problem]:
    """Fields beyond an official list or report need a signed consent that covers them.

    An ended consent counts as in force here, since ``expiry`` already removes its fields.
    """
    for person in real_people(content):
        kind, consent = person.legal_basis.kind, expiry.consent_of(content, person)
        signed = consent is not None and consent.begun(content.settings.today)
        if kind is LegalBasisKind.CONSENT_PUBLISH and not signed:
            continue  # reported by consent_is_registered
        scope = consent.scope if consent and signed else ()
        if kind is LegalBasisKind.CONSENT_PUBLISH and Scope.NAME not in scope:
            yield content.problem(person, ("name",), "D12", "同意书没有同意公开姓名", "请取得同意，或用化名")
        for name, needed in fields_needing_consent(kind).items():
            if getattr(person, name) and needed not in scope:
                message = f"字段 {name} 超出了“{kind.label}”的范围"
                hint = f"请删去，或取得本人对“{needed.label}”的同意，把登记编号写在 legal_basis 的 reference 里"
                yield content.problem(person, (name,), "D12", message, hint, key=True)


def folder_is_outside(content: Content) -> Iterator[Problem]:
    """The consent registry and the originals are outside the public tree."""
    private, docs = content.settings.private, content.settings.docs
    public = [folder.resolve() for folder in (content.root, docs) if folder]
    if private and any(private.resolve().is_relative_to(folder) for folder in public):
        yield Problem("private", 1, 1, "D15", "同意书登记簿放在了公开的文件夹里", "请移到 content 和 docs 之外")


def registry_can_be_read(content: Content) -> Iterator[Problem]:
    """The consent registry and its lockfile are lists of complete consents."""
    registry, locked = content.registry, content.locked_registry
    if registry and (problem := registry.problem):
        yield problem.of("private/consents.yml")
    if locked and (problem := locked.problem):
        hint = "请从版本历史里恢复这个文件；有登记簿的，运行 python -m scripts lock 重写"
        yield replace(problem, hint=hint).of(CONSENTS)


def lock_agrees_with_registry(content: Content) -> Iterator[Problem]:
    """``consents.lock``, which CI uses, agrees with the registry."""
    registry, locked = content.registry, content.locked_registry
    if registry and locked and not registry.problem and not locked.problem and registry.text != locked.text:
        other = sorted({number for number, _ in registry.consents.items() ^ locked.consents.items()})
        message = f"{CONSENTS} 与登记簿不一致：{'、'.join(other[:5])}{'等' if len(other) > 5 else ''}"
        yield Problem(CONSENTS, 1, 1, "D31", message, f"请运行 python -m scripts lock，把 {CONSENTS} 一起提交")
