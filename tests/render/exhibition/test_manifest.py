"""A viewer shows every picture and text of the manifest, and only existing rights."""

import json
import re
from base64 import urlsafe_b64decode
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from PIL import Image

from scripts.media.derivatives import CARD
from scripts.render.pictures import SITE_CARD
from tests.render.exhibition.show import SHOW, URL, changed, files, pages, photo
from tests.render.exhibition.test_data import iiif
from tests.support import ROOT

pytestmark = pytest.mark.slow
FREE = "公有领域"


def picture(name: str, rights: str = FREE, **more: Any) -> dict[str, Any]:
    return {"file": f"deng-xia/{name}", "alt": f"图{name[:1]}", "rights": rights, **more}


def panel(name: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "title": f"第{name}块", "text": "几句话。", **more}


def manifest(folder: Path, *panels: dict[str, Any], **more: Any) -> Any:
    """The manifest of an exhibition with these panels and nothing else, checked by a library that parses the standard."""
    section = {"id": "bu-fen", "title": "一个部分", "panels": list(panels)}
    bare = {"poster": None, "tour": None, "rights": FREE, "sections": [section], **more}
    photos = {f"{SHOW}/{name}.jpg": photo(place, 900, 600 + place) for place, name in enumerate("abcd")}
    data = json.loads(pages(folder, {**changed(files(1), **bare), **photos})[f"{SHOW}/manifest.json"])
    iiif().Manifest(**data)
    return data


def painted(canvas: Any) -> Any:
    return canvas["items"][0]["items"][0]["body"]


def words(canvas: Any) -> list[str]:
    notes = canvas.get("annotations", [{"items": []}])[0]["items"]
    assert all(note["target"] == canvas["id"] and note["body"]["format"] == "text/plain" for note in notes)
    return [note["body"]["value"] for note in notes]


def test_each_picture_of_a_panel_and_of_its_objects_is_a_canvas_of_its_range(tmp_path: Path) -> None:
    bowl = {"title": "碗", "image": picture("c.jpg"), "label": "粗瓷。", "description": "碗口缺了一块。"}
    one = panel("yi", images=[picture("a.jpg"), picture("b.jpg", caption="后面", credit="甲")], objects=[bowl])
    data = manifest(tmp_path, one, panel("er", images=[picture("d.jpg")]))
    canvases = data["items"]
    assert [canvas["label"]["zh-Hans"][0] for canvas in canvases] == ["1 第yi块", "1 第yi块（2）", "1 碗", "2 第er块"]
    assert [painted(canvas)["height"] for canvas in canvases] == [600, 601, 602, 603]
    assert len({canvas["id"] for canvas in canvases}) == 4
    ranges = data["structures"][0]["items"]
    assert [[item["id"] for item in part["items"]] for part in ranges] == [
        [canvas["id"] for canvas in canvases[:3]],
        [canvases[3]["id"]],
    ]
    assert [canvas["summary"]["zh-Hans"][0] for canvas in canvases] == ["图a", "后面", "图c", "图d"]
    assert canvases[1]["requiredStatement"]["value"]["zh-Hans"] == ["甲"]
    assert [words(canvas) for canvas in canvases] == [["几句话。"], [], ["碗\n粗瓷。\n碗口缺了一块。"], ["几句话。"]]


def test_what_is_said_of_an_object_without_a_picture_stands_beside_its_panel(tmp_path: Path) -> None:
    objects = [{"title": "碗"}, {"title": "灯", "medium": "铁", "lender": "乙馆", "credit": "丙捐", "label": "亮着。"}]
    data = manifest(tmp_path, panel("yi", images=[picture("a.jpg")], objects=objects, more="还有。"))
    assert words(data["items"][0]) == ["几句话。", "还有。", "碗", "灯\n铁\n乙馆\n丙捐\n亮着。"]


def test_a_text_has_no_marks_in_a_manifest(tmp_path: Path) -> None:
    text = "## 小标题\n\n一句**重**话，[一处](venues/suo)。\n\n- 甲\n- 乙"
    data = manifest(tmp_path, panel("yi", text=text))
    assert words(data["items"][0]) == ["小标题\n一句重话，一处。\n甲\n乙"]


def test_a_panel_without_a_picture_is_the_poster_or_the_card_of_the_site(tmp_path: Path) -> None:
    poster = picture("d.jpg")
    assert painted(manifest(tmp_path / "1", panel("yi"), poster=poster)["items"][0])["height"] == 603
    body = painted(manifest(tmp_path / "2", panel("yi"))["items"][0])
    assert (body["id"], body["type"], body["format"]) == (URL + SITE_CARD, "Image", "image/png")
    with Image.open(ROOT / "docs" / SITE_CARD) as card:
        assert card.size == CARD == (body["width"], body["height"])


def test_a_small_picture_is_painted_as_it_is(tmp_path: Path) -> None:
    photos = {f"{SHOW}/e.jpg": photo(1, 220, 400)}
    one = panel("yi", images=[picture("e.jpg")])
    section = {"id": "bu-fen", "title": "一个部分", "panels": [one]}
    found = pages(tmp_path, {**changed(files(1), sections=[section]), **photos})
    body = painted(json.loads(found[f"{SHOW}/manifest.json"])["items"][0])
    assert (body["id"], body["width"], body["format"]) == (f"{URL}{SHOW}/e.jpg", 220, "image/jpeg")


OWN = "本站原创"
CLAIMS: dict[str, tuple[bool, dict[str, Any], dict[str, Any]]] = {
    "everything is free": (True, {"images": [picture("a.jpg")]}, {}),
    "no picture at all": (False, {}, {}),
    "the texts are ours": (False, {"images": [picture("a.jpg")]}, {"rights": OWN}),
    "one picture is ours": (False, {"images": [picture("a.jpg"), picture("b.jpg", OWN)]}, {}),
    "the poster is ours": (False, {"images": [picture("a.jpg")]}, {"poster": picture("b.jpg", OWN)}),
    "an object is ours": (False, {"images": [picture("a.jpg")], "objects": [{"title": "碗", "rights": OWN}]}, {}),
    "a free poster for want of a picture": (True, {}, {"poster": picture("b.jpg")}),
}
"""Is all of it free? The panel, and what else the record says."""


@pytest.mark.parametrize("name", CLAIMS)
def test_only_what_is_free_in_every_part_is_called_so(tmp_path: Path, name: str) -> None:
    free, shown, more = CLAIMS[name]
    assert ("rights" in manifest(tmp_path, panel("yi", **shown), **more)) == free


def test_each_panel_has_an_address_that_begins_with_it_in_a_viewer(tmp_path: Path) -> None:
    """Decoded as IIIF Content State 1.0 §6.2 says: base64url without padding, then what encodeURIComponent made."""
    made = pages(tmp_path, files(3))
    known = {canvas["id"] for canvas in json.loads(made[f"{SHOW}/manifest.json"])["items"]}
    for number in (1, 2, 3):
        (address,) = re.findall(r'href="([^"]*iiif-content=[^"]*)"', made[f"{SHOW}/{number}.md"])
        whole, _, coded = address.partition("?iiif-content=")
        state = json.loads(unquote(urlsafe_b64decode(coded + "=" * (-len(coded) % 4)).decode()))
        assert state["partOf"] == [{"id": whole, "type": "Manifest"}] and whole == f"{URL}{SHOW}/manifest.json"
        assert state["id"] in known and state["id"].endswith(f"canvas/{number}") and state["type"] == "Canvas"
