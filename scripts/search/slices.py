"""Encoded terms → slices: files of some terms each. Which slice a term is in follows from the term alone.

So a change re-writes only the slices of the terms it touched, and a browser needs no table to find a term.
"""

import struct
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import accumulate

from scripts.search.bundles import Bundle, power_of_two
from scripts.search.encode import Encoded

SLICE = 8000
"""Bytes a slice has at most on average. A query takes one slice a term."""
HEAVY = 4000
"""A term whose postings are longer has a file of its own."""
DENSITY = 4
"""Bytes of postings for each character of text, heavy terms left out. Measured on synthetic records."""

Changes = dict[str, dict[int, bytes]]
"""Term → bundle → its new postings; empty when the bundle has the term no more."""


def count(bundles: Iterable[Bundle]) -> int:
    """How many slices there are: a power of two, so that it changes seldom."""
    characters = sum(len(text) for bundle in bundles for document in bundle.documents for text in document.passages)
    return power_of_two(-(-characters * DENSITY // SLICE))


def slot(term: str, slices: int) -> int:
    """The slice of a term: a piece has the same one in texts and in names, a character whether alone or not."""
    return zlib.crc32(term.lstrip("=.").encode()) % slices


def merged(parts: Iterable[Encoded]) -> dict[str, bytes | bytearray]:
    """The terms of all bundles, given in the order of their numbers."""
    found: dict[str, bytes | bytearray] = {}
    for part in parts:
        for term, postings in part.items():
            before = found.get(term)
            if before is None:
                found[term] = postings  # most terms stand in one bundle only
            elif isinstance(before, bytearray):
                before += postings
            else:
                found[term] = bytearray(before + postings)
    return found


def changes(bundles: Iterable[tuple[int, Encoded, Encoded]]) -> Changes:
    """What is different in bundles, each given with its number, its old terms and its new ones."""
    found: Changes = defaultdict(dict)
    for number, old, new in bundles:
        for term in old.keys() | new.keys():
            if old.get(term) != new.get(term):
                found[term][number] = new.get(term, b"")
    return found


def spliced(postings: bytes, changed: dict[int, bytes]) -> bytes:
    """A term's postings with those of some bundles exchanged."""
    parts = dict(_parts(postings)) | changed
    return b"".join(parts[number] for number in sorted(parts))


def grouped(terms: Iterable[str], slices: int) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for term in terms:
        found[slot(term, slices)].append(term)
    return found


def pack(terms: dict[str, bytes | bytearray]) -> bytes:
    """The length of the names, these by lines, the lengths of the postings in two bytes each, and the postings."""
    order = sorted(terms)
    names = "\n".join(order).encode()
    lengths = struct.pack(f"<I{len(order)}H", len(names), *(len(terms[term]) for term in order))
    return b"".join((lengths[:4], names, lengths[4:], *(terms[term] for term in order)))


def unpack(data: bytes) -> dict[str, bytes | bytearray]:
    (size,) = struct.unpack_from("<I", data)
    names = data[4 : 4 + size].decode().split("\n") if size else []
    lengths = struct.unpack_from(f"<{len(names)}H", data, 4 + size)
    ends = list(accumulate(lengths, initial=4 + size + 2 * len(names)))
    return {name: data[begin:end] for name, begin, end in zip(names, ends, ends[1:], strict=False)}


def _parts(postings: bytes) -> Iterator[tuple[int, bytes]]:
    """The postings of each bundle, with its number."""
    start = 0
    while start < len(postings):
        number, at = _number(postings, start)
        length, at = _number(postings, at)
        yield number, postings[start : at + length]
        start = at + length


def _number(data: bytes, at: int) -> tuple[int, int]:
    """A variable-length number and the place behind it."""
    number = shift = 0
    while data[at] > 127:
        number |= (data[at] & 127) << shift
        shift += 7
        at += 1
    return number | data[at] << shift, at + 1
