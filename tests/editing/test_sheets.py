"""Spreadsheets in both directions: unchanged exports are unchanged imports, changes are merged, errors have their cell."""

import pickle
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from copy import deepcopy
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from scripts.editing.merge import Merge
from scripts.editing.sheet_export import write_book
from scripts.editing.sheet_import import plan
from scripts.editing.sheet_read import Page, read_book
from scripts.editing.tables import sheets
from scripts.editing.trial import new_errors
from scripts.editing.writer import EditError
from scripts.load.content import load
from scripts.load.field_names import read_fields
from scripts.records import TYPES
from scripts.settings import Settings
from tests.commands.support import run
from tests.commands.test_editing import PERSON, SMALL
from tests.support import MINI, ROOT, bytes_below, lacking, picture, plant

pytestmark = pytest.mark.slow
PERSON_FILE = "role-models/mu-qing-he.yml"
HONOURED = PERSON + "honours:\n  - award: xing-huo\n    status: 入围   # 第一批\n"
AWARD = "title: 星火奖\npublished: 2026\n"
SHOW = "title: 大展\nformat: 线上展\npublished: 2026\nsample: true\n"
PART = "title: 河边\npanels:\n  - {id: yi, title: 一, text: 河边的一块展板。}\n"
TREE = SMALL | {
    PERSON_FILE: HONOURED,
    "awards/xing-huo.yml": AWARD,
    "exhibitions/da-zhan.yml": SHOW,
    "exhibitions/da-zhan/01-he-bian.yml": PART,
}
Edit = Callable[[Workbook], object]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return plant(tmp_path, TREE)


EXPORTED: dict[str, bytes] = {}
"""Files and folders → the book made of them: most tests begin with the same one."""


def export(content: Path, *folders: str) -> Path:
    path, key = content.parent / "a.xlsx", repr((bytes_below(content), folders))
    if key not in EXPORTED:
        loaded = load(content)
        write_book(loaded, [one for one in loaded.records if not folders or one.partition("/")[0] in folders], path)
        EXPORTED[key] = path.read_bytes()
    path.write_bytes(EXPORTED[key])
    return path


@cache
def opened(data: bytes) -> bytes:
    """A book as openpyxl has it in memory: to read the file takes ten times as long."""
    return pickle.dumps(load_workbook(BytesIO(data)))


def edit(path: Path, change: Edit) -> Path:
    book = pickle.loads(opened(path.read_bytes()))
    change(book)
    book.save(path)
    return path


def merged(content: Path, path: Path, **given: str) -> Merge:
    return plan(load(content, Settings()), read_book(path), given, path.parent)


def put(book: Workbook, sheet: str, row: int, **cells: Any) -> None:
    """Writes cells by the fields in the hidden row; ``id``, ``at`` and ``remove`` are the columns that are no fields."""
    page = book[sheet]
    keys = {str(cell.value): cell.column for cell in page[2]}
    heads = {str(cell.value): cell.column for cell in page[1]}
    also = {"id": 1, "at": heads.get("第几项"), "remove": heads.get("删去")}
    for name, value in cells.items():
        page.cell(row, also.get(name) or keys[name.replace("__", ".")]).value = value


def texts(plan: Merge) -> dict[str, str]:
    return {change.path.name: (change.after or b"").decode() for change in plan.changes}


@pytest.mark.parametrize("folder", [None, MINI, ROOT / "scripts/render/templates/examples"], ids=str)
def test_a_round_trip_without_an_edit_changes_nothing(folder: Path | None, tmp_path: Path) -> None:
    content = plant(tmp_path, TREE if folder is None else {})
    if folder:
        shutil.copytree(folder, content, dirs_exist_ok=True)
    found = merged(content, export(content))
    assert (found.changes, found.lines, found.errors) == ([], [], [])


