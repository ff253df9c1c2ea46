"""An exhibition's object list as CSV and JSON, for registrars and reuse."""

from collections.abc import Iterator

from scripts.catalogue import Site
from scripts.records.exhibitions import Exhibit, Exhibition
from scripts.render.exhibition.panels import NumberedPanel, numbered_panels
from scripts.render.pictures import sized
from scripts.render.values import Page

COLUMNS = {
    "id": "编号",
    "number": "展板号",
    "panel": "展板",
    "stop": "展板地址",
    "title": "名称",
    "creator": "作者",
    "date": "年代",
    "medium": "材质",
    "size": "尺寸",
    "lender": "出借者",
    "credit": "鸣谢",
    "label": "说明牌",
    "description": "详细说明",
    "rights": "权利",
    "picture": "图片",
    "alt": "图片里是什么",
}
"""Field → heading. ``stop`` and ``picture`` are addresses: absolute if the site's own is known, else from its root."""


def object_lists(site: Site, show: Exhibition) -> Iterator[Page]:
    """Two files beside the exhibition's page, if it has objects."""
    rows = [
        _row(site, show, numbered, item, f"{numbered.anchor}-{place}")
        for numbered in numbered_panels(show)
        for place, item in enumerate(numbered.panel.objects, 1)
    ]
    if not rows:
        return
    yield Page.of_table(f"{show.key}/objects.csv", COLUMNS, rows)
    data = {"exhibition": show.title, "address": f"{site.url}{show.key}/", "objects": rows}
    yield Page.of_json(f"{show.key}/objects.json", data)


def _row(site: Site, show: Exhibition, numbered: NumberedPanel, item: Exhibit, name: str) -> dict[str, str | int]:
    """One object. ``name`` is its id: its panel's id and its place there."""
    rights = item.rights or (item.image.rights if item.image else None)
    picture = sized(site, show, item.image)
    return {key: getattr(item, key, None) or "" for key in COLUMNS} | {
        "id": name,
        "number": numbered.number,
        "panel": numbered.panel.title,
        "stop": f"{site.url}{numbered.address}",
        "rights": rights.kind.label if rights else "",
        "picture": f"{site.url}{picture.address}" if picture else "",
        "alt": picture.alt if picture else "",
    }
