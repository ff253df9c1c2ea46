"""A release that is killed, cut off or out of space leaves a whole old or new site, and the next release succeeds.

The points are spread evenly over what a release does, counted beforehand: what the interpreter reports of files in a folder
here; commands, and bytes of the upload, on a server. Three points each; fifty with ``--at-length``, and ``-s`` shows a table.
"""

import errno
import os
import resource
import shutil
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from scripts.release.folder import Folder
from scripts.release.manifest import TargetError, read
from scripts.release.send import target_of
from scripts.release.verify import mismatches
from tests.release.support import sealed
from tests.release.test_remote import serving_ssh

ALL = sys.maxsize
PAGES = tuple(f"news/{number}/" for number in range(12))
STEP = """#!/usr/bin/env bash
export T="$(dirname "$0")"
case $SSH_ORIGINAL_COMMAND in
rsync*) eval "$SSH_ORIGINAL_COMMAND" < <({ stdbuf -o0 head -c "$(cat "$T/bytes")" | tee -a "$T/done"; } 2>/dev/null) ;;
*) BASH_ENV=$T/trap eval "bash ${SSH_ORIGINAL_COMMAND#sh}" ;;
esac
"""
"""What the server runs instead of what it is asked: the same, until ``bytes`` have come or ``commands`` have begun."""
TRAP = """set -T
trap 'echo >> "$T/begun"; mapfile -t n < "$T/begun"; ((${#n[@]} < $(< "$T/commands"))) || kill -9 0' DEBUG
"""


@pytest.fixture
def points(pytestconfig: pytest.Config) -> int:
    return 50 if pytestconfig.getoption("--at-length") else 3


def stands(name: str, there: Path, tmp_path: Path, points: int, release: Callable[[Path, int], int]) -> None:
    """Ends a second release at even points; after each, readers see the ``old`` site or the ``new`` one.

    ``release`` puts the site of a folder in place, ends at the step it is told, and returns how many steps it took.
    """
    (_, before), (site, after) = sealed(tmp_path / "old", "甲", PAGES), sealed(tmp_path / "new", "乙", PAGES)
    Folder(tmp_path / "first").publish(tmp_path / "old/sealed", before)

    def ended(at: int) -> int:
        shutil.rmtree(there, ignore_errors=True)
        shutil.copytree(tmp_path / "first", there, symlinks=True)
        return release(site, at)

    total, seen = ended(ALL), []
    assert read(there / "current") == after and total >= points
    for point in range(points):
        ended(at := 1 + (total - 1) * point // (points - 1))
        assert list(mismatches(there / "current")) == []
        found = read(there / "current")
        assert found in (before, after)
        seen.append("new" if found == after else "old")
        print(f"{name}: ended at {at} of {total}: the {seen[-1]} site stood")
        release(site, ALL)
        assert read(there / "current") == after and list(mismatches(there / "current")) == []
    assert seen == sorted(seen, reverse=True) and seen[0] == "old"


def in_a_process(root: Path, site: Path, kind: str, at: int) -> int:
    """Publishes in a process of its own, which at step ``at`` is killed or finds the disk full (then at each that follows),

    or may write no file of more bytes (``short``). Returns how many steps it took, or how large its largest file is.
    """
    reader, writer = os.pipe()
    if child := os.fork():
        os.close(writer)
        with os.fdopen(reader) as told:
            steps = told.read()
        os.waitpid(child, 0)
        return int(steps or 0)
    seen = 0

    def step(event: str, _: object) -> None:
        nonlocal seen
        seen += event.partition(".")[0] in {"open", "os", "shutil"}
        if seen >= at and kind == "killed":
            signal.raise_signal(signal.SIGKILL)
        if seen >= at and kind == "full disk":
            raise OSError(errno.ENOSPC, "full")

    try:
        if kind == "short files":
            seen = max(path.stat().st_size for path in site.rglob("*"))
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (min(at, seen), resource.RLIM_INFINITY))
        else:
            sys.addaudithook(step)
        with suppress(OSError, TargetError):
            Folder(root).publish(site, read(site))  # type: ignore[arg-type]
        at = ALL
        os.write(writer, str(seen).encode())
    finally:
        os._exit(0)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["killed", "full disk", "short files"])
def test_a_folder_here(kind: str, tmp_path: Path, points: int) -> None:
    www = tmp_path / "www"
    stands(f"folder, {kind}", www, tmp_path, points, lambda site, at: in_a_process(www, site, kind, at))


@pytest.mark.slow
@pytest.mark.parametrize("counted", ["commands", "bytes"])
def test_a_folder_on_a_server(counted: str, tmp_path: Path, points: int, monkeypatch: pytest.MonkeyPatch) -> None:
    step = tmp_path / "step"
    step.write_text(STEP, encoding="utf-8")
    step.chmod(0o755)
    (tmp_path / "trap").write_text(TRAP, encoding="utf-8")

    def release(site: Path, at: int) -> int:
        for name in ("commands", "bytes"):
            (tmp_path / name).write_text(f"{at if name == counted else ALL}\n", encoding="utf-8")
        for name in ("begun", "done"):
            (tmp_path / name).write_bytes(b"")
        with suppress(TargetError):
            target = target_of(address)
            target.manifest()
            target.publish(site, read(site))  # type: ignore[arg-type]
        return (tmp_path / {"commands": "begun", "bytes": "done"}[counted]).stat().st_size

    with serving_ssh(tmp_path, monkeypatch, f"ForceCommand {step}") as (address, there):
        stands(f"ssh, {counted}", there, tmp_path, points, release)
