"""The word list: every figure of speech in it hides a listed word."""

from pathlib import Path

import pytest
import yaml

from scripts.privacy import words
from scripts.privacy.words import groups_to_review, has_listed_word

FIGURES = yaml.load(Path(words.__file__).with_name("words.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)[
    "figures"
]


@pytest.mark.parametrize("around", ["{}", "今天{}。"])
def test_a_figure_of_speech_tells_nothing(around: str) -> None:
    assert [one for one in FIGURES if has_listed_word(around.format(one))] == []


def test_every_figure_would_be_asked_about_were_it_not_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """A figure that holds no word of the list is in nobody's way, and goes."""
    lists = words._lists()._replace(figures="(?!)")
    monkeypatch.setattr(words, "_lists", lambda: lists)
    told = words._words_found.__wrapped__
    assert [one for one in FIGURES if not told(one)] == []


def test_what_stands_beside_a_figure_is_read() -> None:
    assert has_listed_word("娘家人都说她吃着低保")
    assert has_listed_word("仿佛听不见")


def test_a_topic_is_asked_about_where_somebody_is_pointed_at_nearby() -> None:
    assert groups_to_review("借书免押金") == []
    assert [group.name for group, _ in groups_to_review("借书免押金", "霍志安每周都来")] == ["钱财"]


def test_days_of_an_event_in_brackets_are_no_days_of_a_life() -> None:
    assert groups_to_review("夜课第三期（2026年12月5日—12月7日）") == []
    assert [group.name for group, _ in groups_to_review("卞老先生（1921年12月5日—2001年3月1日）")] == ["出生"]


@pytest.mark.parametrize(
    ("sentence", "groups"),
    [
        ("小宋送餐的车油门全挪到了手上。", ["称呼"]),
        ("老蔡打招呼只伸左手。", ["称呼"]),
        ("骆大哥今年整整一个甲子。", ["称呼", "生日"]),
        ("傅秀英大姐头巾底下光着。", ["称呼", "健康"]),
        ("丁伯年是清真寺的阿訇。", ["信仰"]),
    ],
)
def test_somebody_called_as_neighbours_do_is_asked_about(sentence: str, groups: list[str]) -> None:
    assert [group.name for group, _ in groups_to_review(sentence)] == groups


@pytest.mark.parametrize(
    "sentence",
    [
        "老胡同里飘着老陈醋的香",
        "小李村",
        "师傅们都来了",
        "保洁阿姨也来跳舞",
        "老卞师傅",
        "老宋调解室和谢大姐热线都在二楼",
    ],
)
def test_a_word_that_only_looks_like_such_a_name_is_not_asked_about(sentence: str) -> None:
    assert groups_to_review(sentence) == []


@pytest.mark.parametrize("number", ["1892 3456 789", "1892-345-6789", "1580 1234567"])
def test_counts_that_may_be_a_mobile_are_asked_about_beside_somebody(number: str) -> None:
    assert [group.name for group, _ in groups_to_review(f"他的是 {number}")] == ["账号"]
    assert groups_to_review(f"三个社区是 {number}") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "茅师傅上二楼要歇三回。",
        "佴大爷左边那只袖管掖在衣兜里。",
        "每到礼拜天，她换上干净衣裳去唱诗。",
        "街道每月那笔钱打到卡上，她才敢割斤肉。",
        "郗小军每周去司法所报个到，出城要打报告。",
        "俩人去年把红本换成了绿本。",
        "示例小学五（2）班的茹子涵总是最后一个走。",
        "钥匙就压在花盆底下。",
        "他属小龙，生在端午。",
        "黑车是邸经理的，尾号三个六。",
        "那以后的事，大家都不问。",
    ],
)
def test_a_hint_of_one_person_is_asked_about(sentence: str) -> None:
    assert groups_to_review(sentence, "佘志安在窗口值班") != []


@pytest.mark.parametrize(
    "sentence",
    [
        "外地车尾号今天限行，请绕行。",
        "活动现场帮老人理发、量血压、教健身操。",
        "骗子的骗术，民警霍志安一一拆穿。",
        "“巧手妈妈”队编了三百件。",
        "“去年冬天还漏水。”快递员小吴说。",
        "环卫工人荆师傅捧着一杯姜茶说：“暖和。”",
        "作家在示例路12号签名。",
    ],
)
def test_what_news_says_is_not_asked_about(sentence: str) -> None:
    assert groups_to_review(sentence, "佘志安在窗口值班") == []
