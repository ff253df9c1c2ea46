"""From a commit to a public folder and back, by the commands as they are typed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.release.folder import Folder
from scripts.release.git import GitError, commit
from scripts.release.verify import wrong_in_folder
from tests.commands.support import GOOD
from tests.commands.test_ci import commit as commit_all
from tests.commands.test_ci import git, repository
from tests.support import ROOT, plant

__all__ = ["repository"]


def scripts(folder: Path, *words: str | Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Runs ``python -m scripts`` as it lies in a project's folder."""
    given = {**os.environ, "PYTHONPATH": str(folder), **environment}
    line = [sys.executable, "-m", "scripts", *map(str, words)]
    return subprocess.run(line, cwd=folder, env=given, capture_output=True, text=True, check=False)


@pytest.fixture
def project_folder(repository: Path) -> Path:
    folder = repository.parent
    (folder / "requirements.txt").symlink_to(ROOT / "requirements.txt")
    (folder / ".gitignore").write_text("/build/\n/.cache/\n", encoding="utf-8")
    commit_all(folder)
    return folder


@pytest.mark.slow
def test_one_commit_gives_one_manifest_and_one_may_go_back(project_folder: Path, tmp_path: Path) -> None:
    www, clone, day = tmp_path / "www", tmp_path / "another clone", ("--today", "2026-11-28")
    git(tmp_path, "clone", "-q", project_folder, clone)
    one = scripts(project_folder, "publish", "--to", www, *day, TZ="Asia/Shanghai", LC_ALL="C.UTF-8")
    two = scripts(clone, "publish", "--to", tmp_path / "2", *day, TZ="Pacific/Kiritimati", PYTHONHASHSEED="7")
    assert one.returncode == two.returncode == 0, one.stderr + two.stderr
    first = Folder(www).manifest()
    assert first == Folder(tmp_path / "2").manifest() and first and first.records == {"streets": 1}
    plant(project_folder, {"streets/he-an.yml": 'title: 河岸街道\ncode: "990101002"\npublished: 2026\n'})
    assert "还没有提交" in scripts(project_folder, "publish", "--to", www, *day).stderr
    assert Folder(www).manifest() == first
    commit_all(project_folder)
    assert scripts(project_folder, "publish", "--to", www, *day).returncode == 0
    assert "streets/he-an/" in (Folder(www).manifest() or first).pages
    assert scripts(project_folder, "rollback", www).returncode == 0
    assert Folder(www).manifest() == first and list(wrong_in_folder(www / "current")) == []
    assert scripts(project_folder, "verify", www).returncode == 0
    _nothing_is_put_in_place_that_is_wrong_or_takes_too_much(project_folder, www)


def _nothing_is_put_in_place_that_is_wrong_or_takes_too_much(project_folder: Path, www: Path) -> None:
    first = Folder(www).manifest()
    for name in ("liu-yin", "he-an"):
        (project_folder / f"content/streets/{name}.yml").unlink()
    commit_all(project_folder)
    done = scripts(project_folder, "publish", "--to", www)
    assert done.returncode == 1 and "街道从 1 条减到 0 条" in done.stderr and "--accept-loss" in done.stderr
    assert "/streets/liu-yin/" in done.stderr and Folder(www).manifest() == first
    assert scripts(project_folder, "publish", "--to", www, "--accept-loss").returncode == 0
    plant(project_folder, {"streets/liu-yin.yml": GOOD["streets/liu-yin.yml"].replace('"990101001"', "99")})
    commit_all(project_folder)
    done = scripts(project_folder, "publish", "--to", www)
    assert done.returncode == 1 and "F10" in done.stdout and "公众看到的还是上一次的网站" in done.stderr


def test_what_git_does_not_know_is_not_published(tmp_path: Path) -> None:
    with pytest.raises(GitError):
        commit(tmp_path)