def test_a_changed_cell_changes_its_line_and_keeps_remarks(content: Path) -> None:
    path = edit(
        export(content, "role-models"), lambda book: put(book, "先进典型·荣誉", 3, status="获评", round="第八届")
    )
    found = merged(content, path)
    assert found.errors == []
    assert texts(found) == {
        "mu-qing-he.yml": HONOURED.replace("    status: 入围", "    round: 第八届\n    status: 获评")
    }
    assert found.lines == [
        "role-models/mu-qing-he　荣誉1 届次或期次：加上“第八届”",
        "role-models/mu-qing-he　荣誉1 进展：“入围” → “获评”",
    ]


def test_what_two_people_changed_in_different_fields_is_merged(content: Path) -> None:
    path = edit(export(content, "role-models"), lambda book: put(book, "先进典型", 3, deed="守摊三十年。"))
    file = content / "role-models/mu-qing-he.yml"
    file.write_text(HONOURED.replace("published: 2026-09-18", "published: 2026-09-19"))
    after = texts(merged(content, path))["mu-qing-he.yml"]
    assert "deed: 守摊三十年。" in after and "published: 2026-09-19" in after


def test_nothing_is_deleted_because_it_is_missing(content: Path) -> None:
    def less(book: Workbook) -> None:
        del book["先进典型·荣誉"]
        book["先进典型"].delete_rows(3)
        book["新闻"].delete_cols(4)

    found = merged(content, edit(export(content, "role-models", "news"), less))
    assert (found.changes, found.errors) == ([], [])


def test_a_cleared_cell_takes_the_field_out_and_a_marked_item_goes(content: Path) -> None:
    def change(book: Workbook) -> None:
        put(book, "先进典型", 3, deed=None)
        put(book, "先进典型·荣誉", 3, remove="删去")

    found = merged(content, edit(export(content, "role-models"), change))
    assert texts(found)["mu-qing-he.yml"] == PERSON.replace("deed: 守着修鞋摊。\n", "")


def test_an_item_somebody_changed_meanwhile_is_not_deleted(content: Path) -> None:
    path = edit(export(content, "role-models"), lambda book: put(book, "先进典型·荣誉", 3, remove="删去"))
    (content / "role-models/mu-qing-he.yml").write_text(HONOURED.replace("入围", "获评"))
    assert "重新导出" in merged(content, path).errors[0]


@pytest.mark.parametrize(("change", "said"), [({"status": "公示"}, "公示"), ({"remove": "删去"}, "")])
def test_an_item_is_found_again_where_somebody_has_put_another_before_it(
    change: dict[str, str], said: str, content: Path
) -> None:
    path = edit(export(content, "role-models"), lambda book: put(book, "先进典型·荣誉", 3, **change))
    another = "  - award: xing-huo\n    round: 第九届\n    status: 入围\n"
    (content / PERSON_FILE).write_text(HONOURED.replace("honours:\n", f"honours:\n{another}"))
    [after] = texts(merged(content, path)).values()
    assert another in after and (f"status: {said}   # 第一批" in after if said else after.count("award:") == 1)
    (content / PERSON_FILE).write_text(PERSON + f"honours:\n{another}{another.replace('九', '八')}")
    assert "导出以后别人改过或挪过，怕改错一项。请重新导出" in merged(content, path).errors[0]


def test_a_picture_that_lies_beside_the_sheet_is_put_into_the_folder_of_its_record(content: Path) -> None:
    def add(book: Workbook) -> None:
        put(book, "先进典型·图片", 3, id="mu-qing-he", file="照片/微信图片_1.png", alt="一位老人在钉鞋跟")
        put(book, "先进典型·图片", 4, id="mu-qing-he", file="名单.docx", alt="一位老人在钉鞋跟")

    path = edit(export(content, "role-models"), add)
    (path.parent / "微信图片_1.png").write_bytes(picture(900, 600))
    (path.parent / "名单.docx").write_bytes(b"PK")
    error = merged(content, path).errors
    assert len(error) == 1 and "D4：“名单.docx”放不了" in error[0]
    edit(path, lambda book: book["先进典型·图片"].delete_rows(4))
    assert run("import", path, "--write", "--content", content).exit_code == 0
    assert (content / "role-models/mu-qing-he/wei-xin-tu-pian-1.png").read_bytes() == picture(900, 600)
    assert "file: mu-qing-he/wei-xin-tu-pian-1.png" in (content / "role-models/mu-qing-he.yml").read_text()


