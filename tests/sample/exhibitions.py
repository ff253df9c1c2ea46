"""Exhibitions: sections of panels, panels of text and objects; some of them tour."""

from datetime import date, timedelta

from tests.sample.catalogue import TITLES
from tests.sample.draw import Draw, spread
from tests.sample.lectures import members
from tests.sample.prose import Prose
from tests.sample.story import essay
from tests.sample.world import World
from tests.sample.yaml_writer import Fields, Value

FORMATS = ("temporary", "permanent", "touring", "online")


def exhibitions(world: World, count: int) -> None:
    for place in range(count):
        draw = world.draw("exhibitions", place)
        prose = Prose(draw, {"where": "展厅里", "team": "讲解员"})
        kind = FORMATS[place % len(FORMATS)]
        day = spread(place, count)
        fields: Fields = {
            "format": kind,
            "start": str(day),
            "end": str(day + timedelta(days=draw.number(90 if kind == "touring" else 20, 150)))
            if kind != "permanent"
            else None,
            "hours": "周二至周日 9:00—17:00" if kind != "online" else None,
            "admission": "免费参观",
            "organisers": ["区文明实践中心", prose.fill("{commune}居民委员会")],
            "curators": members(world, draw, 2, ("策展", "文字", "设计")),
            "venue": draw.one(world.of("venues")).id if kind != "online" else None,
            "sections": [_section(world, prose, number) for number in range(1, draw.number(2, 4) + 1)],
            "tour": _tour(world, draw, day) if kind == "touring" else (),
            "summary": prose.line("{thing}，{thing}，{season}里的{skill}。{saying}。", 120),
            "body": essay(prose, draw.number(2, 4)),
        }
        world.add("exhibitions", prose.line(draw.one(TITLES["exhibitions"]), 60), fields, day)


def _section(world: World, prose: Prose, number: int) -> Value:
    return {
        "id": f"bu-fen-{number}",
        "title": prose.line("{heading}", 40),
        "intro": essay(prose, 1),
        "panels": [_panel(world, prose, f"{number}-{place}") for place in range(1, prose.draw.number(2, 5) + 1)],
    }


def _panel(world: World, prose: Prose, number: str) -> Value:
    draw = prose.draw
    return {
        "id": f"zhan-ban-{number}",
        "title": prose.line("{heading}", 40),
        "text": essay(prose, draw.number(2, 4)),
        "more": essay(prose, 2) if draw.chance(0.3) else None,
        "objects": [_object(prose) for _ in range(draw.number(0, 2))],
        "people": [entry.id for entry in draw.some(world.of("role-models"), draw.number(0, 2))],
        "teams": [entry.id for entry in draw.some(world.of("volunteer-teams"), draw.number(0, 1))],
        "venues": [entry.id for entry in draw.some(world.of("venues"), draw.number(0, 1))],
    }


def _object(prose: Prose) -> Value:
    return {
        "title": prose.fill("{good}"),
        "creator": prose.fill("{person}"),
        "date": f"{prose.draw.number(1950, 2016)}年",
        "medium": prose.draw.one(("木", "铁", "棉布", "纸", "搪瓷", "陶", "竹", "铜")),
        "size": f"{prose.draw.number(5, 90)}厘米×{prose.draw.number(5, 60)}厘米",
        "lender": prose.fill("{commune}居民"),
        "label": prose.sentence("scene"),
    }


def _tour(world: World, draw: Draw, day: date) -> list[Value]:
    """Stops of two weeks each, one after the other with a few days between."""
    stops = draw.some(world.of("venues"), draw.number(2, 5))
    starts = [day + timedelta(days=18 * place) for place in range(len(stops))]
    return [
        {"venue": stop.id, "start": str(start), "end": str(start + timedelta(days=13))}
        for stop, start in zip(stops, starts, strict=True)
    ]
