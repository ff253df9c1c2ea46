"""A release ended at random moments, cut off, or out of room: ``python -m pytest -s tests/release/killed.py``, some minutes.

Not part of ``make test``: when it ends is chance. ``test_folder.py`` ends a release at every fourth of its steps instead.
"""

import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from scripts.release.manifest import Manifest, read
from scripts.release.send import target_of
from scripts.release.verify import wrong_in_folder
from tests.release.support import sealed
from tests.release.test_remote import ssh

__all__ = ["ssh"]
POINTS = 50
PAGES = tuple(f"news/{number}/" for number in range(30))
PUT = """
import sys
from pathlib import Path
from scripts.release.manifest import read
from scripts.release.send import target_of
place, site = target_of(sys.argv[1]), Path(sys.argv[2])
print(flush=True)
with place.opened():
    place.put(site, read(site))
"""


def putting(address: str, site: Path, limit: int | None = None) -> "subprocess.Popen[bytes]":
    """Begins to put a sealed site in place; returns when the program stands and the work begins."""

    def limited() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit or 0, limit or 0))

    words = [sys.executable, "-c", PUT, address, str(site)]
    child = subprocess.Popen(
        words,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=limited if limit is not None else None,
    )
    assert child.stdout and child.stdout.readline()
    return child


def ended(child: "subprocess.Popen[bytes]", after: float) -> None:
    """Ends it and all it has begun, a connection too, after some seconds."""
    time.sleep(after)
    os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def rounds(
    address: str, there: Path, tmp_path: Path, harm: Callable[[str, Path], object]
) -> Iterator[tuple[Manifest, Manifest]]:
    """Harms one release after the other. Yields what readers see afterwards, and what was to be seen."""
    target = target_of(address)
    with target.opened():
        target.put(*sealed(tmp_path / "first", "first", PAGES, commit="f" * 40))
    for number in range(POINTS):
        before = target.manifest()
        site, after = sealed(tmp_path / str(number), str(number), PAGES, commit=f"{number:040}")
        harm(address, site)
        seen = target.manifest()  # waits until the server has ended what it still does
        assert seen in (before, after) and list(wrong_in_folder(there / "current")) == []
        assert seen
        yield seen, after
        with target.opened():
            target.put(site, after)
        assert read(there / "current") == after and list(wrong_in_folder(there / "current")) == []


def told(name: str, found: Iterator[tuple[Manifest, Manifest]]) -> None:
    counts = Counter("new" if seen == after else "old" for seen, after in found)
    print(
        f"\n{name}: {counts.total()} times; the old site stood {counts['old']} times, the new one {counts['new']} times"
    )
    assert counts["old"]


def lasting(address: str, tmp_path: Path) -> float:
    """Seconds that a release takes when nothing ends it, on a machine that may be busy: the least of three."""
    seconds = []
    for number in range(3):
        site, _ = sealed(tmp_path / f"timed{number}", f"timed{number}", PAGES, commit=f"{number}" + "e" * 39)
        child, start = putting(address, site), time.monotonic()
        assert child.wait() == 0
        seconds.append(time.monotonic() - start)
    return min(seconds)


def largest(site: Path) -> int:
    return max(path.stat().st_size for path in site.rglob("*"))


def room(site: Path) -> int:
    """Bytes a sealed site takes on a disk whose blocks have 4 KB."""
    return sum(-(-path.stat().st_size // 4096) * 4096 for path in site.rglob("*") if path.is_file())


@pytest.mark.parametrize("kind", ["folder", "ssh"])
def test_killed_at_random_points(kind: str, ssh: tuple[str, Path], tmp_path: Path) -> None:
    address, there = ssh if kind == "ssh" else (str(tmp_path / "www"), tmp_path / "www")
    most = lasting(address, tmp_path)
    told(
        f"{kind}, killed within {most:.2f} s",
        rounds(address, there, tmp_path, lambda to, site: ended(putting(to, site), random.uniform(0, most))),
    )


def test_no_file_may_grow_beyond_a_random_size(tmp_path: Path) -> None:
    there = tmp_path / "www"
    told(
        "folder, file size limited",
        rounds(
            str(there), there, tmp_path, lambda to, site: putting(to, site, random.randrange(2 * largest(site))).wait()
        ),
    )


@pytest.mark.skipif(os.geteuid() != 0, reason="only root mounts a small disk")
def test_a_disk_with_a_random_rest(tmp_path: Path) -> None:
    there = tmp_path / "www"
    there.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", there], check=True)

    def crowded(to: str, site: Path) -> None:
        free = os.statvfs(there).f_bavail * os.statvfs(there).f_frsize
        filler = there / "filler"
        filler.write_bytes(b"x" * max(0, free - random.randrange(2 * room(site))))
        putting(to, site).wait()
        filler.unlink()

    try:
        told("folder, disk almost full", rounds(str(there), there, tmp_path, crowded))
    finally:
        subprocess.run(["umount", there], check=True)
