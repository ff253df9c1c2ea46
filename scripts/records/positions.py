"""Coordinates as maps of China use them, and as satellites do.

Maps in China use GCJ-02, some hundred metres off the WGS-84 of satellites and browsers; Baidu's are offset once more
(BD-09). The formulas are those of the published reverse engineering (eviltransform, MIT); the inverse is exact to two
metres.
"""

import re
import unicodedata
from math import atan2, cos, pi, radians, sin, sqrt
from typing import Any

from pydantic import Field, model_validator

from scripts.records.base import Part
from scripts.records.refusal import refusal
from scripts.records.vocabularies import Datum

Point = tuple[float, float]
"""Latitude and longitude in degrees."""
_RADIUS, _ECCENTRICITY = 6_378_245.0, 0.00669342162296594323  # Krasovsky 1940
_BAIDU = pi * 3000 / 180
_PAIR = r"\(?([0-9]{2,3}\.[0-9]+)\s*[,、/\s]\s*([0-9]{2,3}\.[0-9]+)\)?\s*\(?([^()]*)\)?"


class Position(Part):
    """A place on the map. East of 90° latitude and longitude cannot be confused, so either may come first."""

    lat: float = Field(ge=3, le=54, description="纬度", examples=["36.0614"])
    lng: float = Field(ge=73, le=136, description="经度", examples=["103.8343"])
    datum: Datum = Field(description="坐标取自哪家地图")

    @model_validator(mode="before")
    @classmethod
    def _as_said(cls, value: Any) -> Any:
        """Parses ``103.8343,36.0614 高德`` on one line."""
        given = _parted(value) if isinstance(value, str) else value
        if isinstance(given, dict) and "lng" in given and _number(given.get("lat")) > 90 > _number(given.get("lng")):
            return given | {"lat": given["lng"], "lng": given["lat"]}
        return given

    @property
    def gcj02(self) -> Point:
        """In GCJ-02, as maps of China need it, to a metre."""
        if self.datum is Datum.GPS:
            return _rounded(_moved((self.lat, self.lng), 1))
        return _rounded(self._without_baidu())

    @property
    def wgs84(self) -> Point:
        """In WGS-84, as browsers and machines elsewhere need it, to a metre."""
        if self.datum is Datum.GPS:
            return _rounded((self.lat, self.lng))
        return _rounded(_moved(self._without_baidu(), -1))

    def _without_baidu(self) -> Point:
        if self.datum is not Datum.BAIDU:
            return self.lat, self.lng
        x, y = self.lng - 0.0065, self.lat - 0.006
        length = sqrt(x * x + y * y) - 0.00002 * sin(y * _BAIDU)
        angle = atan2(y, x) - 0.000003 * cos(x * _BAIDU)
        return length * sin(angle), length * cos(angle)


def _parted(line: str) -> dict[str, str]:
    match = re.fullmatch(_PAIR, unicodedata.normalize("NFKC", line).strip())
    first, second, datum = match.groups() if match else ("", "", "")
    if not any(datum.strip() in one.words for one in Datum):
        hint = "请写经度、纬度（带小数）和取自哪家地图，写法是 经度,纬度 高德；地图可以是高德、腾讯、百度或 GPS"
        raise refusal("position", f"坐标“{line}”写法不对", hint)
    return {"lat": first, "lng": second, "datum": datum.strip()}


def _number(value: object) -> float:
    try:
        return float(str(value))
    except ValueError:
        return 0.0


def _rounded(point: Point) -> Point:
    return round(point[0], 5), round(point[1], 5)


def _moved(point: Point, way: int) -> Point:
    """From WGS-84 to GCJ-02 (``way`` 1) or back (-1)."""
    x, y = point[1] - 105, point[0] - 35
    common = (20 * sin(6 * pi * x) + 20 * sin(2 * pi * x)) * 2 / 3
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x)) + common
    north += (20 * sin(pi * y) + 40 * sin(pi * y / 3) + 160 * sin(pi * y / 12) + 320 * sin(pi * y / 30)) * 2 / 3
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x)) + common
    east += (20 * sin(pi * x) + 40 * sin(pi * x / 3) + 150 * sin(pi * x / 12) + 300 * sin(pi * x / 30)) * 2 / 3
    magic = 1 - _ECCENTRICITY * sin(radians(point[0])) ** 2
    meridian = _RADIUS * (1 - _ECCENTRICITY) / magic**1.5 * pi / 180
    parallel = _RADIUS / sqrt(magic) * cos(radians(point[0])) * pi / 180
    return point[0] + way * north / meridian, point[1] + way * east / parallel
