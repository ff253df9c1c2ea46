"""The practice network: a centre, an institute for each street, below them stations, bases and points."""

from tests.sample.draw import Draw, spread
from tests.sample.names import ACCESS, HOSTS
from tests.sample.prose import Prose
from tests.sample.reference import BEGINNING
from tests.sample.story import essay
from tests.sample.world import Entry, World
from tests.sample.yaml_writer import Fields, Value

LEVELS = {"station": 70, "base": 18, "point": 12}
_SUFFIX = {"station": "新时代文明实践站", "base": "文明实践基地", "point": "文明实践点"}


def venues(world: World, count: int) -> None:
    draw = world.draw("venues", "centre")
    fields = _venue(draw, "centre", None, None)
    centre = world.add("venues", "城关区新时代文明实践中心", fields, BEGINNING, slug="chengguan-centre")
    institutes = [_institute(world, centre, street) for street in world.of("streets")]
    rest = count - 1 - len(institutes)
    stations: list[Entry] = []
    for place in range(rest):
        draw = world.draw("venues", place)
        level = draw.weighted(LEVELS) if place else "station"
        above = institutes[place % len(institutes)]
        if level == "point" and stations:
            above = draw.one(stations)
        entry = _below(world, draw, level, above, place, rest)
        if level == "station":
            stations.append(entry)


def _institute(world: World, centre: Entry, street: Entry) -> Entry:
    fields = _venue(world.draw("institutes", street.id), "institute", centre.id, street.id)
    title = f"{street.title}新时代文明实践所"
    return world.add("venues", title, fields, BEGINNING, slug=f"{street.id}-institute", street=street.id)


def _below(world: World, draw: Draw, level: str, above: Entry, place: int, count: int) -> Entry:
    prose = Prose(draw)
    host = draw.one(HOSTS)
    name = prose.fill("{commune}") if level == "station" else prose.fill("{alley}") + host
    fields = _venue(draw, level, above.id, above.street, host)
    day = spread(place, count)
    return world.add("venues", name + _SUFFIX[level], fields, day, street=above.street)


def _venue(draw: Draw, level: str, parent: str | None, street: str | None, host: str | None = None) -> Fields:
    prose = Prose(draw)
    week: list[Value] = [
        {"days": "周一至周五", "open": draw.one(("8:30", "9:00")), "close": draw.one(("17:30", "18:00"))}
    ]
    if draw.chance(0.6):
        week.append({"days": "周六、周日", "open": "10:00", "close": draw.one(("16:00", "20:30"))})
    return {
        "level": level,
        "parent": parent,
        "street": street,
        "host": host,
        "address": prose.fill("{alley}") + f"{draw.number(2, 188)}号",
        "directions": prose.line("从{micro}往里走{number}步，{plant}旁边就是。", 120),
        "opening_hours": week,
        "services": sorted({prose.fill("{service}") for _ in range(draw.number(3, 6))}),
        "accessibility": draw.some(ACCESS, draw.number(1, 4)),
        "capacity": f"{draw.number(2, 30)}0{draw.one(('', '余'))}",
        "contact": {"office": "值班室", "note": "开放时间内当面咨询"},
        "opened": str(draw.number(2013, 2016)) if level in {"centre", "institute"} else None,
        "summary": prose.line("{micro}{crowd}，{scene}，{service}、{service}都在这里。", 120),
        "body": essay(prose, draw.number(2, 4)),
    }
