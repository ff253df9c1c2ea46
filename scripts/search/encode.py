"""A bundle → its encoded terms, kept on disk until one of its documents changes."""

import hashlib
import json
from collections.abc import Set
from functools import cache, lru_cache
from itertools import accumulate
from pathlib import Path

from scripts.cache import sealed, unsealed
from scripts.search.bundles import Bundle
from scripts.search.terms import signs, terms

Encoded = dict[str, bytes]
"""Term → the bundle's number, the length of its postings, and these: for each document its distance from the last, the
number of its places, and their distances."""


ONCE = b"\1\0"
"""One place, the first: a character is asked for without one."""


def encode(bundle: Bundle) -> Encoded:
    """Postings of a bundle; numbers are variable-length, seven bits a byte, low bits first."""
    found: dict[str, bytearray] = {}
    last: dict[str, int] = {}
    for number, document in enumerate(bundle.documents):
        said = terms(document)
        for term, places in said.items():
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
        for sign in signs(said):
            term = "." + sign
            found.setdefault(term, bytearray()).extend(varint(number - last.get(term, 0)) + ONCE)
            last[term] = number
    mark = varint(bundle.number)
    return {term: mark + varint(len(postings)) + postings for term, postings in found.items()}


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


class Shelf:
    """A folder of encoded bundles, each under the digest of its documents and of the code that encodes them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def encoded(self, bundle: Bundle) -> Encoded:
        """A bundle's terms: as they are kept, or made and kept."""
        kept = self.kept(bundle.digest)
        if kept is None:
            kept = encode(bundle)
            _write(self._path(bundle.digest), kept)
        return kept

    def kept(self, digest: str) -> Encoded | None:
        """What is kept of a bundle; None when that is gone or cut off."""
        try:
            return _read(self._path(digest))
        except (OSError, ValueError):
            return None

    def keep_only(self, digests: Set[str]) -> None:
        """Deletes all others: of what was withdrawn nothing is kept (PIPL art. 47)."""
        names = {self._path(digest).name for digest in digests}
        for path in self.folder.glob("*.bundle"):
            if path.name not in names:
                path.unlink()

    def _path(self, digest: str) -> Path:
        return self.folder / f"{digest}-{code()}.bundle"


@cache
def code() -> str:
    """Changes with the code that decides what the files of the index hold."""
    state = hashlib.blake2b(digest_size=6)
    for path in sorted(Path(__file__).parent.glob("*.py")):
        state.update(path.read_bytes().replace(b"\r\n", b"\n"))  # the same for a clone on Windows
    return state.hexdigest()


def _write(path: Path, index: Encoded) -> None:
    """Sealed: a line of JSON with the terms and the lengths of their postings; then the postings."""
    head = ["\n".join(index), [len(postings) for postings in index.values()]]
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.write_bytes(sealed(b"".join((json.dumps(head, ensure_ascii=False).encode(), b"\n", *index.values()))))
    fresh.replace(path)


def _read(path: Path) -> Encoded:
    """The terms of a file. Raises OSError, and ValueError when something of it is missing or altered."""
    head, _, data = unsealed(path.read_bytes()).partition(b"\n")
    terms, lengths = json.loads(head)
    ends = list(accumulate(lengths, initial=0))
    names = terms.split("\n") if lengths else []
    return {term: data[begin:end] for term, begin, end in zip(names, ends, ends[1:], strict=False)}
