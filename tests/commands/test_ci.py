"""CI's answer: the result, the changes readers will see, and which tests to run."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from scripts.commands.ci import Compared, answer, source_address, summary
from scripts.load.content import load
from scripts.problems import Problem, has_errors
from scripts.publish.config import load_settings
from scripts.release.changes import Changes, Page, addresses_made_from
from scripts.release.git import changed_files, changes_looks, only_content
from tests.commands.support import GOOD
from tests.support import ROOT, plant, project

PYTHON = '#!/bin/sh\necho "python $*" >> calls\nmkdir -p build/report\necho "$KIND" > build/report/kind\n[ "$FAILS" != "$3" ]\n'


@pytest.mark.parametrize(
    ("kind", "fails", "going", "code", "said", "calls"),
    [
        ("content", "", "", 0, "只改了内容，不用测试程序", ["ci"]),
        ("program", "", "", 0, "程序自己的测试，与记录无关", ["ci", "test"]),
        ("content", "ci", "", 1, "", ["ci"]),
        ("content", "ci", "false", 1, "", ["ci"]),
        ("content", "ci", "true", 0, "", ["ci"]),
        ("program", "test", "", 1, "结论：记录没有问题，是程序的测试没有通过", ["ci", "test"]),
    ],
)
def test_only_a_change_of_the_program_is_tested(
    kind: str, fails: str, going: str, code: int, said: str, calls: list[str], tmp_path: Path
) -> None:
    shutil.copytree(ROOT / ".ci", tmp_path / ".ci")
    make = '#!/bin/sh\necho "make $*" >> calls\n[ "$FAILS" != "$1" ]\n'
    for name, text in {
        "bin/make": make,
        **{f"bin/{name}": "#!/bin/sh\n" for name in ("chromium", "nginx", "rsync", "sshd", "soffice")},
        "bin/fc-list": "#!/bin/sh\necho 字体\n",
    }.items():
        program(tmp_path / name, text)
    program(tmp_path / ".venv/bin/python", PYTHON)
    environment = {"PATH": f"{tmp_path / 'bin'}:{os.defpath}", "FAILS": fails, "KIND": kind, "KEEP_GOING": going}
    words = [str(tmp_path / ".ci/run"), "--for", "gitee"]
    done = subprocess.run(words, env=environment, capture_output=True, check=False)
    assert done.returncode == code and said in done.stderr.decode()
    ran = (tmp_path / "calls").read_text().splitlines()
    assert [word for line in ran for word in line.split() if word in {"ci", "test"}] == calls
    assert "python -m scripts ci --for gitee" in ran


def test_a_clone_without_history_gets_it(repository: Path, tmp_path: Path) -> None:
    plant(repository.parent, {"streets/note.txt": "一张便条"})
    commit(repository.parent)
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{repository.parent}", str(clone))
    shutil.copytree(ROOT / ".ci", clone / ".ci")
    program(tmp_path / "bin/make", "#!/bin/sh\n")
    program(clone / ".venv/bin/python", "#!/bin/sh\ngit rev-list --count HEAD >commits\n")
    environment = {"PATH": f"{tmp_path / 'bin'}:{os.defpath}"}
    subprocess.run([clone / ".ci/answer"], env=environment, check=True, capture_output=True)
    assert (clone / "commits").read_text() == "2\n"


OURS = [word for said in ("user.name=甲", "user.email=a@example.cn", "commit.gpgsign=false") for word in ("-c", said)]
"""Whoever the machine thinks we are."""


def program(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)


def git(folder: Path, *words: str) -> None:
    subprocess.run(["git", "-C", folder, *OURS, *words], check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    return committed(tmp_path)


def committed(parent: Path) -> Path:
    """A project with one record, committed. Returns its mkdocs.yml."""
    config = project(parent / "site")
    (config.parent / "content").unlink()
    plant(config.parent, GOOD)
    git(config.parent, "init", "-q", "-b", "main")
    commit(config.parent)
    return config


def commit(folder: Path) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "改")


@pytest.mark.slow
def test_an_editor_reads_what_readers_will_see_differently(repository: Path) -> None:
    folder = repository.parent
    plant(folder, {"streets/liu-yin.yml": GOOD["streets/liu-yin.yml"].replace("柳荫", "柳|荫")})
    plant(folder, {"streets/he-an.yml": 'title: 河岸街道\ncode: "990101002"\npublished: 2026\n'})
    commit(folder)
    done = answer(load_settings(repository), "plain", "HEAD~1", "https://preview.example.cn/")
    assert not has_errors(done.problems), done.problems
    assert "没有错误，可以发布" in done.text
    assert "[河岸街道（/streets/he-an/）](https://preview.example.cn/streets/he-an/index.html)" in done.text
    assert "**去掉**" not in done.text and r"柳\|荫街道" in done.text and "+ 柳|荫街道" in done.text
    edited, _, along = done.text.partition("**改动**")[2].partition("**跟着变的")
    assert "/streets/liu-yin/）" in edited and "- [首页" not in edited and "[街道（/streets/）]" in along
    assert (folder / "build/report/kind").read_text() == "content\n"
    (folder / "content/streets/he-an.yml").unlink()
    (folder / "new.txt").write_text("")
    commit(folder)
    done = answer(load_settings(repository), "gitlab", "HEAD~1")
    assert "不只改了记录" not in done.text  # new.txt shows on no page
    gone = done.text.partition("**去掉**")[2].partition("**改动**")[0]
    assert "- 河岸街道（/streets/he-an/）" in gone
    assert (folder / "build/report/kind").read_text() == "program\n"
    assert json.loads((folder / "build/report/code-quality.json").read_text()) == []
    page = (folder / "build/report/index.html").read_text(encoding="utf-8")
    assert (
        'href="../site/index.html"' in page
        and "<h3>对读者有什么变化</h3>" in page
        and "<td>街道</td>" in page
        and "柳|荫街道（" in page
    )


@pytest.mark.slow
def test_what_readers_would_lose_is_told_before_it_is_merged(repository: Path) -> None:
    folder = repository.parent
    plant(folder, {f"streets/s{n}.yml": f'title: 甲{n}街道\ncode: "99010101{n}"\npublished: 2026\n' for n in range(4)})
    (folder / "urls.lock").write_text("/streets/s1/ 2026\n", encoding="utf-8")
    commit(folder)
    (folder / "content/streets/s1.yml").unlink()
    (folder / "urls.lock").unlink()
    commit(folder)
    done = answer(load_settings(repository), "plain", "HEAD~1")
    assert not has_errors(done.problems) and "没有错误，但是发布会停下" in done.text
    assert "- 街道从 5 条减到 4 条，少了十分之一以上" in done.text
    assert "- 1 个公布过的地址没有了：/streets/s1/" in done.text
    assert "1 个地址以前能打开，这次没有了：/streets/s1/" in done.text and "aliases" in done.text
    renamed = folder / "content/streets/s2.yml"
    renamed.rename(renamed.with_name("s5.yml"))
    with renamed.with_name("s5.yml").open("a", encoding="utf-8") as file:
        file.write("aliases: [streets/s2]\n")
    commit(folder)
    assert "读者会少了这些" not in answer(load_settings(repository), "plain", "HEAD~1").text


@pytest.mark.slow
def test_what_is_wrong_is_told_with_its_cure_where_the_host_shows_it(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = repository.parent
    plant(folder, {"streets/liu-yin.yml": "title: 柳荫街道\ncode: 99\npublished: 2026\n"})
    commit(folder)
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(folder / "step.md"))
    done = answer(load_settings(repository), "github", "HEAD~1")
    assert done.log.startswith("::error file=content/streets/liu-yin.yml,line=2")
    assert "还不能发布：有 1 处要改" in done.text and "content/streets/liu-yin.yml 第 2 行" in done.text
    assert (folder / "step.md").read_text(encoding="utf-8") == done.text
    assert not (folder / "build/site").exists()


@pytest.mark.slow
def test_without_the_version_to_compare_with_all_is_tested_and_said(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[Path] = []
    monkeypatch.setattr("scripts.checks.load", lambda folder, given: read.append(folder) or load(folder, given))
    assert "上一版" not in answer(load_settings(repository), "plain", "0" * 40).text
    assert read == [repository.parent / "content"]  # once: checked, built and reported
    done = answer(load_settings(repository), "plain", "--output=x")
    assert not has_errors(done.problems) and "没有和上一版对比" in done.text
    assert (repository.parent / "build/report/kind").read_text() == "program\n"
    assert not (repository.parent / "x").exists()


def test_an_editor_never_meets_a_traceback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr("scripts.pipeline.build", broken)
    done = answer(load_settings(content=plant(tmp_path, GOOD), out=tmp_path / "out"), "plain", "")
    assert [problem.code for problem in done.problems] == ["L02"] and "还不能发布" in done.text


def test_files_are_told_apart_by_who_may_change_them(repository: Path) -> None:
    folder = repository.parent
    plant(folder, {"streets/甲 乙.txt": "x"})
    (folder / "content/streets/liu-yin.yml").rename(folder / "moved.yml")
    commit(folder)
    assert changed_files(folder, "HEAD~1") == ["content/streets/liu-yin.yml", "content/streets/甲 乙.txt", "moved.yml"]


@pytest.mark.parametrize(
    ("files", "content", "looks"),
    [
        ("", False, False),
        ("content/a.yml urls.lock", True, False),
        ("content/news/2026/a.yml content/news/2026/a/1.jpg content/news/2026/a/2.jpg", True, False),
        ("content/a.yml README.md", False, False),
        ("content/a.yml scripts/a.py", False, True),
        ("content.py", False, False),
        ("docs/handbook/rules.md", False, True),
        ("requirements.txt", False, True),
    ],
)
def test_a_change_is_of_content_or_of_the_program_or_of_what_pages_look_like(
    files: str, content: bool, looks: bool
) -> None:
    names = files.split()
    assert (only_content(names), changes_looks(names)) == (content, looks)


def test_the_pages_of_what_was_edited_are_told_from_those_that_follow() -> None:
    files = ["content/news/2026/a.yml", "content/venues/b/1.jpg", "docs/join.md", "docs/index.md", "urls.lock"]
    assert sorted(addresses_made_from(files)) == ["./", "join/", "news/2026/a/", "venues/b/"]
    pages = [Page(address, address, ()) for address in ("", "news/2026/a/", "news/2026/ab/", "venues/b/")]
    found = Compared(Changes((), (), tuple((page, page) for page in pages)), tuple(files))
    text = summary([], found)
    assert "改动 2 页，去掉 0 页，跟着变的 2 页" in text and "news/2026/a/（/news/2026/a/）\n\n文字没有变" in text
    assert "- news/2026/ab/（/news/2026/ab/）" in text


def test_a_summary_keeps_its_table_and_hides_numbers() -> None:
    problem = Problem("content/a b.yml", 3, 1, "D03", "写了 13800138000 | <b>", "删去")
    text = summary([problem], None, source_address({"CI_PROJECT_URL": "https://x", "CI_COMMIT_SHA": "1"}, "gitlab"))
    assert "13800138000" not in text and r"\| &lt;b>" in text
    assert "[content/a b.yml 第 3 行](https://x/-/blob/1/content/a%20b.yml#L3)" in text
