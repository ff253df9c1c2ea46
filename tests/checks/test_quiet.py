"""A text is searched again as soon as it, what is allowed, or whether anything is kept at all, has changed."""

from pathlib import Path

import pytest

from scripts.checks import personal
from scripts.load.content import load
from scripts.settings import Settings
from tests.support import plant

STREET = 'title: 甲街\ncode: "990101001"\npublished: 2026\n'
MOBILE = "13800138000"


pytestmark = pytest.mark.usefixtures("own_cache")


def codes(root: Path, settings: Settings) -> list[str]:
    return [problem.code for problem in personal.none_in_records(load(root, settings))]


def test_a_number_that_is_added_is_found_each_time_and_what_is_quiet_is_not_searched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(out=tmp_path / "out", accelerated=True)
    root = plant(tmp_path, {"streets/a.yml": STREET, "streets/b.yml": STREET.replace("001", "002")})
    assert codes(root, settings) == []
    (root / "streets/a.yml").write_text(STREET + f"summary: 电话{MOBILE}\n", encoding="utf-8")
    assert [codes(root, settings) for _ in range(2)] == [["D03"], ["D03"]]
    (root / "streets/a.yml").write_text(STREET, encoding="utf-8")
    assert codes(root, settings) == []
    monkeypatch.setattr(personal, "find", lambda *_: pytest.fail("searched again"))
    assert codes(root, settings) == []


def test_a_number_is_found_once_it_is_no_longer_declared(tmp_path: Path) -> None:
    settings = Settings(out=tmp_path / "out", accelerated=True)
    venue = f"title: 甲中心\nlevel: 实践中心\npublished: 2026\ncontact: {{office: 甲, duty_mobile: '{MOBILE}'}}\n"
    files = {"venues/a.yml": venue, "streets/b.yml": STREET + f"summary: 值班{MOBILE}\n"}
    root = plant(tmp_path, files)
    before = codes(root, settings)
    (root / "venues/a.yml").unlink()
    assert "D03" not in before and codes(root, settings) == ["D03"]