def paste_again(book: Workbook) -> None:
    """A colleague's copy below one's own, headings and all."""
    for name in ("先进典型", "先进典型·荣誉"):
        for row in list(book[name].iter_rows(values_only=True)):
            book[name].append(row)


def test_a_workbook_imported_twice_adds_nothing_the_second_time(content: Path) -> None:
    def add(book: Workbook) -> None:
        basis = {"legal_basis__kind": "本人同意公开", "legal_basis__reference": "示例", "portrait__file": "讲台.png"}
        said = {"sample": "是", "published": "2026年11月5日", "tags": "手艺 讲台", "portrait__alt": "一张讲台的侧面"}
        put(book, "先进典型", 4, name="卢望舒", **said, **basis)
        for row in (3, 4):
            put(book, "先进典型·图片", row, id="卢望舒", file="讲台.png", alt=f"一张讲台，从第{row}排看")
        put(book, "展览·部分·展板", 4, id="大展", at="1", title="二", text="河边的又一块展板。")
        put(book, "先进典型·荣誉", 4, id="穆清河", at="5", award="星火奖", round="第三届", status="获评")

    path = edit(edit(export(content), add), paste_again)
    (path.parent / "讲台.png").write_bytes(picture(900, 600))
    first = run("import", path, "--write", "--content", content).output
    assert "已写 4 个文件" in first, first
    assert (content / PERSON_FILE).read_text().count("第三届") == 1
    found = merged(content, path)
    assert (found.changes, found.lines, found.errors) == ([], [], [])


def test_a_part_in_its_own_file_is_changed_there(content: Path) -> None:
    path = edit(export(content, "exhibitions"), lambda book: put(book, "展览·部分·展板", 3, title="新的题目"))
    assert texts(merged(content, path)) == {"01-he-bian.yml": PART.replace("title: 一", "title: 新的题目")}


def test_nothing_is_written_of_a_book_with_an_error(content: Path) -> None:
    path = edit(export(content, "role-models"), lambda book: put(book, "先进典型", 3, published="昨天", deed="改过。"))
    before = bytes_below(content)
    assert run("import", path, "--write", "--content", content).exit_code == 2
    assert bytes_below(content) == before


def test_leading_zeros_long_numbers_and_equals_signs_stay(content: Path) -> None:
    (content / "streets").mkdir()
    (content / "streets/a.yml").write_text('title: "=甲"\nsummary: "007"\ncode: "990101001"\npublished: 2026\n')
    path = export(content, "streets")
    assert merged(content, path).changes == []
    assert load_workbook(path)["街道"].cell(3, 2).data_type == "s"


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.xls", b"\xd0\xcf\x11\xe0", "不是 .xlsx"),
        ("b.xlsx", b"\xd0\xcf\x11\xe0....", "密码"),
        ("b.xlsx", b"PK\x03\x04broken", "没有存完"),
        ("b.xlsx", "macro", "宏"),
        ("b.xlsx", "bomb", "太大"),
        ("b.xlsx", "other", "读不出"),
    ],
)
def test_files_of_other_kinds_are_refused_with_what_to_do(
    name: str, data: bytes | str, said: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    if isinstance(data, bytes):
        path.write_bytes(data)
    else:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
            book.writestr(
                "xl/vbaProject.bin" if data == "macro" else "xl/a.xml", b"0" * (210 << 20 if data == "bomb" else 9)
            )
    with pytest.raises(EditError, match=said):
        read_book(path)


cells = st.text(max_size=8) | st.sampled_from(["mu-qing-he", "1", "2.1", "删去", "穆清河", "#", "姓名", "2026", ""])
places = st.tuples(st.integers(0, 60), st.integers(0, 6), st.integers(0, 25), cells)


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Page]]:
    content = plant(tmp_path_factory.mktemp("any"), TREE)
    return content, read_book(export(content))


