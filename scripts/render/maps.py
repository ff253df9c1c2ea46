"""Links that open a place in the map app of a phone, or on the map's own page where there is no app.

Both addresses work in browsers of phones and desks; of the two, Tencent's is the one WeChat opens at once. The page itself
asks neither of anything.
"""

from urllib.parse import urlencode

from jinja2 import pass_context
from jinja2.runtime import Context

from scripts.records.venues import Venue
from scripts.render.values import Item

_MARKS = str.maketrans(":;", "：；")
"""What parts the fields of a marker, within one."""


@pass_context
def maps(context: Context, venue: Venue) -> list[Item]:
    """By its position, or else by its address; nothing for what has neither, or is invented."""
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
