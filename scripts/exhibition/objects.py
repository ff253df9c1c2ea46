"""The list of objects of an exhibition as CSV and JSON, for registrars and for reuse."""

import csv
import io
import json
from collections.abc import Iterator

from scripts.exhibition.stops import stops
from scripts.records.exhibitions import Exhibit, Exhibition
from scripts.render.values import Page

COLUMNS = {
    "number": "展板号",
    "panel": "展板",
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
}
"""Field → heading of the table."""


def object_lists(show: Exhibition) -> Iterator[Page]:
    """Two files beside the exhibition's page; none when it shows no objects."""
    rows = [_row(stop.number, stop.panel.title, item) for stop in stops(show) for item in stop.panel.objects]
    if not rows:
        return
    text = io.StringIO()
    table = csv.DictWriter(text, list(COLUMNS), lineterminator="\r\n")
    table.writerow(COLUMNS)
    table.writerows({key: _plain(value) for key, value in row.items()} for row in rows)
    yield Page(f"{show.key}/objects.csv", "\ufeff" + text.getvalue())  # the mark tells Excel and WPS it is UTF-8
    data = {"exhibition": show.title, "address": f"{show.key}/", "objects": rows}
    yield Page(f"{show.key}/objects.json", json.dumps(data, ensure_ascii=False, indent=1) + "\n")


def _row(number: int, panel: str, item: Exhibit) -> dict[str, str]:
    words = {name: getattr(item, name) or "" for name in COLUMNS if name in type(item).model_fields}
    rights = item.rights or (item.image.rights if item.image else None)
    words |= {"number": str(number), "panel": panel, "rights": rights.kind.label if rights else ""}
    return {name: str(words.get(name, "")) for name in COLUMNS} | {"picture": item.image.alt if item.image else ""}


def _plain(value: str) -> str:
    """A cell that no table program takes for a formula."""
    return f"'{value}" if value[:1] and value[0] in set("=+-@\t\r＝＋－＠") else value
