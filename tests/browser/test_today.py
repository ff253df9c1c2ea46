"""What depends on today, with a fixed clock: chips, next dates, the leading exhibition; and the page without script."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Built
from tests.support import menu, pages_of, plant

NEXT = "[data-next] .t"


def chips(page: Page) -> dict[str, str]:
    """What the list of exhibitions says of each."""
    rows = page.locator("#_content li").filter(has=page.locator(".when"))
    return {row.locator(".t").inner_text(): row.locator(".chip").inner_text() for row in rows.all()}


CLOCK = {
    "2025-02-01T12:00:00+08:00": ["即将展出", "即将展出", "即将展出"],
    "2026-06-10T10:00:00+08:00": ["正在展出", "即将展出", "已经结束"],
    "2026-06-01T00:00:00+08:00": ["正在展出", "即将展出", "已经结束"],
    "2026-06-30T23:59:00+08:00": ["正在展出", "即将展出", "已经结束"],
    "2026-07-01T00:00:00+08:00": ["已经结束", "即将展出", "已经结束"],
    "2026-09-30T12:00:00+08:00": ["已经结束", "正在展出", "已经结束"],
    "2030-01-01T12:00:00+08:00": ["已经结束", "已经结束", "已经结束"],
}


def test_exhibitions_say_whether_they_are_on_by_the_clock_of_lanzhou(mini: Built) -> None:
    for moment, said in CLOCK.items():
        with mini.opened("exhibitions/", at=moment, timezone_id="America/New_York") as page:
            found = chips(page)
            assert [found[title] for title in ("灯影里的柳荫", "水边的脚印", "旧照片")] == said, moment


OVER_TIME = {
    ("events/bao-zong-zi/", ".facts .chip"): {
        "2026-06-10T10:00:00+08:00": ["即将开始"],
        "2026-06-18T10:00:00+08:00": ["正在进行"],
        "2026-06-19T10:00:00+08:00": ["已经结束"],
        "2026-06-20T10:00:00+08:00": ["已经结束", "正在进行"],
        "2026-06-21T10:00:00+08:00": ["已经结束", "已经结束"],
    },
    ("", NEXT): {
        "2026-06-10T10:00:00+08:00": ["夜游柳荫", "柳荫实践日", "一起包粽子"],
        "2026-06-18T10:00:00+08:00": ["一起包粽子", "柳荫实践日"],
        "2026-06-18T11:31:00+08:00": ["柳荫实践日", "一起包粽子"],
        "2026-06-21T10:00:00+08:00": ["柳荫实践日"],
    },
    ("", "[data-lead] h1:visible"): {
        "2026-06-10T10:00:00+08:00": ["灯影里的柳荫"],
        "2026-07-05T10:00:00+08:00": ["水边的脚印"],
        "2025-04-01T10:00:00+08:00": ["旧照片"],
        "2030-01-01T10:00:00+08:00": ["水边的脚印"],
    },
}
"""Of several times the first to come says so; what comes next is in order, without what is over; the exhibition that is on leads
the home page, or the next, or the last."""


@pytest.mark.parametrize(("address", "place"), OVER_TIME)
def test_a_page_says_what_is_true_at_a_moment(mini: Built, address: str, place: str) -> None:
    for moment, said in OVER_TIME[address, place].items():
        with mini.opened(address, at=moment) as page:
            assert page.locator(place).all_inner_texts() == said, moment


def test_a_page_left_open_over_night_does_not_call_yesterday_today(mini: Built) -> None:
    before, after = ("2026-06-10T10:00:00+08:00", "2026-06-18T11:31:00+08:00")
    with mini.opened() as page:
        page.clock.set_fixed_time(before)
        page.goto("")
        page.clock.set_fixed_time(after)  # also in the page that is loaded again
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        expect(page.locator(NEXT)).to_have_text(OVER_TIME["", NEXT][after])


INDEX = """<div data-filter><p class="filter-keys"></p><ul>
  <li data-format="online" data-start="2026-05-01">线上的</li><li data-format="permanent">常设的</li>
  <li data-start="2026-06-01" data-end="2026-06-30">夏天的</li><li data-start="2026-07-01">秋天的</li><li data-end="2026-05-01">春天的</li>
