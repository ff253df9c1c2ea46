"""An invented exhibition of any size with real pictures and a sound."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import yaml
from PIL import Image, ImageDraw

from scripts import pipeline
from scripts.catalogue import Site
from scripts.load.content import load
from scripts.publish.config import load_settings
from scripts.publish.progress import Progress
from tests.support import SOUND, Pages, plant

URL = "https://www.example.cn/sub/"
SHOW = "exhibitions/deng-xia"


def photo(number: int, width: int = 900, height: int = 600) -> bytes:
    """A picture unlike the others: stripes, and a disc that moves with its number."""
    picture = Image.new("RGB", (width, height), (240, 230, 210 - number % 90))
    draw = ImageDraw.Draw(picture)
    for line in range(0, height, 30):
        draw.line((0, line, width, line + number % 40), fill="#86611c", width=3)
    left = number * 37 % (width - 200)
    draw.ellipse((left, 180, left + 200, 380), fill="#a8321f")
    data = BytesIO()
    picture.save(data, "JPEG", quality=85)
    return data.getvalue()


def panel(number: int, pictures: int) -> dict[str, object]:
    images = [
        {
            "file": f"deng-xia/{number}-{place}.jpg",
            "alt": f"第{number}块的第{place}张图",
            "caption": f"图{number}之{place}",
            "credit": "绘图者乙",
            "rights": "本站原创",
        }
        for place in range(1, pictures + 1)
    ]
    found: dict[str, object] = {"id": f"zhan-ban-{number}", "title": f"灯下的第{number}件事", "images": images}
    found["text"] = f"第{number}块展板的文字。" + "灯亮着，人还没有睡，桌上的茶是热的。" * 4
    if number % 2:
        found["audio"] = {"file": "deng-xia/sheng.mp3", "seconds": 12, "transcript": f"第{number}段讲解。"}
        found["objects"] = [{"title": f"旧灯{number}", "creator": "佚名", "medium": "铁", "label": "擦亮了还能用。"}]
    return found


def files(panels: int, pictures: int = 1) -> dict[str, str | bytes]:
    """The content of a site with one exhibition, its venue and its poster."""
    half = max(1, panels // 2)
    numbers = range(1, panels + 1)
    record = {
        "title": "灯下",
        "summary": "一盏灯，几件事。",
        "format": "巡展",
        "start": "2026-05-01",
        "end": "2026-12-31",
        "admission": "免费参观",
        "organisers": ["柳荫区文化馆"],
        "venue": "suo",
        "poster": {"file": "deng-xia/poster.jpg", "alt": "一盏灯", "rights": "本站原创", "focal": "30 70"},
        "sections": [
            {
                "id": "qian",
                "title": "前半夜",
                "intro": "灯刚亮。",
                "panels": [panel(n, pictures) for n in numbers if n <= half],
            },
            {"id": "hou", "title": "后半夜", "panels": [panel(n, pictures) for n in numbers if n > half]},
        ][: 2 if panels > half else 1],
        "tour": [{"venue": "suo", "start": "2026-05-01", "end": "2026-05-31"}, {"venue": "suo", "start": "2026-07"}],
        "published": "2026-05-01",
    }
    found: dict[str, str | bytes] = {
        f"{SHOW}.yml": yaml.safe_dump(record, allow_unicode=True, sort_keys=False),
        f"{SHOW}/poster.jpg": photo(0, 1600, 1200),
        f"{SHOW}/sheng.mp3": SOUND,
        "venues/zhong.yml": "{title: 柳荫实践中心, level: 实践中心, published: 2026}",
    }
    found["venues/suo.yml"] = "{title: 柳荫实践所, level: 实践所, parent: zhong, published: 2026}"
    pairs = ((number, place) for number in numbers for place in range(1, pictures + 1))
    return found | {f"{SHOW}/{number}-{place}.jpg": photo(number * 7 + place) for number, place in pairs}


def changed(found: dict[str, str | bytes], **fields: Any) -> dict[str, str | bytes]:
    """The same content with other fields of the exhibition; one that is None is left out."""
    record = yaml.safe_load(found[f"{SHOW}.yml"]) | fields
    kept = {name: value for name, value in record.items() if value is not None}
    return found | {f"{SHOW}.yml": yaml.safe_dump(kept, allow_unicode=True, sort_keys=False)}


def pages(folder: Path, found: dict[str, str | bytes], url: str = URL) -> Pages:
    """Every generated file of this content by its path."""
    return Pages(Site(load(plant(folder, found)), url=url))


def head(pages: Mapping[str, str], name: str = SHOW) -> dict[str, Any]:
    """The front matter of a page."""
    found: dict[str, Any] = yaml.safe_load(pages[f"{name}.md"].split("---\n")[1])
    return found


def site(folder: Path, panels: int, pictures: int = 1, url: str = URL) -> Path:
    """Builds the site of ``files`` and returns its folder."""
    content = plant(folder, files(panels, pictures))
    report = pipeline.build(load_settings(content=content, out=folder / "out", url=url), Progress())
    assert report.built, [str(problem) for problem in report.problems]
    return folder / "out" / "site"
