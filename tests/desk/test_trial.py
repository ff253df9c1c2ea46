"""The same four records made in three ways, as a new editor would: the desk, a spreadsheet, the handbook's text.

All three give the same pages. What one does is counted; docs/decisions/2026-11-28-three-ways-tried.md has the table.
"""

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from playwright.sync_api import Browser, Locator, Page, expect

from scripts.render.reference import EXAMPLES
from tests.commands.support import run
from tests.desk.screens import DAY, served
from tests.editing.test_handbook import RECORDS
from tests.editing.test_sheets import put
from tests.support import pages_of, picture, plant, problems_of

pytestmark = pytest.mark.slow
STAGE = {"alt": "一位女教师站在社区活动室的讲台边，手里举着一张星图"}
CHART = {"alt": "十几个孩子围着桌上的一张大星图，有的用手指着北斗", "credit": "示例作者"}
LABELS = {"role-models": "先进典型", "news": "新闻", "exhibitions": "展览", "events": "活动"}
PICTURES = {"讲台.png": (1200, 800), "星图.png": (1000, 900)}
PLACES = {"讲台.png": "role-models/lu-wang-shu/jiang-tai.png", "星图.png": "news/2026/ren-xing-xing/xing-tu.png"}
PANELS = {
    "春": "北斗七星在头顶，勺柄指向东方。",
    "夏": "银河横过天空，两边是牛郎和织女。",
    "秋": "四颗星围成一个大方框。",
    "冬": "三颗星排成一条腰带，下面最亮的是天狼星。",
}
BODY = "活动室的灯关掉一半，投影的夜空就亮了。\n\n孩子们先认北斗七星，再顺着勺口找北极星。"


@dataclass
class Hand:
    """One who sees labels and buttons, and nothing of how the page is made. ``done`` counts clicks and filled fields."""

    page: Page
    done: int = 0

    def press(self, word: str, within: Locator | None = None) -> None:
        self.done += 1
        found = (within or self.page.locator("main")).get_by_role("button", name=re.compile(f"^{word}"))
        (found.last if within else found.first).click()

    def open_others(self) -> None:
        self.done += 1
        self.page.locator("#record > details > summary").click()

    def type(self, label: str, text: str, within: Locator | None = None) -> None:
        self.done += 1
        box = _labelled(within or self.page.locator("#record"), label)
        box.click()
        box.fill(text)

    def choose(self, label: str, word: str, within: Locator | None = None) -> None:
        self.done += 1
        _labelled(within or self.page.locator("#record"), label).select_option(label=word)

    def pick(self, label: str, typed: str, found: str, within: Locator) -> None:
        """Types a piece of a title, and takes the record that is offered."""
        self.type(label, typed, within)
        option = self.page.locator("#targets option", has_text=found)
        expect(option).to_have_count(1)
        self.done += 1
        _labelled(within, label).fill(option.get_attribute("value") or "")

    def put(self, name: str, within: Locator) -> None:
        self.done += 1
        files = [{"name": name, "mimeType": "image/png", "buffer": picture(*PICTURES[name])}]
        within.locator("[type=file]").first.set_input_files(files)  # type: ignore[arg-type]

    def part(self, name: str, number: int = 1, within: Locator | None = None) -> Locator:
        """The numbered frame under a heading."""
        frame = (within or self.page.locator("#record")).get_by_role("group", name=re.compile(f"^{name}"))
        return frame.first.locator("> .group").nth(number - 1)

    def add(self, name: str, number: int = 1, within: Locator | None = None) -> Locator:
        self.press(f"加一项 ?{name}", within)
        found = self.part(name, number, within)
        expect(found).to_be_visible()
        return found

    def save(self) -> None:
        self.press("保存", self.page.locator(".sticky"))
        expect(self.page.locator("#status")).to_contain_text("已经保存")


def _labelled(scope: Locator, label: str) -> Locator:
    return scope.get_by_label(re.compile(f"^{label}(必填)?$")).first


