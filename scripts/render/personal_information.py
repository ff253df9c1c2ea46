"""What records, reviews and the register of consents know of how the site handles personal information.

The subjects are those of the self-audit of small handlers (国家网信办、公安部令第25号, 2026-09-01, annex 1, as two public
tools list them): what is counted here is a fact, what only the office knows stands in mkdocs.yml or is said to be missing.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from jinja2 import Environment

from scripts.catalogue import Site
from scripts.load.consents import Registry, Signer
from scripts.privacy.reviews import reviews_of
from scripts.records.role_models import RoleModel
from scripts.records.vocabularies import LegalBasisKind, Status, Vocabulary
from scripts.render.values import Page

Counted = list[tuple[str, int]]
"""Label and number, in the order of the vocabulary; what does not occur left out."""


class Handling(NamedTuple):
    """Pages on real people by legal basis, sentences looked at by verdict, records taken down by reason, consents."""

    bases: Counted
    verdicts: Counted
    withdrawn: Counted
    by_consent: int
    consents: int
    of_guardians: int
    given_back: int


def handling(site: Site) -> Handling:
    """Counted from what is published and committed: the same on every machine. Samples are nobody and not counted."""
    people = [person for person in site.of(RoleModel) if not person.sample]
    reviews = reviews_of(site.content).entries.values()
    shown = {record.key for record in site.shown(site.records.values()) if not record.sample}
    consents = (site.content.locked_registry or Registry({})).consents.values()
    gone = [one for one in site.records.values() if one.status is Status.WITHDRAWN and not one.sample]
    return Handling(
        _counted(person.legal_basis.kind for person in people),
        _counted(review.verdict for review in reviews if review.record in shown),
        _counted(one.withdrawn_because for one in gone if one.withdrawn_because),
        sum(person.legal_basis.kind is LegalBasisKind.CONSENT_PUBLISH for person in people),
        len(consents),
        sum(one.signer is Signer.GUARDIAN for one in consents),
        sum(one.withdrawn is not None for one in consents),
    )


def handling_page(site: Site, templates: Environment) -> Iterator[Page]:
    """The rules of handling personal information, as settings, records and registers know them."""
    yield Page.of("personal-information.md", templates.get_template("personal-information.md.j2"), known=handling(site))


def _counted(words: Iterable[Vocabulary]) -> Counted:
    counts = Counter(words)
    return [(word.label, counts[word]) for kind in {type(word) for word in counts} for word in kind if counts[word]]
