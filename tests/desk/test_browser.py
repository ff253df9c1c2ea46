"""The desk in a real browser: by keyboard alone, without losing input, without axe findings."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, Page, Route, expect

from tests.browser.conftest import until, violations
from tests.desk.conftest import PERSON
from tests.desk.screens import served
from tests.support import picture

pytestmark = pytest.mark.slow
PAGES = ["", "?q=渭源", "records/news", f"edit/{PERSON}", "edit/exhibitions/che-lun.yml", "new/events", "problems"]
PAGES += ["changes", "reviews", f"move/{PERSON}", f"edit/{PERSON}?text=1"]


@pytest.fixture
def desk(root: Path) -> Iterator[str]:
    with served(root) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN")
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert not errors


def test_axe_finds_nothing_and_nothing_scrolls_sideways(page: Page, desk: str) -> None:
    for address in PAGES:
        page.goto(desk + address)
        if address.startswith("edit/"):
            expect(page.locator("#count")).not_to_be_empty()
        for width, rules in {
            1280: {},
            820: {"runOnly": ["target-size"]},
        }.items():  # a tablet has all of it, closer together
            page.set_viewport_size({"width": width, "height": 900})
            assert violations(page, iframes=False, **rules) == {}, (address, width)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (address, width)


def tab(page: Page, selector: str) -> None:
    """Presses Tab until the cursor stands in what the selector names."""
    for _ in range(300):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"no way by keyboard to {selector}")


def test_a_source_is_added_by_keyboard_alone(page: Page, desk: str, root: Path) -> None:
    page.goto(desk + "new/sources")
    tab(page, "[name=title]")
    page.keyboard.insert_text("松涛日报")
    for name, times in {"kind": 1, "policy": 2}.items():
        tab(page, f"[name={name}]")
        for _ in range(times):
            page.keyboard.press("ArrowDown")
    tab(page, ".sticky .main")
    page.keyboard.press("Enter")
    page.wait_for_url("**/edit/sources/song-tao-ri-bao.yml?saved=1")
    text = (root / "sources/song-tao-ri-bao.yml").read_text()
    assert "title: 松涛日报" in text and "kind: 新闻媒体" in text and "policy: 经授权可转载" in text


def test_honours_are_added_moved_and_taken_away_by_keyboard_alone(page: Page, desk: str, root: Path) -> None:
    page.goto(desk + f"edit/{PERSON}#main")
    page.locator("[data-fold=form] > summary").click()
    for place, said in {1: "第二届", 2: "第三届"}.items():
        tab(page, '[value="add:honours"]')
        page.keyboard.press("Enter")
        expect(page.locator(f'[name="honours.{place}.award"]')).to_be_focused()
        page.keyboard.insert_text("lin-li-zhi-guang")
        expect(page.locator(f'[data-path="honours.{place}.award"] .named')).to_have_text("邻里之光")
        tab(page, f'[name="honours.{place}.round"]')
        page.keyboard.insert_text(said)
        tab(page, f'[name="honours.{place}.status"]')
        page.keyboard.press("ArrowDown")
    expect(page.locator("[data-fold=form] > .field").first).to_be_visible()  # what was unfolded stays so
    tab(page, '[value="up:honours.2"]')
    page.keyboard.press("Enter")
    expect(page.locator('[name="honours.1.round"]')).to_have_value("第三届")
    expect(page.locator('[name="honours.1.award"]')).to_be_focused()
    tab(page, '[value="drop:honours.2"]')
    page.keyboard.press("Enter")
    expect(page.locator('[name="honours.2.award"]')).to_have_count(0)
    expect(page.locator('[name="honours.1.award"]')).to_be_focused()
    tab(page, ".sticky .main")
    page.keyboard.press("Enter")
    page.wait_for_url("**saved=1")
    text = (root / PERSON).read_text()
    assert text.count("round: ") == 2 and "round: 第三届" in text


def test_what_was_typed_outlives_the_page_and_its_problems_stand_beside_it(page: Page, desk: str) -> None:
    page.goto(desk + f"edit/{PERSON}")
    page.get_by_label("一句话事迹").fill("替邻居修了三十年水管")
    expect(page.frame_locator("#preview").get_by_text("替邻居修了三十年水管").first).to_be_visible()
    page.get_by_label("本站发布日期", exact=False).first.fill("去年冬天")
    expect(page.locator('[data-path="published"] .told li')).to_be_visible()
    page.once("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(page.get_by_label("一句话事迹")).not_to_have_value("替邻居修了三十年水管")
    page.get_by_role("button", name="恢复上次没有保存的内容").click()
    expect(page.get_by_label("一句话事迹")).to_have_value("替邻居修了三十年水管")


def test_a_part_that_was_added_outlives_the_page_and_what_others_saved_meanwhile_stays(
    page: Page, desk: str, root: Path
) -> None:
    page.goto(desk + f"edit/{PERSON}#main")  # who works by keyboard has skipped what stands above the form
    page.get_by_role("button", name=re.compile("加一项 ?荣誉")).click()
    page.locator('[name="honours.1.award"]').fill("lin-li-zhi-guang")
    page.locator('[name="honours.1.round"]').fill("第二届")
    page.locator('[name="honours.1.status"]').select_option(label="候选")
    again = page.context.new_page()
    again.goto(desk)
    again.wait_for_function(
        "Object.values(localStorage).some((kept) => kept.includes('第二届'))"
    )  # it comes from the other page
    page.close()  # without a question
    path = root / PERSON
    path.write_text(re.sub("(?m)^deed:.*", "deed: 替邻居修了三十年水管", path.read_text()))
    again.goto(desk + f"edit/{PERSON}")
    again.get_by_role("button", name="恢复上次没有保存的内容").click()
    expect(again.locator('[name="honours.1.round"]')).to_have_value("第二届")
    again.locator(".sticky .main").click()
    again.wait_for_url("**saved=1")
    assert "第二届" in path.read_text() and "替邻居修了三十年水管" in path.read_text()


def test_of_two_new_records_in_two_tabs_that_are_gone_both_come_back(page: Page, desk: str) -> None:
    tabs = [page, page.context.new_page()]
    for tab, title in zip(tabs, ["灯亮到几点", "雪扫到哪里"], strict=True):
        tab.goto(desk + "new/news")
        tab.locator("[name=title]").fill(title)
    again = page.context.new_page()
    again.goto(desk)
    for tab, title in zip(tabs, ["灯亮到几点", "雪扫到哪里"], strict=True):
        until(
            again, f"Object.values(localStorage).some(kept => kept.includes('{title}'))"
        )  # it comes from the other page
        tab.close()  # without a question
    came: set[str] = set()
    for _ in tabs:
        again.goto(desk + "new/news")
        again.get_by_role("button", name="恢复上次没有保存的内容").click()
        again.wait_for_url("**/new/news")
        expect(again.locator('[name="title"]')).not_to_have_value("")
        came.add(again.locator('[name="title"]').input_value())
        again.evaluate("sessionStorage.clear()")  # as another tab would see it
        again.once("dialog", lambda dialog: dialog.accept())
        again.evaluate(
            "Object.keys(localStorage).forEach(key => localStorage[key].includes(document.querySelector('[name=title]').value) && localStorage.removeItem(key))"
        )
    assert came == {"灯亮到几点", "雪扫到哪里"}


def test_pictures_that_were_chosen_stay_when_a_part_is_added_or_the_save_is_refused(
    page: Page, desk: str, root: Path
) -> None:
    page.goto(desk + "new/news")
    for at in range(2):
        page.get_by_role("button", name=re.compile("加一项 ?图片")).click()
        one = FilePayload(name="讲台.png", mimeType="image/png", buffer=picture(900, 600 + at))
        page.locator(f'[name="images.{at}.file:upload"]').set_input_files(one)
        page.locator(f'[name="images.{at}.alt"]').fill("一位女教师站在社区活动室的讲台边")
    page.locator(".sticky .main").click()
    expect(page.get_by_role("alert")).to_contain_text("没有保存")
    thumb = page.locator(".thumb img").first
    expect(thumb).to_have_js_property("naturalWidth", 900)
    page.locator("[name=title]").fill("柳岸夜课")
    page.get_by_label("栏目", exact=False).first.select_option(label="宣讲纪实")
    page.locator("[name=body]").fill("十二位街坊带来自家的插线板。")
    page.locator(".sticky .main").click()
    page.wait_for_url("**saved=1")
    kept = root.glob("news/*/liu-an-ye-ke/*.png")
    assert sorted(path.name for path in kept) == ["jiang-tai-2.png", "jiang-tai.png"]


@pytest.mark.parametrize("script", ["ready", "late"])
def test_several_pictures_chosen_at_once_are_an_item_each(script: str, page: Page, desk: str) -> None:
    page.goto(desk + "new/news")
    held: list[Route] = []
    if script == "late":
        page.route("**/desk.js", lambda route: held.append(route), times=1)
    page.get_by_role("button", name=re.compile("加一项 ?图片")).click(no_wait_after=True)
    page.locator('[name="images.0.alt"]').fill("一位女教师站在社区活动室的讲台边")
    chosen = [{"name": f"{at}.png", "mimeType": "image/png", "buffer": picture(900, 600 + at)} for at in range(3)]
    page.locator('[name="images.0.file:upload"]').set_input_files(chosen)  # type: ignore[arg-type]
    for route in held:
        route.continue_()
    expect(page.locator('[name="images.2.file"]')).to_have_value(re.compile("/2.png$"))
    expect(page.locator('[name="images.0.alt"]')).to_have_value(re.compile("讲台"))
    expect(page.locator(".thumb img").nth(1)).to_have_js_property("naturalHeight", 601)


def test_a_picture_is_seen_when_it_is_chosen_and_a_click_says_what_stays_in_view(page: Page, desk: str) -> None:
    page.goto(desk + "new/news")
    page.get_by_role("button", name=re.compile("加一项 ?图片")).click()
    one = FilePayload(name="讲台.png", mimeType="image/png", buffer=picture(900, 600))
    page.locator('[name="images.0.file:upload"]').set_input_files(one)
    thumb = page.locator(".thumb img")
    expect(thumb).to_have_js_property("naturalWidth", 900)
    box = thumb.bounding_box()
    assert box
    thumb.click(position={"x": box["width"] / 4, "y": box["height"] / 2})
    expect(page.locator('[name="images.0.focal"]')).to_have_value(re.compile("^2[456] (49|5[01])$"))


def test_a_refused_save_leads_from_one_place_that_is_wrong_to_the_next(page: Page, desk: str) -> None:
    page.goto(desk + "new/news")
    page.locator("[name=title]").fill("柳岸夜课")
    page.locator("[name=body]").fill("十二位街坊带来自家的插线板。")
    page.locator("[name='mentions[]']").fill("role-models/mei-you")
    page.locator(".sticky .main").click()
    expect(page.locator("[name=column]")).to_be_focused()
    expect(page.locator("#count")).to_have_text("没有保存，还有 2 处要看")
    page.get_by_role("button", name="看下一处").click()
    expect(page.locator("[name='mentions[]']")).to_be_focused()
    expect(page.locator('[data-path="mentions[]"] .told li')).to_be_in_viewport()


def test_what_a_save_was_refused_for_is_no_longer_told_once_it_is_mended(page: Page, desk: str) -> None:
    page.goto(desk + f"edit/{PERSON}")
    day = page.locator("[name=published]")
    held = day.input_value()
    day.fill("去年冬天")
    page.locator(".sticky .main").click()
    expect(page.locator(".why")).to_contain_text("没有保存")
    day.fill("去年夏天")
    expect(page.locator(".told .error").first).to_contain_text("去年夏天")
    expect(page.locator(".why")).to_be_visible()
    day.fill(held)
    expect(page.locator(".why")).to_be_hidden()
    expect(page.locator("#count")).not_to_contain_text("没有保存")


def test_what_is_typed_before_the_form_is_at_work_is_looked_at_too(page: Page, desk: str) -> None:
    page.goto(desk + f"edit/{PERSON}")
    page.locator("[name=published]").fill("去年冬天")
    held: list[Route] = []
    page.route("**/desk.js", lambda route: held.append(route))
    page.locator(".sticky .main").click(no_wait_after=True)
    expect(page.locator(".why")).to_contain_text("没有保存")
    page.locator("[name=published]").fill("去年夏天")
    until(page, "document.readyState !== 'loading'")
    held[0].continue_()
    expect(page.locator(".told .error").first).to_contain_text("去年夏天")


def test_a_list_of_problems_leads_to_a_field_that_is_folded_away(page: Page, desk: str) -> None:
    page.goto(desk + f"edit/{PERSON}#f-distinction")
    expect(page.locator("[name=distinction]")).to_be_focused()
    page.goto(desk + "edit/exhibitions/che-lun.yml")
    page.goto(desk + f"edit/{PERSON}#f-honours.0.round")
    expect(page.locator('[name="honours.0.round"]')).to_be_focused()


def test_a_record_taken_from_what_is_offered_is_in_the_form_before_the_desk_answers(page: Page, desk: str) -> None:
    page.goto(desk + "new/news")
    more = page.get_by_label("按标题找，加进提到的人")
    more.fill("柏听")
    expect(page.locator("#targets option")).to_have_count(1)
    page.route("**/targets/**", lambda route: None)
    more.fill(PERSON.removesuffix(".yml"))
    assert page.locator("[name='mentions[]']").input_value() == PERSON.removesuffix(".yml")


def test_a_title_that_was_typed_and_not_chosen_is_in_the_form_too(page: Page, desk: str) -> None:
    page.goto(desk + "new/news")
    page.get_by_label("按标题找，加进提到的人").fill("柏听澜")
    page.keyboard.press("Tab")
    expect(page.locator('[name="mentions[]"]')).to_have_value("柏听澜")


def test_pinyin_of_characters_not_chosen_yet_is_not_checked(page: Page, desk: str) -> None:
    page.clock.install()
    page.goto(desk + f"edit/{PERSON}")
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.post_data or ""))
    page.clock.fast_forward(1000)
    page.locator("[name=unit]").focus()
    session = page.context.new_cdp_session(page)
    session.send("Input.imeSetComposition", {"text": "xiu'li", "selectionStart": 6, "selectionEnd": 6})
    page.clock.fast_forward(1000)
    with page.expect_request(lambda one: "修理" in (one.post_data or "")):
        session.send("Input.insertText", {"text": "修理"})
        page.clock.fast_forward(1000)
    assert not any("xiu'li" in one for one in asked)


def test_a_broken_file_is_mended_where_it_is_marked(page: Page, desk: str, root: Path) -> None:
    good = (root / PERSON).read_text()
    (root / PERSON).write_text(good.replace("unit: ", "unit：", 1))
    page.goto(desk + f"edit/{PERSON}")
    expect(page.locator("mark")).to_contain_text("unit：")
    page.locator(".told").get_by_role("button").first.click()  # the line is chosen: what one types takes its place
    page.keyboard.insert_text(re.findall("(?m)^unit:.*$", good)[0])
    expect(page.locator("#count")).to_have_text("没有问题")
    page.locator(".sticky .main").click()
    page.wait_for_url("**saved=text")
    assert (root / PERSON).read_text() == good
