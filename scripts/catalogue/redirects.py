"""Where old addresses lead: those a record names as its aliases, and the short ones of panels printed as codes."""

from collections.abc import Iterable, Iterator

from scripts.catalogue.urls_lock import Lock
from scripts.records.base import Record
from scripts.records.exhibitions import Exhibition
from scripts.records.vocabularies import Status


def redirects(records: Iterable[Record], lock: Lock) -> dict[str, tuple[str, Record]]:
    """Old address → present address and its record, of every record that is shown or withdrawn.

    A panel's code that was printed (``lock.panels``) leads on when its exhibition moves, and to the note when that is
    withdrawn.
    """
    found: dict[str, tuple[str, Record]] = {}
    for record in records:
        if record.status is not Status.DRAFT:
            for alias in record.aliases:
                found[f"{alias.strip('/')}/"] = (f"{record.key}/", record)
            if isinstance(record, Exhibition):
                found |= dict(_panels(record, lock))
    return found


def _panels(show: Exhibition, lock: Lock) -> Iterator[tuple[str, tuple[str, Record]]]:
    shown = show.status is Status.PUBLISHED
    numbers = {number for number, _ in show.numbered} if shown else set()
    for place in [alias.strip("/") for alias in show.aliases] + ([] if shown else [show.key]):
        for number in lock.numbers(place):
            yield f"{place}/{number}/", (f"{show.key}/{number}/" if number in numbers else f"{show.key}/", show)
