"""The linked data of an exhibition is true: attendance mode, status, creators."""

from pathlib import Path
from typing import Any

import pytest

from tests.render.exhibition.show import SHOW, URL, changed, files, head, pages, photo

SCHEMA = "https://schema.org/"


def linked(folder: Path, more: dict[str, str | bytes] | None = None, **fields: Any) -> Any:
    return head(pages(folder, changed(files(1), **fields) | (more or {})))["linked"][0]


def objects(*items: dict[str, Any], **more: Any) -> list[dict[str, Any]]:
    """One section with one panel that shows these."""
    one = {"id": "yi", "title": "一块", "text": "几句话。", "objects": list(items), **more}
    return [{"id": "bu-fen", "title": "一个部分", "panels": [one]}]


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


def test_each_stop_of_a_tour_has_a_name_and_an_address_of_its_own(tmp_path: Path) -> None:
    stops = [{"venue": "suo", "start": "2026-05"}, {"venue": "zhong", "start": "2026-07"}]
    found = linked(tmp_path, tour=stops)["subEvent"]
    assert [stop["name"] for stop in found] == ["灯下（柳荫实践所）", "灯下（柳荫实践中心）"]
    assert {stop["url"] for stop in found} == {f"{URL}{SHOW}/#tour"}


def test_a_place_has_the_address_of_its_record_and_no_other(tmp_path: Path) -> None:
    assert "address" not in linked(tmp_path / "1")["location"]
    suo = "{title: 柳荫实践所, level: 实践所, parent: zhong, address: 柳荫街1号, published: 2026}"
    place = linked(tmp_path / "2", {"venues/suo.yml": suo})["location"]
    assert place["address"] == {"@type": "PostalAddress", "streetAddress": "柳荫街1号"}
    assert place["url"] == f"{URL}venues/suo/"


PEOPLE: dict[str, str | bytes] = {
    "role-models/ren.yml": "{name: 郗闻溪, legal_basis: {kind: 法定职责}, published: 2026}",
    "role-models/zu.yml": "{name: 槐院互助组, kind: 群体, legal_basis: {kind: 法定职责}, published: 2026}",
    "volunteer-teams/dui.yml": "{title: 提灯队, published: 2026}",
}


def test_only_a_known_maker_is_called_a_person_or_an_organisation(tmp_path: Path) -> None:
    names = ["郗闻溪", "槐院互助组", "提灯队", "佚名"]
    sections = objects(*({"title": "灯", "creator": name} for name in names), people=["ren", "zu"], teams=["dui"])
    works = linked(tmp_path, PEOPLE, sections=sections)["workFeatured"]
    assert [work["creator"] for work in works] == [
        {"@type": "Person", "name": "郗闻溪", "url": f"{URL}role-models/ren/"},
        "槐院互助组",
        {"@type": "Organization", "name": "提灯队", "url": f"{URL}volunteer-teams/dui/"},
        "佚名",
    ]


def test_a_work_has_its_picture(tmp_path: Path) -> None:
    image = {"file": "deng-xia/wan.jpg", "alt": "一只碗", "rights": "本站原创"}
    shown = objects({"title": "碗", "image": image}, {"title": "灯"})
    works = linked(tmp_path, {f"{SHOW}/wan.jpg": photo(2)}, sections=shown)["workFeatured"]
    assert works[0]["image"].startswith(f"{URL}{SHOW}/wan-") and "image" not in works[1]
