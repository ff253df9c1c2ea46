"""What a review that fits nothing is told: what it may have been meant for."""

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
        ("streets/a", f"“{SAID}”", f"最像的是“{SAID}”"),
        ("streets/a", SAID.replace("多年前", "多年前 "), f"最像的是“{SAID}”"),
        ("streets/a", SAID.rstrip("。"), f"最像的是“{SAID}”"),
        ("Streets/A", SAID, "是不是 streets/a？"),
        ("甲街道", SAID, "是不是 streets/a？"),
        ("https://www.example.cn/streets/a/", SAID, "是不是 streets/a？"),
        ("streets/zzz", SAID, "record 照“文件夹/编号”写"),
    ],
)
def test_a_review_of_nothing_is_told_what_comes_closest(record: str, sentence: str, told: str, tmp_path: Path) -> None:
    entry = f"{{record: '{record}', sentence: '{sentence}', verdict: 不指任何人, by: 编辑部, date: 2026-11-20}}"
    content = plant(tmp_path, {"streets/a.yml": STREET, "../reviews.yml": f"reviews:\n  - {entry}\n"})
    found = {problem.code: problem.hint for problem in check(load(content))}
    assert found.keys() == {"D14", "D36"}
    assert found["D36"].startswith(told)
