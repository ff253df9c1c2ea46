"""Documents in bundles; a bundle's terms are encoded once and kept until one of its documents changes.

Which bundle a document is in follows from its address alone, so a change touches one bundle and no other.
"""

import hashlib
import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from scripts.search.documents import Document
from scripts.search.terms import Terms, name_terms, text_terms

SIZE = 500
"""About how many documents a bundle holds. Measured: 500 documents of 640 characters are encoded in about 0.6 s."""
KEPT = 256
"""How many bundles the cache keeps, the least lately used going first."""

Encoded = dict[str, bytes]
"""Term → its postings: for each document its distance from the last, the number of places, their distances."""


@dataclass(frozen=True)
class Bundle:
    """Documents in order of address, and their encoded terms in the two indexes."""

    documents: tuple[Document, ...]
    names: Encoded
    text: Encoded


def bundles(documents: Iterable[Document], cache: Path) -> list[Bundle]:
    """The documents in so many bundles that none is much over ``SIZE``; a power of two, so that it changes seldom."""
    found = list(documents)
    count = 1
    while len(found) > count * SIZE:
        count *= 2
    parts: list[list[Document]] = [[] for _ in range(count)]
    for document in found:
        parts[zlib.crc32(document.address.encode()) % count].append(document)
    made = [_bundle(tuple(part), cache) for part in parts]
    _prune(cache)
    return made


def encode(documents: Iterable[Terms]) -> Encoded:
    """Postings of documents numbered from 0; numbers are variable-length, seven bits a byte, low bits first."""
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
    return {term: bytes(found[term]) for term in sorted(found)}


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


def _bundle(documents: tuple[Document, ...], cache: Path) -> Bundle:
    path = cache / f"{_digest(documents)}.bundle"
    if path.is_file():
        path.touch()
        return Bundle(documents, *_read(path))
    names = encode(map(name_terms, documents))
    text = encode(map(text_terms, documents))
    _write(path, names, text)
    return Bundle(documents, names, text)


def _digest(documents: tuple[Document, ...]) -> str:
    """Names a bundle by its documents and by the code that encodes them."""
    state = hashlib.blake2b(_code(), digest_size=16)
    for document in documents:
        state.update(document.digest.encode())
    return state.hexdigest()


def _code() -> bytes:
    here = Path(__file__).parent
    return b"".join((here / name).read_bytes() for name in ("bundles.py", "terms.py", "segment.py", "sounds.py"))


def _write(path: Path, *indexes: Encoded) -> None:
    """One line of JSON that names the terms and the lengths of their postings, then the postings."""
    head = [[list(index), [len(postings) for postings in index.values()]] for index in indexes]
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    with fresh.open("wb") as file:
        file.write(json.dumps(head, ensure_ascii=False).encode() + b"\n")
        for index in indexes:
            file.write(b"".join(index.values()))
    fresh.replace(path)


def _read(path: Path) -> tuple[Encoded, Encoded]:
    head, _, data = path.read_bytes().partition(b"\n")
    start = 0
    found: list[Encoded] = []
    for terms, lengths in json.loads(head):
        index: Encoded = {}
        for term, size in zip(terms, lengths, strict=True):
            index[term] = data[start : start + size]
            start += size
        found.append(index)
    return found[0], found[1]


def _prune(cache: Path) -> None:
    kept = sorted(cache.glob("*.bundle"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for path in kept[KEPT:]:
        path.unlink()
