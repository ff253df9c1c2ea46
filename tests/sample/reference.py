"""Streets, sources, awards: what the other records refer to."""

from datetime import date

from tests.sample.catalogue import AWARDS, SOURCES, VIRTUES
from tests.sample.names import STREETS
from tests.sample.prose import Prose
from tests.sample.world import OWN_SOURCE, World, to_slug
from tests.sample.yaml_writer import Fields

BEGINNING = date(2017, 1, 1)


def sources(world: World, count: int) -> None:
    """The site itself, then invented outlets of every policy."""
    for title, kind, policy in SOURCES[:count]:
        fields: Fields = {"kind": kind, "policy": policy, "summary": "虚构的来源，只作示例。"}
        if kind != "own":
            fields["contact"] = f"{title}编辑部"
            fields["homepage"] = f"https://{to_slug(title)}.example/"
        world.add("sources", title, fields, BEGINNING, slug=OWN_SOURCE if kind == "own" else "")


def streets(world: World, count: int) -> None:
    """The first ``count`` of the 25 real subdistricts, with their real division codes."""
    for place, name in enumerate(STREETS[:count], 1):
        world.add("streets", f"{name}街道", {"code": f"620102{place:03}"}, BEGINNING, slug=to_slug(name))


def awards(world: World, count: int) -> None:
    for place, (title, level, awarder, cadence) in enumerate(AWARDS[:count]):
        prose = Prose(world.draw("awards", place))
        fields: Fields = {
            "level": level,
            "awarder": awarder,
            "cadence": cadence,
            "categories": VIRTUES if place % 3 != 2 else (),
            "summary": prose.line("虚构的荣誉，只作示例。{saying}，{speech_b}。", 120),
        }
        world.add("awards", title, fields, BEGINNING)
