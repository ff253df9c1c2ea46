"""The public folder: complete at every moment, with rollback."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.release.folder import Folder
from scripts.release.manifest import KEPT_RELEASES, Manifest, TargetError, read
from scripts.release.send import target_of
from scripts.release.verify import mismatches
from tests.release.support import sealed


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[Folder, tuple[Path, Manifest], tuple[Path, Manifest]]]:
    """A folder where the first of two releases is public."""
    old, new = sealed(tmp_path / "old"), sealed(tmp_path / "new", "乙", commit="1" * 40)
    folder = Folder(tmp_path / "www")
    with folder.opened():
        folder.publish(*old)
    yield folder, old, new


def test_everybody_may_read_what_a_careful_user_publishes(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        with (folder := Folder(tmp_path / "srv/www")).opened():
            folder.publish(*sealed(tmp_path / "new"))
    finally:
        os.umask(before)
    assert [path for path in (tmp_path / "srv").rglob("*") if not path.stat().st_mode & 0o004] == []


def test_one_goes_back_and_on_from_there(two: tuple, tmp_path: Path) -> None:  # type: ignore[type-arg]
    folder, (_, before), (new, after) = two
    folder.publish(new, after)
    assert folder.manifest() == after
    assert folder.rollback() == before.release and folder.manifest() == before
    with pytest.raises(TargetError, match="没有更早的版本"):
        folder.rollback()
    third = sealed(tmp_path / "3", "丙", commit="2" * 40)
    folder.publish(*third)
    assert folder.history == [before.release, third[1].release]
    assert folder.rollback() == before.release
    assert not (folder.root / "releases" / after.release).exists()


def test_what_did_not_fit_makes_room_before_the_next_is_copied(two: tuple, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[type-arg]
    folder, _, new = two
    (left := folder.root / "releases/.0-0.part").mkdir()
    there, copied = list[bool](), shutil.copytree
    monkeypatch.setattr(
        shutil, "copytree", lambda *given, **more: there.append(left.exists()) or copied(*given, **more)
    )
    folder.publish(*new)
    assert there and not any(there) and folder.manifest() == new[1]


@pytest.mark.slow
def test_ten_releases_stay_and_old_pages_keep_their_style(tmp_path: Path) -> None:
    folder, names = Folder(tmp_path / "www"), []
    for number in range(KEPT_RELEASES + 2):
        site, manifest = sealed(tmp_path / str(number), str(number), commit=f"{number:040}")
        folder.publish(site, manifest)
        names.append(next(name for name in manifest.files if name.endswith("css/site.css")))
    assert len(list((folder.root / "releases").iterdir())) == KEPT_RELEASES == len(folder.history)
    assert [(folder.site / name).exists() for name in names] == [False] * 2 + [True] * KEPT_RELEASES
    folder.rollback()
    assert (folder.site / names[-1]).exists()  # of a page that was open when one went back
    assert list(mismatches(folder.site)) == []


def test_a_list_of_releases_that_was_spoilt_stops_nothing(two: tuple) -> None:  # type: ignore[type-arg]
    folder, _, (new, after) = two
    (folder.root / "history").write_bytes(b"\xff\xfe\0 \n")
    folder.publish(new, after)
    assert folder.manifest() == after and folder.history[-1] == after.release


def test_a_folder_at_home_is_meant_where_no_shell_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    target = target_of("~/www")
    assert isinstance(target, Folder) and target.root == tmp_path / "www"


def test_the_same_release_again_changes_nothing_and_mends_what_was_altered(two: tuple) -> None:  # type: ignore[type-arg]
    folder, (old, before), _ = two
    target = folder.site.readlink()
    folder.publish(old, before)
    assert folder.site.readlink() == target and folder.history == [before.release]
    (folder.site / "index.html").write_text("黑", encoding="utf-8")
    folder.publish(old, before)
    assert list(mismatches(folder.site)) == [] and folder.manifest() == before


def test_one_goes_back_to_no_release_that_was_altered_and_takes_nothing_from_it(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "www")
    releases = [sealed(tmp_path / f"{n}", str(n), commit=f"{n:040}") for n in range(4)]
    for release in releases[:3]:
        folder.publish(*release)
    first, second, third = (folder.root / "releases" / manifest.release for _, manifest in releases[:3])
    (second / "index.html.gz").write_bytes(b"x")
    (third / "release/manifest.json").write_text("{}", encoding="utf-8")
    assert folder.rollback() == first.name and list(mismatches(first)) == []
    style = next(name for name in releases[0][1].files if name.endswith("css/site.css"))
    (first / style).write_text("黑", encoding="utf-8")
    folder.publish(*releases[3])
    assert not (folder.site / style).exists() and list(mismatches(folder.site)) == []
    with pytest.raises(TargetError, match="没有更早的版本.*改动过的.*git revert"):
        folder.rollback()


def test_a_folder_of_others_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "www/current").mkdir(parents=True)
    with pytest.raises(TargetError, match="先把它移走"), Folder(tmp_path / "www").opened():
        pass
    assert list((tmp_path / "www").iterdir()) == [tmp_path / "www/current"]


def test_a_copy_that_is_not_whole_is_not_shown(two: tuple, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[type-arg]
    folder, (_, before), (new, after) = two
    (new / "index.html").write_text("半", encoding="utf-8")
    with pytest.raises(TargetError, match="index.html 被改过"):
        folder.publish(new, after)
    assert read(folder.site) == before


def test_links_are_relative_so_that_the_folder_may_move(two: tuple, tmp_path: Path) -> None:  # type: ignore[type-arg]
    folder, (_, before), _ = two
    os.rename(folder.root, tmp_path / "elsewhere")  # noqa: PTH104
    assert read(tmp_path / "elsewhere/current") == before
