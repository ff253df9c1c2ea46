"""A record is checked again as soon as it, a record its rules looked up, or a shared value has changed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.checks import INCREMENTAL_RULES, active_content, check, personal
from scripts.checks.incremental import TrackedRecords, check_each_record
from scripts.load.content import load
from scripts.problems import Problem
from scripts.settings import Settings
from tests.support import plant

STREET = 'title: 甲街\ncode: "990101001"\npublished: 2026\n'
MOBILE = "13800138000"
SITE = {
    "streets/a.yml": STREET,
    "streets/b.yml": STREET.replace("001", "002").replace("甲", "乙"),
    "venues/a.yml": f"title: 甲中心\nlevel: 实践中心\npublished: 2026\ncontact: {{office: 甲, duty_mobile: '{MOBILE}'}}\n",
    "volunteer-projects/a.yml": f"title: 甲项目\nstreet: a\npublished: 2026-03-01\nbody: |\n  值班{MOBILE}，见[乙](streets/b)，古丽•买买提来了。\n",
    "role-models/a.yml": "name: 古丽·买买乙\nlegal_basis:\n  kind: 法定职责\nsample: true\nsummary: 甲。\npublished: 2026-01-01\n",
}

pytestmark = pytest.mark.usefixtures("own_cache")


def found(root: Path, settings: Settings) -> list[Problem]:
    return sorted(check_each_record(load(root, settings), INCREMENTAL_RULES))


def _write(name: str, old: str, new: str) -> Callable[[Path], object]:
    return lambda root: (root / name).write_text((root / name).read_text("utf-8").replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (_write("streets/a.yml", "published", f"summary: 电话{MOBILE.replace('138', '139')}\npublished"), "D03"),
        (_write("streets/a.yml", "published", "# 13900139000\npublished"), "D03"),
        (_write("streets/a.yml", "published", "status: 草稿\npublished"), "R04"),
        (_write("streets/b.yml", "published", "status: 撤下\npublished"), "R07"),
        (lambda root: (root / "streets/b.yml").unlink(), "R06"),
        (lambda root: (root / "venues/a.yml").unlink(), "D03"),
        (_write("role-models/a.yml", "买买乙", "买买提"), "N12"),
    ],
)
def test_what_a_change_brings_is_found_and_goes_again(
    change: Callable[[Path], object], code: str, tmp_path: Path
) -> None:
    settings = Settings(out=tmp_path / "out", accelerated=True)
    root = plant(tmp_path, SITE)
    before = found(root, settings)
    assert code not in {problem.code for problem in before}
    files = {path: path.read_bytes() for path in root.rglob("*.yml")}
    change(root)
    again = [found(root, settings) for _ in range(2)]
    assert code in {problem.code for problem in again[0]}
    assert again == [found(root, Settings(out=tmp_path / "out"))] * 2
    for path, data in files.items():
        path.write_bytes(data)
    assert found(root, settings) == before


def test_a_sentence_is_told_of_as_long_as_nobody_has_looked_at_it(tmp_path: Path) -> None:
    settings = Settings(out=tmp_path / "out", accelerated=True)
    root = plant(tmp_path, {"streets/a.yml": STREET + "summary: 他去年患了肝癌。\n"})
    said = "{record: streets/a, sentence: 他去年患了肝癌。, verdict: 不指任何人, by: 宣传科, date: 2026-01-01}"
    reviews = root.parent / "reviews.yml"
    for _ in range(2):
        assert [problem.code for problem in found(root, settings)] == ["D14"]
        reviews.write_text(f"reviews:\n  - {said}\n", encoding="utf-8")
        assert found(root, settings) == found(root, settings) == []
        reviews.unlink()
    reviews.write_text("reviews: [\n", encoding="utf-8")
    assert found(root, settings) == []  # of the file itself its own problem is told
    reviews.unlink()
    assert [problem.code for problem in found(root, settings)] == ["D14"]


def test_pages_are_asked_again_when_one_of_them_has_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root, docs = plant(tmp_path, {"streets/a.yml": STREET}), tmp_path / "docs"
    docs.mkdir()
    (docs / "a.md").write_text("# 甲\n", encoding="utf-8")
    settings = Settings(out=tmp_path / "out", docs=docs, accelerated=True)

    def told() -> list[str]:
        return [problem.code for problem in check(load(root, settings)) if problem.file.startswith("docs/")]

    assert told() == []
    for text, code in ((f"# 甲\n\n电话{MOBILE}\n", "D03"), ("# 甲\n\n他去年患了肝癌。\n", "D14")):
        (docs / "a.md").write_text(text, encoding="utf-8")
        assert told() == told() == [code]
    (docs / "a.md").write_text("# 甲\n", encoding="utf-8")
    monkeypatch.setattr(active_content, "active_in", lambda *_: pytest.fail("looked into again"))
    assert told() == []


def test_a_silent_record_is_not_asked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(out=tmp_path / "out", accelerated=True)
    root = plant(tmp_path, {"streets/a.yml": STREET})
    assert found(root, settings) == []
    _write("streets/a.yml", "published", "summary: 一条街。\npublished")(root)
    assert found(root, settings) == []
    monkeypatch.setattr(personal, "find", lambda *_: pytest.fail("searched again"))
    assert found(root, settings) == []


def test_a_rule_about_single_records_cannot_go_through_all(tmp_path: Path) -> None:
    records = TrackedRecords(load(plant(tmp_path, {"streets/a.yml": STREET})))
    with pytest.raises(NotImplementedError):
        list(records)
    assert list(records.values()) == []
