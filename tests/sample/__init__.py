"""A content tree of any size, invented from a seed: for tests and benchmarks. Everything in it is ``sample: true``."""

from pathlib import Path

import yaml

from tests.sample.records import AWARDS, CAMPAIGNS, MAKERS, SOURCES
from tests.sample.words import STREETS
from tests.sample.world import World

SHARES = {
    "role-models": 80,
    "events": 50,
    "volunteer-teams": 35,
    "volunteer-projects": 20,
    "lecture-teams": 5,
    "lecture-halls": 3,
    "exhibitions": 3,
    "campaigns": 8,
    "statistics": 8,
    "awards": 8,
    "sources": 5,
}
"""Records of a type per thousand; each type has at least one. Venues and streets are counted apart; the rest is news."""
CEILINGS = {"campaigns": len(CAMPAIGNS), "statistics": 9, "awards": len(AWARDS), "sources": len(SOURCES)}


def plan(records: int) -> dict[str, int]:
    """Records by type; they sum to ``records``, or to the least a whole tree needs when ``records`` is less."""
    counts = {
        folder: min(max(1, records * share // 1000), CEILINGS.get(folder, records)) for folder, share in SHARES.items()
    }
    counts["streets"] = min(max(1, records // 24), len(STREETS))
    counts["venues"] = 1 + counts["streets"] + max(1, records * 30 // 1000)
    return counts | {"news": max(1, records - sum(counts.values()))}


def write_sample(folder: Path, records: int, seed: int = 1) -> dict[str, int]:
    """Writes a content tree of ``records`` records into ``folder``, new or empty; returns how many of each type.

    The same number and seed give the same bytes everywhere. Fewer than about 20 records are made up to the least that
    has every type. Raises FileExistsError when ``folder`` holds anything or is a file.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FileExistsError(f"“{folder}”不是空文件夹：示例内容只写进新的或空的文件夹，请换一个名字")
    counts, world = plan(records), World(seed)
    for kind, make in MAKERS.items():
        make(world, counts[kind])
    for entry in (entry for entries in world.entries.values() for entry in entries):
        path = folder / entry.folder / f"{entry.id}.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        text = yaml.dump(entry.fields, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)
        path.write_bytes(text.encode())
    return counts


class _Dumper(yaml.CSafeDumper):
    """YAML as editors write it: texts of several lines are ``|`` blocks."""


_Dumper.add_representer(
    str,
    lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None),
)
