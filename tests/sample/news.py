"""News: even over the years, in five columns, with the people, teams and places it mentions."""

from collections.abc import Sequence
from datetime import timedelta

from tests.sample.draw import Draw, spread
from tests.sample.lexicon import LEXICON
from tests.sample.patterns import HEADLINES, LINKS
from tests.sample.prose import Prose
from tests.sample.provenance import Desk
from tests.sample.story import link, story
from tests.sample.world import Entry, World, to_slug
from tests.sample.yaml_writer import Fields

COLUMNS = {"news": 56, "story": 18, "lecture": 14, "notice": 8, "elsewhere": 4}
PEOPLE = {"news": 1, "story": 2, "lecture": 2, "notice": 0}
"""The most role models news of a column mentions."""
SOMETIMES = {
    "volunteer-projects": 0.15,
    "lecture-halls": 0.08,
    "exhibitions": 0.08,
    "events": 0.2,
    "campaigns": 0.12,
    "awards": 0.08,
}
"""How often news mentions a record of a type, beside the place, the team and the people."""
STANDING = frozenset({"campaigns", "awards"})
"""What news may mention whenever it was written; of other types, only what was there by then."""


def news(world: World, count: int) -> None:
    desk = Desk(world)
    for place in range(count):
        draw = world.draw("news", place)
        day = spread(place, count)
        column = draw.weighted(COLUMNS)
        street = draw.one(world.of("streets"))
        mentions = _mentions(world, draw, column, street.id, place / count)
        given = (
            {"where": mentions[0].title.replace("新时代文明", ""), "team": mentions[1].title}
            if mentions
            else {"where": "邻城一处院落"}
        )
        prose = Prose(draw, {"when": f"{day.month}月{day.day}日", **given})
        title = prose.line(draw.one(HEADLINES[column]), 60)
        provenance = desk.provenance(draw, column, title, day)
        linked_only = provenance["rights"] == "link_only"
        fields: Fields = {
            "column": column,
            "time": f"{day} {draw.number(8, 18)}:{draw.below(60):02}" if draw.chance(0.2) else None,
            **provenance,
            "street": street.id if mentions else None,
            "mentions": [entry.key for entry in mentions],
            "tags": draw.some(LEXICON["idea"], draw.number(0, 3)),
            "related": [draw.one(world.of("news")).key] if place and draw.chance(0.12) else (),
            "summary": prose.line(
                draw.one(("{season}，{thing}，{result}。", "{group}{feeling}，{result}，{scene}。")), 120
            ),
            "modified": str(day + timedelta(days=draw.number(1, 20))) if draw.chance(0.05) else None,
            "body": _body(prose, column, mentions) if not linked_only else None,
        }
        world.add("news", title, fields, day, slug=to_slug(title, 6), under=f"{day.year}/")


def _mentions(world: World, draw: Draw, column: str, street: str, past: float) -> list[Entry]:
    """A venue and a team first, then people, most of them of the street, then others; none for news of elsewhere.

    ``past`` is the share of the years that lies before the news.
    """
    if column == "elsewhere":
        return []
    team = "lecture-teams" if column == "lecture" else "volunteer-teams"
    streets = [street if draw.chance(0.6) else "" for _ in range(draw.number(0, PEOPLE[column]))]
    found = [world.near(draw, "venues", street), world.near(draw, team, street)]
    found += [world.near(draw, "role-models", near) for near in streets]
    for folder, probability in SOMETIMES.items():
        if draw.chance(probability):
            entries = world.of(folder)
            found.append(entries[draw.below(len(entries) if folder in STANDING else int(len(entries) * past) or 1)])
    return list({entry.key: entry for entry in found if entry is not None}.values())


def _body(prose: Prose, column: str, mentions: Sequence[Entry]) -> str:
    """The story; place and team stand in its opening, and now and then have a sentence of their own as the others do."""
    draw = prose.draw
    sentences = [
        prose.fill(draw.one(LINKS[entry.folder]).replace("{link}", link(draw, entry.title, entry.key)))
        for place, entry in enumerate(mentions)
        if place > 1 or draw.chance(0.3)
    ]
    return story(prose, sentences, lists=column == "notice")
