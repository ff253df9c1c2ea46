"""A folder that takes over the files of another holds those very files, and nothing else."""

from pathlib import Path

from scripts.speed.hard_links import linked, mirror, state


def test_files_are_linked_only_as_they_were_left(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    path = tmp_path / "site/a.html"
    path.write_text("甲", encoding="utf-8")
    left = state(str(path))
    assert linked(tmp_path / "site", tmp_path / "new", {"a.html": left})
    path.chmod(path.stat().st_mode ^ 0o010)  # whatever the umask gave it
    assert not linked(tmp_path / "site", tmp_path / "hidden", {"a.html": left})
    path.chmod(0o644)
    path.write_text("乙乙", encoding="utf-8")
    assert not linked(tmp_path / "site", tmp_path / "other", {"a.html": left})


def test_a_mirror_holds_the_very_files_and_nothing_else(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    for name in ("a.html", "b/c.html", "b/d/e.html", "f/g.html", "h"):
        (old / name).parent.mkdir(parents=True, exist_ok=True)
        (old / name).write_text(name, encoding="utf-8")
    new.mkdir()
    assert mirror(str(old), str(new))
    assert _inodes(new) == _inodes(old)
    (new / "more/empty").mkdir(parents=True)
    (new / "b/c.html").unlink()
    (new / "b/c.html").write_text("b/c.html", encoding="utf-8")
    (new / "h").unlink()
    (new / "h").mkdir()
    (old / "a.html").unlink()
    assert mirror(str(old), str(new))
    assert _inodes(new) == _inodes(old)
    assert mirror(str(old), str(new), ["b/d/e.html", "h"])
    assert _inodes(new).keys() == {"b", "b/d", "b/d/e.html", "h"}
    assert not mirror(str(old), str(new), [])
    assert _inodes(new) == {}


def _inodes(folder: Path) -> dict[str, int]:
    """Each file and folder below one, by its path; of files their inodes."""
    return {
        path.relative_to(folder).as_posix(): path.stat().st_ino if path.is_file() else 0 for path in folder.rglob("*")
    }
