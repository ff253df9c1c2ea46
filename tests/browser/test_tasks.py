"""Readers' tasks on a phone of 390 px, from the home page: each done in at most three taps, which are counted."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Built
from tests.render.exhibition.show import SHOW

MOST = 3


@dataclass
class Taps:
    """A reader's thumb: presses what can be seen, by its words, and counts."""

    page: Page
    count: int = 0

    def press(self, words: str, within: str = "body") -> None:
        self.page.wait_for_load_state()  # what a script writes or puts in order can be seen then
        here = self.page.locator(within).last
        found = here.get_by_role("link", name=words).or_(here.get_by_role("button", name=words))
        found.or_(here.locator("summary", has_text=words)).filter(visible=True).first.click()
        self.count += 1


TASKS = {
    "本周五柳荫街道有什么": (["我的街道", "柳荫街道", "周五"], "#friday + ul", "柳荫实践日"),
    "站上的电话": (["阵地", "柳荫实践中心"], ".facts", "0931-1112222"),
    "站上几点开门": (["阵地", "柳荫实践中心"], ".facts", "正在开门，17:30关门"),
    "转发一个人": (["卞如松", "复制链接"], ".share", "复制"),
    "打印海报": (["灯影里的柳荫", "海报（A3", "打印@.sheet-bar .acts"], ".is-poster", "灯影里的柳荫"),
    "这一页有错": (["这一页有错"], "article", "哪一页"),
    "一个街道的新闻": (["我的街道", "柳荫街道"], "#_content", "粽叶香里话家常"),
    "2025年谁得了敬业奉献": (["找人", "历年荣誉", "敬业奉献"], "#_content", "卞如松"),
    "怎样当志愿者": (["报名当志愿者"], "#_content", "注册"),
    "老人去哪儿": (["今天去哪儿", "按街道、人群看", "老年人"], ".on", "暖水瓶计划"),
    "加进日历": (["今天去哪儿"], "#_content", "把全部活动加进日历"),
    "把一场活动加进日历": (["包粽子"], "#_content", "把这场活动加进日历"),
}
"""What a reader wants, what is pressed (behind @ within what), where and in which words the answer then stands."""


@pytest.mark.parametrize("task", TASKS)
def test_an_errand_takes_three_taps(mini: Built, task: str) -> None:
    pressed, where, answer = TASKS[task]
    with mini.opened("", at="2026-06-10T10:00:00+08:00", has_touch=True) as page:
        taps = Taps(page)
        for words in pressed:
            taps.press(*words.split("@"))
        expect(page.locator(where).first).to_contain_text(answer)
        assert taps.count <= MOST


@pytest.mark.parametrize(
    ("typed", "answer"), [("2025 敬业奉献", "卞如松"), ("bianrusong", "卞如松"), ("柳荫 新闻 2026", "粽叶香里话家常")]
)
def test_what_is_typed_is_found_in_two_taps(mini: Built, typed: str, answer: str) -> None:
    with mini.opened("", has_touch=True) as page:
        taps = Taps(page)
        page.get_by_role("combobox", name="搜索全站").tap()
        page.keyboard.type(typed)
        taps.press("搜索", "header")
        expect(page.locator(".results h2").first).to_contain_text(answer)
        assert taps.count + 1 <= MOST


def test_a_stop_is_heard_in_three_taps(show: Built) -> None:
    with show.opened("", has_touch=True) as page:
        taps = Taps(page)
        taps.press("进入展览")
        assert SHOW in page.url
        taps.press("5", ".stop-list")
        expect(page.locator("#zhan-ban-5")).to_be_in_viewport()
        assert page.locator(".stop[data-number='5'] audio[controls]").is_visible()
        assert taps.count + 1 <= MOST  # the third is on the sound itself


def test_a_result_tells_all_the_days_of_an_event(mini: Built) -> None:
    with mini.opened("search/?q=包粽子") as page:
        expect(page.locator(".results .facts-line").first).to_have_text(
            "活动 · 2026年6月18日—6月20日，共2次 · 柳荫街道"
        )
