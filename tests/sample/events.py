"""Events: spread evenly over the years, each with its place, teams, people and campaign."""

from datetime import date, timedelta

from tests.sample.catalogue import TITLES
from tests.sample.draw import Draw, spread
from tests.sample.lectures import members
from tests.sample.prose import Prose
from tests.sample.story import essay
from tests.sample.world import Entry, World
from tests.sample.yaml_writer import Fields, Value

FORMATS = {
    "lecture": 25,
    "tour_talk": 10,
    "show": 6,
    "exhibition": 7,
    "festival": 14,
    "practice_day": 10,
    "volunteering": 20,
    "training": 8,
}
_LECTURES = frozenset({"lecture", "tour_talk", "training"})
_TALKS = _LECTURES | {"show"}


def events(world: World, count: int) -> None:
    for place in range(count):
        draw = world.draw("events", place)
        kind = draw.weighted(FORMATS)
        prose = Prose(draw)
        title = prose.line(draw.one(TITLES[kind]), 60)
        day = spread(place, count)
        venue = draw.one(world.of("venues"))
        fields = _event(world, prose, kind, venue, day + timedelta(days=draw.number(3, 40)))
        world.add("events", title, fields, day, slug="", under=f"{day.year}/", street=venue.street)


def _event(world: World, prose: Prose, kind: str, venue: Entry, day: date) -> Fields:
    draw = prose.draw
    helpers = draw.some(world.of("volunteer-teams"), draw.number(0, 2)) if kind not in _LECTURES else []
    lecturers = draw.some(world.of("lecture-teams"), 1) if kind in _TALKS else []
    weekly = kind == "practice_day"
    return {
        "format": kind,
        "times": _times(draw, day) if not weekly else (),
        "recurrence": _fridays(day) if weekly else None,
        "outcome": draw.weighted({"scheduled": 94, "postponed": 4, "cancelled": 2}),
        "venue": venue.id,
        "street": venue.street,
        "organiser": venue.title,
        "lecture_teams": [team.id for team in lecturers],
        "volunteer_teams": [team.id for team in helpers],
        "people": members(world, draw, draw.number(1, 3), ("主讲人", "嘉宾", "主持人")) if kind in _TALKS else (),
        "hall": _any(world, draw, "lecture-halls", 0.5 if kind == "lecture" else 0),
        "exhibition": _any(world, draw, "exhibitions", 1 if kind == "exhibition" else 0),
        "campaign": _any(world, draw, "campaigns", 0.7 if kind in {"festival", "practice_day"} else 0.25),
        "audience": prose.fill("{group}"),
        "attendance": f"{draw.number(2, 30) * 10}{draw.one(('', '余'))}" if draw.chance(0.5) else None,
        "contact": {"office": f"{venue.title}值班室"},
        "summary": prose.line("{group}{part}可来，{service}、{skill}都有，{speech_b}。", 120),
        "body": essay(prose, draw.number(2, 5)),
    }


def _times(draw: Draw, day: date) -> list[Value]:
    """One, two or three occasions a week apart, each of an hour and a half."""
    hour = draw.one((9, 10, 14, 15, 19))
    days = [day + timedelta(weeks=week) for week in range(draw.weighted({1: 80, 2: 14, 3: 6}))]
    return [{"start": f"{when} {hour}:00", "end": f"{when} {hour + 1}:30"} for when in days]


def _fridays(day: date) -> Value:
    return {
        "frequency": "weekly",
        "days": "周五",
        "part": "afternoon",
        "since": str(day),
        "until": str(day + timedelta(weeks=26)),
    }


def _any(world: World, draw: Draw, folder: str, probability: float) -> str | None:
    return draw.one(world.of(folder)).id if draw.chance(probability) else None
