"""Listening to an exhibition: the sound belongs to the current stop, and an unplayable sound is reported."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Built
from tests.render.exhibition.show import SHOW

PLAYS = """
for (const [name, paused] of [["play", false], ["pause", true]])
  HTMLMediaElement.prototype[name] = function () {
    if (this.paused === paused) return Promise.resolve();
    Object.defineProperty(this, "paused", {value: paused, configurable: true});
    this.dispatchEvent(new Event(name));
    return Promise.resolve();
  };
"""
"""Sounds that play without an end; the files of the tests hold none."""
VOICES = """[...document.querySelectorAll("audio")].filter(sound => !sound.paused)
  .map(sound => sound.closest(".stop").dataset.number)"""


@pytest.fixture
def page(show: Built) -> Iterator[Page]:
    """At the first stop, listening to it; the stops with an odd number have a sound, there are six."""
    with show.opened(f"{SHOW}/?view=listen#zhan-ban-1", reduced_motion="reduce", before=PLAYS) as page:
        page.get_by_role("button", name="播放讲解").click()
        yield page


def _at(page: Page, stop: int, voices: list[str], words: str) -> None:
    expect(page.locator(".stepper .now")).to_have_text(f"{stop} / 6")
    expect(page.locator(".stepper [role=status]")).to_have_text(words)
    assert page.evaluate(VOICES) == voices


def test_going_on_moves_the_voice_and_the_bar_says_whose_it_is(page: Page) -> None:
    _at(page, 1, ["1"], "正在播放：1 灯下的第1件事")
    page.get_by_role("button", name="下一块").click()
    _at(page, 2, ["3"], "这一块没有录音，正在播放：3 灯下的第3件事")
    page.keyboard.press("ArrowRight")
    _at(page, 3, ["3"], "正在播放：3 灯下的第3件事")
    page.get_by_role("button", name="目录").click()
    page.locator(".stop-sheet a", has_text="灯下的第5件事").click()
    _at(page, 5, ["5"], "正在播放：5 灯下的第5件事")
    page.get_by_role("button", name="下一块").click()
    _at(page, 6, [], "从这一块起没有录音了。")
    assert page.get_by_role("button", name="播放讲解").is_visible()


def test_a_voice_at_its_end_hands_on_to_the_next(page: Page) -> None:
    page.evaluate(
        "{ const one = document.querySelector('audio'); one.pause(); one.dispatchEvent(new Event('ended')); }"
    )
    page.wait_for_url("**#zhan-ban-3")
    _at(page, 3, ["3"], "正在播放：3 灯下的第3件事")


def test_scrolling_past_a_stop_and_pausing_leave_the_voice_alone(page: Page) -> None:
    page.mouse.move(200, 400)
    page.mouse.wheel(0, 900)
    expect(page.locator(".stepper .now")).not_to_have_text("1 / 6")
    assert page.evaluate(VOICES) == ["1"]
    page.get_by_role("button", name="暂停讲解").click()
    expect(page.locator(".stepper [role=status]")).to_have_text("")
    page.get_by_role("button", name="下一块").click()
    assert page.evaluate(VOICES) == []


def test_a_sound_that_cannot_be_played_says_so(show: Built) -> None:
    with show.opened(f"{SHOW}/?view=listen#zhan-ban-2", reduced_motion="reduce") as page:
        assert page.locator("[data-stop=zhan-ban-3] .transcript").get_attribute("open") is not None
        assert page.get_by_text("第3段讲解。").is_visible()
        page.get_by_role("button", name="播放讲解").click()
        page.wait_for_url("**#zhan-ban-3")
        words = "这段录音放不出来，请读讲解全文：3 灯下的第3件事"
        expect(page.locator(".stepper [role=status]")).to_have_text(words)
        assert page.get_by_role("button", name="播放讲解").is_visible()
