"""What a reader takes along or sends back: the slip for a mistake, a copied text, also where no clipboard is."""

from playwright.sync_api import Browser, Page

from tests.browser.conftest import Built, opened

NO_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', {value: undefined})"
"""As in WeChat's browser."""
COPIED = """() => { window.copied = []; document.execCommand = what => {
  const field = document.activeElement; window.copied.push(field.value.slice(field.selectionStart, field.selectionEnd));
  return what === 'copy' && window.copies; }; }"""


def _slip(page: Page, mini: Built, asked: str) -> str:
    page.goto(f"{mini.url}report/?page={asked}")
    return page.locator("[data-page]").inner_text().removeprefix(mini.url)


def test_the_slip_names_the_page_it_was_asked_from_and_no_other(browser: Browser, mini: Built) -> None:
    with opened(browser) as page:
        page.goto(mini.url + "role-models/bian-ru-song/")
        page.locator(".foot").get_by_text("这一页有错").click()
        assert page.locator("[data-page]").inner_text() == mini.url + "role-models/bian-ru-song/"
        assert _slip(page, mini, "news/2026/zong-ye/") == "news/2026/zong-ye/"
        for bad in ("//www.example.cn/", "javascript:alert(1)", "%3Cb%3E", "https://www.example.cn/", "", "%"):
            assert _slip(page, mini, bad) == ""


def test_a_text_is_copied_where_there_is_no_clipboard_and_else_stands_selected(browser: Browser, mini: Built) -> None:
    with opened(browser) as page:
        page.add_init_script(NO_CLIPBOARD)
        assert _slip(page, mini, "venues/") == "venues/"
        page.evaluate(COPIED)
        page.evaluate("window.copies = true")
        page.locator("[data-copy]").click()
        assert page.evaluate("window.copied")[0].splitlines()[0] == f"哪一页：{mini.url}venues/"
        assert page.locator("[data-copy]").inner_text() == "已复制" and page.locator("textarea").count() == 0
        page.evaluate("window.copies = false")
        page.locator("[data-copy]").click()
        assert page.locator("textarea").input_value().startswith("哪一页：")
