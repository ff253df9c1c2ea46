"""Reading many records gives the same records and problems as one by one, cached while their files are unchanged."""

from dataclasses import replace
from pathlib import Path

import pytest

from scripts.load import content, one_record
from scripts.load.content import Content, load
from scripts.load.many import Read
from scripts.records import readings
from scripts.records.readings import sound
from scripts.settings import Settings
from tests.support import MINI, plant

STREETS = {
    f"streets/j-{number}.yml": f'title: 第{number}街\ncode: "99010{number:04}"\npublished: 2026\n'
    for number in range(80)
}
BROKEN = "title: 坏\ncode: 99\npublished: 2026\n"


pytestmark = pytest.mark.usefixtures("own_cache")


def said(found: Content) -> tuple[object, ...]:
    return found.records, found.partial, found.problems, found.files


@pytest.mark.parametrize("jobs", [1, 2])
def test_kept_records_are_those_that_were_read(jobs: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(out=tmp_path / "out", cores=jobs, accelerated=True)
    right = said(load(MINI, replace(settings, accelerated=False)))
    assert said(load(MINI, settings)) == right
    monkeypatch.setattr(content, "load_record", lambda *_: pytest.fail("read again"))
    found = load(MINI, settings)
    assert said(found) == right
    assert [(one.key, one.files) for one in found.records.values()] == [
        (key, one.files) for key, one in load(MINI, settings).records.items()
    ]


@pytest.mark.slow
def test_what_changes_is_read_again_and_a_problem_is_told_each_time(tmp_path: Path) -> None:
    settings = Settings(out=tmp_path / "out", accelerated=True)
    root = plant(tmp_path, STREETS)
    load(root, settings)
    for name, text in (
        ("j-7", BROKEN),
        ("j-8", "title: 又一街\ncode: '990109999'\npublished: 2026\n"),
        ("neu", BROKEN),
    ):
        (root / f"streets/{name}.yml").write_text(text, encoding="utf-8")
        (root / f"streets/j-2{name[-1]}.yml").unlink(missing_ok=True)
        for _ in range(2):
            assert said(load(root, settings)) == said(load(root, replace(settings, accelerated=False)))


def test_of_records_kept_together_one_that_changes_is_read_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(out=tmp_path / "out", accelerated=True)
    root = plant(tmp_path, STREETS)
    load(root, settings)
    (root / "streets/j-7.yml").write_text("title: 另一街\ncode: '990109999'\npublished: 2026\n", encoding="utf-8")
    (root / "streets/j-9.yml").unlink()
    read, names = one_record.load_record, list[str]()

    def noted(root: Path, name: str) -> Read:
        names.append(name)
        return read(root, name)

    monkeypatch.setattr(content, "load_record", noted)
    load(root, settings)
    assert names == ["streets/j-7.yml"]


def test_a_change_that_is_tried_and_not_made_costs_no_second_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(out=tmp_path / "out", accelerated=True)
    root = plant(tmp_path, STREETS)
    file = root / "streets/j-7.yml"
    right = {}
    for text in (STREETS["streets/j-7.yml"], "title: 另一街\ncode: '990109999'\npublished: 2026\n"):
        file.write_text(text, encoding="utf-8")
        right[text] = said(load(root, settings))
    monkeypatch.setattr(content, "load_record", lambda *_: pytest.fail("read again"))
    for text in (*right, *right):
        file.write_text(text, encoding="utf-8")
        assert said(load(root, settings)) == right[text]


def test_a_part_of_a_record_in_several_files_is_read_again(tmp_path: Path) -> None:
    settings = Settings(out=tmp_path / "out", accelerated=True)
    part = "id: yi\ntitle: 第一部分\npanels:\n  - {id: er, title: 一块, text: 甲}\n"
    root = plant(
        tmp_path,
        {"exhibitions/a.yml": "title: 甲展\nformat: 线上展\npublished: 2026\n", "exhibitions/a/1.yml": part},
    )
    for text in (part, part.replace("甲", "乙"), "title: 坏\n"):
        (root / "exhibitions/a/1.yml").write_text(text, encoding="utf-8")
        assert said(load(root, settings)) == said(load(root, replace(settings, accelerated=False)))


def test_how_a_name_sounds_is_asked_again_where_it_may_have_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(out=tmp_path / "out", accelerated=True)
    first = (
        "name: 单小满\npinyin: Dān Xiǎomǎn\nkind: 个人\nlegal_basis: {kind: 历史人物, died: 1949}\npublished: 2026\n"
    )
    unread = first.replace("pinyin: Dān Xiǎomǎn\n", "")
    renamed = unread.replace("单小满", "乐小满")
    last = renamed.replace("个人", "群体")
    file = plant(tmp_path, {"role-models/a.yml": first}) / "role-models/a.yml"
    root = file.parent.parent
    for text in (first, unread, renamed, last):
        file.write_text(text, encoding="utf-8")
        found, right = (
            load(root, one).all_records["role-models/a"] for one in (settings, replace(settings, accelerated=False))
        )
        assert sound(found) == sound(right)
    readings.pinyin_key.cache_clear()
    monkeypatch.setattr(readings, "syllables", lambda *_, **__: pytest.fail("asked again"))
    file.write_text(f"{last}body: 又记一句\n", encoding="utf-8")
    assert sound(load(root, settings).all_records["role-models/a"]) == sound(right)
