"""Every legal basis has a defined reach; an undefined one covers only the name."""

import pytest

from scripts.catalogue.expiry import SCOPE_FIELDS, WITHOUT_CONSENT
from scripts.checks.legal_basis import fields_needing_consent
from scripts.records.role_models import RoleModel
from scripts.records.vocabularies import LegalBasisKind


@pytest.mark.parametrize("kind", LegalBasisKind)
def test_of_every_ground_it_is_said_how_far_it_reaches(kind: LegalBasisKind) -> None:
    assert kind in WITHOUT_CONSENT


def test_a_ground_nobody_wrote_of_allows_nothing_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(WITHOUT_CONSENT, LegalBasisKind.HISTORIC_FIGURE)
    every = {"portrait", "images", "quote", "deed", "body", "unit", "street"}
    assert fields_needing_consent(LegalBasisKind.HISTORIC_FIGURE).keys() == every


def test_only_the_dead_may_be_shown_and_told_of_whole() -> None:
    whole = [
        kind for kind in LegalBasisKind if not {"portrait", "images", "quote"} <= fields_needing_consent(kind).keys()
    ]
    assert whole == [LegalBasisKind.HISTORIC_FIGURE]


def test_what_goes_beyond_are_fields_there_are() -> None:
    assert set[str]().union(*SCOPE_FIELDS.values()) <= RoleModel.model_fields.keys()
