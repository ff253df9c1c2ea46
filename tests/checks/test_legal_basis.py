"""How far a ground reaches is said of each; where nobody has said, it reaches no further than the name."""

import pytest

from scripts.checks.legal_basis import BEYOND, EVERYTHING, beyond
from scripts.records.role_models import RoleModel
from scripts.records.vocabularies import LegalBasisKind


@pytest.mark.parametrize("kind", LegalBasisKind)
def test_every_ground_says_what_goes_beyond_it(kind: LegalBasisKind) -> None:
    assert kind in BEYOND


def test_a_ground_nobody_wrote_of_allows_nothing_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(BEYOND, LegalBasisKind.HISTORIC_FIGURE)
    assert beyond(LegalBasisKind.HISTORIC_FIGURE) == EVERYTHING


def test_only_the_dead_may_be_shown_and_told_of_whole() -> None:
    assert [kind for kind, fields in BEYOND.items() if not {"portrait", "images", "quote"} <= dict(fields).keys()] == [
        LegalBasisKind.HISTORIC_FIGURE
    ]


def test_what_goes_beyond_are_fields_there_are() -> None:
    assert {name for name, _ in EVERYTHING} <= RoleModel.model_fields.keys()
