"""Honours: an honour from low to high, in rounds that fit how often the award is given."""

from datetime import date

from tests.sample.draw import FIRST, LAST, Draw
from tests.sample.world import Entry, World
from tests.sample.yaml_writer import Fields, Value

STATUSES = {"conferred": 70, "shortlisted": 12, "publicised": 7, "candidate": 9, "revoked": 2}
_LEVELS = ("community", "street", "district", "municipal", "provincial", "national")
_ORDINALS = "一二三四五六七八九十"


def honours(world: World, draw: Draw, category: str, most: int = 3) -> list[Fields]:
    """One to ``most`` honours of different awards, from the community upwards, each later than the one before.

    All but the last are conferred: who is shortlisted for a high honour has lower ones.
    """
    awards = draw.some(world.of("awards"), draw.number(1, most))
    awards.sort(key=lambda award: _LEVELS.index(str(award.fields["level"])))
    days = sorted(draw.day(FIRST, LAST) for _ in awards)
    last = len(awards) - 1
    return [
        _honour(world, draw, award, day, category, draw.weighted(STATUSES) if place == last else "conferred")
        for place, (award, day) in enumerate(zip(awards, days, strict=True))
    ]


def _honour(world: World, draw: Draw, award: Entry, day: date, category: str, status: str) -> Fields:
    when, round_text = _round(str(award.fields["cadence"]), day)
    return {
        "award": award.id,
        "round": round_text,
        "date": when,
        "category": category if award.fields["categories"] else None,
        "status": status,
        "evidence": evidence(world, draw, f"{award.title}名单", when) if draw.chance(0.5) else None,
    }


def _round(cadence: str, day: date) -> tuple[str, str]:
    """The month an honour is announced, and the round as its award counts: month, quarter, year or ordinal."""
    if cadence == "monthly":
        return f"{day:%Y-%m}", f"{day:%Y-%m}"
    if cadence == "quarterly":
        quarter = (day.month + 2) // 3
        return f"{day.year}-{quarter * 3:02}", f"{day.year}Q{quarter}"
    if cadence == "annual":
        return f"{day.year}-11", str(day.year)
    return f"{day.year // 2 * 2}-09", f"第{_ORDINALS[day.year // 2 - 1008]}届"


def evidence(world: World, draw: Draw, title: str, published: str) -> dict[str, Value]:
    return {"source": draw.one(world.of("sources")).id, "title": title, "published": published}
