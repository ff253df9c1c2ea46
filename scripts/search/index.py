"""Documents → the index files in the finished site. A shard is encoded again only when one of its documents changes."""

import json
import os
import pickle
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from importlib.metadata import version as version_of
from itertools import accumulate
from pathlib import Path

from scripts.search.documents import Document
from scripts.search.shards import CARDS, TEXTS, Shard, columns, compact, shards_of, stored_files
from scripts.search.slices import PARTS, large_term, merge_parts, pack, slice_count, split_terms, unpack, updated_files
from scripts.search.terms import Encoded, NameTerms, characters_by_syllable, characters_of, encode, name_terms
from scripts.speed.cache import Cache, key_of, letter_digest
from scripts.speed.hard_links import FileState, file_state, fill_with_links
from scripts.speed.workers import parallel_map

FOLDER = "search/data"
"""The index in the site: ``index.json``, and a folder named by the version with all other files."""
HEAD = f"{FOLDER}/index.json"
MAX_CHANGED_SHARDS = 16
"""If more shards have changed, all terms are merged anew, on all cores."""
_FOLDERS = ("terms", "heavy", "cards", "texts")
_WAITING = "waiting"
_PARTS = [f"part {number}" for number in range(PARTS)]

Files = dict[str, bytes]
"""Path of a file → its bytes."""
FileStates = dict[str, FileState]
"""Path of a file → its state when written."""
TermsByName = dict[tuple[str, ...], NameTerms]


@dataclass
class Index:
    """A written index: the digests of its shards, the number of slices, its pinyin terms with the number of shards that
    have them (``spoken``), and its files except those about all documents."""

    shards: list[str]
    slices: int
    spoken: Counter[str] = field(default_factory=Counter)
    files: FileStates = field(default_factory=dict)


def write_index(
    documents: Iterable[Document], site: Path, cache: Cache | None = None, jobs: int = 1, last: Path | None = None
) -> None:
    """Writes the index of ``documents`` into ``site``, replacing any other.

    ``cache`` and the index of the ``last`` site only save time: the bytes are the same without them.
    """
    shards, cache = shards_of(documents), cache or Cache()
    version = letter_digest("".join((_code_version(), *(shard.digest for shard in shards))).encode())[:12]
    folder = site / FOLDER / version
    index = _update(shards, last / FOLDER, folder, cache) if last and last != site else None
    index = index or _write_all(shards, folder, cache, jobs)
    _write_files(folder, {"columns.json": compact(columns(shards)), "sounds.json": _sounds_file(shards, index, cache)})
    _write_files(folder.parent, {"index.json": compact(_head(shards, version, index))})
    cache.put(key_of("index", _code_version(), version), pickle.dumps(index, pickle.HIGHEST_PROTOCOL))


def _write_all(shards: Sequence[Shard], folder: Path, cache: Cache, jobs: int) -> Index:
    """Writes all shards, then all their terms, part by part."""
    index = Index([shard.digest for shard in shards], slice_count(shards))
    shutil.rmtree(folder.parent, ignore_errors=True)
    _make(folder)
    (folder / _WAITING).mkdir()
    step = min(PARTS, index.slices)

    def shard_done(shard: Shard) -> tuple[FileStates, list[str], list[int]]:
        """Writes stored fields, and terms for merging. Returns the files, the pinyin terms, the offsets of term parts."""
        made = _shard_files(shard, cache)
        parts = [made[name] for name in _PARTS]
        _write_files(folder, {f"{_WAITING}/{shard.number}": b"".join(parts)})
        return (
            _write_files(folder, _stored_files(made)),
            _sound_terms(made),
            list(accumulate(map(len, parts), initial=0)),
        )

    def part_done(number: int) -> FileStates:
        return _write_files(folder, dict(merge_parts(number, waiting(number), index.slices)))

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


