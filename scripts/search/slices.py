"""Encoded terms → slices, files of some terms each. A term's slice follows from the term alone.

So a browser finds a term without a table.
"""

import struct
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import accumulate

from scripts.search.shards import Shard, power_of_two
from scripts.search.terms import Encoded

SLICE = 4000
"""The largest average size of a slice, in bytes. A query loads one slice for each term."""
LARGE = 4000
"""A term with more bytes of postings has its own file."""
DENSITY = 8
"""Bytes of postings per character of text, without large terms. Measured: 7 on synthetic records, 10 on the site's own."""
PARTS = 16
"""The number of parts, of equally many slices, in which terms are merged: in turn, in little memory, or in parallel."""

Chunks = Mapping[int, bytes]
"""Shard number → the shard's postings of a term; ``b""`` if it lacks the term."""


def slice_count(shards: Iterable[Shard]) -> int:
    """The number of slices: a power of two, so that it seldom changes."""
    characters = sum(document.characters for shard in shards for document in shard.documents)
    return power_of_two(-(-characters * DENSITY // SLICE))


def grouped(terms: Iterable[str], count: int) -> dict[int, list[str]]:
    """Terms by slice or part. The prefixes ``=`` and ``.`` do not count, so a piece's text and name terms are together."""
    found: dict[int, list[str]] = defaultdict(list)
    crc = zlib.crc32
    for term in terms:
        found[crc(term.lstrip("=.").encode()) % count].append(term)
    return found


def split_terms(encoded: Encoded) -> list[bytes]:
    """The terms of a shard in ``PARTS`` packed parts."""
    parts = grouped(encoded, PARTS)
    return [pack({term: encoded[term] for term in parts.get(number, ())}, "I") for number in range(PARTS)]


def merge_parts(number: int, parts: Iterable[bytes], slices: int) -> Iterator[tuple[str, bytes]]:
    """(path, bytes) of the files of part ``number``; ``parts`` are that part of each shard, by shard number.

    With fewer slices than ``PARTS`` there are as many merged parts as slices, each from several of a shard's parts.
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


def updated_files(
    read: Callable[[str], bytes], changes: Mapping[str, Chunks], slices: int
) -> Iterator[tuple[str, bytes]]:
    """(path, bytes) of the files of an index that change with some terms; ``b""`` for a file to delete.

    ``read`` returns a file's old bytes, or ``b""``; ``changes`` are the new postings by term and shard.
    """
    for place, terms in grouped(changes, slices).items():
        path = f"terms/{place}.bin"
        small = unpack(read(path), "H")
        for term in terms:
            large = large_path(term)
            before = small.pop(term, b"") or read(large)
            after = replace_chunks(before, changes[term])
            if len(after) > LARGE:
                yield large, after
            elif after:
                small[term] = after
            if len(before) > LARGE >= len(after):
                yield large, b""
        yield path, pack(small)


def replace_chunks(postings: bytes, chunks: Chunks) -> bytes:
    """The postings of a term with some shards' replaced; they are ordered by shard number."""
    found, place = dict[int, bytes](), 0
    while place < len(postings):
        begin = place
        number, place = _read_varint(postings, place)
        size, place = _read_varint(postings, place)
        place += size
        found[number] = postings[begin:place]
    found |= chunks
    return b"".join(found[number] for number in sorted(found))


def _read_varint(data: bytes, place: int) -> tuple[int, int]:
    """A little-endian base-128 number at ``place``, and the place after it."""
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
    """Packs byte strings by name: the length of the names, the names in lines, the values' lengths, the values.

    Each length has two bytes for ``length`` “H”, four for “I”.
    """
    order = sorted(items)
    names = "\n".join(order).encode()
    lengths = struct.pack(f"<I{len(order)}{length}", len(names), *(len(items[name]) for name in order))
    return b"".join((lengths[:4], names, lengths[4:], *(items[name] for name in order)))


def unpack(data: bytes, length: str = "I") -> dict[str, bytes]:
    """Unpacks what was packed with the same ``length``."""
    (size,) = struct.unpack_from("<I", data)
    names = data[4 : 4 + size].decode().split("\n") if size else []
    begin = 4 + size + struct.calcsize(f"<{length}") * len(names)
    ends = list(accumulate(struct.unpack_from(f"<{len(names)}{length}", data, 4 + size), initial=begin))
    return {name: data[begin:end] for name, begin, end in zip(names, ends, ends[1:], strict=False)}
