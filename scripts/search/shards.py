"""Documents in shards: what is found together stands together, and a change touches one shard and no other.

Which shard a document is in follows from its cluster alone: the news of a person from the person. Of each shard is stored
what results and suggestions show, some documents a file; of all documents what facets count and lists sort by.
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
"""About how many documents a shard holds. Measured: 160 documents of 640 characters are encoded in about 0.15 s."""
CARDS = 32
"""Documents a file of cards: address, title, type."""
TEXTS = 5
"""Documents a file of texts: what snippets are cut from."""


@dataclass(frozen=True)
class Shard:
    """Documents in order of date, undated ones first: what is new comes last, and the numbers of the others stay."""

    number: int
    documents: tuple[Document, ...]

    @cached_property
    def digest(self) -> str:
        """Changes when, and only when, one of the documents does."""
        return key_of("shard", str(self.number), *(document.digest for document in self.documents))

    @cached_property
    def clusters(self) -> list[int]:
        """For each document the number of its cluster."""
        numbers = {cluster: number for number, cluster in enumerate(sorted({one.cluster for one in self.documents}))}
        return [numbers[document.cluster] for document in self.documents]

    def by_cluster(self) -> list[Document]:
        """The documents as their stored fields lie: by cluster, the newest first.

        So the first results of a name lie in a row, and a browser needs few files to show them.
        """
        newest = list(zip(self.clusters, self.documents, strict=True))[::-1]
        return [document for _, document in sorted(newest, key=lambda pair: pair[0])]


def shards_of(documents: Iterable[Document]) -> list[Shard]:
    """The documents in so many shards that one has about ``SIZE``; a power of two, so that the number changes seldom."""
    found = list(documents)
    count = power_of_two(-(-len(found) // SIZE))
    parts: list[list[Document]] = [[] for _ in range(count)]
    for document in found:
        parts[zlib.crc32(document.cluster.encode()) % count].append(document)
    return [
        Shard(number, tuple(sorted(part, key=lambda one: (one.date, one.address)))) for number, part in enumerate(parts)
    ]


def power_of_two(least: int) -> int:
    """The smallest power of two that is not below ``least``."""
    return 1 << max(0, least - 1).bit_length()


def stored(shard: Shard) -> Iterator[tuple[str, bytes]]:
    """The files of a shard, each with its path."""
    documents = shard.by_cluster()
    for name, size, show in (("cards", CARDS, _card), ("texts", TEXTS, _text)):
        for place in range(0, len(documents), size):
            group = [show(document) for document in documents[place : place + size]]
            yield f"{name}/{shard.number}-{place // size}.json", compact(group)


def compact(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _card(document: Document) -> list[object]:
    """What a suggestion shows: address, title, label, and 1 for a sample."""
    label = " · ".join(filter(None, (document.label, document.distinction)))
    return [document.address, document.title, label, int(document.sample)]


def _text(document: Document) -> list[object]:
    """What a result shows: a card, and the lines a snippet can be cut from."""
    texts = [line for passage in document.passages for line in passage.split("\n") if line]
    names = document.names if document.is_record else ()  # what readers call an errand is not what it says
    texts += [extra for extra in map("、".join, (names, document.people, document.links)) if extra]
    return [*_card(document), "\n".join(texts)]


ZERO = 48
"""The first character of the columns, ``0``; a value is this far from it."""


def columns(shards: Sequence[Shard]) -> dict[str, object]:
    """The columns by name. ``company`` is the number of a document's cluster in its shard, by which its stored fields lie.

    ``rows`` are the combinations of ``values`` that hold for a document at once, see ``Document.rows``, each value by its
    place. ``days`` are days since 1970, each as its distance from the document before it in the shard; 0 for no date.
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
    """Days since 1970 of the first day a date can mean; 0 for none."""
    first = datetime.date.fromisoformat((date + "-01-01")[:10]) if date else datetime.date(1970, 1, 1)
    return (first - datetime.date(1970, 1, 1)).days
