"""Links that open a place in a phone's map app, or else on the map's web page.

Both work in all browsers; WeChat opens only Tencent's directly. Our pages send no request to either.
"""

from urllib.parse import urlencode

from jinja2 import pass_context
from jinja2.runtime import Context

from scripts.records.venues import Venue
from scripts.render.values import Item

_MARKS = str.maketrans(":;", "：；")
"""Replaces the separators of a marker's fields in a value."""


@pass_context
def maps(context: Context, venue: Venue) -> list[Item]:
    """The map links of a venue, by position or else address; empty without both, and for samples."""
    if venue.sample or not (venue.position or venue.address):
        return []
    if venue.position:
        lat, lng = venue.position.gcj02
        amap = {"position": f"{lng},{lat}", "name": venue.title, "coordinate": "gaode", "callnative": 1}
        said = {"coord": f"{lat},{lng}", "title": venue.title, "addr": venue.address or venue.title}
        marker = ";".join(f"{name}:{value.translate(_MARKS)}" for name, value in said.items())
        return _links("marker", amap, {"marker": marker})
    district = context["site"].content.settings.district
    words, city = f"{district.whole}{venue.address}", district.city
    return _links("search", {"keyword": words, "city": city, "callnative": 1}, {"keyword": words, "region": city})


def _links(what: str, amap: dict[str, object], tencent: dict[str, object]) -> list[Item]:
    site = {"referer": "chengguan-practice-site"}
    return [
        Item("高德地图", f"https://uri.amap.com/{what}?{urlencode(amap)}"),
        Item("腾讯地图", f"https://apis.map.qq.com/uri/v1/{what}?{urlencode(tencent | site)}"),
    ]
