"""From a commit to a public folder and back, through the commands."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.publish.swap import folder_lock
from scripts.release.folder import Folder
from scripts.release.git import GitError, head_commit
from scripts.release.verify import mismatches
from tests.commands.support import GOOD, run_in
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
def test_one_commit_gives_one_manifest_wherever_it_is_made(project_folder: Path, tmp_path: Path) -> None:
    """By a process of another clone, which keeps nothing from before, elsewhere on earth and with other hashes."""
    clone, day = tmp_path / "another clone", ("--today", "2026-11-28")
    git(tmp_path, "clone", "-q", str(project_folder), str(clone))
    other = {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "7", "LC_ALL": "C.UTF-8"}
    done = scripts(clone, "publish", "--to", tmp_path / "2", *day, **other)
    assert done.returncode == 0, done.stderr
    assert run_in(project_folder, "publish", "--to", tmp_path / "1", *day).exit_code == 0
    found = Folder(tmp_path / "1").manifest()
    assert found == Folder(tmp_path / "2").manifest() and found and found.records == {"streets": 1}


@pytest.mark.slow
def test_one_goes_on_with_a_commit_and_back_again(project_folder: Path, tmp_path: Path) -> None:
    www = tmp_path / "www"
    assert run_in(project_folder, "publish", "--to", www).exit_code == 0
    first = Folder(www).manifest()
    plant(project_folder, {"streets/he-an.yml": 'title: 河岸街道\ncode: "990101002"\npublished: 2026\n'})
    assert "还没有提交" in run_in(project_folder, "publish", "--to", www).stderr
    assert Folder(www).manifest() == first
    commit_all(project_folder)
    assert run_in(project_folder, "publish", "--to", www).exit_code == 0
    second = Folder(www).manifest()
    assert second and "streets/he-an/" in second.pages
    back = run_in(project_folder, "rollback", www)
    assert back.exit_code == 0 and "撤下的人和内容又看得到了" in back.output
    assert Folder(www).manifest() == first and list(mismatches(www / "current")) == []
    assert run_in(project_folder, "verify", www).exit_code == 0
    _nothing_is_put_in_place_that_is_wrong_or_takes_too_much(project_folder, www)


@pytest.mark.slow
def test_a_second_waits_until_what_is_sealed_has_been_sent(project_folder: Path, tmp_path: Path) -> None:
    line = [sys.executable, "-m", "scripts", "publish", "--to", str(tmp_path / "www")]
    given = {**os.environ, "PYTHONPATH": str(project_folder)}
    with folder_lock(project_folder / "build/releasing"):
        second = subprocess.Popen(line, cwd=project_folder, env=given, stderr=subprocess.PIPE, text=True)
        assert any("另一次发布还没有结束" in said for said in second.stderr or ())
        assert not (tmp_path / "www").exists() or not Folder(tmp_path / "www").manifest()
    second.communicate()
    assert second.returncode == 0 and list(mismatches(tmp_path / "www/current")) == []


def _nothing_is_put_in_place_that_is_wrong_or_takes_too_much(project_folder: Path, www: Path) -> None:
    first = Folder(www).manifest()
    for name in ("liu-yin", "he-an"):
        (project_folder / f"content/streets/{name}.yml").unlink()
    commit_all(project_folder)
    done = run_in(project_folder, "publish", "--to", www)
    assert done.exit_code == 1 and "街道从 1 条减到 0 条" in done.stderr and "--accept-loss" in done.stderr
    assert "/streets/liu-yin/" in done.stderr and Folder(www).manifest() == first
    assert run_in(project_folder, "publish", "--to", www, "--accept-loss").exit_code == 0
    plant(project_folder, {"streets/liu-yin.yml": GOOD["streets/liu-yin.yml"].replace('"990101001"', "99")})
    commit_all(project_folder)
    done = run_in(project_folder, "publish", "--to", www)
    assert done.exit_code == 1 and "F10" in done.stdout and "公众看到的还是上一次的网站" in done.stderr


def test_what_git_does_not_know_is_not_published(tmp_path: Path) -> None:
    with pytest.raises(GitError):
        head_commit(tmp_path)
