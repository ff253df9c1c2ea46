"""Bundles → the files the browser asks for: slices of the indexes, columns for all, cards and texts for a few."""

import datetime
import hashlib
import json
from collections.abc import Callable, Iterator, Sequence

from scripts.search.bundles import Bundle, Encoded, varint
from scripts.search.documents import Document

SLICE = 10_000
"""Bytes of an index slice; a term with more has a slice of its own. A query takes one slice a term."""
CARDS = 32
"""Documents a file of cards: address, title, type."""
TEXTS = 4
"""Documents a file of texts: what snippets are cut from."""
ZERO = 48
"""The first character of the columns, ``0``; a value is this far from it."""

File = tuple[str, bytes]


def files(bundles: Sequence[Bundle]) -> Iterator[File]:
    """Every file of the index with its path; ``index.json`` comes last and names the version all others belong to."""
    state = hashlib.blake2b(digest_size=6)
    documents = [document for bundle in bundles for document in bundle.documents]
    for document in documents:
        state.update(document.digest.encode())
    head: dict[str, object] = {"version": state.hexdigest(), "documents": len(documents), "cards": CARDS, "texts": TEXTS}
    head["bases"] = _bases(bundles)
    for name, part in (("names", _names), ("text", _text)):
        firsts: list[str] = []
        for first, data in slices([part(bundle) for bundle in bundles]):
            yield f"{name}/{len(firsts)}.bin", data
            firsts.append(first)
        head[name] = firsts
    syllables = {term[1:] for bundle in bundles for term in bundle.names if term.startswith("~") and term.isascii()}
    head["syllables"] = " ".join(sorted(syllables))
    yield from _grouped("cards", CARDS, documents, card)
    yield from _grouped("texts", TEXTS, documents, lambda document: "\n".join(shown(document)))
    yield "columns.json", _json(columns(documents))
    yield "index.json", _json(head)


def slices(parts: list[Encoded]) -> Iterator[tuple[str, bytes]]:
    """Terms in the order of their UTF-16 code units, cut into slices: (first term, bytes).

    A term is its length in bytes, itself, the length of its postings, and those: for each bundle that has the term the
    bundle's number, the length and the postings.
    """
    merged: dict[str, list[bytes]] = {}
    for number, part in enumerate(parts):
        mark = varint(number)
        for term, postings in part.items():
            merged.setdefault(term, []).extend((mark, varint(len(postings)), postings))
    first, data = "", bytearray()
    for term in sorted(merged, key=lambda term: term.encode("utf-16-be")):
        postings = b"".join(merged[term])
        if data and len(data) + len(postings) > SLICE:
            yield first, bytes(data)
            data = bytearray()
        first = first if data else term
        name = term.encode()
        data += varint(len(name)) + name + varint(len(postings)) + postings
    if data:
        yield first, bytes(data)


def card(document: Document) -> list[object]:
    """What a suggestion or a result shows at once: address, title, label, and 1 for a sample."""
    return [document.address, document.title, document.label, *([1] if document.sample else [])]


def shown(document: Document) -> list[str]:
    """The lines a snippet can be cut from."""
    lines = [line for passage in document.passages for line in passage.split("\n") if line]
    return lines + [extra for extra in ("、".join(document.names), "、".join(document.people)) if extra]


def columns(documents: Sequence[Document]) -> dict[str, object]:
    """What facets count and lists sort by, for all documents at once: one character a document and column.

    ``days`` has three characters a document: days since 1970 in base 64; all zero when there is no date.
    """
    kinds = dict(sorted({(document.kind, document.label) for document in documents}))
    streets = ["", *sorted({document.street for document in documents if document.street})]
    combinations = sorted({document.categories for document in documents})
    places = {kind: place for place, kind in enumerate(kinds)}
    return {
        "kinds": list(kinds.items()),
        "streets": streets,
        "categories": combinations,
        "kind": "".join(chr(ZERO + places[document.kind]) for document in documents),
        "street": "".join(chr(ZERO + streets.index(document.street)) for document in documents),
        "category": "".join(chr(ZERO + combinations.index(document.categories)) for document in documents),
        "days": "".join(_day(document.date) for document in documents),
    }


def _day(date: str) -> str:
    if not date:
        return chr(ZERO) * 3
    year, month, day = (int(part) for part in (date + "-01-01").split("-")[:3])
    days = (datetime.date(year, month, day) - datetime.date(1970, 1, 1)).days
    return "".join(chr(ZERO + (max(days, 1) >> shift & 63)) for shift in (12, 6, 0))


def _bases(bundles: Sequence[Bundle]) -> list[int]:
    """The number of each bundle's first document."""
    bases, total = [], 0
    for bundle in bundles:
        bases.append(total)
        total += len(bundle.documents)
    return bases


def _names(bundle: Bundle) -> Encoded:
    return bundle.names


def _text(bundle: Bundle) -> Encoded:
    return bundle.text


def _grouped(name: str, size: int, documents: Sequence[Document], show: Callable[[Document], object]) -> Iterator[File]:
    for number, start in enumerate(range(0, len(documents), size)):
        yield f"{name}/{number}.json", _json([show(document) for document in documents[start : start + size]])


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
