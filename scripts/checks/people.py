"""Rules about consents: where they are registered, whose they are, and how long they last (PIPL arts. 13, 15, 25)."""

import re
from collections.abc import Iterator
from datetime import timedelta

from scripts.load import Content
from scripts.problems import Loc, Problem
from scripts.records.base import Record
from scripts.records.role_models import RoleModel
from scripts.records.vocabularies import LegalBasisKind, Status
from scripts.registry import REFERENCE, Consent

SOON = timedelta(days=60)
"""How long before a consent ends it is told of: a form has to be signed anew."""


def real_records(content: Content) -> Iterator[Record]:
    """Records that are not invented."""
    return (record for record in content.records.values() if not record.sample)


def real_people(content: Content) -> Iterator[RoleModel]:
    """Published role models who are not invented; none when no private folder is given to look consents up in."""
    for record in real_records(content) if content.terms.private else ():
        if isinstance(record, RoleModel) and record.status is Status.PUBLISHED:
            yield record


def consent_of(content: Content, person: RoleModel) -> Consent | None:
    """The consent a record refers to, if it is registered and in force."""
    consent = content.terms.registry.consents.get(person.legal_basis.reference or "")
    today = content.terms.today
    if consent is None or consent.withdrawn or consent.ended(today) or not consent.begun(today):
        return None
    return consent


def consent_is_in_force(content: Content) -> Iterator[Problem]:
    """A consent to publish is registered under an opaque number of its own, signed by now, not withdrawn and not
    expired (PIPL arts. 15, 25). Asked only where a registry is given."""
    today = content.terms.today
    loc: Loc = ("legal_basis", "reference")
    holders: dict[str, RoleModel] = {}
    for person in real_people(content):
        reference = person.legal_basis.reference
        if not reference or person.legal_basis.kind is LegalBasisKind.STATUTORY_DUTY:
            continue
        holder = holders.setdefault(reference, person)
        consent = content.terms.registry.consents.get(reference)
        if not re.fullmatch(REFERENCE, reference):
            hint = "编号里不能有姓名，例如 TY-2026-0017"
            yield content.problem(person, loc, "D10", "同意书编号写法不对", hint)
        elif consent is None:
            hint = "请先在内部登记簿里登记，或核对编号"
            yield content.problem(person, loc, "D10", f"登记簿里没有“{reference}”", hint)
        elif holder is not person:
            hint = "一份同意书只管一条记录，请各人各签一份；两人或群体写成一条记录的，可以共用一份"
            yield content.problem(person, loc, "D10", f"“{reference}”已经用在“{holder.title}”的记录里", hint)
        elif not consent.begun(today):
            hint = "请核对登记簿里的 given；还没有签的，等签了再发布"
            yield content.problem(person, loc, "D10", f"同意书 {consent.given} 才签，还没有生效", hint)
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
