"""A folder filled with hard links has exactly the given files."""

from pathlib import Path

from scripts.speed.hard_links import file_state, fill_with_links, mirror


def test_files_are_linked_only_as_they_were_left(tmp_path: Path) -> None:
    (tmp_path / "site/b").mkdir(parents=True)
    path = tmp_path / "site/b/a.html"
    path.write_text("甲", encoding="utf-8")
    left = file_state(str(path))
    assert fill_with_links(tmp_path / "site", tmp_path / "new", {"b/a.html": left})
    assert (tmp_path / "new/b/a.html").samefile(path)
    path.chmod(path.stat().st_mode ^ 0o010)  # whatever the umask gave it
    assert not fill_with_links(tmp_path / "site", tmp_path / "hidden", {"b/a.html": left})
    path.chmod(0o644)
    path.write_text("乙乙", encoding="utf-8")
    assert not fill_with_links(tmp_path / "site", tmp_path / "other", {"b/a.html": left})


def test_a_mirror_holds_the_very_files_and_nothing_else(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    names = ["a.html", "b/c.html", "b/d/e.html", "f/g.html", "h"]
    for name in names:
        (old / name).parent.mkdir(parents=True, exist_ok=True)
        (old / name).write_text(name, encoding="utf-8")
    mirror(str(old), str(new), names)
    assert _inodes(new) == _inodes(old)
    (new / "more/deep").mkdir(parents=True)
    (new / "more/deep/x.html").touch()
    (new / "b/c.html").unlink()
    (new / "b/c.html").write_text("b/c.html", encoding="utf-8")
    (new / "h").unlink()
    (new / "h").mkdir()
    (new / "h/i.html").touch()
    (old / "a.html").unlink()
    mirror(str(old), str(new), names[1:])
    assert _inodes(new) == _inodes(old)
    mirror(str(old), str(new), ["b/d/e.html", "h"])
    assert _inodes(new).keys() == {"b", "b/d", "b/d/e.html", "h"}
    mirror(str(old), str(new), [])
    assert not new.exists()


def _inodes(folder: Path) -> dict[str, int]:
    """Each file and folder below one, by its path; of files their inodes."""
    return {
        path.relative_to(folder).as_posix(): path.stat().st_ino if path.is_file() else 0 for path in folder.rglob("*")
    }