@given(edits=st.lists(places, min_size=1, max_size=8))
def test_whatever_stands_in_cells_there_is_no_traceback(
    edits: list[tuple[int, int, int, str]], exported: tuple[Path, list[Page]]
) -> None:
    content, pages = exported
    changed = deepcopy(pages)
    for number, row, column, text in edits:
        rows = changed[number % len(changed)].rows
        rows += [[""] for _ in range(row + 1 - len(rows))]
        rows[row] += [""] * (column + 1 - len(rows[row]))
        rows[row][column] = text
    found = plan(load(content, Settings()), changed, {}, content)
    assert all(isinstance(line, str) for line in [*found.lines, *found.errors])
    assert found.errors or new_errors(content, found.changes, Settings()) == []


@given(said=st.lists(st.text(alphabet="手艺修鞋，。甲乙 '\"#:-", max_size=12), min_size=3, max_size=3))
def test_what_is_imported_is_exported_again(said: list[str], exported: tuple[Path, list[Page]]) -> None:
    content, pages = exported
    changed = deepcopy(pages)
    page = next(page for page in changed if page.name == "先进典型")
    wanted = dict(zip(("deed", "quote", "unit"), map(str.strip, said), strict=True))
    for name, text in wanted.items():
        page.rows[2][page.rows[1].index(name)] = text
    found = plan(load(content, Settings()), changed, {}, content)
    record = {change.path.stem: change.after for change in found.changes}.get("mu-qing-he")
    if record and not found.errors:
        value = read_fields(record.decode(), TYPES["role-models"]).value
        assert {name: value.get(name, "") for name in wanted} == wanted


def test_a_list_of_an_award_is_pasted_as_the_office_got_it(content: Path) -> None:
    book = Workbook()
    page = book.active
    for row in (
        ["星火奖第三届名单"],
        ["序号", "姓 名", "工作单位", "类型"],
        [1, "穆 清河", "修鞋摊", "敬业奉献"],
        [2, "卢望舒", "小学教师", "助人为乐"],
    ):
        page.append(row)
    path = content.parent / "名单.xlsx"
    book.save(path)
    words = ["--award", "星火奖", "--round", "第三届", "--status", "获评", "--content", str(content)]
    assert run("import", path, "--dry-run", *words).exit_code == 0
    result = run("import", path, "--write", *words)
    assert result.exit_code == 0 and "role-models/lu-wang-shu　新建草稿：卢望舒" in result.output
    assert "    round: 第三届\n" in (content / "role-models/mu-qing-he.yml").read_text()
    assert "status: 草稿" in (content / "role-models/lu-wang-shu.yml").read_text()
    assert "已经有星火奖第三届（获评），没有动" in run("import", path, "--dry-run", *words).output


