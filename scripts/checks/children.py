"""Rules about children: a guardian signs, no child is told of in a case (PIPL art. 31; 未成年人保护法 art. 103)."""

from collections.abc import Iterator

from scripts.checks import texts
from scripts.checks.people import consent_of, real_people, real_records
from scripts.load.consents import Signer
from scripts.load.content import Content
from scripts.privacy.detectors.plain import Plain
from scripts.privacy.telling.ages import ADULT, CHILD, age_of
from scripts.privacy.telling.children import CHILD_BY_NAME, CHILDISH, child_in_a_case
from scripts.problems import Problem
from scripts.records.vocabularies import LegalBasisKind


def guardian_signs_for_a_child(content: Content) -> Iterator[Problem]:
    """A person under 14 is shown only with a guardian's consent, under 18 only with consent (PIPL art. 31)."""
    for person in real_people(content):
        if person.legal_basis.kind is LegalBasisKind.HISTORIC_FIGURE:
            continue
        told = [(loc, Plain(value).text) for loc, value in texts.strings(person)]
        age, consent = age_of(person.names, told), consent_of(content, person)
        if age < ADULT and (consent is None or (age < CHILD and consent.signer is not Signer.GUARDIAN)):
            hint = "请由监护人签同意书并登记（signer: 监护人），或改用化名另写一条；已经成年的，写从前请写成“13岁那年”"
            yield content.problem(person, ("name",), "D13", "写的是未成年人，没有监护人的同意", hint)


def no_child_in_a_case(content: Content) -> Iterator[Problem]:
    """A minor in a legal case is never told by name, home or school (未成年人保护法 art. 103)."""
    for record in real_records(content):
        for loc, value in texts.strings(record):
            for sentence in child_in_a_case(Plain(value).text):
                hint = "请删去姓名（“小李”“王某”也算）、住处、学校和班级，只写“一名少年”，或整段不写"
                yield texts.in_value(content, record, loc, sentence, "D17", "写到了案件里的未成年人", hint)


def child_by_name(content: Content) -> Iterator[Problem]:
    """A child called by full name is worth asking the guardian about."""
    for record in real_records(content):
        for loc, value in texts.strings(record):
            for match in CHILD_BY_NAME.finditer(value) if any(word in value for word in CHILDISH) else ():
                if "化名" not in value[match.end() : match.end() + 5]:
                    hint = "请改成“小明（化名）”，或先取得监护人的同意"
                    yield texts.in_value(content, record, loc, match[0], "D18", "像是写了孩子的真名", hint)
