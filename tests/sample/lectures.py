"""Lecture teams and the halls they speak in."""

from collections.abc import Sequence

from scripts.records.vocabularies import LectureKind
from tests.sample.catalogue import TITLES
from tests.sample.draw import Draw, spread
from tests.sample.prose import Prose
from tests.sample.story import essay
from tests.sample.teams import recurrence
from tests.sample.world import World
from tests.sample.yaml_writer import Fields, Value

KINDS = tuple(kind.value for kind in LectureKind if kind is not LectureKind.INDIVIDUAL)


def lecture_teams(world: World, count: int) -> None:
    for place in range(count):
        draw = world.draw("lecture-teams", place)
        prose = Prose(draw, {"team": "宣讲员们"})
        street = draw.one(world.of("streets"))
        fields: Fields = {
            "kind": draw.one(KINDS),
            "organiser": f"{street.title}办事处",
            "street": street.id,
            "members": members(world, draw, draw.number(2, 5), ("队长", "宣讲员", "联络员")),
            "topics": topics(prose, draw.number(3, 6)),
            "forms": draw.some(("快板", "小马扎夜话", "情景剧", "故事会", "微宣讲", "秦腔", "问答"), draw.number(1, 3)),
            "languages": draw.some(("普通话", "兰州话", "手语", "藏语", "东乡语"), draw.number(1, 2)),
            "places": [prose.fill("{micro}") for _ in range(3)],
            "booking": {"office": f"{street.title}文明实践所", "note": "提前三天当面预约"},
            "summary": prose.line("{manner}地讲“{topic}”，{speech_b}。", 120),
            "body": essay(prose, draw.number(3, 5)),
        }
        title = prose.fill(draw.one(TITLES["lecture-teams"]))
        world.add("lecture-teams", title, fields, spread(place, count), street=street.id)


def lecture_halls(world: World, count: int) -> None:
    for place in range(count):
        draw = world.draw("lecture-halls", place)
        prose = Prose(draw, {"team": "宣讲员们"})
        fields: Fields = {
            "organiser": "区文明实践中心",
            "teams": [team.id for team in draw.some(world.of("lecture-teams"), draw.number(1, 3))],
            "venues": [venue.id for venue in draw.some(world.of("venues"), draw.number(1, 3))],
            "recurrence": recurrence(draw),
            "topics": topics(prose, draw.number(3, 6)),
            "audience": prose.fill("{group}"),
            "summary": prose.line("{season}开讲，{group}{feeling}，{speech_b}。", 120),
            "body": essay(prose, draw.number(3, 5)),
        }
        world.add("lecture-halls", prose.fill(draw.one(TITLES["lecture-halls"])), fields, spread(place, count))


def members(world: World, draw: Draw, count: int, roles: Sequence[str]) -> list[Value]:
    """People with a part in something: half of them role models, the others new."""
    known = draw.some(world.of("role-models"), (count + 1) // 2)
    people = [{"name": entry.title, "role": draw.one(roles), "person": entry.id} for entry in known]
    people += [{"name": "".join(world.person(draw)), "role": draw.one(roles)} for _ in range(count // 2)]
    return list(people)


def topics(prose: Prose, count: int) -> list[Value]:
    return [
        {"title": title, "audience": prose.fill("{group}"), "minutes": prose.draw.number(3, 12) * 5}
        for title in sorted({prose.fill("{topic}") for _ in range(count)})
    ]
