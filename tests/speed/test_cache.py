"""The cache returns what was stored, byte for byte, or nothing; unused entries are deleted."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from scripts.speed.cache import GRACE, Cache, key_of

KEY = key_of("page", "a", b"b")


def entries(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("data", [b"", b"\n", b"a\nb", bytes(range(256)) * 300])
def test_what_is_kept_is_read_byte_for_byte(data: bytes, tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    assert cache.get(KEY) is None
    cache.put(KEY, data)
    assert cache.get(KEY) == data == Cache(tmp_path).get_or_make(KEY, lambda: pytest.fail("made again"))


@pytest.mark.parametrize("place", [0, 20, -1])
def test_an_entry_that_was_altered_or_cut_off_is_made_anew(place: int, tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put(KEY, b"the page, as it was made")
    (path,) = entries(tmp_path)
    right = path.read_bytes()
    flipped = bytearray(right)
    flipped[place] ^= 1
    for wrong in (bytes(flipped), right[:place], b""):
        path.write_bytes(wrong)
        assert cache.get(KEY) is None
        assert cache.get_or_make(KEY, lambda: b"anew") == b"anew" == cache.get(KEY)


def test_keys_tell_apart_what_differs_in_any_part() -> None:
    keys = [key_of("page", "ab", "c"), key_of("page", "a", "bc"), key_of("pagea", "b", "c"), key_of("page", "abc")]
    assert len(set(keys)) == len(keys)
    assert key_of("page", "甲") == key_of("page", "甲".encode())


def test_without_a_folder_nothing_is_kept() -> None:
    made = iter((b"1", b"2"))
    assert [Cache().get_or_make(KEY, lambda: next(made)) for _ in range(2)] == [b"1", b"2"]
    Cache().prune(now=0)


def test_a_folder_that_cannot_be_written_costs_time_only(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert Cache(tmp_path / "file").get_or_make(KEY, lambda: b"1") == b"1"


def test_what_was_not_used_goes_after_a_while_and_the_oldest_beyond_the_limit(tmp_path: Path) -> None:
    cache, keys = Cache(tmp_path), [key_of("page", str(number)) for number in range(4)]
    for number, key in enumerate(keys):
        cache.put(key, bytes(1000))
        os.utime(tmp_path / key[:2] / key, (1000 + number, 1000 + number))
    (tmp_path / keys[0][:2] / "killed.part").write_bytes(b"half")
    os.utime(tmp_path / keys[0][:2] / "killed.part", (500, 500))
    cache.prune(now=1000 + GRACE)
    assert {path.name for path in entries(tmp_path)} == set(keys)
    cache.prune(now=1000 + GRACE, most=2500)
    assert {path.name for path in entries(tmp_path)} == set(keys[2:])
    assert cache.get(keys[2])
    cache.prune(now=1003.5 + GRACE)
    assert {path.name for path in entries(tmp_path)} == {keys[2]}


def test_several_builds_may_use_it_at_once_while_it_is_being_deleted(tmp_path: Path) -> None:
    keys = [key_of("page", str(number)) for number in range(8)]

    def work(turn: int) -> bool:
        key = keys[turn % len(keys)]
        if turn % 5 == 0:
            for path in entries(tmp_path):
                path.unlink(missing_ok=True)
        return Cache(tmp_path).get_or_make(key, lambda: key.encode() * 50) == key.encode() * 50

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(work, range(400)))
    assert not list(tmp_path.rglob("*.part"))