@pytest.fixture
def hand(browser: Browser) -> Iterator[Hand]:
    page = browser.new_page(viewport={"width": 1280, "height": 900}, locale="zh-CN")
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield Hand(page)
    page.close()
    assert not errors


def _common(hand: Hand, name: str, published: str = "2026-11-23") -> None:
    hand.type("本站发布日期", published)
    hand.choose("虚构的示例内容", "是")
    hand.type("文件名", name)
    hand.save()


def _person(hand: Hand) -> None:
    hand.type("姓名", "卢望舒")
    for number, (edition, status) in enumerate((("第一届", "获评"), ("第二届", "入围")), 1):
        honour = hand.add("荣誉", number)
        hand.pick("荣誉称号", "邻里", "邻里之光", honour)
        hand.type("届次或期次", edition, honour)
        hand.choose("进展", status, honour)
    hand.choose("依据种类", "本人同意公开", hand.part("公开依据"))
    hand.type("登记编号", "示例", hand.part("公开依据"))
    image = hand.add("图片")
    hand.put("讲台.png", image)
    hand.type("替代文字", STAGE["alt"], image)
    hand.open_others()
    hand.type("单位或身份", "小学教师")
    hand.type("一句话事迹", "放学后在社区教孩子们认星星，教了十一年。")
    _common(hand, "lu-wang-shu")


def _news(hand: Hand) -> None:
    hand.type("标题", "十二个孩子在活动室认星星")
    hand.choose("栏目", "实践动态")
    hand.type("摘要", "没有望远镜，先从北斗七星认起。")
    hand.type("正文", BODY)
    image = hand.add("图片")
    hand.put("星图.png", image)
    hand.type("替代文字", CHART["alt"], image)
    hand.type("摄影或绘图者", CHART["credit"], image)
    hand.open_others()
    hand.type("按标题找，加进提到的人、队伍、阵地、展览等", "卢望")
    option = hand.page.locator("#targets option", has_text="卢望舒")
    expect(option).to_have_count(1)
    hand.type("按标题找，加进提到的人、队伍、阵地、展览等", option.get_attribute("value") or "")
    _common(hand, "2026/ren-xing-xing")


def _exhibition(hand: Hand) -> None:
    hand.type("标题", "四季的星空")
    hand.choose("展览类型", "线上展")
    hand.type("摘要", "四块展板，一块一个季节。")
    section = hand.add("部分")
    hand.type("标题", "抬头看", section)
    for number, (title, text) in enumerate(PANELS.items(), 1):
        panel = hand.part("展板", 1, section) if number == 1 else hand.add("展板", number, section)
        hand.type("标题", title, panel)
        hand.type("展板文字", text, panel)
    hand.open_others()
    _common(hand, "si-kuai-xing-tu")


def _event(hand: Hand) -> None:
    hand.type("标题", "每月一次认星星")
    hand.choose("形式", "培训")
    hand.press("填写 ?重复的时间")
    times = hand.part("重复的时间")
    hand.choose("多久一次", "每月", times)
    hand.type("哪一天", "第二个周六", times)
    hand.type("开始时间", "19:30", times)
    hand.type("结束时间", "20:30", times)
    hand.type("不在阵地名录里的地点", "社区活动室")
    hand.type("参加对象", "小学生和家长")
    hand.press("填写 ?咨询单位")
    hand.type("单位或部门", "社区文明实践站值班室", hand.part("咨询单位"))
    hand.open_others()
    _common(hand, "mei-yue-ren-xing")


TASKS = {"role-models": _person, "news": _news, "exhibitions": _exhibition, "events": _event}


def _copied(folder: Path) -> Path:
    content = plant(folder, {})
    shutil.copytree(EXAMPLES, content, dirs_exist_ok=True)
    return plant(folder, {**RECORDS, **{place: picture(*PICTURES[name]) for name, place in PLACES.items()}})


