"""`new`: a skeleton an editor can fill as it stands."""

from pathlib import Path

import pytest

from scripts.load.content import load_record
from scripts.records import TYPES
from tests.commands.support import GOOD, run
from tests.support import plant


@pytest.mark.parametrize("folder", sorted(TYPES))
def test_new_writes_a_record_whose_only_problems_are_fields_left_to_fill(folder: str, tmp_path: Path) -> None:
    content = plant(tmp_path, {})
    result = run("new", folder, "xin-de", "--content", content)
    assert result.exit_code == 0
    _, problems = load_record(content, f"{folder}/xin-de.yml")
    assert {problem.code for problem in problems} <= {"F02"}
    text = (content / folder / "xin-de.yml").read_text(encoding="utf-8")
    fields = {field.alias or name for name, field in TYPES[folder].model_fields.items()}
    assert {field for field in fields if f"{field}:" not in text} == set()


def test_new_does_not_touch_a_record_that_is_there(tmp_path: Path) -> None:
    content = plant(tmp_path, GOOD)
    assert run("new", "streets", "liu-yin", "--content", content).exit_code == 2
    assert (content / "streets/liu-yin.yml").read_text(encoding="utf-8") == GOOD["streets/liu-yin.yml"]


def test_new_takes_a_year_folder(tmp_path: Path) -> None:
    content = plant(tmp_path, {})
    assert run("new", "news", "2026/yi-tiao", "--content", content).exit_code == 0
    assert (content / "news/2026/yi-tiao.yml").is_file()


@pytest.mark.parametrize("folder", sorted(TYPES))
def test_a_skeleton_read_with_all_its_comments_taken_out_names_no_unknown_field(folder: str, tmp_path: Path) -> None:
    content = plant(tmp_path, {})
    run("new", folder, "xin-de", "--content", content)
    path = content / folder / "xin-de.yml"
    lines = path.read_text(encoding="utf-8").splitlines()
    live = [line.removeprefix("# ") if ": " in line[:40] or line.endswith(":") else line for line in lines[1:]]
    path.write_text("\n".join(live), encoding="utf-8")
    _, problems = load_record(content, f"{folder}/xin-de.yml")
    assert [problem for problem in problems if problem.code == "F01"] == []