</ul></div>"""


def test_the_index_of_exhibitions_has_all_that_is_on_under_one_key(mini: Built) -> None:
    with mini.opened("", at="2026-06-10T10:00:00+08:00") as page:
        page.evaluate("html => { document.body.innerHTML = html; }", INDEX)
        page.add_script_tag(url="assets/js/index-filter.js")
        keys = page.locator(".filter-keys button")
        assert keys.all_inner_texts() == ["全部5", "正在展出3", "即将展出1", "常设1", "线上1", "往期1"]
        keys.filter(has_text="正在展出").click()
        assert page.locator("li:visible").all_inner_texts() == ["夏天的", "常设的", "线上的"]


def test_an_exhibition_that_closes_leads_before_one_that_is_always_there(mini: Built) -> None:
    home = (mini.folder / "index.html").read_text("utf-8").replace("data-plain", "")
    always = home.replace('data-start="2026-07-10" data-end="2026-09-30"', 'data-start="2026-06-05"')
    assert always != home
    with mini.opened(at="2026-06-10T10:00:00+08:00") as page:
        page.route(mini.url, lambda route: route.fulfill(body=always, content_type="text/html; charset=utf-8"))
        page.goto("")
        assert page.locator("[data-lead] h1:visible").all_inner_texts() == ["灯影里的柳荫"]


TOUR = {
    "2026-07-01T10:00:00+08:00": ("还没有出发", "（7月10日起）"),
    "2026-07-10T00:00:00+08:00": ("（至7月31日）", "待定"),
    "2026-08-02T10:00:00+08:00": ("行程待定", "待定"),
    "2026-10-01T10:00:00+08:00": ("巡展已结束", "各站都已走完"),
}


def test_an_exhibition_on_tour_says_where_it_is_and_where_it_goes_next(mini: Built) -> None:
    for moment, (here, after) in TOUR.items():
        with mini.opened("exhibitions/shui-bian/", at=moment) as page:
            said = page.locator("[data-tour] .where").all_inner_texts()
            assert said[0].endswith(here) and said[1].endswith(after), (moment, said)


DAYS = {
    "2026-06-11T11:00:00+08:00": """
今天 6月11日 周四：夜游柳荫、暖水瓶计划
明天 6月12日 周五：夜游柳荫、柳荫实践日
后天 6月13日 周六：夜游柳荫
6月16日 周二：暖水瓶计划
再往后：一起包粽子、没有办成的课、“槐树课”""",
    "2026-06-18T12:00:00+08:00": """
