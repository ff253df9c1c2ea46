"""Deep zoom: tiles cover the picture without gaps, are made once, and only if the record asks for them."""

import json
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from scripts.catalogue import Site
from scripts.load.content import load
from scripts.media.derivatives import Derivatives, derivatives
from scripts.media.tiles import SIDE, factors, make_tiles, tile_files
from scripts.render.pages import render
from scripts.speed.cache import Cache
from tests.render.exhibition.show import URL, photo
from tests.support import files_of, plant

RECORD = """
title: 甲展
format: 线上展
sections:
  - id: yi
    title: 一
    panels:
      - id: er
        title: 二
        text: 三
        images:
          - {file: a/chang-juan.jpg, alt: 长卷, rights: 本站原创%s}
published: 2026
"""


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("large") / "chang-juan.jpg"
    path.write_bytes(photo(3, 3100, 700))
    return path


@pytest.fixture
def plan(large: Path) -> Derivatives:
    found = derivatives(large)
    assert found
    return found


def test_the_tiles_of_each_level_cover_the_whole_picture(plan: Derivatives, tmp_path: Path) -> None:
    tiles = make_tiles(plan, Cache(tmp_path))
    assert factors(plan.size) == [1, 2, 4, 8]
    for factor in factors(plan.size):
        area = 0
        for address in (
            name for name, level, _ in tile_files(plan.size) if level == factor and not name.startswith("full/max")
        ):
            region = address.split("/")[0].replace("full", "0,0,3100,700")
            x, y, wide, high = map(int, region.split(","))
            size = tuple(map(int, address.split("/")[1].split(",")))
            with Image.open(BytesIO(tiles[address])) as part:
                assert part.size == size == (-(-wide // factor), -(-high // factor))
            assert max(size) <= SIDE and x % (SIDE * factor) == y % (SIDE * factor) == 0
            area += wide * high
        assert area == 3100 * 700
    with Image.open(BytesIO(tiles["full/max/0/default.jpg"])) as whole:
        assert whole.size == (3100, 700)
    assert set(tiles) == {name for name, _, _ in tile_files(plan.size)}


def test_a_tile_shows_its_part_of_the_picture(large: Path, plan: Derivatives) -> None:
    tile = make_tiles(plan, Cache())["0,0,512,512/512,512/0/default.jpg"]
    with Image.open(large) as whole, Image.open(BytesIO(tile)) as part:
        for point in ((5, 5), (200, 250), (500, 500)):
            ours, theirs = part.convert("RGB").getpixel(point), whole.convert("RGB").getpixel(point)
            assert isinstance(ours, tuple) and isinstance(theirs, tuple)
            assert max(abs(a - b) for a, b in zip(ours, theirs, strict=True)) < 40


def test_tiles_are_cut_once_and_where_one_is_gone_or_altered_anew(
    plan: Derivatives, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = Cache(tmp_path)
    right = make_tiles(plan, cache)
    monkeypatch.setattr("scripts.media.tiles.decode", lambda data: 1 / 0)
    assert make_tiles(plan, cache) == right
    one = next(tmp_path.glob("??/*"))
    one.write_bytes(one.read_bytes()[:-9])
    with pytest.raises(ZeroDivisionError):
        make_tiles(plan, cache)


def test_the_whole_picture_has_the_canonical_names_and_no_other(plan: Derivatives) -> None:
    names = {name for name, _, _ in tile_files(plan.size)}
    assert {"full/max/0/default.jpg", "full/388,88/0/default.jpg"} <= names
    assert not [name for name in names if name.startswith("0,0,3100,700/")]


@pytest.mark.slow
@pytest.mark.parametrize("asked", [True, False])
def test_only_a_picture_that_asks_for_it_has_tiles_and_a_service(large: Path, tmp_path: Path, asked: bool) -> None:
    record = RECORD % (", zoom: true" if asked else "")
    content = plant(tmp_path, {"exhibitions/a.yml": record, "exhibitions/a/chang-juan.jpg": large.read_bytes()})
    site = Site(load(content), url=URL)
    pages = {page.path: page.text for page in render(site)}
    made = dict(files_of(site, pages))
    tiles = [name for name in made if "-zoom/" in name]
    info = [name for name in pages if name.endswith("info.json")]
    body = json.loads(pages["exhibitions/a/manifest.json"])["items"][0]["items"][0]["items"][0]["body"]
    assert bool(tiles) == bool(info) == ("service" in body) == asked
    assert ("deep.js" in pages["exhibitions/a.md"]) == asked
    if asked:
        said = json.loads(pages[info[0]])
        assert said["sizes"] == [{"width": 388, "height": 88}]
        assert (said["type"], said["profile"], said["width"], said["height"]) == ("ImageService3", "level0", 3100, 700)
        assert said["id"] == body["service"][0]["id"] == URL + info[0].removesuffix("/info.json")
        assert body["id"].removeprefix(URL) in made
        assert (
            'href="chang-juan-' in pages["exhibitions/a.md"] and "full/max/0/default.jpg" in pages["exhibitions/a.md"]
        )