def _update(shards: Sequence[Shard], last: Path, folder: Path, cache: Cache) -> Index | None:
    """Updates the ``last`` index; None if it is unknown, altered, or too much has changed."""
    try:
        version = str(json.loads((last / "index.json").read_bytes())["version"])
    except (OSError, ValueError, LookupError, TypeError):
        return None
    kept = cache.get(key_of("index", _code_version(), version))
    index: Index = pickle.loads(kept) if kept else Index([], 0)  # noqa: S301  # verified, and written by this program
    if (len(index.shards), index.slices) != (len(shards), slice_count(shards)):
        return None
    if sum(shard.digest != was for shard, was in zip(shards, index.shards, strict=True)) > MAX_CHANGED_SHARDS:
        return None
    shutil.rmtree(folder.parent, ignore_errors=True)
    if not fill_with_links(last / version, folder, index.files):
        return None
    _make(folder)
    files: Files = {}
    changes: dict[str, dict[int, bytes]] = defaultdict(dict)
    for shard, was in zip(shards, index.shards, strict=True):
        data = cache.get(_key(was))  # for unchanged shards too: a read keeps the entry in the cache
        if shard.digest == was:
            continue
        if data is None:
            return None
        before = unpack(data)
        now = _shard_files(shard, cache, pickle.loads(before["names"]))  # noqa: S301  # verified, and ours
        files |= _changed_files(_stored_files(before), _stored_files(now))
        for term, postings in _changed_files(_terms(before), _terms(now)).items():
            changes[term][shard.number] = postings
        index.spoken.subtract(_sound_terms(before))
        index.spoken.update(_sound_terms(now))
    files |= updated_files(
        lambda path: (folder / path).read_bytes() if path in index.files else b"", changes, index.slices
    )
    for path in files.keys() & index.files.keys():
        os.unlink(f"{folder}/{path}")  # noqa: PTH108  # never write into a hard-linked file
        del index.files[path]
    index.files |= _write_files(folder, {path: data for path, data in files.items() if data})
    index.shards, index.spoken = [shard.digest for shard in shards], +index.spoken
    return index


def _make(folder: Path) -> None:
    for name in _FOLDERS:
        (folder / name).mkdir(parents=True, exist_ok=True)


def _sounds_file(shards: Sequence[Shard], index: Index, cache: Cache) -> bytes:
    """The file syllable → characters; cached, since few edits change it."""
    characters, spoken = characters_of(shards), sorted(index.spoken)
    key = key_of("sounds", _code_version(), " ".join(spoken), "".join(characters))
    return cache.get_or_make(key, lambda: compact(characters_by_syllable(characters, spoken)))


def _shard_files(shard: Shard, cache: Cache, names: TermsByName | None = None) -> Files:
    """All encoded parts of a shard, by name; ``names`` are already known name terms."""
    return unpack(cache.get_or_make(_key(shard.digest), partial(_encoded, shard, names or {})))


def _key(shard: str) -> str:
    return key_of("search shard", _code_version(), shard)


def _encoded(shard: Shard, known: TermsByName) -> bytes:
    held = (replace(document, passages=tuple(document.passages)) for document in shard.documents)  # read twice below
    shard, names = replace(shard, documents=tuple(held)), TermsByName()

    def of(*name: str) -> NameTerms:
        names[name] = names.get(name) or known.get(name) or name_terms(*name)
        return names[name]

    terms = encode(shard, of)
    spoken = sorted(term for term in terms if term.startswith(("~", ".~")) and term.isascii())
    return pack(
        {
            **dict(stored_files(shard)),
            **dict(zip(_PARTS, split_terms(terms), strict=True)),
            "sounds": " ".join(spoken).encode(),
            "names": pickle.dumps(names, pickle.HIGHEST_PROTOCOL),
        },
        "I",
    )


def _stored_files(made: Files) -> Files:
    """The stored fields of a shard."""
    return {path: data for path, data in made.items() if "/" in path}


def _sound_terms(made: Files) -> list[str]:
    return made["sounds"].decode().split()


def _terms(made: Files) -> Encoded:
    return {term: postings for part in _PARTS for term, postings in unpack(made[part]).items()}


def _changed_files(before: Files, now: Files) -> Files:
    """The changed and new files; ``b""`` for removed ones."""
    return {name: now.get(name, b"") for name in before.keys() | now.keys() if before.get(name) != now.get(name)}


def _write_files(folder: Path, files: Files) -> FileStates:
    """Writes files into a folder. Returns their states."""
    for path, data in files.items():
        with open(f"{folder}/{path}", "wb") as file:  # noqa: PTH123  # some thousands: a Path for each costs as much again
            file.write(data)
    return {path: file_state(f"{folder}/{path}") for path in files}


def _head(shards: Sequence[Shard], version: str, index: Index) -> dict[str, object]:
    """``index.json``: what every query needs, and the version of the other files."""
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
def _code_version() -> str:
    """A digest of the code that determines the files' content."""
    here, records = Path(__file__).parent, Path(__file__).parent.parent / "records"
    own = [*here.glob("*.py"), *(records / f"{name}.py" for name in ("han", "names", "readings", "surnames"))]
    texts = (path.read_bytes().replace(b"\r\n", b"\n") for path in sorted(own))  # the same for a clone on Windows
    return key_of("index", version_of("pypinyin"), *texts)