THIRD = {"荣誉称号": "星火奖", "届次": "第三届", "进展": "获评"}


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([["姓名"], ["穆清河"]], "已经有星火奖第三届（候选），没有动；名单里是“获评”"),
        ([["姓名", "届次"], ["穆清河", "第3届"]], "已经有星火奖第3届（候选），没有动"),
        ([["姓名", "届次", "结果"], ["穆清河", "第四届", "入围"]], "加上荣誉：星火奖第四届入围"),
        ([["姓名"], ["穆 清河（女，回族）"]], "role-models/mu-qing-he　已经有"),
        (
            [["姓名", "单位"], ["穆清河", "第二医院"]],
            "记录里的单位是“修鞋摊”，名单里是“第二医院”，请核对是不是同一个人",
        ),
        ([["姓名", "性别", "主要事迹"], ["卢望舒", "女", "教认星星"]], "没有用到的栏：性别、主要事迹"),
        ([["获奖者姓名", "工作单位及职务*"], ["卢望舒", "小学教师"]], "新建草稿：卢望舒"),
        ([["姓名"], ["红石志愿服务队"]], "A2：“红石志愿服务队”按一个人建了草稿，是两人或群体的，请改“个人还是群体”"),
        ([["序号", "名称"], ["1", "红石志愿服务队"]], "B2：“红石志愿服务队”按一个人建了草稿"),
        ([["姓名"], ["卢望舒"], ["二、敬业奉献"], ["姓名"]], "「Sheet」A3：“二、敬业奉献”不像姓名"),
        ([["姓名"], ["卢*舒"]], "A2：“卢*舒”不像姓名"),
        ([["姓名"], ["卢望舒（中共党员）"]], "A2：“卢望舒（中共党员）”不像姓名。是人名的，请只写姓名"),
        ([["姓名"], ["穆清河  卢望舒"]], "“穆清河、卢望舒”不像一个人的姓名"),
        ([["姓名", "类别"], ["穆清河", "敬业奉献"], ["卢望舒", ""]], "B3：有 1 行的“类别”空着，不会照上面一行补"),
        ([["姓名", "单位"], ["卢望舒", "小学"], ["卢望舒", "医院"]], "A3：名单里有两个“卢望舒”"),
        ([["姓名", "姓名"], ["穆清河", "卢望舒"]], "A1：有两栏“姓名”。请排成一行一人，每样只有一栏"),
    ],
)
def test_lists_as_offices_write_them_are_understood_or_asked_about(
    rows: list[list[str]], said: str, content: Path
) -> None:
    honoured = HONOURED.replace("status: 入围", "round: 第三届\n    status: 候选") + "unit: 修鞋摊\n"
    plant(content.parent, {"role-models/mu-qing-he.yml": honoured})
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(content.parent / "b.xlsx")
    found = merged(content, content.parent / "b.xlsx", **THIRD)
    assert said in "\n".join(found.lines + found.errors)
    refused = any(words in said for words in ("不像姓名", "名单里有两个", "有两栏"))
    assert refused == bool(found.errors), found.errors


def test_headings_of_a_list_may_stand_in_two_rows_and_a_word_beside_several_people(content: Path) -> None:
    book = Workbook()
    page = book.active
    for row in (
        ["星火奖名单"],
        ["序号", "姓名", "荣誉", None],
        [None, None, "届次", "进展"],
        [1, "穆清河", "第四届", "获评"],
    ):
        page.append(row)
    for cells in ("A1:D1", "A2:A3", "B2:B3", "C2:D2"):
        page.merge_cells(cells)
    book.save(path := content.parent / "b.xlsx")
    assert merged(content, path, 荣誉称号="星火奖").lines == ["role-models/mu-qing-he　加上荣誉：星火奖第四届获评"]
    page.append([2, "集体名（集体）", "第四届", None])
    page.merge_cells("D4:D5")
    book.save(path)
    found = merged(content, path, 荣誉称号="星火奖")
    assert found.errors == []
    assert "role-models/ji-ti-ming　新建草稿：集体名，星火奖第四届获评" in found.lines


def test_a_list_without_the_award_asks_for_it_once(content: Path) -> None:
    book = Workbook()
    for name in ("姓名", "穆清河", "卢望舒"):
        book.active.append([name])
    book.save(content.parent / "b.xlsx")
    [error] = merged(content, content.parent / "b.xlsx").errors
    assert "A2：没有写荣誉称号、进展" in error


def test_the_commands_filter_and_want_to_know_whether_to_write(content: Path) -> None:
    path = content.parent / "b.xlsx"
    result = run("export", path, "先进典型", "新闻", "--where", "标题=修鞋", "--content", content)
    assert result.exit_code == 0 and "1 条记录" in result.output
    assert "先进典型" not in load_workbook(path).sheetnames
    run("export", path, "宣讲队", "--content", content)
    assert "宣讲队" in load_workbook(path).sheetnames  # to be filled with the first ones
    assert run("import", path, "--content", content).exit_code == 2
    assert run("export", content.parent / "b.txt", "--content", content).exit_code == 2
    (content.parent / ".d.xlsx.new").mkdir()
    assert "那里是文件夹" in run("export", content.parent / "d.xlsx", "--content", content).output
    assert "1 条记录" in run("export", path, "--where", "一句话事迹=修鞋", "--content", content).output  # no type: all
    refused = run("export", path, "先进典型", "--where", "颜色=红", "--content", content)
    assert refused.exit_code == 2 and refused.output == "错误：先进典型没有“颜色”这一栏\n"


