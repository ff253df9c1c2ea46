"""What search engines are told of an exhibition is true: how it can be seen, whether it is on, what it costs."""

from pathlib import Path
from typing import Any

import pytest

from tests.render.exhibition.show import URL, changed, files, head, pages

SCHEMA = "https://schema.org/"


def linked(folder: Path, more: dict[str, str | bytes] | None = None, **fields: Any) -> Any:
    return head(pages(folder, changed(files(1), **fields) | (more or {})))["linked"][0]


@pytest.mark.parametrize(
    ("fields", "mode", "places"),
    [
        ({}, "Offline", ["Place"]),
        ({"format": "线上展", "venue": None, "tour": None}, "Online", ["VirtualLocation"]),
        ({"format": "线上展", "tour": None}, "Mixed", ["VirtualLocation", "Place"]),
    ],
)
def test_a_show_is_attended_where_it_is(tmp_path: Path, fields: dict[str, Any], mode: str, places: list[str]) -> None:
    data = linked(tmp_path, **fields)
    assert data["eventAttendanceMode"] == f"{SCHEMA}{mode}EventAttendanceMode"
    found = data["location"] if isinstance(data["location"], list) else [data["location"]]
    assert [place["@type"] for place in found] == places


STOP = {"venue": "suo", "start": "2026-05"}
LATER = {"venue": "suo", "start": "2026-07"}


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({}, "Scheduled"),
        ({"state": "暂停开放"}, "Postponed"),
        ({"state": "延期开展"}, "Postponed"),
        ({"state": "已取消"}, "Cancelled"),
        ({"state": "试展"}, "Scheduled"),
        ({"tour": [STOP | {"outcome": "取消"}, LATER]}, "Scheduled"),
        ({"tour": [STOP | {"outcome": "取消"}, LATER | {"outcome": "延期"}]}, "Postponed"),
        ({"tour": [STOP | {"outcome": "取消"}, LATER | {"outcome": "取消"}]}, "Cancelled"),
        ({"state": "照常开放", "tour": [STOP | {"outcome": "取消"}]}, "Scheduled"),
    ],
)
def test_the_status_is_what_the_record_and_its_stops_say(tmp_path: Path, fields: dict[str, Any], status: str) -> None:
    assert linked(tmp_path, **fields)["eventStatus"] == f"{SCHEMA}Event{status}"


@pytest.mark.parametrize(
    ("admission", "free"), [("免费，不用预约", True), ("儿童免费，成人20元", None), ("非免费", None), (None, None)]
)
def test_a_show_is_free_where_it_is_so_for_everybody(tmp_path: Path, admission: str | None, free: bool | None) -> None:
    assert linked(tmp_path, admission=admission).get("isAccessibleForFree") is free


def test_a_place_has_the_address_of_its_record_and_no_other(tmp_path: Path) -> None:
    assert "address" not in linked(tmp_path / "1")["location"]
    suo = "{title: 柳荫实践所, level: 实践所, parent: zhong, address: 柳荫街1号, published: 2026}"
    place = linked(tmp_path / "2", {"venues/suo.yml": suo})["location"]
    assert place["address"] == {"@type": "PostalAddress", "streetAddress": "柳荫街1号"}
    assert place["url"] == f"{URL}venues/suo/"
