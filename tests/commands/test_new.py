"""`new`: a short record that an editor can fill in."""

from pathlib import Path

import pytest

from scripts.editing.new_records import write_new
from scripts.load.one_record import load_record
from scripts.records import TYPES
from scripts.render.reference import EXAMPLES
from tests.commands.support import GOOD, run
from tests.support import plant, problems_of


def _written(content: Path) -> str:
    """The only file below a content folder."""
    [path] = content.rglob("*.yml")
    return path.relative_to(content).as_posix()


@pytest.mark.parametrize("folder", sorted(TYPES))
def test_new_writes_a_record_whose_only_problems_are_fields_left_to_fill(folder: str, tmp_path: Path) -> None:
    content = plant(tmp_path, {})
    result = run("new", folder, "xin-de", "--content", content)
    assert result.exit_code == 0
    _, problems = load_record(content, _written(content))
    empty = {problem.code for problem in problems if "不能是空的" in problem.message}  # a text below |
    assert {problem.code for problem in problems} <= {"F02", *empty}
    assert all(f"第 {problem.line} 行" in result.output for problem in problems)
    lines = (content / _written(content)).read_text(encoding="utf-8").splitlines()
    fields = {field.alias or name for name, field in TYPES[folder].model_fields.items() if field.is_required()}
    assert {field for field in fields if not any(line.startswith(f"{field}:") for line in lines)} == set()
    assert len(lines) <= 25


@pytest.mark.parametrize("folder", sorted(path.name for path in EXAMPLES.iterdir()))
def test_the_full_example_can_be_read_as_it_is(folder: str, tmp_path: Path) -> None:
    content = plant(tmp_path, {})
    assert run("new", TYPES[folder].label, "yang-li", "--full", "--content", content).exit_code == 0
    assert load_record(content, _written(content))[1] == []


def test_values_are_given_by_name_or_label_and_those_of_parts_with_a_dot(tmp_path: Path) -> None:
    content = plant(tmp_path, {})
    given = ["姓名=穆: 清河", "legal_basis.kind=本人同意公开", "一句话事迹=九:三", "荣誉.award=星火奖"]
    words = [word for one in given for word in ("--set", one)]
    assert run("new", "先进典型", "mu", *words, "--with", "quote", "--content", content).exit_code == 0
    text = (content / "role-models/mu.yml").read_text(encoding="utf-8")
    assert (
        'name: "穆: 清河"' in text
        and "  kind: 本人同意公开" in text
        and "  - award: 星火奖" in text
        and "quote:\n" in text
    )


def test_without_a_file_name_it_is_spelt_after_the_title_and_news_lie_in_their_year(tmp_path: Path) -> None:
    content = plant(tmp_path, {})
    assert run("new", "街道", "--set", "标题=柳荫街道", "--content", content).exit_code == 0
    assert (content / "streets/liu-yin-jie-dao.yml").is_file()
    assert run("new", "新闻", "--set", "标题=夜课", "--content", content).exit_code == 0
    given = ("--set", "标题=夜课", "--set", "本站发布日期=2025年3月")
    assert run("new", "新闻", "ye-ke-er", *given, "--content", content).exit_code == 0
    assert sorted(path.name for path in content.glob("news/2*/*.yml")) == ["ye-ke-er.yml", "ye-ke.yml"]
    assert (content / "news/2025/ye-ke-er.yml").is_file()


def test_an_editor_at_a_terminal_is_asked_for_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def answer(label: str) -> str:
        asked.append(label)
        return {"标题": "柳荫街道"}.get(label, "990101001" if "区划代码" in label else "")

    path = write_new(plant(tmp_path, {}), "streets", "", {}, ask=answer)
    assert path.name == "liu-yin-jie-dao.yml" and len(asked) == 2
    assert problems_of(tmp_path / "content") == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["streets", "Liu Yin"], "不能做文件名"),
        (["streets"], "没有写标题，没有新建"),
        (["马路", "a"], "街道（streets）"),
        (["streets", "a", "--set", "标题"], "没有等号"),
        (["streets", "a", "--set", "颜色=红"], "没有“颜色”这个字段"),
        (["streets", "a", "--set", "标题=一\u200b二"], ""),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(words: list[str], said: str, tmp_path: Path) -> None:
    content = plant(tmp_path, {})
    result = run("new", *words, "--content", content)
    assert said in result.output
    assert result.exit_code == (2 if said else 0)


def test_new_does_not_touch_a_record_that_is_there(tmp_path: Path) -> None:
    content = plant(tmp_path, GOOD)
    assert run("new", "streets", "liu-yin", "--content", content).exit_code == 2
    assert (content / "streets/liu-yin.yml").read_text(encoding="utf-8") == GOOD["streets/liu-yin.yml"]


def test_a_part_of_a_split_exhibition_is_new_with_the_fields_of_a_part(tmp_path: Path) -> None:
    show = "title: 大展\nformat: 线上展\npublished: 2026\n"
    content = plant(tmp_path, {"exhibitions/da-zhan.yml": show})
    assert run("new", "展览", "da-zhan/01-he-bian", "--content", content).exit_code == 0
    text = (content / "exhibitions/da-zhan/01-he-bian.yml").read_text(encoding="utf-8")
    assert "panels:" in text and "published" not in text
