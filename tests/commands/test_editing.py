"""`fmt`, `rename` and `withdraw`: what they write, what they leave, when they write nothing."""

from pathlib import Path

import pytest

from scripts.editing.fmt import format_text
from scripts.editing.writer import normalized
from scripts.load.field_names import read_fields
from scripts.records.role_models import RoleModel
from tests.commands.support import run
from tests.editing.test_writer import LAYOUTS
from tests.support import PICTURE, plant, problems_of

PERSON = """name: 穆清河
deed: 守着修鞋摊。
portrait: {file: mu/zhao.png, alt: 一位老人在修鞋摊前低头钉鞋跟, rights: original}
legal_basis: {kind: consent_publish, reference: 示例}
published: 2026-09-18
sample: true
"""
NEWS = """# 夜课
title: 修鞋摊前的一课
column: 宣讲纪实
source: ben
rights: 本站原创
body: |
  讲课的是[穆清河](role-models/mu-qing-he)，
  大家都听着。
mentions:
  - role-models/mu-qing-he   # 编号
published: 2026-11-20
sample: true
"""
SOURCE = "title: 本站\nkind: 本站\npolicy: 本站自有\npublished: 2026\nsample: true\n"
EVENT = """title: 听讲
format: 宣讲
times: 2026-12-01 14:00
people:
  - {name: 穆清河, person: mu-qing-he}
published: 2026-11-20
sample: true
"""
SMALL = {
    "role-models/mu-qing-he.yml": PERSON,
    "role-models/mu/zhao.png": PICTURE,
    "news/2026/xie-tan.yml": NEWS,
    "sources/ben.yml": SOURCE,
    "events/ting.yml": EVENT,
}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = plant(tmp_path, SMALL)
    assert problems_of(folder) == []
    return folder


def test_a_renamed_record_leads_on_from_its_old_address_and_all_point_to_the_new(content: Path) -> None:
    result = run("rename", "role-models/mu-qing-he", "mu-qing-he-er", "--content", content)
    assert result.exit_code == 0, result.output
    assert problems_of(content) == []
    assert not (content / "role-models/mu-qing-he.yml").exists()
    person = (content / "role-models/mu-qing-he-er.yml").read_text()
    assert sorted(person.splitlines()) == sorted([*PERSON.splitlines(), "aliases: [role-models/mu-qing-he]"])
    news = (content / "news/2026/xie-tan.yml").read_text()
    assert news == NEWS.replace("role-models/mu-qing-he", "role-models/mu-qing-he-er")
    assert (content / "events/ting.yml").read_text() == EVENT.replace("mu-qing-he", "mu-qing-he-er")


def test_who_is_named_by_the_title_is_left_as_it_is(content: Path) -> None:
    path = content / "news/2026/xie-tan.yml"
    path.write_text(NEWS.replace("- role-models/mu-qing-he ", "- 穆清河 "))
    assert run("rename", "先进典型/mu-qing-he", "role-models/er", "--content", content).exit_code == 0
    assert "  - 穆清河   # 编号" in path.read_text()
    assert problems_of(content) == []


def test_a_record_moved_to_another_year_finds_its_pictures(content: Path) -> None:
    images = "images: [{file: xie-tan/tan.png, alt: 修鞋摊前围坐着几位街坊, rights: original}]\n"
    (content / "news/2026/xie-tan").mkdir()
    (content / "news/2026/xie-tan/tan.png").write_bytes((content / "role-models/mu/zhao.png").read_bytes())
    (content / "news/2026/xie-tan.yml").write_text(NEWS + images)
    assert run("rename", "news/2026/xie-tan", "2025/xie-tan", "--content", content).exit_code == 0
    assert "file: ../2026/xie-tan/tan.png" in (content / "news/2025/xie-tan.yml").read_text()
    assert "P01" not in {problem.code for problem in problems_of(content)}


def test_sentences_that_were_looked_at_go_with_the_record(content: Path) -> None:
    reviews = content.parent / "reviews.yml"
    line = "  - {record: %s, sentence: 某句, verdict: 未点名的人, by: 编辑部, date: 2026-11-01}\n"
    reviews.write_text("reviews:\n" + line % "role-models/mu-qing-he" + line % "role-models/mu-qing-he-bie")
    run("rename", "role-models/mu-qing-he", "er", "--content", content)
    assert reviews.read_text() == "reviews:\n" + line % "role-models/er" + line % "role-models/mu-qing-he-bie"


