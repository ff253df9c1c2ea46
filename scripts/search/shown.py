"""Documents → what results and suggestions show: cards and texts, some documents a file, in the order of their bundle's row."""

import json
from collections.abc import Callable, Iterator

from scripts.search.bundles import Bundle
from scripts.search.documents import Document

CARDS = 32
"""Documents a file of cards: address, title, type."""
TEXTS = 5
"""Documents a file of texts: what snippets are cut from."""

File = tuple[str, bytes]


def shown(bundle: Bundle) -> Iterator[File]:
    """The bundle's files with their paths."""
    yield from _grouped("cards", CARDS, bundle, card)
    yield from _grouped("texts", TEXTS, bundle, lambda document: [*card(document), "\n".join(lines(document))])


def card(document: Document) -> list[object]:
    """What a suggestion shows: address, title, label, and 1 for a sample. A result has its text as a fifth."""
    label = " · ".join(filter(None, (document.label, document.distinction)))
    return [document.address, document.title, label, int(document.sample)]


def lines(document: Document) -> list[str]:
    """The lines a snippet can be cut from."""
    texts = [line for passage in document.passages for line in passage.split("\n") if line]
    return texts + [extra for extra in map("、".join, (document.names, document.people, document.links)) if extra]


def _grouped(name: str, size: int, bundle: Bundle, show: Callable[[Document], object]) -> Iterator[File]:
    for start in range(0, len(bundle.row), size):
        group = [show(document) for document in bundle.row[start : start + size]]
        yield f"{name}/{bundle.number}-{start // size}.json", compact(group)


def compact(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
