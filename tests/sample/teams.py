"""Who does the work: volunteer teams in three tiers and their projects, lecture teams and their halls."""

from scripts.records.vocabularies import ServiceKind
from tests.sample.catalogue import TITLES, VIRTUES
from tests.sample.draw import Draw, spread
from tests.sample.honours import honours
from tests.sample.prose import Prose
from tests.sample.story import essay
from tests.sample.world import Entry, World
from tests.sample.yaml_writer import Fields, Value


def volunteer_teams(world: World, count: int) -> None:
    """One corps; a brigade for each street while they last; under the brigades, squads."""
    brigades: list[Entry] = []
    streets = world.of("streets")[: max(1, count // 4)]
    for place in range(count):
        draw = world.draw("volunteer-teams", place)
        if place == 0:
            corps = _team(world, draw, "corps", "城关区志愿服务总队", None, None, 0, count)
        elif place <= len(streets):
            street = streets[place - 1]
            title = f"{street.title}志愿服务大队"
            brigades.append(_team(world, draw, "brigade", title, corps, street, place, count))
        else:
            above = draw.one(brigades)
            street = next(street for street in streets if street.id == above.street)
            title = Prose(draw).fill(draw.one(TITLES["volunteer-teams"]))
            _team(world, draw, "squad", title, above, street, place, count)


def _team(
    world: World, draw: Draw, tier: str, title: str, above: Entry | None, street: Entry | None, place: int, count: int
) -> Entry:
    prose = Prose(draw, {"team": "队员们"})
    home = street.id if street else ""
    venue = world.near(draw, "venues", home)
    fields: Fields = {
        "tier": tier,
        "parent": above.id if above else None,
        "kind": draw.one(tuple(ServiceKind)).value,
        "organiser": f"{street.title}办事处" if street else "区文明实践中心",
        "street": home,
        "venue": venue.id if venue else None,
        "services": sorted({prose.fill("{service}") for _ in range(draw.number(2, 5))}),
        "size": _size(world, draw),
        "contact": {"office": f"{venue.title}值班室"} if venue else None,
        "honours": honours(world, draw, draw.one(VIRTUES), 1) if draw.chance(0.12) else (),
        "summary": prose.line("{season}成立，{manner}地{service}，{speech_b}。", 120),
        "body": essay(prose, draw.number(2, 5)),
    }
    return world.add("volunteer-teams", title, fields, spread(place, count), street=home)


def _size(world: World, draw: Draw) -> dict[str, Value]:
    return {
        "value": f"{draw.number(2, 40) * 5}{draw.one(('', '余'))}",
        "as_of": str(draw.day().year),
        "source": draw.one(world.of("sources")).id,
    }


def volunteer_projects(world: World, count: int) -> None:
    for place in range(count):
        draw = world.draw("volunteer-projects", place)
        prose = Prose(draw, {"team": "队员们"})
        team = draw.one(world.of("volunteer-teams"))
        venue = world.near(draw, "venues", team.street)
        fields: Fields = {
            "team": team.id,
            "organiser": team.title,
            "street": team.street,
            "venue": venue.id if venue else None,
            "beneficiaries": prose.fill("{group}"),
            "since": f"{draw.day():%Y-%m}",
            "recurrence": recurrence(draw),
            "contact": {"office": f"{venue.title}值班室"} if venue else None,
            "honours": honours(world, draw, draw.one(VIRTUES), 2) if draw.chance(0.2) else (),
            "summary": prose.line("为{group}{service}，{result}。", 120),
            "body": essay(prose, draw.number(3, 5)),
        }
        title = prose.fill(draw.one(TITLES["volunteer-projects"]))
        world.add("volunteer-projects", title, fields, spread(place, count), street=team.street)


def recurrence(draw: Draw) -> Value:
    """A rule for times that come again: weekly, monthly or yearly."""
    frequency = draw.weighted({"weekly": 60, "monthly": 30, "yearly": 10})
    days = {
        "weekly": ("周二", "周四", "周五", "周六", "周六、周日", "周一至周五"),
        "monthly": ("第一个周六", "最后一个周五", "5日", "15日", "最后一天"),
        "yearly": (None,),
    }
    return {
        "frequency": frequency,
        "days": draw.one(days[frequency]),
        "months": sorted(draw.some(range(1, 13), 2)) if frequency == "yearly" else None,
        "part": draw.one(("morning", "afternoon", "evening")),
    }
