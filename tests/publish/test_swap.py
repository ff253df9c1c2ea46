"""The swap of sites: with parallel builds or a kill between any two steps one whole site is in place."""

import multiprocessing
import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.publish import swap


class Killed(BaseException):
    """The process ends here: nothing catches it."""


def site(folder: Path, word: str) -> Path:
    """A small site of files that all say the same word."""
    for name in ("index.html", "a/index.html", "b/c/index.html"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(word, encoding="utf-8")
    return folder


def words(folder: Path) -> set[str]:
    return {path.read_text(encoding="utf-8") for path in folder.rglob("*.html")}


@pytest.fixture(params=[True, False], ids=["one step", "two steps"])
def exchange(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[bool]:
    """Both ways: a system that can exchange two names, and one that cannot."""
    if not request.param:
        monkeypatch.setattr(swap, "_exchange", lambda *_: False)
    yield request.param


def test_the_new_site_takes_the_place_of_the_old(tmp_path: Path, exchange: bool) -> None:
    for word in ("一", "二", "三"):
        site(tmp_path / swap.FRESH, word)
        swap.swap(tmp_path)
        assert words(tmp_path / "site") == {word}
        assert {path.name for path in tmp_path.iterdir()} == {"site"}


def test_of_the_old_site_a_spare_of_the_new_one_is_left(tmp_path: Path) -> None:
    site(tmp_path / "site", "旧")
    (tmp_path / "site/gone.html").write_text("撤下", encoding="utf-8")
    site(tmp_path / swap.FRESH, "新")
    names = [
        path.relative_to(tmp_path / swap.FRESH).as_posix()
        for path in (tmp_path / swap.FRESH).rglob("*")
        if path.is_file()
    ]
    swap.swap(tmp_path, spare=names)
    assert {path.name for path in tmp_path.iterdir()} == {"site", swap.SPARE}
    assert words(tmp_path / swap.SPARE) == {"新"}
    for path in (tmp_path / "site").rglob("*.html"):
        assert path.samefile(tmp_path / swap.SPARE / path.relative_to(tmp_path / "site"))
    site(tmp_path / swap.FRESH, "又")
    swap.swap(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"site"}


@pytest.mark.parametrize("step", range(8))
@pytest.mark.parametrize("first", [True, False], ids=["no site yet", "a site stands"])
def test_killed_between_any_two_steps_a_whole_site_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exchange: bool, first: bool, step: int
) -> None:
    if not first:
        site(tmp_path / "site", "旧")
    site(tmp_path / swap.FRESH, "新")
    left = step

    def counted(name: str, real):  # type: ignore[no-untyped-def]
        def act(*given, **more):  # type: ignore[no-untyped-def]
            nonlocal left
            if left == 0:
                raise Killed(name)
            left -= 1
            return real(*given, **more)

        return act

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", counted("rename", Path.rename))
        patched.setattr(shutil, "rmtree", counted("rmtree", shutil.rmtree))
        patched.setattr(swap, "_exchange", counted("exchange", swap._exchange))
        killed = False
        try:
            swap.swap(tmp_path)
        except Killed:
            killed = True
    if exchange and not first:  # also before anybody repairs
        assert words(tmp_path / "site") in ({"旧"}, {"新"})
    with swap.locked(tmp_path):
        standing = words(tmp_path / "site")
    assert standing in ([{"新"}] if not killed else [{"旧"}, {"新"}] if not first else [set(), {"新"}])
    assert {path.name for path in tmp_path.iterdir()} <= {"site", swap.LOCK}


def test_a_new_site_that_cannot_be_moved_leaves_the_old_one_standing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site(tmp_path / "site", "旧")
    site(tmp_path / swap.FRESH, "新")
    rename = Path.rename

    def held(path: Path, target: Path) -> Path:
        if path.name == swap.FRESH:
            raise PermissionError(13, "in use", str(path))
        return rename(path, target)

    monkeypatch.setattr(swap, "_exchange", lambda *_: False)
    monkeypatch.setattr(Path, "rename", held)
    with pytest.raises(PermissionError):
        swap.swap(tmp_path)
    assert words(tmp_path / "site") == {"旧"}


def _build(out: Path, word: str, rounds: int) -> None:
    for _ in range(rounds):
        with swap.locked(out):
            site(out / swap.FRESH, word)
            swap.swap(out)


@pytest.mark.slow
def test_two_builds_at_once_leave_one_whole_site(tmp_path: Path) -> None:
    site(tmp_path / "site", "旧")
    context = multiprocessing.get_context("spawn")
    both = [context.Process(target=_build, args=(tmp_path, word, 10)) for word in ("甲", "乙")]
    for one in both:
        one.start()
    seen = set()
    while any(one.is_alive() for one in both):
        found = words(tmp_path / "site")
        seen |= found
    for one in both:
        one.join()
    assert [one.exitcode for one in both] == [0, 0]
    assert words(tmp_path / "site") in ({"甲"}, {"乙"})
    assert seen <= {"旧", "甲", "乙"}


def _hold(out: Path, ready: str) -> None:
    with swap.locked(out):
        Path(ready).touch()
        os._exit(9)  # killed with the lock in its hands


def test_a_killed_build_lets_go_of_the_lock(tmp_path: Path) -> None:
    one = multiprocessing.get_context("spawn").Process(target=_hold, args=(tmp_path, str(tmp_path / "ready")))
    one.start()
    one.join()
    assert (tmp_path / "ready").exists()
    waited: list[bool] = []
    with swap.locked(tmp_path, lambda: waited.append(True)):
        pass
    assert waited == []


def test_whoever_waits_says_so(tmp_path: Path) -> None:
    said: list[str] = []

    def other() -> None:
        raise Killed  # said before it waits; the test does not wait

    with swap.locked(tmp_path), pytest.raises(Killed), swap.locked(tmp_path, other):
        said.append("entered")
    assert said == []


def test_what_is_published_can_be_read_by_all(tmp_path: Path) -> None:
    from scripts.publish.site import make_readable  # here: the processes started above need not load MkDocs

    before = os.umask(0o077)
    try:
        make_readable(site(tmp_path / "site", "新"))
    finally:
        os.umask(before)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "site").rglob("*") if path.is_file()}
    assert modes == {0o644}
    assert stat.S_IMODE((tmp_path / "site/b").stat().st_mode) == 0o755


@pytest.mark.parametrize("kind", ["link", "file"])
def test_what_is_no_folder_is_refused_and_left_alone(tmp_path: Path, kind: str) -> None:
    out, live = tmp_path / "out", site(tmp_path / "live", "旧")
    out.mkdir()
    if kind == "link":
        (out / "site").symlink_to(live)
    else:
        (out / "site").write_text("旧", encoding="utf-8")
    with pytest.raises(NotADirectoryError, match="链接或文件"), swap.locked(out):
        pass
    assert (out / "site").is_symlink() == (kind == "link") and words(live) == {"旧"}


def test_what_lies_where_the_new_site_is_made_is_removed(tmp_path: Path) -> None:
    live = site(tmp_path / "live", "旧")
    (tmp_path / swap.FRESH).symlink_to(live)
    (tmp_path / swap.OLD).write_text("", encoding="utf-8")
    with swap.locked(tmp_path):
        assert not (tmp_path / swap.FRESH).exists() and not (tmp_path / swap.OLD).exists()
    assert words(live) == {"旧"}
