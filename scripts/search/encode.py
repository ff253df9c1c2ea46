"""A shard → its encoded terms."""

from collections.abc import Callable, Sequence
from operator import sub

from scripts.search.shards import Shard
from scripts.search.terms import NameTerms, of_name, terms

Encoded = dict[str, bytes]
"""Term → the shard's number, the length of its postings, and these: for each document its distance from the last, the
number of its places, and their distances."""


class _Numbers(dict[int, bytes]):
    """Number → its bytes, seven bits each, low bits first."""

    def __missing__(self, number: int) -> bytes:
        into = bytearray()
        rest = number
        while rest > 127:
            into.append(rest & 127 | 128)
            rest >>= 7
        into.append(rest)
        self[number] = bytes(into)
        return self[number]


_NUMBERS = _Numbers()


class _Once(dict[int, bytes]):
    """Place → the bytes of a posting that has this place only, as most have."""

    def __missing__(self, place: int) -> bytes:
        self[place] = _places([place])
        return self[place]


_ONCE = _Once()


def encode(shard: Shard, names: Callable[[str, str], NameTerms] = of_name) -> Encoded:
    """The postings of a shard's terms. ``names`` tells the terms of a name."""
    found: dict[str, bytearray] = {}
    last: dict[str, int] = {}
    for number, document in enumerate(shard.documents):
        for term, places in terms(document, names).items():
            into = found.get(term)
            if into is None:
                into = found[term] = bytearray()
                last[term] = 0
            into += _NUMBERS[number - last[term]]
            into += _ONCE[places[0]] if len(places) == 1 else _places(places)
            last[term] = number
    mark = _NUMBERS[shard.number]
    return {term: mark + _NUMBERS[len(postings)] + postings for term, postings in found.items()}


def _places(places: Sequence[int]) -> bytes:
    steps = map(sub, places, [0, *places])
    return _NUMBERS[len(places)] + b"".join(map(_NUMBERS.__getitem__, steps))
