"""Documents in bundles; a bundle's terms are encoded once and kept until one of its documents changes.

Which bundle a document is in follows from its address alone, so a change touches one bundle and no other.
"""

import hashlib
import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate
from pathlib import Path

from scripts.search.documents import Document
from scripts.search.terms import Terms, name_terms, text_terms

SIZE = 1000
"""About how many documents a bundle holds. Measured: 1,000 documents of 640 characters are encoded in about 1 s."""
KEPT = 256
"""How many bundles the cache keeps, the least lately used going first."""

Encoded = dict[str, bytes]
"""Term → the bundle's number, the length of its postings, and these: for each document its distance from the last, the
number of its places, and their distances."""


@dataclass(frozen=True)
class Bundle:
    """Documents in order of date, undated ones first, and their encoded terms in the two indexes."""

    documents: tuple[Document, ...]
    names: Encoded
    text: Encoded


def bundles(documents: Iterable[Document], folder: Path) -> list[Bundle]:
    """The documents in so many bundles that none is much over ``SIZE``; a power of two, so that it changes seldom."""
    found = list(documents)
    count = 1
    while len(found) > count * SIZE:
        count *= 2
    parts: list[list[Document]] = [[] for _ in range(count)]
    for document in found:
        parts[zlib.crc32(document.address.encode()) % count].append(document)
    made = [_bundle(number, tuple(sorted(part, key=_order)), folder) for number, part in enumerate(parts)]
    _prune(folder)
    return made


def _order(document: Document) -> tuple[str, str]:
    return (document.date, document.address)


def encode(bundle: int, documents: Iterable[Terms]) -> Encoded:
    """Postings of a bundle's documents, numbered from 0; numbers are variable-length, seven bits a byte, low bits first."""
    found: dict[str, bytearray] = {}
    last: dict[str, int] = {}
    for number, terms in enumerate(documents):
        for term, places in terms.items():
            into = found.setdefault(term, bytearray())
            put(into, number - last.get(term, 0))
            last[term] = number
            put(into, len(places))
            before = 0
            for place in places:
                step = place - before
                before = place
                if step < 128:
                    into.append(step)
                else:
                    put(into, step)
    mark = varint(bundle)
    return {term: mark + varint(len(found[term])) + found[term] for term in sorted(found)}


@lru_cache(maxsize=1 << 16)
def varint(number: int) -> bytes:
    into = bytearray()
    put(into, number)
    return bytes(into)


def put(into: bytearray, number: int) -> None:
    while number > 127:
        into.append(number & 127 | 128)
        number >>= 7
    into.append(number)


def _bundle(number: int, documents: tuple[Document, ...], folder: Path) -> Bundle:
    path = folder / f"{_digest(number, documents)}.bundle"
    if path.is_file():
        path.touch()
        return Bundle(documents, *_read(path))
    names = encode(number, map(name_terms, documents))
    text = encode(number, map(text_terms, documents))
    _write(path, names, text)
    return Bundle(documents, names, text)


def _digest(number: int, documents: tuple[Document, ...]) -> str:
    """Names a bundle by its number, its documents, and the code that encodes them."""
    state = hashlib.blake2b(_code(), digest_size=16)
    for part in (str(number), *(document.digest for document in documents)):
        state.update(part.encode())
    return state.hexdigest()


@cache
def _code() -> bytes:
    here = Path(__file__).parent
    return b"".join((here / name).read_bytes() for name in ("bundles.py", "terms.py", "segment.py", "sounds.py"))


def _write(path: Path, *indexes: Encoded) -> None:
    """A line of JSON that names the terms and the lengths of their postings; then the postings."""
    head = [["\n".join(index), [len(postings) for postings in index.values()]] for index in indexes]
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    postings = (data for index in indexes for data in index.values())
    fresh.write_bytes(b"".join((json.dumps(head, ensure_ascii=False).encode(), b"\n", *postings)))
    fresh.replace(path)


def _read(path: Path) -> tuple[Encoded, Encoded]:
    head, _, data = path.read_bytes().partition(b"\n")
    start = 0
    found: list[Encoded] = []
    for terms, lengths in json.loads(head):
        ends = list(accumulate(lengths, initial=start))
        found.append(
            {term: data[begin:end] for term, begin, end in zip(terms.split("\n"), ends, ends[1:], strict=False)}
        )
        start = ends[-1]
    return found[0], found[1]


def _prune(folder: Path) -> None:
    kept = sorted(folder.glob("*.bundle"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for path in kept[KEPT:]:
        path.unlink()