def _sheet(book: Workbook) -> None:
    day = {"published": DAY, "sample": "是"}
    who = {"id": "卢望舒", "award": "邻里之光"}
    put(book, "先进典型", 4, name="卢望舒", unit="小学教师", deed="放学后在社区教孩子们认星星，教了十一年。", **day)
    put(book, "先进典型", 4, legal_basis__kind="本人同意公开", legal_basis__reference="示例")
    put(book, "先进典型·荣誉", 4, **who, round="第一届", status="获评")
    put(book, "先进典型·荣誉", 5, **who, round="第二届", status="入围")
    put(book, "先进典型·图片", 3, id="卢望舒", file="lu-wang-shu/jiang-tai.png", **STAGE)
    news = {"title": "十二个孩子在活动室认星星", "column": "实践动态", "summary": "没有望远镜，先从北斗七星认起。"}
    put(book, "新闻", 4, id="2026/ren-xing-xing", **news, body=BODY, mentions="role-models/lu-wang-shu", **day)
    put(book, "新闻·图片", 3, id="2026/ren-xing-xing", file="ren-xing-xing/xing-tu.png", **CHART)
    show = {"title": "四季的星空", "format": "线上展", "summary": "四块展板，一块一个季节。"}
    put(book, "展览", 4, id="si-kuai-xing-tu", **show, **day)
    put(book, "展览·部分", 5, id="四季的星空", title="抬头看")
    for number, (title, text) in enumerate(PANELS.items()):
        put(book, "展览·部分·展板", 10 + number, id="四季的星空", at="1", title=title, text=text)
    what = {"title": "每月一次认星星", "format": "培训", "place": "社区活动室", "audience": "小学生和家长"}
    when: dict[str, Any] = {"recurrence__frequency": "每月第二个周六 19:30—20:30"}
    put(book, "活动", 4, id="mei-yue-ren-xing", **what, **when, contact__office="社区文明实践站值班室", **day)


def _alike(content: Path, copied: Path) -> None:
    """The pages are the same; a picture is stored under the name it has."""
    assert [str(one) for one in problems_of(content)] == []
    pages, expected = pages_of(content), pages_of(copied)
    assert pages.keys() == expected.keys()
    assert [path for path, text in pages.items() if text != expected[path]] == []


def test_four_records_are_made_in_the_desk(hand: Hand, tmp_path: Path) -> None:
    content = tmp_path / "desk/content"
    shutil.copytree(EXAMPLES, content)
    counted = {}
    with served(content, DAY) as address:
        for folder, task in TASKS.items():
            hand.done = 0
            hand.page.goto(address)
            hand.done += 1
            hand.page.get_by_role("link", name=re.compile(f"^新建 ?{LABELS[folder]}$")).click()
            task(hand)
            counted[folder] = hand.done
    _alike(content, _copied(tmp_path))
    assert counted == {"role-models": 24, "news": 16, "exhibitions": 22, "events": 17}


def _cells(book: Workbook) -> set[tuple[str, str]]:
    """Every cell with a text: its sheet and its place."""
    cells = (cell for page in book for row in page.iter_rows() for cell in row)
    return {(cell.parent.title, cell.coordinate) for cell in cells if cell.value is not None}


def test_four_records_are_made_in_a_sheet(tmp_path: Path) -> None:
    content = tmp_path / "sheet/content"
    shutil.copytree(EXAMPLES, content)
    path = tmp_path / "a.xlsx"
    run("export", path, *TASKS, "--content", content)
    book = load_workbook(path)
    before = _cells(book)
    _sheet(book)
    typed = Counter(page.partition("·")[0] for page, _ in _cells(book) - before)
    book.save(path)
    plant(content.parent, {place: picture(*PICTURES[name]) for name, place in PLACES.items()})
    result = run("import", path, "--write", "--content", content)
    assert result.exit_code == 0, result.output
    assert typed == {"先进典型": 18, "新闻": 12, "展览": 24, "活动": 9}
    _alike(content, _copied(tmp_path))
