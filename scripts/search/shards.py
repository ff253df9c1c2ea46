"""Documents in shards: what is found together stands together, and a change touches one shard and no other.

Which shard a document is in follows from its cluster alone: the news of a person from the person.
"""

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from scripts.search.documents import Document
from scripts.speed.cache import key_of

SIZE = 160
"""About how many documents a shard holds. Measured: 160 documents of 640 characters are encoded in about 0.15 s."""


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
