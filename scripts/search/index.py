"""Documents → the files of the index in the finished site. A shard is encoded once, until one of its documents changes."""

import hashlib
import shutil
from collections.abc import Iterable, Sequence
from functools import lru_cache, partial
from itertools import accumulate
from pathlib import Path

import pypinyin

from scripts.cache import Cache, key_of, letter_digest
from scripts.search.documents import Document
from scripts.search.encode import encode
from scripts.search.shards import Shard, shards_of
from scripts.search.slices import PARTS, large_term, merged, pack, parted, slice_count, unpack
from scripts.search.stored import CARDS, TEXTS, columns, compact, stored
from scripts.search.terms import by_sound
from scripts.workers import spread

FOLDER = "search/data"
"""Where the index stands in the site: ``index.json``, and beside it a folder named by the version with all the rest."""
_FOLDERS = ("terms", "heavy", "cards", "texts")

Files = dict[str, bytes]
Sizes = dict[str, int]
"""Path of a file → its bytes; → how many they are."""


def write(documents: Iterable[Document], site: Path, cache: Cache | None = None, jobs: int = 1) -> int:
    """Writes the index of ``documents`` into ``site``; what was there before goes. Returns the number of files.

    The ``cache`` adds speed: the same bytes come out without it.
    """
    shards = shards_of(documents)
    version = letter_digest("".join((_recipe(), *(shard.digest for shard in shards))).encode())[:12]
    folder = site / FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    for name in _FOLDERS:
        (folder / version / name).mkdir(parents=True)
    put = partial(_put, folder / version)
    slices = slice_count(shards)

    def shard_done(shard: Shard) -> tuple[Sizes, list[str], list[bytes]]:
        """Writes the stored fields of a shard. Returns their sizes, its terms that are sounds, and all its terms in parts."""
        key = key_of("search shard", _recipe(), shard.digest)
        made = unpack((cache or Cache()).made(key, partial(_encoded, shard)))
        shown = put({name: data for name, data in made.items() if "/" in name})
        return shown, made["sounds"].decode().split(), [made[_part(number)] for number in range(PARTS)]

    ready = list(spread(shard_done, shards, jobs, few=2))

    def part_done(number: int) -> Sizes:
        return put(dict(merged(number, [parts for _, _, parts in ready], slices)))

    sizes = [*spread(part_done, range(min(PARTS, slices)), jobs, few=2), *(shown for shown, _, _ in ready)]
    large = {large_term(path): size for part in sizes for path, size in part.items() if path.startswith("heavy/")}
    spoken = {term for _, said, _ in ready for term in said}
    syllables = sorted(term[1:] for term in spoken if term.startswith("~"))
    put({"columns.json": compact(columns(shards)), "sounds.json": compact(by_sound(shards, spoken))})
    _put(folder, {"index.json": compact(_head(shards, version, slices, large, syllables))})
    return sum(map(len, sizes)) + 3


def _encoded(shard: Shard) -> bytes:
    """Everything that is made of a shard."""
    terms = encode(shard)
    parts = {_part(number): part for number, part in enumerate(parted(terms))}
    spoken = sorted(term for term in terms if term.startswith(("~", ".~")) and term.isascii())
    return pack({**dict(stored(shard)), **parts, "sounds": " ".join(spoken).encode()}, "I")


def _part(number: int) -> str:
    return f"part {number}"


def _put(folder: Path, files: Files) -> Sizes:
    """Writes files into a folder. Returns their sizes."""
    for path, data in files.items():
        with open(f"{folder}/{path}", "wb") as file:  # noqa: PTH123  # some thousands: a Path for each costs as much again
            file.write(data)
    return {path: len(data) for path, data in files.items()}


def _head(shards: Sequence[Shard], version: str, slices: int, large: Sizes, syllables: list[str]) -> dict[str, object]:
    """What every search needs, and the version the other files belong to."""
    counts = [len(shard.documents) for shard in shards]
    return {
        "version": version,
        "documents": sum(counts),
        "bases": [0, *accumulate(counts)][:-1],
        "slices": slices,
        "cards": CARDS,
        "texts": TEXTS,
        "heavy": {term: -(-size // 1000) for term, size in sorted(large.items())},
        "syllables": syllables,
    }


@lru_cache
def _recipe() -> str:
    """Changes with the code that decides what the files hold."""
    state = hashlib.blake2b(pypinyin.__version__.encode(), digest_size=8)
    records = Path(__file__).parent.parent / "records"
    own = [
        *Path(__file__).parent.glob("*.py"),
        *(records / f"{name}.py" for name in ("han", "names", "readings", "surnames")),
    ]
    for path in sorted(own):
        state.update(path.read_bytes().replace(b"\r\n", b"\n"))  # the same for a clone on Windows
    return state.hexdigest()
