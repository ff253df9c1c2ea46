"""Bundles → the files the browser asks for: slices of the indexes, columns for all, cards and texts for a few."""

import datetime
import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

from scripts.search.bundles import Bundle, Encoded, varint
from scripts.search.documents import Document

SLICE = 8000
"""Bytes of an index slice; a term with more has a slice of its own. A query takes one slice a term."""
CARDS = 32
"""Documents a file of cards: address, title, type."""
TEXTS = 4
"""Documents a file of texts: what snippets are cut from."""
ZERO = 48
"""The first character of the columns, ``0``; a value is this far from it."""

FOLDERS = ("names", "text", "cards", "texts")

File = tuple[str, bytes]


def files(bundles: Sequence[Bundle]) -> Iterator[File]:
    """Every file of the index with its path; ``index.json`` comes last and names the version all others belong to."""
    state = hashlib.blake2b(digest_size=6)
    documents = [document for bundle in bundles for document in bundle.documents]
    for document in documents:
        state.update(document.digest.encode())
    head: dict[str, object] = {
        "version": state.hexdigest(),
        "documents": len(documents),
        "cards": CARDS,
        "texts": TEXTS,
    }
    head["bases"] = _bases(bundles)
    for name, part in (("names", _names), ("text", _text)):
        firsts: list[str] = []
        heavy: dict[str, int] = {}
        for first, data in slices([part(bundle) for bundle in bundles], heavy):
            yield f"{name}/{len(firsts)}.bin", data
            firsts.append(first)
        head[name] = {"firsts": firsts, "heavy": heavy}
    syllables = {term[1:] for bundle in bundles for term in bundle.names if term.startswith("~") and term.isascii()}
    head["syllables"] = " ".join(sorted(syllables))
    yield from _grouped("cards", CARDS, documents, card)
    yield from _grouped("texts", TEXTS, documents, lambda document: [*card(document), "\n".join(shown(document))])
    yield "columns.json", _json(columns(bundles))
    yield "index.json", _json(head)


def slices(parts: list[Encoded], heavy: dict[str, int]) -> Iterator[tuple[str, bytes]]:
    """Terms in the order of their UTF-16 code units, cut into slices: (first term, bytes).

    A term is its length in bytes, itself, the length of its postings, and those, bundle by bundle. ``heavy`` is told the terms that fill more than half a slice, in KB.
    """
    merged: dict[str, list[bytes]] = defaultdict(list)
    for part in parts:
        for term, postings in part.items():
            merged[term].append(postings)
    first, data = "", bytearray()
    for term in sorted(merged, key=units):
        postings = b"".join(merged[term])
        if data and len(data) + len(postings) > SLICE:
            yield first, bytes(data)
            data = bytearray()
        first = first if data else term
        if len(postings) > SLICE // 2:
            heavy[term] = len(postings) // 1000
        name = term.encode()
        data += varint(len(name)) + name + varint(len(postings)) + postings
    if data:
        yield first, bytes(data)


def units(term: str) -> bytes:
    """What a browser compares strings by."""
    return term.encode("utf-16-be")


def card(document: Document) -> list[object]:
    """What a suggestion shows: address, title, label, and 1 for a sample. A result has its text as a fifth."""
    return [document.address, document.title, document.label, int(document.sample)]


def shown(document: Document) -> list[str]:
    """The lines a snippet can be cut from."""
    lines = [line for passage in document.passages for line in passage.split("\n") if line]
    return lines + [extra for extra in map("、".join, (document.names, document.people, document.links)) if extra]


def columns(bundles: Sequence[Bundle]) -> dict[str, object]:
    """What facets count and lists sort by, for all documents at once: one character a document and column.

    ``days`` are days since 1970, each as its distance from the document before it in the bundle; 0 for no date.
    """
    documents = [document for bundle in bundles for document in bundle.documents]
    kinds = dict(sorted({(document.kind, document.label) for document in documents}))
    streets = ["", *sorted({document.street for document in documents if document.street})]
    combinations = sorted({document.categories for document in documents})
    return {
        "kinds": list(kinds.items()),
        "streets": streets,
        "categories": combinations,
        "kind": _column(list(kinds), (document.kind for document in documents)),
        "street": _column(streets, (document.street for document in documents)),
        "category": _column(combinations, (document.categories for document in documents)),
        "days": [step for bundle in bundles for step in _steps([_day(item.date) for item in bundle.documents])],
    }


def _column(values: Sequence[Hashable], column: Iterable[Hashable]) -> str:
    places = {value: place for place, value in enumerate(values)}
    return "".join(chr(ZERO + places[value]) for value in column)


def _steps(days: Sequence[int]) -> Iterator[int]:
    yield from (day - before for day, before in zip(days, [0, *days], strict=False))


def _day(date: str) -> int:
    """Days since 1970 of the first day a date can mean; 0 for none."""
    if not date:
        return 0
    year, month, day = (int(part) for part in (date + "-01-01").split("-")[:3])
    return (datetime.date(year, month, day) - datetime.date(1970, 1, 1)).days


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
