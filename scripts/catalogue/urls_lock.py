"""``urls.lock``, committed with the records: every published address with its date or panel id.

It has the addresses of records with their dates, the short ones of panels with the panel's id (printed as QR codes),
hand-written pages, each type's list, and fixed pages. Other lists (by street, year, audience, further pages) are not
locked, as they come and go with their records.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from scripts.catalogue.addresses import address_of, pages_in
from scripts.load.content import Content
from scripts.records import TYPES
from scripts.records.base import Record
from scripts.records.exhibitions import Exhibition
from scripts.records.vocabularies import Status

URLS = "urls.lock"
_LINE = re.compile(r"/(?P<address>[a-z0-9/-]*) (?P<said>-|#[a-z0-9-]+|\d{4}(?:-\d{2}(?:-\d{2})?)?)")
_HEAD = "# 网站公布过的全部地址和发布日期，由 python -m scripts lock 写，不要手改。\n"


@dataclass(frozen=True)
class Lock:
    """``dates`` and ``panels`` (ids) by address, line numbers by address, and the numbers of invalid lines (``bad``)."""

    dates: dict[str, str] = field(default_factory=dict)
    panels: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    bad: tuple[int, ...] = ()

    @property
    def addresses(self) -> frozenset[str]:
        return frozenset(self.lines)

    def numbers(self, show: str) -> list[int]:
        """The published panel numbers of an exhibition, given by its address without the final slash."""
        tails = (address.removeprefix(f"{show}/") for address in self.panels if address.startswith(f"{show}/"))
        return [int(tail.strip("/")) for tail in tails if tail.strip("/").isdecimal()]

    @classmethod
    def read(cls, path: Path) -> "Lock":
        """The lock in a file; empty if there is none, as nothing was published yet."""
        return cls.parse(path.read_bytes() if path.is_file() else b"")

    @classmethod
    @lru_cache(maxsize=2)
    def parse(cls, data: bytes) -> "Lock":
        """The lock in a file's bytes."""
        said: dict[str, str] = {}
        lines: dict[str, int] = {}
        bad: list[int] = []
        for number, line in enumerate(data.decode("utf-8-sig", errors="replace").splitlines(), 1):
            if line.strip() and not line.startswith("#"):
                match = _LINE.fullmatch(line)
                if match and match["address"] not in lines:
                    said[match["address"]], lines[match["address"]] = match["said"], number
                else:
                    bad.append(number)
        panels = {address: word[1:] for address, word in said.items() if word.startswith("#")}
        dates = {address: word for address, word in said.items() if address not in panels}
        return cls(dates, panels, lines, tuple(bad))

    @classmethod
    def of(cls, content: Content) -> "Lock":
        """The lock beside a content folder."""
        return cls.read(content.root.parent / URLS)


FIXED = ("", "corrections/", "data/", "join/", "names/", "personal-information/", "policies/", "sitemap/", "today/")
"""Generated pages that exist whatever the records are."""


def addresses_of(content: Content) -> dict[str, str]:
    """The current addresses of a public build → a record's date, ``#`` and a panel's id, or ``-``."""
    found = dict.fromkeys((*FIXED, *type_addresses()), "-")
    found |= dict.fromkeys(_hand_written(content.settings.docs), "-")
    for record in content.records.values():
        if record.status is not Status.DRAFT and not record.sample:
            found[f"{record.key}/"] = str(record.published or "-")
            found |= panel_addresses(record)
    return found


def type_addresses() -> Iterator[str]:
    """The addresses of each type's list, its other orders, and its field reference."""
    for folder, kind in TYPES.items():
        yield from (f"{folder}/", f"handbook/fields/{folder}/")
        yield from (f"{folder}/by-{order}/" for order in kind.listing.orders[1:])


def panel_addresses(record: Record) -> dict[str, str]:
    """The short addresses of a published exhibition's panels → ``#`` and their id."""
    if not isinstance(record, Exhibition) or not record.is_published:
        return {}
    return {f"{record.key}/{number}/": f"#{panel.id}" for number, panel in record.numbered}


def _hand_written(docs: Path | None) -> Iterator[str]:
    """The addresses of hand-written pages, including the redirecting ``index.html`` of moved ones."""
    if docs is not None:
        for path in pages_in(docs):
            yield address_of(path.relative_to(docs).as_posix())
        for path in docs.rglob("index.html"):
            yield f"{path.parent.relative_to(docs).as_posix()}/"


def updated_text(lock: Lock, content: Content, redated: frozenset[str] = frozenset()) -> str:
    """The text of the lock with new addresses; a changed date is only taken if its address is in ``redated``."""
    fresh = addresses_of(content)
    kept = lock.dates | {address: f"#{panel}" for address, panel in lock.panels.items()}
    said = fresh | {address: word for address, word in kept.items() if address not in redated}
    return _HEAD + "".join(f"/{address} {word}\n" for address, word in sorted(said.items()))


def redirects(records: Iterable[Record], lock: Lock) -> dict[str, tuple[str, Record]]:
    """Old address → (current address, record), for published and withdrawn records.

    Printed panel codes (``lock.panels``) are redirected when their exhibition moves, and to its note if it is withdrawn.
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
    shown = show.is_published
    numbers = {number for number, _ in show.numbered} if shown else set()
    for place in [alias.strip("/") for alias in show.aliases] + ([] if shown else [show.key]):
        for number in lock.numbers(place):
            yield f"{place}/{number}/", (f"{show.key}/{number}/" if number in numbers else f"{show.key}/", show)
