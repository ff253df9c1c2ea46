"""``urls.lock``: every address the site has published, and the date it was published under. Committed with the records.

Held are the addresses of records, of hand-written pages and of each type's list. The further lists (by street, by
year, second pages) are views that come and go with what they list.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from scripts.load import Content
from scripts.records import TYPES
from scripts.records.vocabularies import Status
from scripts.render.values import address_of

NAME = "urls.lock"
_LINE = re.compile(r"/(?P<address>[a-z0-9/-]*) (?P<date>-|\d{4}(?:-\d{2}(?:-\d{2})?)?)")
_HEAD = "# 网站公布过的全部地址和发布日期，由 python -m scripts lock 写，不要手改。\n"


@dataclass(frozen=True)
class Lock:
    """``dates`` by address, ``lines`` for messages; ``bad`` are the numbers of lines that cannot be read."""

    dates: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    bad: tuple[int, ...] = ()

    @classmethod
    def read(cls, path: Path) -> "Lock":
        """An empty one when there is no file: nothing was published yet."""
        dates: dict[str, str] = {}
        lines: dict[str, int] = {}
        bad: list[int] = []
        text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
        for number, line in enumerate(text.splitlines(), 1):
            if line.strip() and not line.startswith("#"):
                match = _LINE.fullmatch(line)
                if match and match["address"] not in dates:
                    dates[match["address"]], lines[match["address"]] = match["date"], number
                else:
                    bad.append(number)
        return cls(dates, lines, tuple(bad))

    @classmethod
    def of(cls, content: Content) -> "Lock":
        """The one beside a content folder."""
        return cls.read(content.root.parent / NAME)


def current(content: Content) -> dict[str, str]:
    """The addresses a public build has now, with the dates of records; ``-`` where there is none."""
    found = {f"{folder}/": "-" for folder in TYPES} | {"": "-"}
    found |= dict.fromkeys(_hand_written(content.terms.docs), "-")
    for record in content.records.values():
        if record.status is not Status.DRAFT and not record.sample:
            found[f"{record.key}/"] = str(record.published)
    return found


def _hand_written(docs: Path | None) -> Iterator[str]:
    """The addresses of hand-written pages; a page that moved leaves an ``index.html`` that leads on."""
    if docs is not None:
        for path in docs.rglob("*.md"):
            yield address_of(path.relative_to(docs).as_posix())
        for path in docs.rglob("index.html"):
            yield f"{path.parent.relative_to(docs).as_posix()}/"


def aliases(content: Content) -> dict[str, str]:
    """Old address → new address, of every record that is shown or withdrawn."""
    return {
        f"{plain(alias)}/": f"{record.key}/"
        for record in content.records.values()
        if record.status is not Status.DRAFT
        for alias in record.aliases
    }


def plain(alias: str) -> str:
    return alias.strip("/")


def text_of(dates: dict[str, str]) -> str:
    return _HEAD + "".join(f"/{address} {date}\n" for address, date in sorted(dates.items()))


def renewed(lock: Lock, content: Content, redated: frozenset[str] = frozenset()) -> str:
    """The lock with what is new added; a date that moved is kept unless its address is in ``redated``."""
    fresh = current(content)
    kept = {address: date for address, date in lock.dates.items() if address not in redated}
    return text_of(fresh | kept)
