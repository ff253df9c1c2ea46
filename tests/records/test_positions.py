"""Coordinates of each map against what eviltransform 0.1.1 computes for the same points."""

import pytest
from pydantic import ValidationError

from scripts.records.positions import Point, Position


@pytest.mark.parametrize(
    ("said", "gcj02", "wgs84"),
    [
        ("103.8343,36.0614 GPS", (36.06107, 103.8367), (36.0614, 103.8343)),
        ("36.0614，103.8343（高德）", (36.0614, 103.8343), (36.06173, 103.83189)),
        ("36.067 103.841 百度地图", (36.06107, 103.83448), (36.0614, 103.83207)),
    ],
)
def test_a_position_is_the_same_place_on_every_map(said: str, gcj02: Point, wgs84: Point) -> None:
    found = Position.model_validate(said)
    assert found.gcj02 == pytest.approx(gcj02, abs=2e-5)
    assert found.wgs84 == pytest.approx(wgs84, abs=2e-5)


@pytest.mark.parametrize("said", ["", "103.8343,36.0614", "56.06,116.4 高德", "中山桥南", "103,36 高德"])
def test_what_is_no_position_is_refused(said: str) -> None:
    with pytest.raises(ValidationError):
        Position.model_validate(said)
