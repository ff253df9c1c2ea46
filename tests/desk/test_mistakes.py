"""Mistakes of office staff are explained beside the field, or understood as meant."""

import pytest
import yaml
from starlette.testclient import TestClient

from tests.desk.conftest import PERSON
from tests.desk.test_app import form
from tests.support import TESTS

FILES = {"person": PERSON, "news": "news/2026/qing-wa-xiang-ye-ke.yml", "event": "events/ye-ke-an-quan-yong-huo.yml"}
FILES |= {"venue": "venues/liu-an-station.yml", "figure": "statistics/shi-jian-zhan.yml"}
CASES = yaml.load((TESTS / "desk/mistakes.yml").read_bytes(), yaml.CSafeLoader)


@pytest.fixture(scope="module")
def forms(opened: TestClient) -> dict[str, dict[str, str]]:
    return {file: form(opened, f"/edit/{name}") for file, name in FILES.items()}


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["type"]))
def test_a_mistake_is_told_beside_its_field(
    case: dict[str, str], opened: TestClient, forms: dict[str, dict[str, str]]
) -> None:
    typed: dict[str, str] = case["type"]  # type: ignore[assignment]
    sent = forms[case["file"]] | typed | {"do": "check"}
    told = opened.post(f"/edit/{FILES[case['file']]}", data=sent).json()
    said = {
        path: [f"{one['message']}。{one['hint']}" for one in found]
        for path, found in told["fields"].items()
        if path in typed or path == case.get("at")
    }
    words = " ".join(line for lines in said.values() for line in lines) + "".join(map(str, told["form"]))
    assert case["says"] in words if "says" in case else words == "", words
