"""An invented exhibition that is hard to print: short and long texts, pictures of every shape, very long titles."""

from typing import Any

import yaml

from scripts.catalogue.panel_fit import CAPACITY
from tests.render.exhibition.show import photo

SHOW = "exhibitions/chang-duan"
TITLE = "从城北的水车走到城南的铁桥，再从铁桥走回来的那些早晨和夜晚"
LENGTHS = (20, 150, 250, 400, 700)
PICTURES = {"heng": photo(1), "shu": photo(2, 600, 900), "chang": photo(3, 1800, 300), "wu": b""}
SAID = "灯亮着，人还没有睡，桌上的茶是热的，窗外有人推着车走过。"
MARKED = "**粗的字**和[一个链接](https://www.example.org/yi)。\n\n## 小标题\n\n- 第一\n- 第二\n\n> 一句引用"


def words(length: int, paragraph: int = 140) -> str:
    """So many characters, in paragraphs."""
    text = (SAID * (length // len(SAID) + 1))[:length]
    return "\n\n".join(text[start : start + paragraph] for start in range(0, length, paragraph))


def panel(name: str, text: str, picture: str, **more: Any) -> dict[str, Any]:
    image = {"file": f"chang-duan/{picture}.jpg", "alt": "条纹", "caption": "灯下的一张图。", "rights": "本站原创"}
    return {"id": name, "title": "灯下的一件事", "text": text, "images": [image] if PICTURES[picture] else [], **more}


def panels() -> list[dict[str, Any]]:
    every = [panel(f"{picture}-{length}", words(length), picture) for picture in PICTURES for length in LENGTHS]
    fullest = CAPACITY // 117 * 104  # a paragraph of four lines and its gap are 117
    return [
        *every,
        *(panel(f"ming-{length}", words(length), "heng", title=TITLE) for length in LENGTHS),
        panel("man", words(fullest, 104), "shu"),
        panel("man-wu-tu", words(fullest * 2, 104), "wu"),
        panel("duan-wu-tu", words(56, 14), "wu", title=TITLE[:15], number=888),
        panel("ji-hao", MARKED, "heng", objects=[{"title": "旧灯", "label": "擦亮了还能用。"}]),
        panel("ying-wen", "Yellow River 1909 " * 40, "heng"),
    ]


def files() -> dict[str, str | bytes]:
    """The content of a site with this exhibition."""
    record = {
        "title": TITLE[:30],
        "summary": words(120, 200),
        "format": "巡展",
        "organisers": ["柳荫区文化馆", "柳荫区新时代文明实践中心", "柳荫街道新时代文明实践所"],
        "poster": {"file": "chang-duan/heng.jpg", "alt": "条纹", "rights": "本站原创"},
        "sections": [{"id": "bu-fen", "title": "一个部分", "panels": panels()}],
        "tour": [{"venue": "zhong", "start": f"2026-{month:02}"} for month in range(1, 12)],
        "published": "2026-05-01",
    }
    return {
        f"{SHOW}.yml": yaml.safe_dump(record, allow_unicode=True, sort_keys=False),
        "venues/zhong.yml": "{title: 柳荫区新时代文明实践中心, level: 实践中心, published: 2026}",
        **{f"{SHOW}/{name}.jpg": data for name, data in PICTURES.items() if data},
    }
