"""Documents → the files of the index in the finished site. A shard is encoded once, until one of its documents changes."""

import json
import os
import pickle
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from importlib.metadata import version as version_of
from itertools import accumulate
from pathlib import Path

from scripts.search.documents import Document
from scripts.search.shards import CARDS, TEXTS, Shard, columns, compact, shards_of, stored
from scripts.search.slices import PARTS, large_term, merged, pack, parted, slice_count, spliced, unpack
from scripts.search.terms import Encoded, NameTerms, by_sound, characters_of, encode, of_name
from scripts.speed.cache import Cache, key_of, letter_digest
from scripts.speed.hard_links import FileState, file_state, fill_with_links
from scripts.speed.workers import parallel_map

FOLDER = "search/data"
"""Where the index stands in the site: ``index.json``, and beside it a folder named by the version with all the rest."""
HEAD = f"{FOLDER}/index.json"
MOST = 16
"""With more changed shards than these all terms are merged anew, on all cores."""
_FOLDERS = ("terms", "heavy", "cards", "texts")
_WAITING = "waiting"
_PARTS = [f"part {number}" for number in range(PARTS)]

Files = dict[str, bytes]
"""Path of a file → its bytes."""
Left = dict[str, FileState]
"""Path of a file → what tells that it is as it was written."""
TermsByName = dict[tuple[str, ...], NameTerms]


@dataclass
class Index:
    """What is known of an index that was written: the digests of its shards, how many slices it has, its terms that are sounds
    with the number of shards that have them, and its files but those about all documents."""

    shards: list[str]
    slices: int
    spoken: Counter[str] = field(default_factory=Counter)
    files: Left = field(default_factory=dict)


def write(
    documents: Iterable[Document], site: Path, cache: Cache | None = None, jobs: int = 1, last: Path | None = None
) -> None:
    """Writes the index of ``documents`` into ``site``; what was there before goes.

    The ``cache`` adds speed, and so does the index of the ``last`` site: the same bytes come out without them.
    """
    shards, cache = shards_of(documents), cache or Cache()
    version = letter_digest("".join((_recipe(), *(shard.digest for shard in shards))).encode())[:12]
    folder = site / FOLDER / version
    index = _renewed(shards, last / FOLDER, folder, cache) if last and last != site else None
    index = index or _anew(shards, folder, cache, jobs)
    _put(folder, {"columns.json": compact(columns(shards)), "sounds.json": _sounds_of(shards, index, cache)})
    _put(folder.parent, {"index.json": compact(_head(shards, version, index))})
    cache.put(key_of("index", _recipe(), version), pickle.dumps(index, pickle.HIGHEST_PROTOCOL))


def _anew(shards: Sequence[Shard], folder: Path, cache: Cache, jobs: int) -> Index:
    """Writes all shards, then all their terms, part by part."""
    index = Index([shard.digest for shard in shards], slice_count(shards))
    shutil.rmtree(folder.parent, ignore_errors=True)
    _make(folder)
    (folder / _WAITING).mkdir()
    step = min(PARTS, index.slices)

    def shard_done(shard: Shard) -> tuple[Left, list[str], list[int]]:
        """Writes the stored fields of a shard, and its terms into a file of their own, where those of all shards wait to be
        merged. Returns the files, its terms that are sounds, and where the parts of its terms end."""
        made = _made(shard, cache)
        parts = [made[name] for name in _PARTS]
        _put(folder, {f"{_WAITING}/{shard.number}": b"".join(parts)})
        return _put(folder, _shown(made)), _sounds(made), list(accumulate(map(len, parts), initial=0))

    def part_done(number: int) -> Left:
        return _put(folder, dict(merged(number, waiting(number), index.slices)))

    def waiting(number: int) -> Iterator[bytes]:
        for shard, ends in zip(shards, places, strict=True):
            with open(f"{folder}/{_WAITING}/{shard.number}", "rb") as file:  # noqa: PTH123  # thousands of times
                for part in range(number, PARTS, step):
                    file.seek(ends[part])
                    yield file.read(ends[part + 1] - ends[part])

    places = []
    for left, said, ends in parallel_map(shard_done, shards, jobs, few=2):
        index.files |= left
        index.spoken.update(said)
        places.append(ends)
    for left in parallel_map(part_done, range(step), jobs, few=2):
        index.files |= left
    shutil.rmtree(folder / _WAITING)
    return index


