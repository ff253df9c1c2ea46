"""Whether a place is open, with a fixed clock: never shown as open when it may be closed."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Built

PLACE = "venues/liu-yin-zhong-xin/"
HOURS = "monday,tuesday,wednesday,thursday,friday=09:00-12:00 monday,tuesday,wednesday,thursday,friday=14:00-17:30"


SAID = "[data-hours]"
MOMENTS = {
    "2026-12-07T08:59:00+08:00": "现在休息，9:00开门",
    "2026-12-07T09:00:00+08:00": "正在开门，17:30关门",
    "2026-12-07T17:29:00+08:00": "正在开门，17:30关门",
    "2026-12-07T17:30:00+08:00": "现在休息，明天9:00开门",
    "2026-12-12T12:00:00+08:00": "正在开门，16:00关门",
    "2026-12-06T16:00:00+00:00": "现在休息，9:00开门",
    "2026-10-01T12:00:00+08:00": "节假日前后，开门时间请先问",
    "2027-02-03T12:00:00+08:00": "节假日前后，开门时间请先问",
    "2041-06-12T12:00:00+08:00": "",
}


@pytest.mark.parametrize("address", [PLACE, "venues/"])
def test_a_place_says_whether_it_is_open_by_the_clock_of_lanzhou(mini: Built, address: str) -> None:
    with mini.opened(address, at=next(iter(MOMENTS)), timezone_id="America/New_York") as page:
        assert {moment: _said(page, moment) for moment in MOMENTS} == MOMENTS


def _said(page: Page, moment: str) -> str:
    """What stands there when one comes back to the page at a moment."""
    page.evaluate("moment => { Date.moment = moment; dispatchEvent(new Event('pageshow')); }", moment)
    return page.locator(SAID).inner_text()


def test_breaks_closed_days_and_holidays(mini: Built) -> None:
    with mini.opened(PLACE, at=next(iter(MOMENTS))) as page:
        for moment, data, said in (
            ("2026-12-07T12:00", {}, "现在休息，14:00开门"),
            ("2026-12-11T18:00", {}, "现在休息，周一9:00开门"),
            ("2026-12-12T10:00", {}, "今天休息，周一9:00开门"),
            ("2026-12-07T10:00", {"closed": "2026-12-07/2026-12-07 "}, "今天不开门"),
            ("2026-12-07T10:00", {"closed": "2026-12-01/2026-12-31 "}, "今天不开门"),
            ("2026-12-07T18:00", {"closed": "2026-12-08/2026-12-08 "}, "现在休息，周三9:00开门"),
            ("2026-10-01T10:00", {"holidays": "yes"}, "正在开门，12:00关门"),
            ("2026-10-01T10:00", {"holidays": "yes", "closed": "2026-10-01/2026-10-03 "}, "今天不开门"),
            ("2026-12-29T18:00", {}, "现在休息"),
            ("2026-12-07T23:30", {"hours": "monday=18:00-24:00"}, "正在开门，24:00关门"),
            ("2026-12-07T23:30", {"hours": "monday=18:00-24:00 tuesday=00:00-02:00"}, "正在开门，2:00关门"),
            ("2026-12-07T23:30", {"hours": "monday=18:00-24:00 tuesday=00:00-24:00"}, "正在开门"),
            ("2026-12-07T23:30", {"hours": "monday=00:00-24:00"}, "正在开门，全天不关门"),
            ("2026-12-08T10:00", {"hours": "monday=18:00-24:00"}, "今天休息，周一18:00开门"),
        ):
            page.locator(SAID).evaluate(AS, {"hours": HOURS} | data)
            assert _said(page, f"{moment}:00+08:00") == said, (moment, data)


AS = """(node, data) => {
  window.usual = window.usual ?? { ...node.dataset };
  for (const name of Object.keys(node.dataset)) delete node.dataset[name];
  Object.assign(node.dataset, window.usual, data);
}"""
"""Gives the place other hours than those it has, each time from the same beginning."""


def test_a_page_left_open_does_not_go_on_saying_that_a_place_is_open(mini: Built) -> None:
    with mini.opened(timezone_id="UTC") as page:
        page.clock.install(time="2026-12-07T17:20:00+08:00")
        page.goto(PLACE)
        assert page.locator("[data-hours]").inner_text() == "正在开门，17:30关门"
        page.clock.run_for(11 * 60_000)
        assert page.locator("[data-hours]").inner_text() == "现在休息，明天9:00开门"


def test_nothing_is_said_without_hours_and_all_is_read_without_script(mini: Built) -> None:
    with mini.opened(PLACE, java_script_enabled=False) as page:
        assert "周一至周五 09:00—17:30" in page.locator(".facts").inner_text()
        assert page.locator("[data-hours]").inner_text() == ""
        page.goto("venues/liu-yin-suo/")
        assert page.locator("[data-hours]").count() == 0


HERE = {"latitude": 36.0616, "longitude": 103.8345}


def test_the_nearest_places_are_found_when_the_reader_agrees(mini: Built) -> None:
    asked: list[str] = []
    with mini.opened(geolocation=HERE, permissions=["geolocation"]) as page:
        page.on("request", lambda request: asked.append(request.url))
        page.goto("venues/")
        assert page.locator("[data-near] .rows li").count() == 0
        page.get_by_role("button", name="找离我最近的").click()
        expect(page.locator("[data-near] .rows li")).to_have_count(2)
        assert page.locator("[data-near] .rows a").first.inner_text().startswith("凉亭实践站\n约100米")
        assert "公里" in page.locator("[data-near] .rows a").last.inner_text()
        # where the reader is leaves the phone for nobody
        assert [url for url in asked if "36.06" in url or not url.startswith(mini.url)] == []


def test_who_is_found_only_roughly_is_told_so(mini: Built) -> None:
    with mini.opened(geolocation=HERE | {"accuracy": 5000}, permissions=["geolocation"]) as page:
        page.goto("venues/")
        page.get_by_role("button", name="找离我最近的").click()
        expect(page.locator("[data-near] [role=status]")).to_contain_text("定位误差约5.0公里")


ANSWERS = {"refused({ code: 1 })": "没有用您的位置", "refused({ code: 2 })": "现在定不了位", "null": "现在定不了位"}


@pytest.mark.parametrize("answer", ANSWERS)
def test_without_a_position_another_way_is_told_of(mini: Built, answer: str) -> None:
    with mini.opened(
        before=f"navigator.geolocation.getCurrentPosition = (found, refused) => {answer}", shared=False
    ) as page:
        page.clock.install(time="2026-12-07T10:00:00+08:00")
        page.goto("venues/")
        page.get_by_role("button", name="找离我最近的").click()
        page.clock.run_for(20_000)  # a view in an app may never answer
        said = page.locator("[data-near] [role=status]").inner_text()
        assert said == ANSWERS[answer] + "。下面按街道排列，可以照街道找。"


@pytest.mark.parametrize("gone", ["delete Navigator.prototype.geolocation", "window.isSecureContext = false"])
def test_where_there_is_no_position_to_ask_for_there_is_no_button(mini: Built, gone: str) -> None:
    secure = "Object.defineProperty(window, 'isSecureContext', { value: true, writable: true });"
    with mini.opened("venues/", before=secure + gone) as page:
        assert not page.locator("[data-near]").is_visible()