明天 6月19日 周五
节假日前后，去之前请先问：柳荫实践日
后天 6月20日 周六
节假日前后，去之前请先问：一起包粽子
6月23日 周二：暖水瓶计划
再往后：没有办成的课、“槐树课”""",
}


@pytest.mark.parametrize("moment", DAYS)
def test_what_is_on_stands_under_its_days(mini: Built, moment: str) -> None:
    with mini.opened("today/", at=moment) as page:
        headings = page.locator("[data-days] h2").all()
        titles = ["、".join(heading.locator("+ ul .t").all_inner_texts()) for heading in headings]
        found = [f"\n{heading.inner_text()}：{said}" for heading, said in zip(headings, titles, strict=True)]
        assert "".join(found) == DAYS[moment]
        nothing = page.get_by_text("今天没有安排，最近的是：")
        assert nothing.is_visible() != ("今天" in DAYS[moment])
        assert page.locator(".on li", has_text="没有办成的课").locator(".chip").inner_text() == "取消"
        shows = page.locator("[data-current] .t:visible").all_inner_texts()
        assert shows == ["灯影里的柳荫", "水边的脚印"]


def test_a_day_can_be_asked_for_by_its_address_and_what_is_always_on_is_said_once(mini: Built) -> None:
    with mini.opened("today/#friday", at="2026-06-10T10:00:00+08:00") as page:
        assert page.locator("#friday").inner_text() == "后天 6月12日 周五"
        assert page.locator("#friday").bounding_box()["y"] < 844  # type: ignore[index]
        page.emulate_media(media="print")
        assert page.locator("#friday").inner_text() == "6月12日 周五"  # paper is read later
        page.emulate_media(media="screen")
        page.locator("[data-days] [data-frequency]").first.evaluate(
            "node => { document.body.innerHTML = '<div data-next=4 data-days=h2><ul class=on>' + node.outerHTML + '</ul><p></p></div>';"
            " document.querySelector('li').dataset.days = 'monday tuesday wednesday thursday friday saturday sunday'; }"
        )
        page.add_script_tag(url=mini.url + "assets/js/site.js")
        assert page.locator(".on li").count() == 1


NIGHTS = {
    "events/a.yml": "{title: 跨年夜, format: 节日活动, times: 2026-12-31 22:00—次日1:00, published: 2026-11-20}",
    "events/b.yml": "{title: 零点敲钟, format: 节日活动, times: 2027-01-01 0:00—0:30, published: 2026-11-20}",
    "events/c.yml": "{title: 河边夜市, format: 节日活动, times: 2027-01-02 17:00, "
    "recurrence: 每周五 18:00—20:00（2027-01-01除外）, published: 2026-11-20}",
    "events/d.yml": "{title: 上完的课, format: 培训, recurrence: {frequency: 每周六上午, until: 2026-12-26}, published: 2026-11-20}",
}


def under_days(page: Page, folder: Path) -> dict[str, list[str]]:
    """What stands under each day of the records in a folder, and in a list of them behind."""
    items = re.search(r"<ul[^>]*data-agenda.*?</ul>", pages_of(folder)["events/index.md"], re.S)
    html = f"<div data-next=9 data-days=h2>{items[0].replace('data-agenda', '')}<p></p></div>{items[0]}"  # type: ignore[index]
    page.evaluate("html => { document.body.innerHTML = html; }", html)
    page.add_script_tag(url="assets/js/site.js")
    return {
        day.inner_text(): [
            f"{row.locator('.day b').inner_text()} {row.locator('.t').inner_text()}"
            for row in day.locator("+ ul li").all()
        ]
        for day in page.locator("h2").all()
    }


def test_nights_and_rules_with_times_of_their_own_stand_under_their_days(mini: Built, tmp_path: Path) -> None:
    with mini.opened("", at="2026-12-31T12:00:00+08:00", timezone_id="America/New_York") as page:
        assert under_days(page, plant(tmp_path, NIGHTS)) == {
            "今天 12月31日 周四": ["22:00 跨年夜"],
            "明天 1月1日 周五": ["至01:00 跨年夜", "00:00 零点敲钟"],
            "后天 1月2日 周六": ["17:00 河边夜市"],
        }
        assert page.locator("[data-agenda] .t").all_inner_texts() == ["跨年夜", "零点敲钟", "河边夜市", "上完的课"]
        assert page.locator("[data-agenda] .is-past .chip").all_inner_texts() == ["已经结束"]


WEEK = {
    "events/a.yml": "{title: 年货展, format: 展览活动, times: 2026-12-20—2027-01-20, published: 2026-11-20}",
    "events/b.yml": "{title: 冬令营, format: 培训, times: [2026-12-28 9:00, 2026-12-29 9:00, 2026-12-30 9:00, 2026-12-31 9:00, "
    "2027-01-02 9:00], published: 2026-11-20}",
}


def test_each_time_stands_under_its_day_and_what_lasts_goes_on(mini: Built, tmp_path: Path) -> None:
    with mini.opened("", at="2026-12-28T08:00:00+08:00") as page:
        found = under_days(page, plant(tmp_path, WEEK))
        assert list(found.values()) == [["全天 年货展", "09:00 冬令营"], *[["09:00 冬令营"]] * 4]
        assert page.locator("[data-agenda] .chip").all_inner_texts() == ["正在进行"]


def test_a_long_list_of_what_is_held_somewhere_begins_with_what_comes(mini: Built, tmp_path: Path) -> None:
    files = {"venues/v.yml": "{title: 河边中心, level: 实践中心, published: 2026}"}
    for day in range(1, 32):
        what = f"title: {day}日书会, format: 节日活动, times: 2026-12-{day:02} 19:00—20:00, venue: v, published: 2026-11-20"
        files[f"events/e{day}.yml"] = f"{{{what}}}"
    items = re.search(r"<ul[^>]*data-agenda.*?</ul>", pages_of(plant(tmp_path, files))["venues/v.md"], re.S)
    with mini.opened("", at="2026-12-20T21:00:00+08:00") as page:
        page.evaluate("html => { document.body.innerHTML = html; }", items[0])  # type: ignore[index]
        assert page.locator(".t:visible").all_inner_texts() == [f"{day}日书会" for day in range(1, 13)]
        page.add_script_tag(url=mini.url + "assets/js/site.js")
        assert page.locator(".t:visible").all_inner_texts() == [f"{day}日书会" for day in [*range(21, 32), 20]]


def test_by_street_and_by_audience_there_are_links_without_script(mini: Built) -> None:
    with mini.opened("today/", java_script_enabled=False) as page:
        page.locator("summary").first.click()
        page.get_by_role("link", name="孩子和学生").click()
        expect(page.locator(".on .t")).to_have_text(["一起包粽子"])
        page.locator("summary").first.click()
        page.get_by_role("link", name="柳荫", exact=True).click()
        expect(page.locator("#on + div .t")).to_have_text(["暖水瓶计划", "柳荫实践日", "一起包粽子"])


def test_an_event_of_several_times_shows_the_next_and_one_that_is_over_says_so(mini: Built) -> None:
    with mini.opened("events/", at="2026-06-19T10:00:00+08:00") as page:
        row = page.locator(".on li", has_text="一起包粽子")
        assert row.locator(".day b").inner_text() == "20"
        assert row.locator(".day time").inner_text() == "2026年6月20日 周六"  # what a screen reader says
        assert page.locator(".on li", has_text="夜游柳荫").locator(".chip").inner_text() == "已经结束"


def test_a_weekly_rule_names_its_next_day(mini: Built) -> None:
    with mini.opened("events/shi-jian-ri/", at="2026-06-10T10:00:00+08:00") as page:
        assert "每周五下午" in page.locator("#_content").inner_text()
        assert "6月12日" in page.locator("#_content").inner_text()


def test_without_script_the_home_page_shows_all_that_is_alive_and_every_menu(mini: Built) -> None:
    with mini.opened("", java_script_enabled=False) as page:
        assert page.locator("[data-lead]:visible").count() == 1
        assert page.get_by_text("粽叶香里话家常").first.is_visible()
        assert {"夜游柳荫", "一起包粽子", "柳荫实践日"} <= set(page.locator(NEXT).all_inner_texts())
        assert {*menu()[1:]} <= {*page.locator("header nav a:visible").all_inner_texts()}
        assert page.locator("[data-setting]:visible").count() == 0


def test_without_script_every_second_menu_is_open_on_its_pages(mini: Built) -> None:
    with mini.opened(java_script_enabled=False) as page:
        for address, label in (
            ("role-models/", "荣誉称号"),
            ("lecture-teams/", "讲堂"),
            ("venues/", "街道"),
            ("volunteer-teams/", "志愿服务项目"),
        ):
            page.goto(address)
            assert page.locator("header nav a:visible", has_text=label).count() == 1, address


def test_what_is_on_is_not_seen_before_it_is_in_order_nor_hidden_for_good(mini: Built) -> None:
    shown = "getComputedStyle(document.querySelector('[data-next] > ul')).visibility"
    with mini.opened() as page:
        page.route("**/site.js", lambda route: route.abort())
        wire = page.context.new_cdp_session(page)
        wire.send("Animation.enable")
        wire.send("Animation.setPlaybackRate", {"playbackRate": 0})  # however slow the machine
        page.goto("today/")
        assert page.evaluate("document.getAnimations().length") == 1
        page.evaluate("document.getAnimations()[0].currentTime = 1000")
        assert page.evaluate(shown) == "hidden"
        page.evaluate("document.getAnimations()[0].finish()")
        assert page.evaluate(shown) == "visible"
        page.unroute_all()
        wire.detach()
        page.goto("today/")
        assert page.evaluate(shown) == "visible"