def _renewed(shards: Sequence[Shard], last: Path, folder: Path, cache: Cache) -> Index | None:
    """Takes over what of the ``last`` index stays the same; None where it is not known, or not as it was left."""
    try:
        version = str(json.loads((last / "index.json").read_bytes())["version"])
    except (OSError, ValueError, LookupError, TypeError):
        return None
    kept = cache.get(key_of("index", _recipe(), version))
    index: Index = pickle.loads(kept) if kept else Index([], 0)  # noqa: S301  # verified, and written by this program
    if (len(index.shards), index.slices) != (len(shards), slice_count(shards)):
        return None
    if sum(shard.digest != was for shard, was in zip(shards, index.shards, strict=True)) > MOST:
        return None
    shutil.rmtree(folder.parent, ignore_errors=True)
    if not fill_with_links(last / version, folder, index.files):
        return None
    _make(folder)
    files: Files = {}
    changes: dict[str, dict[int, bytes]] = defaultdict(dict)
    for shard, was in zip(shards, index.shards, strict=True):
        data = cache.get(_key(was))  # if only to be kept for the next edit
        if shard.digest == was:
            continue
        if data is None:
            return None
        before = unpack(data)
        now = _made(shard, cache, pickle.loads(before["names"]))  # noqa: S301  # verified, and ours
        files |= _differing(_shown(before), _shown(now))
        for term, postings in _differing(_terms(before), _terms(now)).items():
            changes[term][shard.number] = postings
        index.spoken.subtract(_sounds(before))
        index.spoken.update(_sounds(now))
    files |= spliced(lambda path: (folder / path).read_bytes() if path in index.files else b"", changes, index.slices)
    for path in files.keys() & index.files.keys():
        os.unlink(f"{folder}/{path}")  # noqa: PTH108  # what has two names is not written into
        del index.files[path]
    index.files |= _put(folder, {path: data for path, data in files.items() if data})
    index.shards, index.spoken = [shard.digest for shard in shards], +index.spoken
    return index


def _make(folder: Path) -> None:
    for name in _FOLDERS:
        (folder / name).mkdir(parents=True, exist_ok=True)


def _sounds_of(shards: Sequence[Shard], index: Index, cache: Cache) -> bytes:
    """The file of syllables; most edits leave it as it is."""
    characters, spoken = characters_of(shards), sorted(index.spoken)
    key = key_of("sounds", _recipe(), " ".join(spoken), "".join(characters))
    return cache.get_or_make(key, lambda: compact(by_sound(characters, spoken)))


def _made(shard: Shard, cache: Cache, names: TermsByName | None = None) -> Files:
    """Everything that is made of a shard, by name. The terms of some ``names`` may be known already."""
    return unpack(cache.get_or_make(_key(shard.digest), partial(_encoded, shard, names or {})))


def _key(shard: str) -> str:
    return key_of("search shard", _recipe(), shard)


def _encoded(shard: Shard, known: TermsByName) -> bytes:
    names: TermsByName = {}

    def of(*name: str) -> NameTerms:
        names[name] = names.get(name) or known.get(name) or of_name(*name)
        return names[name]

    terms = encode(shard, of)
    spoken = sorted(term for term in terms if term.startswith(("~", ".~")) and term.isascii())
    return pack(
        {
            **dict(stored(shard)),
            **dict(zip(_PARTS, parted(terms), strict=True)),
            "sounds": " ".join(spoken).encode(),
            "names": pickle.dumps(names, pickle.HIGHEST_PROTOCOL),
        },
        "I",
    )


def _shown(made: Files) -> Files:
    """The stored fields of a shard."""
    return {path: data for path, data in made.items() if "/" in path}


def _sounds(made: Files) -> list[str]:
    return made["sounds"].decode().split()


def _terms(made: Files) -> Encoded:
    return {term: postings for part in _PARTS for term, postings in unpack(made[part]).items()}


def _differing(before: Files, now: Files) -> Files:
    """What is not as before, with nothing for what is gone."""
    return {name: now.get(name, b"") for name in before.keys() | now.keys() if before.get(name) != now.get(name)}


def _put(folder: Path, files: Files) -> Left:
    """Writes files into a folder."""
    for path, data in files.items():
        with open(f"{folder}/{path}", "wb") as file:  # noqa: PTH123  # some thousands: a Path for each costs as much again
            file.write(data)
    return {path: file_state(f"{folder}/{path}") for path in files}


def _head(shards: Sequence[Shard], version: str, index: Index) -> dict[str, object]:
    """What every search needs, and the version the other files belong to."""
    counts = [len(shard.documents) for shard in shards]
    large = {large_term(path): size for path, (_, size, *_) in index.files.items() if path.startswith("heavy/")}
    return {
        "version": version,
        "documents": sum(counts),
        "bases": [0, *accumulate(counts)][:-1],
        "slices": index.slices,
        "cards": CARDS,
        "texts": TEXTS,
        "heavy": {term: -(-size // 1000) for term, size in sorted(large.items())},
        "syllables": sorted(term[1:] for term in index.spoken if term.startswith("~")),
    }


@lru_cache
def _recipe() -> str:
    """Changes with the code that decides what the files hold."""
    here, records = Path(__file__).parent, Path(__file__).parent.parent / "records"
    own = [*here.glob("*.py"), *(records / f"{name}.py" for name in ("han", "names", "readings", "surnames"))]
    texts = (path.read_bytes().replace(b"\r\n", b"\n") for path in sorted(own))  # the same for a clone on Windows
    return key_of("index", version_of("pypinyin"), *texts)
