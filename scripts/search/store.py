"""The index as files in the cache, made anew or, after a small change, only where it changed: the same bytes either way."""

import json
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from scripts.cache import digest, letter_digest, sealed, unsealed
from scripts.search.bundles import Bundle
from scripts.search.columns import columns
from scripts.search.encode import Encoded, Shelf, code
from scripts.search.shown import CARDS, TEXTS, compact, shown
from scripts.search.slices import HEAVY, changes, count, grouped, merged, pack, spliced, unpack

FOLDERS = ("terms", "heavy", "cards", "texts")
HEAD = "index.json"
"""What every search needs, and the version the others belong to."""
FEW = 8
"""With more than one in ``FEW`` bundles changed, all is merged anew: that is faster then."""


@dataclass(frozen=True)
class State:
    """What the files of a store were made from: of each bundle its digest and syllables, of heavy terms their bytes.

    ``files`` are their digests by name: a cache in which one is missing or altered is not changed but made anew.
    """

    code: str
    slices: int
    digests: list[str]
    syllables: list[list[str]]
    heavy: dict[str, int]
    files: dict[str, str] = field(default_factory=dict)

    @property
    def layout(self) -> tuple[str, int, int]:
        """While it stays, files can be changed one by one."""
        return self.code, self.slices, len(self.digests)


class Store:
    """The files of one index in a folder. Whoever links them elsewhere is safe: a file is replaced, never written into."""

    def __init__(self, folder: Path) -> None:
        self.files = folder / "files"
        self.note = folder / "state.json"
        self.shelf = Shelf(folder)

    def fill(self, bundles: Sequence[Bundle]) -> str:
        """Makes the files be those of ``bundles`` and returns their version. Interrupted, it starts anew the next time."""
        before = self._before()
        self.note.unlink(missing_ok=True)
        now = State(code(), count(bundles), [bundle.digest for bundle in bundles], [], {})
        now = (before and self._changed(bundles, before, now)) or self._anew(bundles, now)
        self._put("columns.json", compact(columns(bundles)))
        head = _head(bundles, now)
        self._put(HEAD, compact(head))
        self.shelf.keep_only({bundle.digest for bundle in bundles})
        self.note.write_bytes(sealed(json.dumps(asdict(replace(now, files=self._digests()))).encode()))
        return str(head["version"])

    def _before(self) -> State | None:
        """What the files are made from; None when that is not known, or when they are not all there."""
        try:
            before = State(**json.loads(unsealed(self.note.read_bytes())))
        except (OSError, ValueError, TypeError):
            return None
        return before if before.files == self._digests() else None

    def _digests(self) -> dict[str, str]:
        found = (path for path in self.files.rglob("*") if path.is_file())
        return {path.relative_to(self.files).as_posix(): digest(path.read_bytes()) for path in found}

    def _anew(self, bundles: Sequence[Bundle], now: State) -> State:
        shutil.rmtree(self.files, ignore_errors=True)
        for name in FOLDERS:
            (self.files / name).mkdir(parents=True)
        syllables: list[list[str]] = []

        def read(bundle: Bundle) -> Encoded:
            index = self.shelf.encoded(bundle)
            syllables.append(_syllables(index))
            for path, data in shown(bundle):
                self._put(path, data)
            return index

        found = merged(map(read, bundles))
        heavy = {term: len(postings) for term, postings in found.items() if len(postings) > HEAVY}
        for term in heavy:
            self._put(_heavy(term), found.pop(term))
        slices = grouped(found, now.slices)
        for number in range(now.slices):
            self._put(_slice(number), pack({term: found.pop(term) for term in slices.pop(number, ())}))
        return State(now.code, now.slices, now.digests, syllables, heavy)

    def _changed(self, bundles: Sequence[Bundle], before: State, now: State) -> State | None:
        """Changes only what is different; None when too much is, or when the old bundles are gone."""
        different = [bundle for bundle in bundles if bundle.digest not in before.digests]
        if now.layout != before.layout or len(different) > max(1, len(bundles) // FEW):
            return None
        kept = [self.shelf.kept(before.digests[bundle.number]) for bundle in different]
        fresh = [self.shelf.encoded(bundle) for bundle in different]
        syllables = list(before.syllables)
        compared = []
        for bundle, old, new in zip(different, kept, fresh, strict=True):
            if old is None:
                return None
            compared.append((bundle.number, old, new))
            syllables[bundle.number] = _syllables(new)
            self._show(bundle)
        found = changes(compared)
        heavy = dict(before.heavy)
        for number, terms in grouped(found, now.slices).items():
            self._splice(number, {term: found[term] for term in terms}, heavy)
        return State(now.code, now.slices, now.digests, syllables, heavy)

    def _splice(self, number: int, changed: dict[str, dict[int, bytes]], heavy: dict[str, int]) -> None:
        """Exchanges terms of one slice; one that grows heavy moves to a file of its own, or back."""
        path = self.files / _slice(number)
        data = path.read_bytes()
        terms = unpack(data)
        for term, parts in changed.items():
            own = self.files / _heavy(term)
            postings = spliced(own.read_bytes() if term in heavy else bytes(terms.pop(term, b"")), parts)
            if len(postings) > HEAVY:
                heavy[term] = len(postings)
                self._put(_heavy(term), postings)
                continue
            if heavy.pop(term, 0):
                own.unlink()
            if postings:
                terms[term] = postings
        packed = pack(terms)
        if packed != data:
            self._put(_slice(number), packed)

    def _show(self, bundle: Bundle) -> None:
        fresh = dict(shown(bundle))
        for name in ("cards", "texts"):
            for path in (self.files / name).glob(f"{bundle.number}-*.json"):
                if f"{name}/{path.name}" not in fresh:
                    path.unlink()
        for name, data in fresh.items():
            self._put(name, data)

    def _put(self, name: str, data: bytes | bytearray) -> None:
        fresh = self.files / ".new"
        fresh.write_bytes(data)
        fresh.replace(f"{self.files}/{name}")


def _head(bundles: Sequence[Bundle], state: State) -> dict[str, object]:
    bases, total = [], 0
    for bundle in bundles:
        bases.append(total)
        total += len(bundle.documents)
    return {
        "version": letter_digest("".join((state.code, *(bundle.digest for bundle in bundles))).encode())[:12],
        "documents": total,
        "bases": bases,
        "slices": state.slices,
        "cards": CARDS,
        "texts": TEXTS,
        "heavy": {term: -(-size // 1000) for term, size in sorted(state.heavy.items())},
        "syllables": sorted({syllable for part in state.syllables for syllable in part}),
    }


def _syllables(index: Iterable[str]) -> list[str]:
    return sorted(term[1:] for term in index if term.startswith("~") and term.isascii())


def _slice(number: int) -> str:
    return f"terms/{number}.bin"


def _heavy(term: str) -> str:
    return f"heavy/{term.encode().hex()}.bin"
