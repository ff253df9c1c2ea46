"""Campaigns and the reported figures."""

from datetime import date

from tests.sample.catalogue import CAMPAIGNS, MEASURES
from tests.sample.draw import LAST, Draw
from tests.sample.prose import Prose
from tests.sample.reference import BEGINNING
from tests.sample.story import essay
from tests.sample.world import World
from tests.sample.yaml_writer import Fields, Value

FIRST_YEAR = 2017
YEARS = 10


def campaigns(world: World, count: int) -> None:
    """Festivals, months and actions, one kind after the other; a few lie within another of their kind."""
    turns = [
        (kind, titles[turn], months[turn])
        for turn in range(max(len(titles) for _, titles, _ in CAMPAIGNS))
        for kind, titles, months in CAMPAIGNS
        if turn < len(titles)
    ]
    heads: dict[str, str] = {}
    for place, (kind, title, month) in enumerate(turns[:count]):
        draw = world.draw("campaigns", place)
        prose = Prose(draw)
        fields: Fields = {
            "kind": kind,
            "months": [month] if month else (),
            "recurrence": _recurrence(draw) if kind == "civility" else None,
            "goals": [{"title": prose.fill("{service}"), "text": prose.sentence("action")} for _ in range(3)],
            "parent": heads.get(kind) if kind == "improvement" else None,
            "organiser": "区文明实践中心",
            "summary": prose.line("{season}，{result}，{speech_b}。", 120),
            "body": essay(prose, draw.number(3, 6)),
        }
        heads.setdefault(kind, world.add("campaigns", title, fields, BEGINNING).id)


def _recurrence(draw: Draw) -> Value:
    return {"frequency": "weekly", "days": draw.one(("周五", "周六、周日", "周三")), "part": "afternoon"}


def statistics(world: World, count: int) -> None:
    """Invented figures: every measure for some year, and in a large tree for several."""
    for place in range(count):
        measure, unit, group = MEASURES[place % len(MEASURES)]
        draw = world.draw("statistics", place)
        year = FIRST_YEAR + (place * 7 // 3 + place // len(MEASURES)) % YEARS
        campaigns_known = world.of("campaigns")
        fields: Fields = {
            "value": str(draw.number(3, 99) * draw.one((1, 5, 10, 100))) + draw.one(("", "", "余")),
            "unit": unit,
            "as_of": str(year),
            "source": draw.one(world.of("sources")).id,
            "group": group,
            "order": place,
            "campaign": draw.one(campaigns_known).id if group in {"activities", "city"} and campaigns_known else None,
        }
        world.add("statistics", measure, fields, min(date(year, 12, 20), LAST))