def test_codes_stand_in_cells_as_in_their_lists_and_only_what_every_record_needs_has_a_star(content: Path) -> None:
    (content / PERSON_FILE).write_text(HONOURED.replace("入围", "shortlisted") + "status: draft\n")
    path = content.parent / "b.xlsx"
    write_book(load(content), [PERSON_FILE.removesuffix(".yml")], path)
    honours, people = (load_workbook(path)[name] for name in ("先进典型·荣誉", "先进典型"))
    assert "入围" in [cell.value for cell in honours[3]] and "草稿" in [cell.value for cell in people[3]]
    heads = {str(cell.value) for cell in people[1]}
    assert {"姓名*", "公开依据·依据种类*", "肖像·图片文件"} <= heads
    assert merged(content, path).changes == []


def test_of_a_cell_far_below_the_rows_between_are_read_as_nothing(content: Path) -> None:
    path = edit(export(content, "news"), lambda book: put(book, "新闻", 5000, title="远处"))
    [page] = [one for one in read_book(path) if one.name == "新闻"]
    assert sum(map(len, page.rows)) < 10 * len(page.rows[0])
    assert any("C5000" in error for error in merged(content, path).errors)


def test_a_book_without_anything_is_told(content: Path) -> None:
    Workbook().save(path := content.parent / "b.xlsx")
    assert merged(content, path).errors == ["这个文件里的表都是空的，没有要导入的。请看看是不是选错了文件"]


def test_news_of_a_year_stands_below_it(content: Path) -> None:
    said = {"column": "实践动态", "body": "小板凳坐满了。", "published": "2025年11月5日"}

    def change(book: Workbook) -> None:
        put(book, "新闻", 5, title="夜课", **said)
        put(book, "新闻", 6, id="xiao-ye-ke", title="小夜课", **said)

    made = merged(content, edit(export(content, "news"), change))
    assert [one.path.relative_to(content).as_posix() for one in made.changes] == [
        "news/2025/xiao-ye-ke.yml",
        "news/2025/ye-ke.yml",
    ]


def test_without_the_optional_packages_it_is_said_how_to_get_them(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    monkeypatch.delitem(sys.modules, "scripts.editing.sheet_export", raising=False)
    result = run("export", content.parent / "c.xlsx", "--content", content)
    assert result.exit_code == 2 and "make sheets" in result.output


@pytest.mark.parametrize("folder", sorted(TYPES))
def test_every_field_of_every_type_has_a_column_of_its_own(folder: str) -> None:
    names = [sheet.name for sheet in sheets(folder)]
    assert len(set(names)) == len(names) and max(map(len, names)) <= 31
    for sheet in sheets(folder):
        labels = [column.label for column in sheet.columns]
        assert len(set(labels)) == len(labels)


@pytest.mark.slow
def test_libreoffice_opens_and_saves_a_workbook_without_loss(content: Path) -> None:
    shutil.which("soffice") or lacking("soffice")
    path = export(content)
    words = ["soffice", "--headless", f"-env:UserInstallation=file://{content.parent}/lo", "--convert-to", "xlsx"]
    subprocess.run([*words, "--outdir", str(content.parent / "out"), str(path)], check=True, capture_output=True)
    found = merged(content, content.parent / "out/a.xlsx")
    assert (found.changes, found.lines, found.errors) == ([], [], [])


def test_a_part_in_one_line_fills_its_columns(tmp_path: Path) -> None:
    content = plant(tmp_path, TREE | {"awards/xing-huo.yml": f"{AWARD}rounds: [第一届 2024, 第二届（2025年3月）]\n"})
    path = export(content, "awards")
    assert merged(content, path).changes == []
    found = merged(content, edit(path, lambda book: put(book, "荣誉称号·各届的年份", 4, date="2025-04")))
    assert found.lines == ["awards/xing-huo　各届的年份2 公布的年份或年月：“2025-03” → “2025-04”"]
    assert "rounds:\n  - 第一届 2024\n  - round: 第二届\n    date: 2025-04\n" in texts(found)["xing-huo.yml"]
