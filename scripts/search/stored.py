"""The fields that results and suggestions show, some documents a file, in the order in which they lie in their shard."""

import json
from collections.abc import Iterator

from scripts.search.documents import Document
from scripts.search.shards import Shard

CARDS = 32
"""Documents a file of cards: address, title, type."""
TEXTS = 5
"""Documents a file of texts: what snippets are cut from."""


def stored(shard: Shard) -> Iterator[tuple[str, bytes]]:
    """The files of a shard, each with its path."""
    documents = shard.by_cluster()
    for name, size, show in (("cards", CARDS, _card), ("texts", TEXTS, _text)):
        for place in range(0, len(documents), size):
            group = [show(document) for document in documents[place : place + size]]
            yield f"{name}/{shard.number}-{place // size}.json", compact(group)


def compact(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _card(document: Document) -> list[object]:
    """What a suggestion shows: address, title, label, and 1 for a sample."""
    label = " · ".join(filter(None, (document.label, document.distinction)))
    return [document.address, document.title, label, int(document.sample)]


def _text(document: Document) -> list[object]:
    """What a result shows: a card, and the lines a snippet can be cut from."""
    texts = [line for passage in document.passages for line in passage.split("\n") if line]
    texts += [extra for extra in map("、".join, (document.names, document.people, document.links)) if extra]
    return [*_card(document), "\n".join(texts)]
