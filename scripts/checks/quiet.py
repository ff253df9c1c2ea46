"""Texts in which nothing was found are not searched again, as long as they, the search and what it allows are the same."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache as memoize
from pathlib import Path

from scripts.cache import digest, installed, key_of, state_of
from scripts.load.content import Content

_HOME = Path(__file__).parents[1]


class Quiet:
    """The digests of such texts: those known before, and those met this time, which are kept."""

    def __init__(self, known: frozenset[str]) -> None:
        self.known = known
        self.met: set[str] = set()

    def holds(self, text: str) -> bool:
        said = digest(text.encode("utf-8", "replace"))
        if said in self.known:
            self.met.add(said)
        return said in self.known

    def add(self, text: str) -> None:
        self.met.add(digest(text.encode("utf-8", "replace")))


@contextmanager
def quiet(content: Content, search: str, allowed: Iterable[str]) -> Iterator[Quiet]:
    """The texts in which ``search`` (its name) found nothing, when it allowed the same as now."""
    cache = content.settings.cache
    key = key_of("quiet", search, _program(), *sorted(allowed)) if cache.folder else ""
    found = Quiet(frozenset((cache.get(key) or b"").decode().split()))
    yield found
    if found.met != found.known:
        cache.put(key, " ".join(sorted(found.met)).encode())


@memoize
def _program() -> str:
    """Changes with whatever decides what is found in a text."""
    return key_of("", installed(), state_of(_HOME / "privacy", _HOME / "checks"))
