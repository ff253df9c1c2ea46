"""Role models: invented people, pairs and groups, a few of them of the same name."""

from tests.sample.catalogue import VIRTUES
from tests.sample.draw import Draw, spread
from tests.sample.honours import evidence, honours
from tests.sample.names import UNITS
from tests.sample.prose import Prose
from tests.sample.story import essay
from tests.sample.world import World, to_pinyin
from tests.sample.yaml_writer import Fields, Value

TWINS_PER = 60
"""One pair of the same name among so many people."""
_STORY = {"scene": 20, "action": 25, "speech": 30, "turn": 25}


def role_models(world: World, count: int) -> None:
    """In every run of TWINS_PER people the third has the name of the second."""
    name = ("", "")
    for place in range(count):
        draw = world.draw("role-models", place)
        twin = place % TWINS_PER in {1, 2} and count > 2
        kind = "person" if twin else draw.weighted({"person": 92, "pair": 5, "group": 3})
        if place % TWINS_PER != 2:
            name = world.person(draw)
        _role_model(world, draw, kind, name, place, count, twin)


def _distinction(street: str, kind: str, place: int) -> str:
    """What tells two of one name apart: among a hundred thousand some groups share theirs."""
    return f"{street}第{place}组" if kind == "group" else f"{street}·{'甲乙'[place % 2]}"


def _role_model(world: World, draw: Draw, kind: str, name: tuple[str, str], place: int, count: int, twin: bool) -> None:
    street = draw.one(world.of("streets"))
    prose = Prose(draw, {"where": "家门口", "team": "街坊"})
    names = [name, world.person(draw)] if kind == "pair" else [name]
    title = prose.fill("{commune}“{nick}”群体") if kind == "group" else "、".join(map("".join, names))
    unit = draw.one(UNITS) if kind != "group" else None
    category = draw.one(VIRTUES)
    won = honours(world, draw, category)
    fields: Fields = {
        "pinyin": "、".join(to_pinyin(*one) for one in names) if kind != "group" else None,
        "distinction": _distinction(street.title, kind, place) if twin or kind == "group" else None,
        "kind": kind,
        "category": category,
        "unit": unit,
        "street": street.id,
        "deed": prose.line("{few}年如一日{service}，{result}", 60),
        "quote": prose.line("{speech_a}，{speech_b}。", 120) if draw.chance(0.7) else None,
        "honours": won,
        "legal_basis": _basis(world, draw, str(won[0]["date"])),
        "summary": prose.line("{season}以来，{manner}地{service}，{result}。{saying}。", 120),
        "body": "\n\n".join(essay(prose, draw.number(2, 4), _STORY) for _ in range(draw.number(2, 3))),
    }
    world.add("role-models", title, fields, spread(place, count), street=street.id)


def _basis(world: World, draw: Draw, day: str) -> dict[str, Value]:
    if draw.chance(0.85):
        return {"kind": "official_honour_list", "evidence": evidence(world, draw, "公布的荣誉名单", day)}
    return {"kind": "consent_publish", "reference": f"登记簿第{draw.number(2, 90)}页"}
