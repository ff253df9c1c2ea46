"""The page on how the site handles personal information, from records, reviews and the consent registry.

Its topics are those of the self-audit of small handlers (国家网信办、公安部令第25号, 2026-09-01, annex 1, as two public tools
list them). Counts are computed here; facts that only the office knows are in mkdocs.yml, or stated as missing.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from jinja2 import Environment

from scripts.catalogue import Site
from scripts.load.consents import Registry, Signer
from scripts.privacy.reviews import Verdict, reviews_of
from scripts.records.role_models import RoleModel
from scripts.records.vocabularies import LegalBasisKind, Status, Vocabulary
from scripts.render.values import Page


def handling_page(site: Site, templates: Environment) -> Iterator[Page]:
    """The page of handling rules. Counts use only published and committed data, so they are the same everywhere, and no
    samples.
    """
    people = [person for person in site.of(RoleModel) if not person.sample]
    reviews = reviews_of(site.content).entries.values()
    shown = {record.key for record in site.shown(site.records.values()) if not record.sample}
    consents = (site.content.locked_registry or Registry({})).consents.values()
    gone = [one for one in site.records.values() if one.status is Status.WITHDRAWN and not one.sample]
    known = {
        "bases": _counted(person.legal_basis.kind for person in people),
        "by_consent": sum(person.legal_basis.kind is LegalBasisKind.CONSENT_PUBLISH for person in people),
        "verdicts": _counted(one.verdict for one in reviews if one.record in shown and one.verdict is not Verdict.OWN),
        "withdrawn": _counted(one.withdrawn_because for one in gone if one.withdrawn_because),
        "consents": len(consents),
        "of_guardians": sum(one.signer is Signer.GUARDIAN for one in consents),
        "given_back": sum(one.withdrawn is not None for one in consents),
    }
    yield Page.of("personal-information.md", templates, "personal-information.md.j2", known=known)


def _counted(words: Iterable[Vocabulary]) -> list[tuple[str, int]]:
    """(label, number) of each word that occurs, in vocabulary order."""
    counts = Counter(words)
    return [(word.label, counts[word]) for kind in {type(word) for word in counts} for word in kind if counts[word]]
