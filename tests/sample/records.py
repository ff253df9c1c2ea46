"""Synthetic records of each type, ordered so that links lead to earlier ones."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from scripts.records.readings import readings
from scripts.records.vocabularies import LectureKind, NewsColumn, ServiceKind, Virtue
from tests.sample.draw import FIRST, Draw, spread
from tests.sample.words import STREETS
from tests.sample.world import OWN_SOURCE, Entry, World, to_slug

AWARDS = (
    ("华夏好邻居", "national", "monthly"),
    ("陇原新风人物", "provincial", "biennial"),
    ("金城暖心人物", "municipal", "quarterly"),
    ("城关好街坊", "district", "annual"),
    ("街道文明之星", "street", "annual"),
    ("社区热心居民", "community", "quarterly"),
)
"""Title, level, cadence; all invented."""
SOURCES = (
    ("本站", "own", "own"),
    ("河声晚报", "media", "link_only"),
    ("铁桥周刊", "media", "by_permission"),
    ("区文明实践简报", "government", "with_credit"),
    ("社区公告栏汇编", "reference", "with_credit"),
)
"""Title, kind, reprint policy; all invented. The first is the site itself."""
CAMPAIGNS = (
    ("festival", "端午", 6),
    ("civility", "文明餐桌", 0),
    ("monthly", "植树月", 3),
    ("improvement", "队伍提升", 0),
)
"""Kind, title, month (0: none)."""
MEASURES = (("开放的实践站", "个", "network"), ("注册志愿者", "人", "volunteers"), ("全年宣讲", "场", "lectures"))
"""Measure, unit, group."""
VIRTUES = [virtue.label for virtue in Virtue if virtue is not Virtue.OTHER]
TWINS_PER = 60
"""One pair of the same name among so many people."""
SOMETIMES = ("volunteer-projects", "lecture-halls", "exhibitions", "campaigns", "awards")
"""What one piece of news in five mentions beside its place, its team and its people."""


def sources(world: World, count: int) -> None:
    for title, kind, policy in SOURCES[:count]:
        fields = {"kind": kind, "policy": policy}
        world.add("sources", title, FIRST, fields, slug=OWN_SOURCE if kind == "own" else "")


def streets(world: World, count: int) -> None:
    """The first ``count`` of the 25 real subdistricts, with their real division codes."""
    for place, name in enumerate(STREETS[:count], 1):
        world.add("streets", f"{name}街道", FIRST, {"code": f"620102{place:03}"}, slug=to_slug(name))


def awards(world: World, count: int) -> None:
    for title, level, cadence in AWARDS[:count]:
        fields = {"level": level, "awarder": f"{title}评议会", "cadence": cadence, "categories": VIRTUES}
        world.add("awards", title, FIRST, fields)


def campaigns(world: World, count: int) -> None:
    for place, (kind, title, month) in enumerate(CAMPAIGNS[:count]):
        draw = world.draw("campaigns", place)
        goals = [{"title": draw.fill("{service}"), "text": draw.text(1, 1)} for _ in range(3)]
        fields = {"kind": kind, "months": [month] if month else [], "goals": goals, "body": draw.text(3, 6)}
        world.add("campaigns", title, FIRST, fields)


def statistics(world: World, count: int) -> None:
    for place in range(count):
        measure, unit, group = MEASURES[place % len(MEASURES)]
        draw = world.draw("statistics", place)
        fields = {"value": f"{draw.number(3, 99)}{draw.one(('', '余'))}", "unit": unit, "as_of": str(2017 + place)}
        fields |= {"source": draw.one(world.of("sources")).id, "group": group}
        world.add("statistics", measure, date(2017 + place, 10, 20), {**fields, "order": place})


def venues(world: World, count: int) -> None:
    """A centre, an institute for each street, below them stations, and below these bases and points."""
    centre = _venue(world, "centre", "城关区新时代文明实践中心", None, "")
    for street in world.of("streets"):
        _venue(world, "institute", f"{street.title}新时代文明实践所", centre, street.id)
    institutes, stations = world.of("venues")[1:], list[Entry]()
    for place in range(count - 1 - len(institutes)):
        draw = world.draw("venues", place)
        level = draw.weighted({"station": 70, "base": 18, "point": 12}) if stations else "station"
        above = draw.one(stations) if level == "point" else draw.one(institutes)
        word = {"station": "新时代文明实践站", "base": "文明实践基地", "point": "文明实践点"}[level]
        entry = _venue(
            world, level, draw.fill("{commune}社区" if level == "station" else "{alley}") + word, above, above.street
        )
        stations += [entry] if level == "station" else []


def _venue(world: World, level: str, title: str, above: Entry | None, street: str) -> Entry:
    draw = world.draw("venue", title, len(world.of("venues")))
    fields = {
        "level": level,
        "parent": above and above.id,
        "street": street,
        "address": draw.fill("{alley}") + f"{draw.number(2, 188)}号",
        "directions": draw.fill("从{spot}{side}往里走{number}步就是。"),
        "opening_hours": [{"days": draw.one(("周一至周五", "周二至周日")), "open": "9:00", "close": "17:30"}],
        "services": sorted({draw.fill("{service}") for _ in range(4)}),
        "capacity": f"{draw.number(2, 30)}0",
        "contact": {"office": "值班室", "note": "开放时间内当面咨询"},
        "summary": draw.text(1, 1),
        "body": draw.text(2, 4),
    }
    return world.add("venues", title, FIRST, fields, street=street)


def role_models(world: World, count: int) -> None:
    """In every run of ``TWINS_PER`` people the third has the name of the second."""
    name = ""
    for place in range(count):
        draw = world.draw("role-models", place)
        twin = place % TWINS_PER in {1, 2} and count > 2
        name = name if place % TWINS_PER == 2 else world.person(draw)
        street = draw.one(world.of("streets"))
        won = honours(world, draw)
        source = {"source": draw.one(world.of("sources")).id, "title": "公布的荣誉名单", "published": won[0]["date"]}
        fields = {
            "pinyin": " ".join(readings(name, None)[0]).capitalize(),
            "distinction": f"{street.title}·{'甲乙'[place % 2]}" if twin else None,
            "category": draw.one(VIRTUES),
            "street": street.id,
            "deed": draw.fill("多年如一日{service}"),
            "quote": draw.fill("{noun}{does}好了，{idea}还要{does}。") if draw.chance(0.7) else None,
            "honours": won,
            "legal_basis": {"kind": "official_honour_list", "evidence": source},
            "summary": draw.text(1, 1),
            "body": f"{draw.text(2, 4)}\n\n{draw.text(2, 4)}\n",
        }
        world.add("role-models", name, spread(place, count), fields, street=street.id)


def honours(world: World, draw: Draw) -> list[dict[str, Any]]:
    """One to three honours of different awards, from the lowest level upwards, each later than the one before; all but the
    last are conferred."""
    named = draw.some(world.of("awards"), 1, 3)
    named.sort(key=lambda award: -[level for _, level, _ in AWARDS].index(award.fields["level"]))
    days = sorted(draw.day() for _ in named)
    last = draw.weighted({"conferred": 70, "shortlisted": 12, "publicised": 7, "candidate": 9, "revoked": 2})
    statuses = ["conferred"] * (len(named) - 1) + [last]
    return [
        {"award": award.id, "category": draw.one(VIRTUES), "status": status} | _round(award.fields["cadence"], day)
        for award, day, status in zip(named, days, statuses, strict=True)
    ]


def _round(cadence: str, day: date) -> dict[str, str]:
    """The month an honour is announced, and the round as its award counts: month, quarter, year or ordinal."""
    if cadence == "monthly":
        return {"date": f"{day:%Y-%m}", "round": f"{day:%Y-%m}"}
    if cadence == "quarterly":
        quarter = (day.month + 2) // 3
        return {"date": f"{day.year}-{quarter * 3:02}", "round": f"{day.year}Q{quarter}"}
    if cadence == "annual":
        return {"date": f"{day.year}-11", "round": str(day.year)}
    return {"date": f"{day.year // 2 * 2}-09", "round": f"第{'一二三四五六'[day.year // 2 - 1008]}届"}


def volunteer_teams(world: World, count: int) -> None:
    """One corps; a brigade for each street while they last; under the brigades, squads."""
    corps: Entry | None = None
    for place in range(count):
        draw = world.draw("volunteer-teams", place)
        own = world.of("streets")[place - 1 : place] if place else ()
        street = own[0] if own else draw.one(world.of("streets"))
        title = f"{street.title}志愿服务大队" if own else draw.fill("{alley}“{noun}”志愿服务队")
        above = corps if own else world.near(draw, "volunteer-teams", street.id) if corps else None
        entry = _team(world, draw, title if corps else "城关区志愿服务总队", above, street, spread(place, count))
        corps = corps or entry


def _team(world: World, draw: Draw, title: str, above: Entry | None, street: Entry, day: date) -> Entry:
    venue = world.near(draw, "venues", street.id)
    size = {"value": f"{draw.number(2, 40) * 5}", "as_of": str(day.year), "source": draw.one(world.of("sources")).id}
    fields = {
        "tier": "corps" if above is None else "brigade" if above.title.endswith("总队") else "squad",
        "parent": above and above.id,
        "kind": draw.one(list(ServiceKind)).value,
        "organiser": f"{street.title}办事处",
        "street": street.id,
        "venue": venue.id,
        "services": sorted({draw.fill("{service}") for _ in range(4)}),
        "size": size,
        "contact": {"office": f"{venue.title}值班室"},
        "honours": honours(world, draw) if draw.chance(0.12) else None,
        "summary": draw.text(1, 1),
        "body": draw.text(2, 5),
    }
    return world.add("volunteer-teams", title, day, fields, street=street.id)


def volunteer_projects(world: World, count: int) -> None:
    for place in range(count):
        draw = world.draw("volunteer-projects", place)
        team = draw.one(world.of("volunteer-teams"))
        fields = {
            "team": team.id,
            "organiser": team.title,
            "street": team.street,
            "venue": world.near(draw, "venues", team.street).id,
            "beneficiaries": draw.fill("{group}"),
            "recurrence": _recurrence(draw),
            "honours": honours(world, draw) if draw.chance(0.2) else None,
            "summary": draw.text(1, 1),
            "body": draw.text(3, 5),
        }
        title = draw.fill("{alley}“{noun}”行动")
        world.add("volunteer-projects", title, spread(place, count), fields, street=team.street)


def _recurrence(draw: Draw) -> dict[str, str]:
    days = {"weekly": ("周二", "周四", "周六、周日"), "monthly": ("第一个周六", "5日", "最后一天")}
    frequency = draw.one(list(days))
    return {"frequency": frequency, "days": draw.one(days[frequency]), "part": draw.one(("morning", "afternoon"))}


def lecture_teams(world: World, count: int) -> None:
    for place in range(count):
        draw = world.draw("lecture-teams", place)
        street = draw.one(world.of("streets"))
        fields = {
            "kind": draw.one([kind.value for kind in LectureKind if kind is not LectureKind.INDIVIDUAL]),
            "organiser": f"{street.title}办事处",
            "street": street.id,
            "members": world.members(draw, ("队长", "宣讲员", "联络员")),
            "topics": _topics(draw),
            "booking": {"office": f"{street.title}文明实践所", "note": "提前三天当面预约"},
            "summary": draw.text(1, 1),
            "body": draw.text(3, 5),
        }
        title = draw.fill("{commune}“{noun}”宣讲队")
        world.add("lecture-teams", title, spread(place, count), fields, street=street.id)


def lecture_halls(world: World, count: int) -> None:
    for place in range(count):
        draw = world.draw("lecture-halls", place)
        fields = {
            "teams": world.ids(draw, "lecture-teams", 1, 3),
            "venues": world.ids(draw, "venues", 1, 3),
            "recurrence": _recurrence(draw),
            "topics": _topics(draw),
            "audience": draw.fill("{group}"),
            "summary": draw.text(1, 1),
            "body": draw.text(3, 5),
        }
        world.add("lecture-halls", draw.fill("{alley}大讲堂"), spread(place, count), fields)


def _topics(draw: Draw) -> list[dict[str, Any]]:
    return [{"title": title, "minutes": 30} for title in sorted({draw.fill("{topic}") for _ in range(4)})]


def exhibitions(world: World, count: int) -> None:
    """Some of them tour: stops of two weeks, one after the other."""
    for place in range(count):
        draw = world.draw("exhibitions", place)
        kind = ("temporary", "permanent", "touring", "online")[place % 4]
        day = spread(place, count)
        stops = enumerate(world.ids(draw, "venues", 2, 5) if kind == "touring" else [])
        fields = {
            "format": kind,
            "start": str(day),
            "end": str(day + timedelta(days=120)) if kind != "permanent" else None,
            "admission": "免费参观",
            "organisers": ["区文明实践中心"],
            "curators": world.members(draw, ("策展", "文字", "设计")),
            "venue": draw.one(world.of("venues")).id if kind != "online" else None,
            "sections": [_section(world, draw, number) for number in range(1, draw.number(2, 4) + 1)],
            "tour": [{"venue": stop, "start": str(day + timedelta(days=14 * at))} for at, stop in stops],
            "summary": draw.text(1, 1),
            "body": draw.text(2, 4),
        }
        world.add("exhibitions", draw.fill("{alley}的{noun}展"), day, fields)


def _section(world: World, draw: Draw, number: int) -> dict[str, Any]:
    panels = [_panel(world, draw, f"zhan-ban-{number}-{place}") for place in range(1, draw.number(2, 5) + 1)]
    return {"id": f"bu-fen-{number}", "title": draw.fill("{topic}"), "intro": draw.text(1, 1), "panels": panels}


def _panel(world: World, draw: Draw, name: str) -> dict[str, Any]:
    things = [{"title": draw.fill("{adj}的{noun}"), "label": draw.text(1, 1)} for _ in range(draw.number(0, 2))]
    panel = {"id": name, "title": draw.fill("{topic}"), "text": draw.text(2, 4), "objects": things}
    return panel | {"people": world.ids(draw, "role-models", 0, 2), "venues": world.ids(draw, "venues", 0, 1)}


def events(world: World, count: int) -> None:
    """Spread evenly over the years, each with its place, teams, people and campaign; one in ten comes every Friday."""
    for place in range(count):
        draw = world.draw("events", place)
        kind = draw.weighted({"lecture": 40, "exhibition": 10, "festival": 10, "practice_day": 10, "volunteering": 30})
        talk, day, venue = kind == "lecture", spread(place, count), draw.one(world.of("venues"))
        held = day + timedelta(days=draw.number(3, 40))
        times = [{"start": f"{held} 14:00", "end": f"{held} 15:30"}, {"start": f"{held + timedelta(weeks=1)} 14:00"}]
        rule = {"frequency": "weekly", "days": "周五", "part": "afternoon", "since": str(held)}
        fields = {
            "format": kind,
            "times": times[: draw.number(1, 2)] if kind != "practice_day" else None,
            "recurrence": rule | {"until": str(held + timedelta(weeks=26))} if kind == "practice_day" else None,
            "outcome": draw.weighted({"scheduled": 94, "postponed": 4, "cancelled": 2}),
            "venue": venue.id,
            "street": venue.street,
            "organiser": venue.title,
            "lecture_teams": world.ids(draw, "lecture-teams", 1, 1) if talk else None,
            "volunteer_teams": world.ids(draw, "volunteer-teams", 1, 2) if not talk else None,
            "people": world.members(draw, ("主讲人", "嘉宾")) if talk else None,
            "hall": draw.one(world.of("lecture-halls")).id if talk and draw.chance(0.5) else None,
            "exhibition": draw.one(world.of("exhibitions")).id if kind == "exhibition" else None,
            "campaign": draw.one(world.of("campaigns")).id if draw.chance(0.3) else None,
            "audience": draw.fill("{group}"),
            "summary": draw.text(1, 1),
            "body": draw.text(2, 5),
        }
        title = draw.fill("{season}{topic}")
        world.add("events", title, day, fields, under=f"{day.year}/", street=venue.street)


def news(world: World, count: int) -> None:
    """Even over the years; most of it mentions a place and a team of its street, and people."""
    staff = [world.person(world.draw("staff", place)) for place in range(8)]
    outlet = next((source for source in world.of("sources") if source.fields["policy"] == "link_only"), None)
    for place in range(count):
        draw, day = world.draw("news", place), spread(place, count)
        column = draw.weighted({"news": 56, "story": 18, "lecture": 14, "notice": 8, "elsewhere": 4 if outlet else 0})
        title = draw.fill("{spot}{side}{does}{adj}的{noun}")
        fields: dict[str, Any] = {"column": column, "summary": draw.text(1, 1), "source": OWN_SOURCE}
        if outlet and column == NewsColumn.ELSEWHERE:
            fields |= {"source": outlet.id, "author": "未署名", "original_title": title, "rights": "link_only"}
            fields["original_url"] = f"https://outlet.example/{place}.html"
        else:
            street = draw.one(world.of("streets")).id
            mentions = _mentions(world, draw, street)
            fields |= {"author": draw.one(staff), "editor": draw.one(staff), "rights": "original", "street": street}
            fields |= {"mentions": [entry.key for entry in mentions], "body": _story(draw, mentions)}
        fields["related"] = [draw.one(world.of("news")).key] if place and draw.chance(0.12) else None
        world.add("news", title, day, fields, under=f"{day.year}/")


def _mentions(world: World, draw: Draw, street: str) -> list[Entry]:
    found = [world.near(draw, folder, street) for folder in ("venues", "volunteer-teams")]
    found += [world.near(draw, "role-models", street) for _ in range(draw.number(0, 2))]
    found += [draw.one(world.of(draw.one(SOMETIMES)))] if draw.chance(0.2) else []
    return list({entry.key: entry for entry in found}.values())


def han(text: str) -> int:
    """How many Chinese characters a text has; signs and the addresses of links do not count."""
    return len(re.findall("[一-鿿]", text))


def _story(draw: Draw, mentions: list[Entry]) -> str:
    """A Markdown body of 300 to 1,200 characters that links what it mentions."""
    links = [f"[{entry.title}]({entry.key})" for entry in mentions]
    target = draw.number(300, 1100)
    blocks = [draw.text(2, 3), *(draw.fill(f"{link}也来了，{{does}}{{noun}}，{{folk}}{{nod}}。") for link in links)]
    while sum(map(han, blocks)) < target:
        way = draw.weighted(
            {"{sentence}{sentence}": 70, "## {topic}": 14, "> {noun}不{does}不成{noun}。": 6, "list": 10}
        )
        mark = draw.one(("- ", "1. "))
        blocks.append(draw.fill(way if way != "list" else f"{mark}{{service}}\n{mark}{{service}}"))
    return "\n\n".join([*blocks, draw.text(1, 1)]) + "\n"


MAKERS: dict[str, Callable[[World, int], None]] = {
    "sources": sources,
    "streets": streets,
    "awards": awards,
    "campaigns": campaigns,
    "statistics": statistics,
    "venues": venues,
    "role-models": role_models,
    "volunteer-teams": volunteer_teams,
    "volunteer-projects": volunteer_projects,
    "lecture-teams": lecture_teams,
    "lecture-halls": lecture_halls,
    "exhibitions": exhibitions,
    "events": events,
    "news": news,
}
"""The types in the order they are made."""
