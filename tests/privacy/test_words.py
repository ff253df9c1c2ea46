"""The word list: every figure of speech in it hides a word, and nothing else."""

from pathlib import Path

import pytest
import yaml

from scripts.privacy import words
from scripts.privacy.words import asked_about, holds_a_word

FIGURES = yaml.load(Path(words.__file__).with_name("words.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)[
    "figures"
]


@pytest.mark.parametrize("around", ["{}", "今天{}。"])
def test_a_figure_of_speech_tells_nothing(around: str) -> None:
    assert [one for one in FIGURES if holds_a_word(around.format(one))] == []


def test_every_figure_would_be_asked_about_were_it_not_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """A figure that holds no word of the list is in nobody's way, and goes."""
    lists = words._lists()._replace(figures="(?!)")
    monkeypatch.setattr(words, "_lists", lambda: lists)
    told = words._told.__wrapped__
    assert [one for one in FIGURES if not told(one)] == []


def test_what_stands_beside_a_figure_is_read() -> None:
    assert holds_a_word("娘家人都说她吃着低保")
    assert holds_a_word("仿佛听不见")


def test_a_topic_is_asked_about_where_somebody_is_pointed_at_nearby() -> None:
    assert asked_about("借书免押金") == []
    assert [group.name for group, _ in asked_about("借书免押金", "霍志安每周都来")] == ["钱财"]


def test_days_of_an_event_in_brackets_are_no_days_of_a_life() -> None:
    assert asked_about("夜课第三期（2026年12月5日—12月7日）") == []
    assert [group.name for group, _ in asked_about("卞老先生（1921年12月5日—2001年3月1日）")] == ["出生"]


@pytest.mark.parametrize(
    "sentence",
    ["小宋送餐的车油门全挪到了手上。", "老蔡打招呼只伸左手。", "骆大哥今年整整一个甲子。", "傅秀英大姐头巾底下光着。"],
)
def test_somebody_called_as_neighbours_do_is_asked_about(sentence: str) -> None:
    assert [group.name for group, _ in asked_about(sentence)] == ["称呼"]


@pytest.mark.parametrize(
    "sentence",
    [
        "小程序上线",
        "缩小范围",
        "大小张贴栏",
        "老胡同里飘着老陈醋的香",
        "小李村",
        "师傅们都来了",
        "保洁阿姨也来跳舞",
        "居民张阿姨说好",
        "老卞师傅",
        "老宋调解室和谢大姐热线都在二楼",
    ],
)
def test_a_word_that_only_looks_like_such_a_name_is_not_asked_about(sentence: str) -> None:
    assert asked_about(sentence) == []
