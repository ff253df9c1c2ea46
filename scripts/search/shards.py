"""Documents in shards: documents found together are stored together, and a change affects one shard only.

A document's shard depends only on its cluster, as a person's news on the person. Each shard stores what results and
suggestions show, a few documents a file; columns over all documents serve facets and sorting.
"""

import datetime
import json
import zlib
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from scripts.search.documents import Document
from scripts.speed.cache import key_of

SIZE = 160
"""Approximate number of documents in a shard. Measured: encoding 160 documents of 640 characters takes about 0.15 s."""
CARDS = 32
"""Documents in a file of cards: address, title, type."""
TEXTS = 5
"""Documents in a file of texts, from which snippets are cut."""


@dataclass(frozen=True)
class Shard:
    """Documents by date, undated ones first: new ones come last, so the others keep their numbers."""

    number: int
    documents: tuple[Document, ...]

    @cached_property
    def digest(self) -> str:
        """Changes if and only if one of the documents does."""
        return key_of("shard", str(self.number), *(document.digest for document in self.documents))

    @cached_property
    def clusters(self) -> list[int]:
        """The number of each document's cluster."""
        numbers = {cluster: number for number, cluster in enumerate(sorted({one.cluster for one in self.documents}))}
        return [numbers[document.cluster] for document in self.documents]

    def by_cluster(self) -> list[Document]:
        """The documents in the order of their stored fields: by cluster, newest first.

        So the first results for a name are adjacent, and a browser needs few files to show them.
        """
        newest = list(zip(self.clusters, self.documents, strict=True))[::-1]
        return [document for _, document in sorted(newest, key=lambda pair: pair[0])]


def shards_of(documents: Iterable[Document]) -> list[Shard]:
    """Distributes documents to shards of about ``SIZE``; their number is a power of two, so that it seldom changes."""
    found = list(documents)
    count = power_of_two(-(-len(found) // SIZE))
    parts: list[list[Document]] = [[] for _ in range(count)]
    for document in found:
        parts[zlib.crc32(document.cluster.encode()) % count].append(document)
    return [
        Shard(number, tuple(sorted(part, key=lambda one: (one.date, one.address)))) for number, part in enumerate(parts)
    ]


def power_of_two(least: int) -> int:
    """The smallest power of two that is at least ``least``."""
    return 1 << max(0, least - 1).bit_length()


def stored_files(shard: Shard) -> Iterator[tuple[str, bytes]]:
    """(path, bytes) of a shard's files."""
    documents = shard.by_cluster()
    for name, size, show in (("cards", CARDS, _card), ("texts", TEXTS, _text)):
        for place in range(0, len(documents), size):
            group = [show(document) for document in documents[place : place + size]]
            yield f"{name}/{shard.number}-{place // size}.json", compact(group)


def compact(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _card(document: Document) -> list[object]:
    """A suggestion: address, title, label, and 1 for a sample."""
    label = " · ".join(filter(None, (document.label, document.distinction)))
    return [document.address, document.title, label, int(document.sample)]


def _text(document: Document) -> list[object]:
    """A result: a card, and the lines from which snippets are cut."""
    texts = [line for passage in document.passages for line in passage.split("\n") if line]
    names = document.names if document.is_record else ()  # other names of a page are not part of its text
    texts += [extra for extra in map("、".join, (names, document.people, document.links)) if extra]
    return [*_card(document), "\n".join(texts)]


ZERO = 48
"""The code of ``0``, which encodes the value 0 in columns."""


def columns(shards: Sequence[Shard]) -> dict[str, object]:
    """The columns by name. ``company`` is the number of a document's cluster in its shard, which orders its stored fields.

    ``rows`` are combinations of indices into ``values``, see ``Document.rows``. ``days`` are days since 1970, 0 for no date,
    each as the difference from the previous document in the shard.
    """
    documents = [document for shard in shards for document in shard.documents]
    kinds = dict(sorted({(document.kind, document.label) for document in documents}))
    streets = sorted({document.streets for document in documents})
    combinations = sorted({document.rows for document in documents})
    values = sorted({value for rows in combinations for row in rows for value in row})
    dated = [[_day(document.date) for document in shard.documents] for shard in shards]
    place = {value: number for number, value in enumerate(values)}
    return {
        "kinds": list(kinds.items()),
        "streets": streets,
        "values": values,
        "rows": [[[place[value] for value in row] for row in rows] for rows in combinations],
        "company": "".join(chr(ZERO + cluster) for shard in shards for cluster in shard.clusters),
        "kind": _column(list(kinds), (document.kind for document in documents)),
        "street": _column(streets, (document.streets for document in documents)),
        "row": _column(combinations, (document.rows for document in documents)),
        "days": [day - before for days in dated for day, before in zip(days, [0, *days], strict=False)],
    }


def _column(values: Sequence[Hashable], column: Iterable[Hashable]) -> str:
    places = {value: place for place, value in enumerate(values)}
    return "".join(chr(ZERO + places[value]) for value in column)


def _day(date: str) -> int:
    """Days from 1970 to the first day of a date; 0 for none."""
    first = datetime.date.fromisoformat((date + "-01-01")[:10]) if date else datetime.date(1970, 1, 1)
    return (first - datetime.date(1970, 1, 1)).days
