"""Sharing and feedback: the form for reporting a mistake, copying text, also without a clipboard."""

from base64 import b64decode
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Built, until
from tests.browser.paper import sheets
from tests.support import ROOT

NO_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', {value: undefined})"
"""As in WeChat's browser."""
COPIED = """() => { window.copied = []; document.execCommand = what => {
  const field = document.activeElement; window.copied.push(field.value.slice(field.selectionStart, field.selectionEnd));
  return what === 'copy' && window.copies; }; }"""


def _slip(page: Page, mini: Built, asked: str) -> str:
    page.goto(f"report/?page={asked}")
    return page.locator("[data-page]").inner_text().removeprefix(mini.url)


def test_the_slip_names_the_page_it_was_asked_from_and_no_other(mini: Built) -> None:
    with mini.opened("role-models/bian-ru-song/") as page:
        page.locator(".foot").get_by_text("这一页有错").click()
        expect(page.locator("[data-page]")).to_have_text(mini.url + "role-models/bian-ru-song/")
        assert _slip(page, mini, "news/2026/zong-ye/") == "news/2026/zong-ye/"
        for bad in ("//www.example.cn/", "javascript:alert(1)", "%3Cb%3E", "https://www.example.cn/", "", "%"):
            assert _slip(page, mini, bad) == ""


def test_a_text_is_copied_where_there_is_no_clipboard_and_else_stands_selected(mini: Built) -> None:
    with mini.opened(before=NO_CLIPBOARD) as page:
        assert _slip(page, mini, "venues/") == "venues/"
        page.evaluate(COPIED)
        page.evaluate("window.copies = true")
        said = page.locator("[data-copy]").evaluate("button => { button.click(); return button.textContent; }")
        assert page.evaluate("window.copied")[0].splitlines()[0] == f"哪一页：{mini.url}venues/"
        assert said == "已复制" and page.locator("textarea").count() == 0
        page.evaluate("window.copies = false")
        page.locator("[data-copy]").click()
        assert page.locator("textarea").input_value().startswith("哪一页：")


LENGTHS = [1, 14, 15, 26, 27, 42, 62, 84, 106, 107, 122, 152, 180, 181, 213]
"""The longest text of each version of the code (ISO/IEC 18004, level M) and some of the next."""


def test_codes_made_in_the_browser_are_read_back_in_every_size(mini: Built) -> None:
    with mini.opened() as page:
        page.add_script_tag(path=str(ROOT / "docs/assets/js/share-picture.js"))
        texts = [("https://www.example.cn/news/" + "abc-7/" * 40)[:length] for length in LENGTHS]
        read = [
            _read(page.evaluate("text => sharePicture.modules(text)", text)) for text in [*texts, "https://甲.cn/新"]
        ]
        assert read == [*texts, "https://甲.cn/新"]
        assert page.evaluate("sharePicture.modules('x'.repeat(214))") is None


def _read(grid: list[list[int]]) -> str:
    side = len(grid) + 8
    image = Image.new("L", (side, side), 255)
    for y, line in enumerate(grid):
        for x, dark in enumerate(line):
            image.putpixel((x + 4, y + 4), 0 if dark else 255)
    (found,) = zxingcpp.read_barcodes(image.resize((side * 4, side * 4), Image.Resampling.NEAREST))
    return str(found.text)


@pytest.mark.parametrize(
    "place", ["role-models/bian-ru-song/", "news/2026/zong-ye/", "exhibitions/deng-ying/", "exhibitions/deng-ying/1/"]
)
def test_a_picture_to_send_on_leads_back_to_the_page(mini: Built, place: str) -> None:
    with mini.opened(place + "?view=read#x") as page:
        page.get_by_role("button", name="做成分享图").click()
        picture = page.locator(".share img")
        picture.wait_for()
        data = str(picture.get_attribute("src")).partition(",")[2]
        with Image.open(BytesIO(b64decode(data))) as image:
            (found,) = zxingcpp.read_barcodes(image)
        assert found.text == mini.url + place
        assert str(picture.get_attribute("alt")).startswith("分享图：") and len(data) < 400_000


def test_a_button_pressed_again_on_a_slow_line_acts_once_and_keeps_its_words(mini: Built) -> None:
    asked: list[Route] = []
    with mini.opened(shared=False) as page:
        page.clock.install()
        page.route("**/share-picture.js", lambda route: asked.append(route))
        page.goto("role-models/bian-ru-song/")
        button = page.locator("[data-picture]")
        with page.expect_request("**/share-picture.js"):
            button.click()
        expect(button).to_have_text("正在准备…")
        button.click()
        asked[0].continue_()
        page.locator(".share img").wait_for()
        expect(button).to_have_text("做成分享图")
        assert len(asked) == 1 and page.locator(".share img").count() == 1
        for _ in range(2):
            page.locator("[data-copy]").click()
            page.clock.run_for(1000)
        page.clock.run_for(3000)
        expect(page.locator("[data-copy]")).to_have_text("复制链接")


@pytest.mark.parametrize("place", ["role-models/yu-chi-bai-lu/", "venues/liu-yin-suo/", "events/shi-jian-ri/"])
def test_a_page_to_pin_up_is_one_sheet_with_a_code(mini: Built, place: str) -> None:
    with mini.opened(place, before="window.print = () => { window.asked = true; }") as page:
        press = page.get_by_role("button", name="打印一页告示")
        press.click()
        until(page, "window.asked")
        assert len(sheets(page.pdf(format="A4", prefer_css_page_size=True))) == 1
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert page.locator(".notice-code").count() == 0
        press.click()
        page.emulate_media(media="print")
        assert page.locator(".notice-code svg").is_visible() and page.locator("h1").is_visible()
        assert not page.locator(".share").is_visible()


def test_a_notice_of_many_facts_is_one_sheet_in_smaller_letters(mini: Built) -> None:
    with mini.opened(before="window.print = () => { window.asked = true; }") as page:
        page.goto("venues/liu-yin-suo/")
        page.evaluate("""() => {
          const facts = document.querySelector('.facts'), said = facts.innerHTML;
          while (facts.children.length < 30) facts.insertAdjacentHTML('beforeend', said);
        }""")
        page.get_by_role("button", name="打印一页告示").click()
        until(page, "window.asked")
        assert len(sheets(page.pdf(format="A4", prefer_css_page_size=True))) == 1
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert page.locator("html").get_attribute("style") in ("", None)


@pytest.mark.parametrize(
    ("place", "name"), [("exhibitions/deng-ying/", "打印这一页"), ("exhibitions/deng-ying/print/poster/", "打印")]
)
def test_an_exhibition_and_its_sheets_are_printed_by_a_button(mini: Built, place: str, name: str) -> None:
    with mini.opened(place, before="window.print = () => { window.asked = true; }") as page:
        press = page.get_by_role("button", name=name)
        press.click()
        until(page, "window.asked")
        page.emulate_media(media="print")
        assert not press.is_visible()


@pytest.mark.parametrize(("place", "name"), [("venues/liu-yin-suo/", "打印一页告示"), ("report/", "打印纠错单")])
def test_who_cannot_print_in_wechat_is_told_where_to(mini: Built, place: str, name: str) -> None:
    with mini.opened(
        user_agent="Mozilla/5.0 (Linux; Android 9) Chrome/78 Mobile MicroMessenger/8.0",
        before="delete window.print; window.print = undefined;",
    ) as page:
        page.goto(place)
        for _ in range(2):
            page.get_by_role("button", name=name).click()
            expect(page.locator(".cannot-print")).to_contain_text("在浏览器打开")
            expect(page.locator(".cannot-print")).to_have_count(1)
