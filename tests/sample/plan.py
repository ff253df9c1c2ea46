"""How many records of each type a sample of a given size has."""

from tests.sample.catalogue import AWARDS, CAMPAIGNS, MEASURES, SOURCES
from tests.sample.names import STREETS

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

CEILINGS = {
    "campaigns": sum(len(titles) for _, titles, _ in CAMPAIGNS),
    "statistics": 4 * len(MEASURES),
    "awards": len(AWARDS),
    "sources": len(SOURCES),
}
STREET_PER = 24
"""One more street and institute for so many records, until there are all 25."""
STATIONS = 30
"""Stations, bases and points per thousand records."""


def plan(records: int) -> dict[str, int]:
    """Records by type; they sum to ``records``, or to the least a whole tree needs when ``records`` is less."""
    counts = {
        folder: min(max(1, records * share // 1000), CEILINGS.get(folder, records)) for folder, share in SHARES.items()
    }
    counts["streets"] = min(max(1, records // STREET_PER), len(STREETS))
    counts["venues"] = 1 + counts["streets"] + max(1, records * STATIONS // 1000)
    counts["news"] = max(1, records - sum(counts.values()))
    return counts
