"""Machine-readable data of an exhibition: IIIF manifest, linked data, object list, calendar."""

import csv
import json
import warnings
from functools import cache
from importlib import import_module
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import yaml

from scripts.catalogue import Site
from scripts.catalogue.addresses import address_of
from scripts.load.content import load
from scripts.render.pages import render
from tests.render.exhibition.show import SHOW, URL, changed, files, photo
from tests.support import Pages, files_of, plant


@cache
def iiif() -> Any:
    """The library that knows the standard: it takes a second to import, so not where tests are collected."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return import_module("iiif_prezi3")


class Made:
    """The generated files, and the addresses of the pictures that will stand beside them."""

    def __init__(self, folder: Path) -> None:
        site = Site(load(plant(folder, files(4))), url=URL)
        self.pages = {page.path: page.text for page in render(site)}
        self.pictures = {name for name, _ in files_of(site, self.pages)}

    def json(self, name: str) -> Any:
        return json.loads(self.pages[f"{SHOW}/{name}"])


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return Made(tmp_path_factory.mktemp("data"))


def loose(thing: Any) -> list[str]:
    """What the official schema refuses and the models, made from it, let pass; the empty list for a sound manifest."""
    if isinstance(thing, list):
        return [wrong for one in thing for wrong in loose(one)]
    if not isinstance(thing, dict):
        return []
    found = [
        f"{name}: {thing[name]}" for name in ("label", "summary") if name in thing and not _by_language(thing[name])
    ]
    if thing.get("type") in ("Manifest", "Canvas"):
        fields = getattr(iiif(), thing["type"]).model_fields
        known = {name for key, field in fields.items() for name in (key, field.alias)}
        found += [f"{thing['type']} has {name}" for name in thing.keys() - known]
    if thing.get("type") in ("Manifest", "Range") and not thing.get("items"):
        found.append(f"{thing['type']} without items")
    if (
        thing.get("type") == "Canvas"
        and "items" in thing
        and not (thing.get("height", 0) > 0 and thing.get("width", 0) > 0)
    ):
        found.append("Canvas without a size")
    return found + [wrong for one in thing.values() for wrong in loose(one)]


def _by_language(words: Any) -> bool:
    lists = words.values() if isinstance(words, dict) else [None]
    return all(isinstance(said, list) and said and all(isinstance(one, str) for one in said) for said in lists)


@pytest.mark.slow
def test_the_manifest_has_nothing_the_official_schema_refuses(made: Made) -> None:
    data = made.json("manifest.json")
    assert data["@context"] == "http://iiif.io/api/presentation/3/context.json"
    assert loose(data) == []
    first = data["items"][0]
    wrong: list[dict[str, object]] = [{"label": "灯"}, {"items": []}, {"foo": 1}, {"items": [first | {"height": 0}]}]
    for broken in wrong:
        assert loose(data | broken), broken


def test_the_manifest_has_a_canvas_a_panel_and_a_range_a_section_and_says_whose_it_is(made: Made) -> None:
    data = made.json("manifest.json")
    assert [canvas["label"]["zh-Hans"][0] for canvas in data["items"]] == [f"{n} 灯下的第{n}件事" for n in range(1, 5)]
    assert [part["label"]["zh-Hans"][0] for part in data["structures"]] == ["前半夜", "后半夜"]
    ids = [canvas["id"] for canvas in data["items"]]
    panels = [panel for part in data["structures"] for panel in part["items"]]
    assert [panel["label"] for panel in panels] == [canvas["label"] for canvas in data["items"]]
    assert [item["id"] for panel in panels for item in panel["items"]] == ids
    assert "绘图者乙" in data["requiredStatement"]["value"]["zh-Hans"][0]
    assert {"label": {"zh-Hans": ["主办"]}, "value": {"zh-Hans": ["柳荫区文化馆"]}} in data["metadata"]
    provider = data["provider"][0]
    assert (provider["id"], provider["label"]["zh-Hans"]) == (URL, ["www.example.cn"])
    assert data["seeAlso"][0]["label"] == {"zh-Hans": ["展品清单"]}


def test_every_address_in_the_manifest_that_is_a_file_exists(made: Made) -> None:
    data = made.json("manifest.json")
    bodies = [canvas["items"][0]["items"][0]["body"] for canvas in data["items"]]
    assert {body["id"].removeprefix(URL) for body in bodies} <= made.pictures
    assert [(body["width"], body["height"]) for body in bodies] == [(900, 600)] * 4
    small = [thumbnail for item in (data, *data["items"]) for thumbnail in item["thumbnail"]]
    assert {thumbnail["id"].removeprefix(URL) for thumbnail in small} <= made.pictures
    assert {thumbnail["width"] for thumbnail in small} == {400}
    homes = {home["id"].partition("#")[0].removeprefix(URL) for home in data["homepage"]}
    assert homes <= {address_of(path) for path in made.pages}
    assert data["seeAlso"][0]["id"].removeprefix(URL) in made.pages


def test_the_linked_data_is_an_exhibition_with_its_tour_and_its_works(made: Made) -> None:
    head = yaml.safe_load(made.pages[f"{SHOW}.md"].split("---")[1])
    data = head["linked"][0]
    assert (data["@type"], data["name"], data["url"]) == ("ExhibitionEvent", "灯下", f"{URL}{SHOW}/")
    assert (data["startDate"], data["endDate"]) == ("2026-05-01", "2026-12-31")
    assert [event["startDate"] for event in data["subEvent"]] == ["2026-05-01", "2026-07"]
    assert data["subEvent"][0]["location"]["name"] == "柳荫实践所"
    assert [work["name"] for work in data["workFeatured"]] == ["旧灯1", "旧灯3"]
    assert data["isAccessibleForFree"] is True
    assert data["image"].removeprefix(URL) in made.pictures
    assert head["image"] in made.pictures


def test_the_objects_are_a_table_any_office_opens_and_the_same_as_json(made: Made) -> None:
    text = made.pages[f"{SHOW}/objects.csv"]
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(StringIO(text.removeprefix("\ufeff"), newline="")))
    assert [(row["展板号"], row["名称"], row["材质"]) for row in rows] == [("1", "旧灯1", "铁"), ("3", "旧灯3", "铁")]
    said = made.json("objects.json")["objects"]
    assert [(item["id"], item["number"], item["title"]) for item in said] == [
        ("zhan-ban-1-1", 1, "旧灯1"),
        ("zhan-ban-3-1", 3, "旧灯3"),
    ]
    assert [item["stop"].removeprefix(URL) for item in said] == [f"{SHOW}/1/", f"{SHOW}/3/"]
    assert {f"{item['stop'].removeprefix(URL).rstrip('/')}.md" for item in said} <= set(made.pages)
    assert [row["展板地址"] for row in rows] == [item["stop"] for item in said]


@pytest.mark.slow
def test_the_picture_of_an_object_is_an_address_and_what_it_shows_stands_apart(tmp_path: Path) -> None:
    image = {"file": "deng-xia/wan.jpg", "alt": "一只碗", "rights": "本站原创"}
    one = {"id": "yi", "title": "一块", "text": "几句话。", "objects": [{"title": "碗", "image": image}]}
    found = changed(files(1), sections=[{"id": "bu-fen", "title": "一个部分", "panels": [one]}])
    content = plant(tmp_path, found | {f"{SHOW}/wan.jpg": photo(2)})
    for url in (URL, ""):
        site = Site(load(content), url=url)
        made = Pages(site)
        item = json.loads(made[f"{SHOW}/objects.json"])["objects"][0]
        assert item["alt"] == "一只碗" and item["rights"] == "本站原创"
        assert item["picture"].startswith(f"{url}{SHOW}/wan-") and item["stop"] == f"{url}{SHOW}/1/"
        assert item["picture"].removeprefix(url) in {name for name, _ in files_of(site, made.made)}
