"""``--keep-going``: which records are held back, and which errors stop the release."""

import subprocess
from functools import partial
from pathlib import Path

import pytest

from scripts.commands.release import _problems
from scripts.publish.config import load_settings
from scripts.release.folder import Folder
from scripts.release.git import GitError
from scripts.release.hold import held_back
from scripts.release.manifest import TargetError
from tests.commands.support import GOOD, run_in
from tests.commands.test_ci import commit, git, repository
from tests.release.test_publish import project_folder
from tests.serving import Quiet, serving
from tests.support import plant

__all__ = ["project_folder", "repository"]
STREET = GOOD["streets/liu-yin.yml"]
OTHER = STREET.replace("柳荫", "河岸").replace("1001", "1002")


def held(folder: Path, config: Path) -> dict[str, str]:
    """Each file held back → the subject of the commit it is shown as of."""
    found = held_back(folder / "content", folder / "build/held", partial(_problems, load_settings(config)))[1]
    log = ["git", "-C", str(folder), "show", "-s", "--format=%s"]
    return {
        file: version and subprocess.check_output([*log, version], text=True).strip() for file, version in found.items()
    }


def test_a_broken_record_stays_as_it_was_and_a_new_one_is_left_out(repository: Path) -> None:
    folder = repository.parent
    git(folder, "commit", "-q", "--amend", "-m", "第一次")
    assert held(folder, repository) == {}
    for code in ("99", "98"):  # its version before is broken too
        plant(folder, {"streets/liu-yin.yml": STREET.replace('"990101001"', code), "streets/new.yml": "x: 1\n"})
        commit(folder)
    assert held(folder, repository) == {"content/streets/liu-yin.yml": "第一次", "content/streets/new.yml": ""}
    assert (folder / "build/held/content/streets/liu-yin.yml").read_text(encoding="utf-8") == STREET
    assert (folder / "content/streets/new.yml").exists()


def test_what_points_to_a_record_left_out_is_held_back_too(repository: Path) -> None:
    folder = repository.parent
    plant(folder, {"streets/liu-yin.yml": STREET + "related: [streets/new]\n", "streets/new.yml": "x: 1\n"})
    commit(folder)
    assert set(held(folder, repository)) == {"content/streets/liu-yin.yml", "content/streets/new.yml"}


def test_an_address_lost_by_a_broken_record_is_there_with_its_version_before(repository: Path) -> None:
    folder = repository.parent
    street = STREET + "aliases: [streets/old]\n"
    plant(folder, {"streets/liu-yin.yml": street})
    with (folder / "urls.lock").open("a", encoding="utf-8") as lock:
        lock.write("/streets/old/ -\n")
    git(folder, "add", "-A")
    commit(folder)
    assert held(folder, repository) == {}
    plant(folder, {"streets/liu-yin.yml": f"{street}bogus: 1\n"})
    commit(folder)
    assert held(folder, repository) == {"content/streets/liu-yin.yml": "改"}


RECORD = "content/streets/liu-yin.yml"


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        (RECORD, STREET + "summary: 电话 13912345678\n", "个人信息和安全的问题必须先改好"),
        (RECORD, STREET + "status: withdrawnn\n", "这条要撤下，不能退回以前的"),
        (RECORD, STREET + "status: 撤 下\n", "这条要撤下，不能退回以前的"),
        ("urls.lock", "/x/ -\nsomething\n", "不能退回以前的"),
        ("docs/more.md", "# 又一页\n\n石大爷确诊以后还来站里帮忙。\n", r"docs/more.md .*必须先改好"),
    ],
)
def test_privacy_withdrawal_and_what_is_no_record_are_never_held_back(
    file: str, text: str, said: str, repository: Path
) -> None:
    (repository.parent / file).write_text(text, encoding="utf-8")
    git(repository.parent, "add", "-A")
    commit(repository.parent)
    with pytest.raises(TargetError, match=said):
        held(repository.parent, repository)


@pytest.mark.slow
def test_the_rest_is_published_loudly(project_folder: Path, tmp_path: Path) -> None:
    broken = STREET.replace('"990101001"', "99")
    plant(project_folder, {"streets/he-an.yml": OTHER, "streets/liu-yin.yml": broken, "streets/new.yml": "x: 1\n"})
    commit(project_folder)
    done = run_in(project_folder, "publish", "--to", tmp_path / "www", "--keep-going")
    assert done.exit_code == 3 and "content/streets/liu-yin.yml：有错，仍是以前的" in done.stderr
    assert "content/streets/new.yml：有错，没有发布" in done.stderr
    manifest = Folder(tmp_path / "www").manifest()
    assert manifest and list(manifest.held) == ["content/streets/liu-yin.yml"] and manifest.left_out == 1
    assert {"streets/he-an/", "streets/liu-yin/"} <= manifest.pages and "new.yml" not in manifest.text
    with serving(tmp_path / "www/current", Quiet) as url:
        done = run_in(project_folder, "verify", url, "--rebuild")
        assert done.exit_code == 0 and done.stderr.endswith("一致\n"), done.output


def test_what_was_deleted_before_does_not_come_back(repository: Path) -> None:
    folder = repository.parent
    plant(folder, {"streets/again.yml": OTHER})
    commit(folder)
    (folder / "content/streets/again.yml").unlink()
    commit(folder)
    plant(folder, {"streets/again.yml": f"{OTHER}bogus: 1\n"})
    commit(folder)
    assert held(folder, repository) == {"content/streets/again.yml": ""}


def test_without_its_history_nothing_is_taken_back(repository: Path, tmp_path: Path) -> None:
    plant(repository.parent, {"streets/liu-yin.yml": f"{STREET}bogus: 1\n"})
    commit(repository.parent)
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{repository.parent}", "shallow")
    with pytest.raises(GitError, match="全部历史"):
        held_back(tmp_path / "shallow/content", tmp_path / "held", lambda _: ())
