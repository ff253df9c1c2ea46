"""Problems of reviews that match nothing."""

from pathlib import Path

import pytest

from scripts.checks import check
from scripts.load.content import load
from tests.support import plant

STREET = "title: 甲街道\ncode: '990000001'\npublished: 2026\nbody: 她来了。王秀兰多年前确诊乳腺癌。\n"
SAID = "王秀兰多年前确诊乳腺癌。"


@pytest.mark.parametrize(
    ("record", "sentence", "told"),
    [
        ("streets/a", f"“{SAID}”", "复核过的这一句在 streets/a 里没有"),
        ("甲街道", SAID, "没有“甲街道”这条记录"),
    ],
)
def test_a_review_of_nothing_is_told_beside_the_entry_as_it_should_be(
    record: str, sentence: str, told: str, tmp_path: Path
) -> None:
    entry = f"{{record: '{record}', sentence: '{sentence}', verdict: 不指任何人, by: 编辑部, date: 2026-11-20}}"
    content = plant(tmp_path, {"streets/a.yml": STREET, "../reviews.yml": f"reviews:\n  - {entry}\n"})
    found = {problem.code: problem for problem in check(load(content))}
    assert found.keys() == {"D14", "D36"}
    assert found["D36"].message == told and SAID in found["D14"].hint
