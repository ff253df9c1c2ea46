"""Documents in bundles: what is found together stands together, and a change touches one bundle and no other.

Which bundle a document is in follows from the page it keeps company with alone: the news of a person from the person.
"""

import hashlib
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from scripts.search.documents import Document

SIZE = 160
"""About how many documents a bundle holds. Measured: 160 documents of 640 characters are encoded in about 0.3 s."""


@dataclass(frozen=True)
class Bundle:
    """Documents in order of date, undated ones first: what is new comes last, and the numbers of the others stay."""

    number: int
    documents: tuple[Document, ...]

    @cached_property
    def digest(self) -> str:
        """Changes when, and only when, one of the documents does."""
        state = hashlib.blake2b(str(self.number).encode(), digest_size=16)
        for document in self.documents:
            state.update(document.digest.encode())
        return state.hexdigest()

    @cached_property
    def companies(self) -> list[int]:
        """For each document the number of the company it keeps."""
        numbers = {company: number for number, company in enumerate(sorted(set(map(_company, self.documents))))}
        return [numbers[_company(document)] for document in self.documents]

    @cached_property
    def row(self) -> list[Document]:
        """The documents as their texts lie: by company, the newest first.

        So the first results of a name lie in a row, and a browser needs few files to show them.
        """
        newest = list(zip(self.companies, self.documents, strict=True))[::-1]
        return [document for _, document in sorted(newest, key=lambda pair: pair[0])]


def bundles(documents: Iterable[Document]) -> list[Bundle]:
    """The documents in so many bundles that a bundle has about ``SIZE``; a power of two, so that it changes seldom."""
    found = list(documents)
    count = power_of_two(-(-len(found) // SIZE))
    parts: list[list[Document]] = [[] for _ in range(count)]
    for document in found:
        parts[zlib.crc32(_company(document).encode()) % count].append(document)
    return [Bundle(number, tuple(sorted(part, key=_age))) for number, part in enumerate(parts)]


def power_of_two(least: int) -> int:
    """The smallest power of two that is not below ``least``."""
    return 1 << max(0, least - 1).bit_length()


def _company(document: Document) -> str:
    return document.near or document.address


def _age(document: Document) -> tuple[str, str]:
    return (document.date, document.address)
