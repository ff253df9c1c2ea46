"""A folder that takes over the files of another holds those very files."""

from pathlib import Path

from scripts.speed.hard_links import linked, state


def test_files_are_linked_only_as_they_were_left(tmp_path: Path) -> None:
    (tmp_path / "site/b").mkdir(parents=True)
    path = tmp_path / "site/b/a.html"
    path.write_text("甲", encoding="utf-8")
    left = state(str(path))
    assert linked(tmp_path / "site", tmp_path / "new", {"b/a.html": left})
    assert (tmp_path / "new/b/a.html").samefile(path)
    path.chmod(path.stat().st_mode ^ 0o010)  # whatever the umask gave it
    assert not linked(tmp_path / "site", tmp_path / "hidden", {"b/a.html": left})
    path.chmod(0o644)
    path.write_text("乙乙", encoding="utf-8")
    assert not linked(tmp_path / "site", tmp_path / "other", {"b/a.html": left})