def test_a_split_exhibition_moves_with_its_parts(tmp_path: Path) -> None:
    show = "title: 大展\nformat: 线上展\npublished: 2026\n"
    part = "title: 河边\npanels:\n  - {id: yi, title: 一, text: 河边的一块展板。}\n"
    content = plant(tmp_path, {"exhibitions/da-zhan.yml": show, "exhibitions/da-zhan/01-he.yml": part})
    assert run("rename", "exhibitions/da-zhan", "xin-zhan", "--content", content).exit_code == 0
    assert (content / "exhibitions/xin-zhan/01-he.yml").read_text() == part
    assert not (content / "exhibitions/da-zhan/01-he.yml").exists()
    assert problems_of(content) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["role-models/mei-you", "a"], "没有“role-models/mei-you”"),
        (["mei-you", "a"], "没有“mei-you”这条记录，请写“文件夹/编号”"),
        (["role-models/mu-qing-he", "Mu Qing"], "不能做文件名"),
        (["news/2026/xie-tan", "sources/xie-tan"], "不能换成另一类"),
        (["role-models/mu-qing-he", "mu-qing-he"], "已经有了"),
    ],
)
def test_a_name_that_cannot_be_is_refused(words: list[str], said: str, content: Path) -> None:
    result = run("rename", *words, "--content", content)
    assert result.exit_code == 2 and said in result.output
    assert (content / "role-models/mu-qing-he.yml").read_text() == PERSON


def test_what_is_withdrawn_keeps_its_name_and_loses_text_and_pictures(content: Path) -> None:
    result = run("withdraw", "news/2026/xie-tan", "--because", "内容有误", "--content", content)
    assert result.exit_code == 0, result.output
    text = (content / "news/2026/xie-tan.yml").read_text()
    assert "status: 撤下\n" in text and "withdrawn_because: 内容有误\n" in text
    assert "body" not in text and "mentions" not in text
    assert text.startswith("# 夜课\ntitle: 修鞋摊前的一课\n") and problems_of(content) == []
    again = run("withdraw", "news/2026/xie-tan", "--because", "内容有误", "--content", content)
    assert (again.exit_code, again.output) == (0, "已经是这样了，没有要改的\n")


def test_a_picture_that_only_the_withdrawn_record_used_goes_with_it(content: Path) -> None:
    (content / "news/2026/xie-tan.yml").unlink()
    (content / "events/ting.yml").unlink()
    assert run("withdraw", "role-models/mu-qing-he", "--content", content).exit_code == 0
    assert not (content / "role-models/mu/zhao.png").exists()


def test_nothing_is_written_when_the_check_would_refuse_it(content: Path) -> None:
    """The withdrawn person is still named in the news."""
    result = run("withdraw", "role-models/mu-qing-he", "--because", "应当事人要求", "--content", content)
    assert result.exit_code == 2 and "D19" in result.output and "什么也没有写" in result.output
    assert (content / "role-models/mu-qing-he.yml").read_text() == PERSON


@pytest.mark.parametrize("name", LAYOUTS)
def test_fmt_keeps_what_a_file_says_and_every_remark_and_has_nothing_to_do_twice(name: str) -> None:
    text = LAYOUTS[name]
    once = format_text(text, RoleModel)
    assert normalized(read_fields(once, RoleModel).value) == normalized(read_fields(text, RoleModel).value)
    assert format_text(once, RoleModel) == once
    assert [line for line in text.splitlines() if line.startswith("#") and line not in once] == []


def test_fmt_puts_fields_in_order_with_their_remarks_and_quotes_what_others_misread(content: Path) -> None:
    path = content / "events/ting.yml"
    path.write_text(
        "published: 2026-11-20\n# 题目\ntitle: 听讲\nformat: 宣讲\nplace: 007\ntimes: 2026-12-01 14:00\nsample: true\n"
    )
    assert run("fmt", path, "--content", content).exit_code == 0
    assert path.read_text() == (
        '# 题目\ntitle: 听讲\nsample: true\nformat: 宣讲\ntimes: "2026-12-01 14:00"\nplace: "007"\npublished: 2026-11-20\n'
    )
    assert (content / "news/2026/xie-tan.yml").read_text() == NEWS
    assert "已整理 0 个文件" in run("fmt", path, "--content", content).output


@pytest.mark.parametrize(
    ("text", "said"), [("title：听讲\n", "文件第 1 行写得不对"), ("- 听讲\n", "ting.yml 读不成一条记录")]
)
def test_fmt_says_which_file_it_cannot_read(content: Path, text: str, said: str) -> None:
    path = content / "events/ting.yml"
    path.write_text(text)
    result = run("fmt", path, "--content", content)
    assert result.exit_code == 2 and said in result.output


def test_fmt_of_all_says_which_files_it_left_as_they_are(content: Path) -> None:
    (content / "events/ting.yml").write_text("title: 听讲\nformat: 唱歌\n")
    result = run("fmt", "--content", content)
    assert result.exit_code == 2 and "有 1 个文件有错，没有整理：content/events/ting.yml" in result.output


def test_a_record_can_be_renamed_back(content: Path) -> None:
    for old, new in (("ting", "ting-2"), ("ting-2", "ting")):
        assert run("rename", f"events/{old}", new, "--content", content).exit_code == 0
    assert "aliases: [events/ting-2]" in (content / "events/ting.yml").read_text()
