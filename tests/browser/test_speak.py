"""朗读: an article read aloud sentence by sentence, with a fake voice, since headless Chromium has none."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Built

VOICE = """
  window.said = [];
  window.SpeechSynthesisUtterance = function (text) { this.text = text; };
  Object.defineProperty(window, "speechSynthesis", {value: {
    getVoices: () => window.voices || [{lang: "zh-CN"}],
    speak: one => { window.said.push([one.text, one.rate]); Object.assign(window, { ended: one.onend, failed: one.onerror }); },
    cancel: () => {},
    addEventListener: (name, told) => { window[name] = told; },
  }});
"""
ARTICLE = "about/"


def _marked(page: Page) -> str:
    return str(page.evaluate("[...document.querySelectorAll('.spoken')].map(one => one.textContent).join('').trim()"))


def test_sentences_are_read_one_after_the_other_and_the_current_one_is_marked(mini: Built) -> None:
    with mini.opened(ARTICLE, before=VOICE) as page:
        text = page.locator("#_content").inner_text()
        page.get_by_role("button", name="朗读").click()
        for _ in range(200):
            if not page.evaluate("document.documentElement.classList.contains('is-speaking')"):
                break
            said = page.evaluate("window.said[window.said.length - 1][0]")
            assert said == _marked(page) and len(said.splitlines()) == 1
            page.evaluate("window.ended()")
        said = page.evaluate("window.said.map(one => one[0])")
        assert said[0] == page.locator("h1").inner_text().replace("示例", "").strip()
        assert sum(sentence.endswith("。") for sentence in said) > 1 and len(said) == len(set(said))
        assert _marked(page) == "" and page.locator("#_content").inner_text() == text
        expect(page.get_by_role("button", name="朗读")).to_be_focused()  # as 暂停 was, which is gone


def test_of_a_list_dates_titles_and_remarks_are_said_one_by_one(mini: Built) -> None:
    with mini.opened("streets/liu-yin/", at="2026-06-19T10:00:00+08:00", before=VOICE) as page:
        page.get_by_role("button", name="朗读").click()
        for _ in range(200):
            page.evaluate("window.ended()")
        said = page.evaluate("window.said.map(one => one[0])")
        assert {"2026年6月20日 周六", "一起包粽子", "粽叶香里话家常"} <= set(said)
        assert not [text for text in said if "\u00a0" in text or text.startswith("20 ")]


def test_one_can_pause_go_on_change_the_speed_and_stop(mini: Built) -> None:
    with mini.opened(ARTICLE, before=VOICE) as page:
        page.get_by_role("button", name="朗读").click()
        page.get_by_role("button", name="暂停").click()
        page.evaluate("window.ended()")  # what was cancelled ends as well
        assert page.evaluate("window.said.length") == 1
        page.get_by_role("button", name="继续").click()
        page.get_by_label("语速").select_option("快")
        assert page.evaluate("window.said.map(one => one[1])") == [1, 1, 1.25]
        assert len({*page.evaluate("window.said.map(one => one[0])")}) == 1
        page.get_by_role("button", name="停止").click()
        assert _marked(page) == ""
        assert page.evaluate("document.activeElement.textContent") == "朗读"


FAILS = {"an error": "window.failed()", "silence": "0"}


@pytest.mark.parametrize("how", FAILS)
def test_a_voice_that_fails_does_not_run_through_the_text_in_silence(mini: Built, how: str) -> None:
    with mini.opened(before=VOICE, shared=False) as page:
        page.clock.install()
        page.goto(ARTICLE)
        page.get_by_role("button", name="朗读").click()
        page.evaluate(FAILS[how])
        page.clock.run_for(10_000)
        assert page.evaluate("window.said.length") == 1 and _marked(page) == ""
        assert page.evaluate("document.activeElement.textContent") == "没读出来，再试一次"


def test_who_leaves_the_page_is_not_followed_by_the_voice(mini: Built) -> None:
    with mini.opened(ARTICLE, before=VOICE) as page:
        page.evaluate("dispatchEvent(new Event('pagehide'))")  # nothing has been read yet
        page.get_by_role("button", name="朗读").click()
        page.evaluate("dispatchEvent(new Event('pagehide'))")
        page.evaluate("window.ended()")
        assert page.evaluate("window.said.length") == 1 and _marked(page) == ""


def test_without_a_chinese_voice_there_is_no_button_until_one_comes(mini: Built) -> None:
    with mini.opened(ARTICLE, before="window.voices = [{lang: 'en-US'}];" + VOICE) as page:
        button = page.get_by_role("button", name="朗读")
        assert not button.is_visible()
        page.evaluate("window.voices.push({lang: 'cmn-Hans-CN'}); window.voiceschanged()")
        assert button.is_visible()


def test_without_speech_there_is_no_button(mini: Built) -> None:
    with mini.opened(ARTICLE, before="delete window.SpeechSynthesisUtterance") as page:
        assert not page.get_by_role("button", name="朗读").is_visible()
