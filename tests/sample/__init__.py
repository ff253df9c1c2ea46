"""A content tree of any size, invented from a seed: for tests and benchmarks. Everything in it is ``sample: true``."""

from collections.abc import Callable
from pathlib import Path

from tests.sample.campaigns import campaigns, statistics
from tests.sample.events import events
from tests.sample.exhibitions import exhibitions
from tests.sample.lectures import lecture_halls, lecture_teams
from tests.sample.news import news
from tests.sample.people import role_models
from tests.sample.plan import plan
from tests.sample.reference import awards, sources, streets
from tests.sample.teams import volunteer_projects, volunteer_teams
from tests.sample.venues import venues
from tests.sample.world import World
from tests.sample.yaml_writer import to_yaml

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
"""The types in the order they are made: each may point to what stands above it."""


def write_sample(folder: Path, records: int, seed: int = 1) -> dict[str, int]:
    """Writes a content tree of ``records`` records into ``folder``, new or empty; returns how many of each type.

    The same number and seed give the same bytes everywhere. Fewer than about 20 records are made up to the least that
    has every type. Raises FileExistsError when ``folder`` holds anything or is a file.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FileExistsError(f"“{folder}”不是空文件夹：示例内容只写进新的或空的文件夹，请换一个名字")
    counts = plan(records)
    world = World(seed)
    for kind, make in MAKERS.items():
        make(world, counts[kind])
    for entries in world.entries.values():
        for entry in entries:
            path = folder / entry.folder / f"{entry.id}.yml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(to_yaml(entry.fields).encode())
    return counts
