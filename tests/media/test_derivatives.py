"""From one original: several sizes, upright, without metadata, made once, with the same bytes each time."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from scripts.media import pictures as pictures_module
from scripts.media.decode import decode
from scripts.media.derivatives import CARD, WIDTHS, derivative_bytes, derivatives
from scripts.media.pictures import Pictures
from scripts.records.values import Focal
from scripts.speed.cache import Cache
from tests.render.exhibition.show import photo
from tests.support import pages_of, picture, plant


@pytest.fixture
def original(tmp_path: Path) -> Path:
    path = tmp_path / "a.jpg"
    path.write_bytes(photo(1, 1000, 500))
    return path


def test_no_size_is_larger_than_the_original_and_none_close_to_it_is_made_twice(original: Path) -> None:
    plan = derivatives(original)
    assert plan
    assert [size.width for size in plan.webp] == [400, 800, 1000]
    assert [(size.width, size.height) for size in (plan.webp[0], plan.jpeg)] == [(400, 200), (960, 480)]
    assert plan.largest.width <= WIDTHS[-1]


def test_every_size_is_what_its_name_says(original: Path, tmp_path: Path) -> None:
    plan = derivatives(original)
    assert plan
    for size in (*plan.webp, plan.jpeg, plan.card):
        with Image.open(BytesIO(derivative_bytes(plan, size, Cache()))) as found:
            assert found.size == (size.width, size.height)
            assert found.format == ("WEBP" if size.kind == "webp" else "JPEG")
    assert (plan.card.width, plan.card.height) == CARD


@pytest.mark.parametrize(
    "how, label, behind",
    [
        ({}, "", b""),
        ({"quality": 100}, "", b""),
        ({"lossless": True}, "", b""),
        ({"xmp": b"secret"}, "", b""),
        ({}, '{"Label": "1"}', b""),
        ({}, "", b"secret"),
    ],
)
def test_only_a_small_webp_of_nothing_but_points_is_shown_as_it_is(
    how: dict[str, Any], label: str, behind: bytes, tmp_path: Path
) -> None:
    data = BytesIO()
    drawn = Image.effect_mandelbrot((1000, 500), (-2, -1, 1, 1), 100).convert("RGB")
    drawn.save(data, "WEBP", **{"quality": 40} | how)
    (tmp_path / "a.webp").write_bytes(data.getvalue() + behind)
    plan = derivatives(tmp_path / "a.webp", label=label)
    assert plan
    whole, smaller = derivative_bytes(plan, plan.largest, Cache()), derivative_bytes(plan, plan.webp[0], Cache())
    assert (whole == data.getvalue()) is not bool(how or label or behind)
    assert b"secret" not in whole
    with Image.open(BytesIO(smaller)) as found:
        assert found.size == (400, 200)


def test_the_same_picture_gives_the_same_bytes_and_is_made_once(
    original: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan, cache = derivatives(original), Cache(tmp_path)
    assert plan
    first = derivative_bytes(plan, plan.largest, cache)
    assert derivative_bytes(plan, plan.largest, Cache()) == first
    monkeypatch.setattr("scripts.media.derivatives._encoded", lambda *_: b"")
    assert derivative_bytes(plan, plan.largest, cache) == first != derivative_bytes(plan, plan.jpeg, cache)


def test_a_changed_picture_has_a_changed_name(original: Path) -> None:
    before = derivatives(original)
    original.write_bytes(photo(2, 1000, 500))
    after = derivatives(original)
    assert before and after and before.largest.name != after.largest.name


def test_the_focal_point_moves_the_cut(original: Path) -> None:
    cuts = [derivatives(original, Focal(x, 50)) for x in (0, 100)]
    bytes_ = [derivative_bytes(plan, plan.card, Cache()) for plan in cuts if plan]
    assert len(set(bytes_)) == 2
    assert Focal(33, 71).classes == "fx-30 fy-70"
    assert Focal().classes == ""


def test_a_small_picture_is_shown_as_it_is_and_a_broken_one_has_no_sizes(tmp_path: Path) -> None:
    (tmp_path / "small.png").write_bytes(picture())
    (tmp_path / "broken.jpg").write_bytes(b"no picture")
    pictures = Pictures(tmp_path, {})
    assert pictures.sizes("small.png") is None
    assert pictures.sizes("broken.jpg") is None


def test_a_page_offers_every_size_with_width_and_height_and_loads_what_is_below_later(tmp_path: Path) -> None:
    record = """
title: 甲展
format: 线上展
poster: {file: a/p.jpg, alt: 主图, rights: 本站原创, focal: 30 70}
images: [{file: a/q.jpg, alt: 配图, rights: 本站原创}]
published: 2026
"""
    content = plant(
        tmp_path, {"exhibitions/a.yml": record, "exhibitions/a/p.jpg": photo(1), "exhibitions/a/q.jpg": photo(2)}
    )
    page = pages_of(content)["exhibitions/a.md"]
    assert page.count("<picture") == 2
    assert page.count(" 400w, ") == 2 and page.count(' 900w"') == 2
    assert page.count('width="900" height="600"') == 2
    assert page.count('fetchpriority="high"') == 1 and page.count('loading="lazy"') == 1
    assert 'class="fx-30 fy-70"' in page
    assert "style=" not in page


def test_a_picture_is_decoded_once_for_all_its_sizes(original: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pictures = Pictures(original.parent, {})
    plan = pictures.sizes(original.name)
    assert plan
    named = {one.name for one in (*plan.webp, plan.jpeg, plan.card)}
    wishes = pictures.requests([original.name], named)
    right = {one.name: derivative_bytes(plan, one, Cache()) for one in (*plan.webp, plan.jpeg, plan.card)}
    looked: list[int] = []
    monkeypatch.setattr(pictures_module, "decode", lambda data: looked.append(1) or decode(data))
    assert dict(pictures.files(wishes, Cache())) == right
    assert len(right) > 3 and looked == [1]


def test_what_is_kept_is_not_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = ["a.jpg", "b.jpg", "c.jpg"]
    for number, name in enumerate(names):
        (tmp_path / name).write_bytes(photo(number, 1000, 500))
    cache = Cache(tmp_path / "cache")
    pictures = Pictures(tmp_path, {}, cache=cache)
    plans = list(filter(None, map(pictures.sizes, names)))
    named = {one.name for plan in plans for one in (*plan.webp, plan.jpeg, plan.card)}
    wishes = pictures.requests(names, named)
    right = dict(Pictures(tmp_path, {}).files(wishes, Cache()))
    assert dict(pictures.files(wishes, cache)) == right
    monkeypatch.setattr(pictures_module, "decode", lambda _: pytest.fail("made again"))
    assert dict(pictures.files(wishes, cache)) == right
    assert len(right) == 15
