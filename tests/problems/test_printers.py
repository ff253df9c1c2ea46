"""The formats of problems: for people, for a log, for the annotations of three code hosts."""

import json
from pathlib import Path

import pytest

from scripts.problems import Problem
from scripts.problems.excerpts import redact, width
from scripts.problems.formats import FORMATS
from tests.support import plant, problems_of

ERROR = Problem("content/streets/a.yml", 2, 8, "F10", "“99”写法不对", "请写九位数字", 2)
WARNING = Problem("content/streets/a.yml", 1, 13, "T04", "文字会丢", "请加引号", 2)


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A folder in which the file of the problems lies."""
    path = tmp_path / "content/streets/a.yml"
    path.parent.mkdir(parents=True)
    path.write_text("title: 柳荫街道 #5\ncode:  99\n\n\t- 甲\n", encoding="utf-8")
    return tmp_path


def test_the_full_form_shows_the_line_a_caret_and_the_cure(base: Path) -> None:
    assert FORMATS["full"]([ERROR], base).splitlines() == [
        "content/streets/a.yml:2:8  F10 bad-identifier 错误：“99”写法不对",
        "  2 | code:  99",
        "    |        ^^",
        "  改法：请写九位数字",
    ]


def test_what_a_link_leads_to_is_not_shown(base: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside") / "secret"
    (base / "content/streets/a.yml").rename(outside)
    (base / "content/streets/a.yml").symlink_to(outside)
    assert len(FORMATS["full"]([ERROR], base).splitlines()) == 2


@pytest.mark.parametrize(
    ("line", "column", "length", "shown", "caret"),
    [
        (1, 8, 2, "title: 柳荫街道 #5", " " * 7 + "^^^^"),
        (1, 12, 1, "title: 柳荫街道 #5", " " * 15 + "^"),
        (1, 13, 2, "title: 柳荫街道 #5", " " * 16 + "^^"),
        (4, 1, 1, " - 甲", "^"),  # a Tab counts as one place
    ],
)
def test_the_caret_is_as_wide_as_what_it_marks(
    base: Path, line: int, column: int, length: int, shown: str, caret: str
) -> None:
    problem = Problem("content/streets/a.yml", line, column, "T04", "甲", "乙", length)
    assert FORMATS["full"]([problem], base).splitlines()[1:3] == [f"  {line} | {shown}", f"    | {caret}"]


def test_a_problem_of_an_empty_or_missing_line_or_file_has_no_caret(base: Path) -> None:
    places = [("content/streets/a.yml", 3), ("content/streets/a.yml", 99), ("content/streets/none.yml", 1)]
    for file, line in places:
        said = FORMATS["full"]([Problem(file, line, 1, "Y26", "甲", "乙")], base)
        assert said.splitlines() == [f"{file}:{line}:1  Y26 no-fields 错误：甲", "  改法：乙"]


def test_the_full_form_parts_problems_by_an_empty_line(base: Path) -> None:
    assert FORMATS["full"]([ERROR, ERROR], base).count("\n\n") == 1


def test_the_concise_form_is_one_line_a_problem_and_tells_warnings_apart(base: Path) -> None:
    assert FORMATS["concise"]([ERROR, WARNING], base).splitlines() == [
        "content/streets/a.yml:2:8: F10 bad-identifier 错误：“99”写法不对（请写九位数字）",
        "content/streets/a.yml:1:13: T04 year-folder-differs 提醒：文字会丢（请加引号）",
    ]


def test_the_github_form_is_a_workflow_command(base: Path) -> None:
    assert FORMATS["github"]([ERROR, WARNING], base).splitlines() == [
        "::error file=content/streets/a.yml,line=2,col=8,endColumn=10,title=F10 bad-identifier 编号写法不对::“99”写法不对。请写九位数字",
        "::warning file=content/streets/a.yml,line=1,col=13,endColumn=15,"
        "title=T04 year-folder-differs 年份文件夹与发布日期不符::文字会丢。请加引号",
    ]


def test_the_github_form_escapes_what_would_end_a_property_or_a_command(base: Path) -> None:
    problem = Problem("content/a,b:c%.yml", 1, 1, "F03", "100%\r\n::error::假的", "a: b, c")
    said = FORMATS["github"]([problem], base)
    assert "\n" not in said and "\r" not in said
    assert "file=content/a%2Cb%3Ac%25.yml," in said
    assert said.endswith("::100%25%0D%0A::error::假的。a: b, c")


def test_the_gitlab_form_is_a_code_quality_report(base: Path) -> None:
    first, second = json.loads(FORMATS["gitlab"]([ERROR, WARNING], base))
    assert set(first) == {"description", "check_name", "fingerprint", "severity", "location"}
    assert first["description"] == "“99”写法不对。请写九位数字"
    assert first["check_name"] == "F10 bad-identifier"
    assert (first["severity"], second["severity"]) == ("major", "minor")
    assert first["location"]["path"] == "content/streets/a.yml"
    assert first["location"]["positions"]["begin"] == {"line": 2, "column": 8}


def test_the_gitlab_fingerprint_stays_when_the_line_moves_and_tells_problems_apart(base: Path) -> None:
    def prints(*problems: Problem) -> list[str]:
        return [item["fingerprint"] for item in json.loads(FORMATS["gitlab"](problems, base))]

    moved = Problem(ERROR.file, ERROR.line + 5, ERROR.column, ERROR.code, ERROR.message, ERROR.hint)
    assert prints(ERROR) == prints(moved)
    assert len(set(prints(ERROR, moved, WARNING))) == 3


@pytest.mark.parametrize("style", FORMATS)
def test_a_name_that_no_encoding_can_write_is_printed(style: str, base: Path) -> None:
    problem = Problem("content/streets/\udcff.png", 1, 1, "N01", "文件名“\udcff”不合规则", "请改名")
    said = FORMATS[style]([problem], base)
    assert said.encode() and "N01" in said and "不合规则" in said


NUMBERS = [
    "13800138000",
    "１３８００１３８０００",
    "138 0013 8000",
    "一三八零零一三八零零零",
    "幺三八洞洞幺三八洞洞洞",
    "①③⑧00138000",
]


@pytest.mark.parametrize("number", NUMBERS)
def test_what_is_shown_of_a_line_never_repeats_a_number(number: str, base: Path) -> None:
    (base / "content/streets/a.yml").write_text(f"body: 打{number},好\n", encoding="utf-8")
    found = Problem("content/streets/a.yml", 1, 8, "D03", "这里有手机号码", "请删去", len(number))
    beside = Problem("content/streets/a.yml", 1, 8 + len(number), "W01", "半角", "请改")
    for style in FORMATS:
        said = FORMATS[style]([found, beside], base)
        assert number not in said and number[1:] not in said
    lines = FORMATS["full"]([found, beside], base).splitlines()
    assert lines[1].startswith("  1 | body: 打") and lines[1].endswith(",好")
    assert width(lines[7]) == width(lines[6].partition(",")[0]) + 1


def test_a_slip_in_a_field_does_not_repeat_a_long_number(base: Path) -> None:
    (base / "content/streets/a.yml").write_text("phone: 13800138000\n", encoding="utf-8")
    problem = Problem("content/streets/a.yml", 1, 8, "F10", "“13800138000”写法不对", "请写办公电话", 11)
    for style in FORMATS:
        said = FORMATS[style]([problem], base)
        assert "13800138000" not in said and "138******00" in said


def test_the_json_form_has_every_field_of_a_problem(base: Path) -> None:
    assert json.loads(FORMATS["json"]([ERROR], base)) == [
        {
            "code": "F10",
            "name": "bad-identifier",
            "severity": "error",
            "title": "编号写法不对",
            "file": "content/streets/a.yml",
            "line": 2,
            "column": 8,
            "length": 2,
            "message": "“99”写法不对",
            "hint": "请写九位数字",
        }
    ]


@pytest.mark.parametrize(
    ("style", "nothing"), [("full", ""), ("concise", ""), ("github", ""), ("gitlab", "[]"), ("json", "[]")]
)
def test_without_problems_the_machine_forms_are_still_valid(style: str, nothing: str, base: Path) -> None:
    assert FORMATS[style]([], base) == nothing


@pytest.mark.parametrize(
    ("file", "data"),
    [
        ("content/streets/a.mp3", b"ID3\x03\0\0TIT2\0" + "申屠怀".encode()),
        ("content/streets/a.png", b"\x89PNG" + "申屠怀".encode()),
        ("private/consents.yml", "reference: 申屠怀".encode()),
    ],
)
def test_no_line_is_shown_of_what_is_no_text_or_lies_in_the_private_folder(
    file: str, data: bytes, tmp_path: Path
) -> None:
    path = tmp_path / file
    path.parent.mkdir(parents=True)
    path.write_bytes(data)
    assert "申屠怀" not in FORMATS["full"]([Problem(file, 1, 1, "P03", "甲", "乙")], tmp_path)


def test_the_number_is_hidden_and_nothing_else(tmp_path: Path) -> None:
    line = "body: 2026年第3次，王师傅电话13800000000，来了120人。"
    street = f'title: 甲街道\ncode: "990101001"\n{line}\npublished: 2026\n'
    content = plant(tmp_path, {"streets/a.yml": street})
    said = FORMATS["full"](problems_of(content), tmp_path)
    assert "3 | body: 2026年第3次，王师傅电话***********，来了120人。" in said
    assert "13800000000" not in said


@pytest.mark.parametrize("name", ["IMG_20261129_101010", "微信图片_20261129101010"])
def test_the_name_that_a_phone_gives_a_picture_is_shown(name: str) -> None:
    assert redact(f"{name}，13800000000") == f"{name}，138******00"


def test_who_asked_to_be_named_no_more_is_not_named_in_a_log(tmp_path: Path) -> None:
    person = "name: 申屠怀\nstatus: 撤下\nlegal_basis: {kind: 历史人物}\npublished: 2026\n"
    street = 'title: 甲街道\ncode: "990101001"\nbody: 第3次，申屠怀来了。\npublished: 2026\n'
    said = FORMATS["full"](
        problems_of(plant(tmp_path, {"streets/a.yml": street, "role-models/x.yml": person})), tmp_path
    )
    assert "D19" in said and "3 | body: 第3次，＊＊＊来了。" in said and "申屠怀" not in said
