"""Syllable → the characters read so: with it a browser finds 季春辉 for 季春晖, and a name by a rare reading."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from scripts.records.han import HAN, fold
from scripts.records.readings import sounds
from scripts.search.shards import Shard

_CHARACTER = re.compile(f"[{HAN}]")


def by_sound(shards: Sequence[Shard], spoken: Iterable[str]) -> dict[str, str]:
    """The characters of GB 2312 and of all names, under those syllables that the terms ``spoken`` of the index have."""
    found: dict[str, str] = {term.lstrip(".~"): "" for term in sorted(spoken)}
    for character in sorted({*_common(), *_in_names(shards)}):
        for sound in sorted(sounds(character) & found.keys()):
            found[sound] += character
    return {sound: characters for sound, characters in sorted(found.items()) if characters}


def _in_names(shards: Sequence[Shard]) -> Iterator[str]:
    for document in (document for shard in shards for document in shard.documents if document.kind != "news"):
        for name in (document.title, *document.names, *document.people):
            yield from _CHARACTER.findall(fold(name))


@lru_cache
def _common() -> tuple[str, ...]:
    """The 6,763 characters of GB 2312, which hold nearly all that names are written with."""
    rows = (bytes([row, column]) for row in range(0xB0, 0xF8) for column in range(0xA1, 0xFF))
    return tuple("".join(code.decode("gb2312", "ignore") for code in rows))
