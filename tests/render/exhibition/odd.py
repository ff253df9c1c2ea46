"""Odd exhibitions: no panels, one panel, odd pictures, very long texts, an open-ended tour."""

from io import BytesIO
from typing import Any

import yaml
from PIL import Image

from tests.render.exhibition.show import photo
from tests.support import SOUND

LONG = "从城北到城南再从城南走回城北沿途一百零八家铺子的招牌以及写招牌的那位先生和他从不离手的一支笔" * 2
WORD = "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaft"


def _saved(picture: Image.Image, kind: str, **more: Any) -> bytes:
    data = BytesIO()
    picture.save(data, kind, **more)
    return data.getvalue()


def _sideways() -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 6
    return _saved(Image.new("RGB", (900, 500), "#86611c"), "JPEG", exif=exif)


def pictures() -> dict[str, bytes]:
    return {
        "gao.jpg": photo(1, 500, 2400),
        "chang.jpg": photo(2, 3600, 400),
        "xiao.png": _saved(Image.new("RGB", (40, 30), "#a8321f"), "PNG"),
        "tou-ming.png": _saved(Image.new("RGBA", (800, 600), (168, 50, 31, 90)), "PNG"),
        "yin-shua.jpg": _saved(Image.new("CMYK", (900, 600), (10, 200, 220, 20)), "JPEG"),
        "shi-liu-wei.png": _saved(Image.new("I;16", (700, 500), 30000), "PNG"),
        "heng-zhe.jpg": _sideways(),
    }


def image(name: str, **more: Any) -> dict[str, Any]:
    return {
        "file": f"guai/{name}",
        "alt": f"图{name.partition('.')[0]}",
        "rights": "本站原创",
        "caption": LONG[:60],
        **more,
    }


def panel(name: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "title": f"第{name}块", "text": "几句话。", **more}


def show(**more: Any) -> str:
    record = {"title": "怪展", "format": "线上展", "published": "2026-05-01", **more}
    return yaml.safe_dump(record, allow_unicode=True, sort_keys=False)


def section(*panels: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"id": "bu-fen", "title": "一个部分", "panels": list(panels)}]


RECORDS = {
    "venues/zhong.yml": "{title: 柳荫实践中心, level: 实践中心, published: 2026}",
    "venues/che.yml": "{title: 撤下的所, level: 实践所, parent: zhong, status: 撤下, published: 2026}",
    "exhibitions/kong.yml": show(title="空的展", format="巡展", tour=[{"venue": "zhong", "start": "2026-06"}]),
    "exhibitions/zhi-you-tu.yml": show(title="只有图的展", images=[image("gao.jpg"), image("xiao.png")]),
    "exhibitions/yi-kuai.yml": show(
        title="城北的水车，城南的铁桥，走回来的早晨",
        summary="水车，铁桥，早晨：三件事，一条路。",
        sections=section(panel("yi", title="推着车走过，还要走回来：一天，两遍")),
    ),
    "exhibitions/guai.yml": show(
        title=LONG[:118],
        summary=WORD + LONG[:30],
        state="暂停开放",
        tour=[{"venue": "zhong", "start": "2026-06-01", "outcome": "取消"}],
        poster=image("chang.jpg", focal="90 10"),
        sections=section(
            panel("gao", title=LONG[:118], images=[image("gao.jpg")]),
            panel("chang", images=[image("chang.jpg", zoom=True), image("xiao.png")], text=WORD),
            panel("tou-ming", images=[image("tou-ming.png")], more="多一些。\n\n再多一些。"),
            panel("wu-tu", title=WORD, audio={"file": "guai/sheng.mp3", "transcript": LONG * 3}),
            panel("yin-shua", images=[image("yin-shua.jpg"), image("shi-liu-wei.png"), image("heng-zhe.jpg")]),
            panel("dong-xi", objects=[{"title": LONG[:60], "size": WORD, "image": image("xiao.png")}, {"title": "碗"}]),
        ),
    ),
    "exhibitions/si-shi.yml": show(
        title="四十块展板",
        summary=LONG,
        poster=image("heng-zhe.jpg"),
        sections=section(
            *(panel(f"k-{n}", images=[image("heng-zhe.jpg", alt=f"图k-{n}")], text=LONG) for n in range(1, 41))
        ),
    ),
    "exhibitions/cao-gao.yml": show(
        title="草稿的展", status="草稿", poster=image("heng-zhe.jpg"), sections=section(panel("a"))
    ),
    "exhibitions/che-xia.yml": show(
        title="撤下的展", status="撤下", poster=image("yin-shua.jpg"), sections=section(panel("b"))
    ),
    "exhibitions/guai/sheng.mp3": SOUND,
}


def files() -> dict[str, str | bytes]:
    return {**RECORDS, **{f"exhibitions/guai/{name}": data for name, data in pictures().items()}}


SHOWS = ("kong", "zhi-you-tu", "yi-kuai", "guai")
