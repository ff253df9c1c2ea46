"""Encoded terms → slices: files of some terms each. Which slice a term is in follows from the term alone.

So a browser needs no table to find a term.
"""

import struct
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import accumulate

from scripts.search.shards import Shard, power_of_two
from scripts.search.terms import Encoded

SLICE = 4000
"""Bytes a slice has at most on average. A query takes one slice a term."""
LARGE = 4000
"""A term whose postings are longer has a file of its own."""
DENSITY = 8
"""Bytes of postings for each character of text, large terms left out. Measured: 7 on synthetic records, 10 on the site's own."""
PARTS = 16
"""In so many parts, of as many slices each, the terms are merged: one after the other in little memory, or at once."""

Chunks = Mapping[int, bytes]
"""What some shards, by their numbers, say of a term; nothing where they do not have it."""


def slice_count(shards: Iterable[Shard]) -> int:
    """How many slices there are: a power of two, so that it changes seldom."""
    characters = sum(document.characters for shard in shards for document in shard.documents)
    return power_of_two(-(-characters * DENSITY // SLICE))


def grouped(terms: Iterable[str], count: int) -> dict[int, list[str]]:
    """Terms by slice or part: a piece has the same one in texts and in names, a character whether alone or not."""
    found: dict[int, list[str]] = defaultdict(list)
    crc = zlib.crc32
    for term in terms:
        found[crc(term.lstrip("=.").encode()) % count].append(term)
    return found


def parted(encoded: Encoded) -> list[bytes]:
    """The terms of a shard in their ``PARTS``, packed."""
    parts = grouped(encoded, PARTS)
    return [pack({term: encoded[term] for term in parts.get(number, ())}, "I") for number in range(PARTS)]


def merged(number: int, parts: Iterable[bytes], slices: int) -> Iterator[tuple[str, bytes]]:
    """The files of one part of the index, each with its path; ``parts`` are that one of each shard, in the order of their numbers.

    With fewer slices than ``PARTS`` there are as many parts as slices: each is then several of a shard.
    """
    found: dict[str, list[bytes]] = defaultdict(list)
    step = min(PARTS, slices)
    for part in parts:
        for term, postings in unpack(part).items():
            found[term].append(postings)
    terms = {term: b"".join(postings) for term, postings in found.items()}
    of_slice = grouped(terms, slices)
    for place in range(number, slices, step):
        small = {term: terms[term] for term in of_slice.get(place, ()) if len(terms[term]) <= LARGE}
        yield f"terms/{place}.bin", pack(small)
    yield from ((large_path(term), postings) for term, postings in terms.items() if len(postings) > LARGE)


def spliced(read: Callable[[str], bytes], changes: Mapping[str, Chunks], slices: int) -> Iterator[tuple[str, bytes]]:
    """The files of an index in which some terms have changed, each with its path; empty where there is no such file now.

    ``read`` gives a file as it was, or nothing; ``changes`` what some shards say of a term now.
    """
    for place, terms in grouped(changes, slices).items():
        path = f"terms/{place}.bin"
        small = unpack(read(path), "H")
        for term in terms:
            large = large_path(term)
            before = small.pop(term, b"") or read(large)
            after = exchanged(before, changes[term])
            if len(after) > LARGE:
                yield large, after
            elif after:
                small[term] = after
            if len(before) > LARGE >= len(after):
                yield large, b""
        yield path, pack(small)


def exchanged(postings: bytes, chunks: Chunks) -> bytes:
    """The postings of a term, some shards' exchanged: they stand in the order of the shards' numbers."""
    found, place = dict[int, bytes](), 0
    while place < len(postings):
        begin = place
        number, place = _number(postings, place)
        size, place = _number(postings, place)
        place += size
        found[number] = postings[begin:place]
    found |= chunks
    return b"".join(found[number] for number in sorted(found))


def _number(data: bytes, place: int) -> tuple[int, int]:
    """A number of seven bits a byte, low bits first, and where it ends."""
    number = shift = 0
    while data[place] > 127:
        number |= (data[place] & 127) << shift
        place, shift = place + 1, shift + 7
    return number | data[place] << shift, place + 1


def large_path(term: str) -> str:
    return f"heavy/{term.encode().hex()}.bin"


def large_term(path: str) -> str:
    return bytes.fromhex(path.removeprefix("heavy/").removesuffix(".bin")).decode()


def pack(items: Mapping[str, bytes], length: str = "H") -> bytes:
    """The length of the names, these by lines, the lengths of what they stand for in two bytes each, and that itself.

    With ``length`` “I” instead of “H” they have four bytes each.
    """
    order = sorted(items)
    names = "\n".join(order).encode()
    lengths = struct.pack(f"<I{len(order)}{length}", len(names), *(len(items[name]) for name in order))
    return b"".join((lengths[:4], names, lengths[4:], *(items[name] for name in order)))


def unpack(data: bytes, length: str = "I") -> dict[str, bytes]:
    """What was packed with the same ``length``."""
    (size,) = struct.unpack_from("<I", data)
    names = data[4 : 4 + size].decode().split("\n") if size else []
    begin = 4 + size + struct.calcsize(f"<{length}") * len(names)
    ends = list(accumulate(struct.unpack_from(f"<{len(names)}{length}", data, 4 + size), initial=begin))
    return {name: data[begin:end] for name, begin, end in zip(names, ends, ends[1:], strict=False)}
