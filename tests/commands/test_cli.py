"""The commands: output, files, and exit codes 0 clean, 1 problems, 2 wrong use."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands.support import BAD, GOOD, WARNED, run
from tests.support import ROOT, plant


@pytest.mark.parametrize(("files", "code"), [(GOOD, 0), (BAD, 1), (WARNED, 0), ({}, 0)])
def test_check_ends_with_one_only_when_there_are_errors(
    files: dict[str, str | bytes], code: int, tmp_path: Path
) -> None:
    assert run("check", "--content", plant(tmp_path, files)).exit_code == code


def test_check_ends_with_a_summary_line_apart_from_the_problems(tmp_path: Path) -> None:
    result = run("check", "--content", plant(tmp_path, BAD), "--format", "json")
    assert [problem["code"] for problem in json.loads(result.stdout)] == ["F10"]
    assert result.stderr.splitlines()[-1] == "0 条记录，1 个问题"


@pytest.mark.parametrize("words", [["--help"], ["check", "--help"]])
def test_a_full_disk_behind_what_is_said_is_told_in_a_sentence(words: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "scripts", *words],
            cwd=ROOT,
            env={
                name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"
            },  # it would hide a rest
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 2 and "结果写不出去：磁盘满了" in done.stderr and "Traceback" not in done.stderr


def test_a_closed_output_is_no_fault() -> None:
    words = f"'{sys.executable}' -m scripts --help >&-"
    done = subprocess.run(["/bin/sh", "-c", words], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.slow
@pytest.mark.parametrize("console", ["utf-8", "gbk"])
def test_the_module_runs_as_a_program_from_any_folder_and_a_console_shows_what_it_can(
    console: str, tmp_path: Path
) -> None:
    """Without a terminal, and with a file whose name no encoding knows."""
    content = plant(tmp_path, {"streets/liu-yin.yml": "title: 😀 𠮷 街道 ©\ncode: 99\npublished: 2026\n"})
    (content / "streets").joinpath(os.fsdecode(b"\xff.yml")).write_text("title: 甲")
    words = [sys.executable, "-m", "scripts", "check", "--content", str(content), "--format", "concise"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "C", "LANG": "C", "PYTHONIOENCODING": console}
    done = subprocess.run(words, cwd=tmp_path, env=environment, capture_output=True, check=False)
    assert done.returncode == 1 and b"Traceback" not in done.stderr, done.stderr
    said = done.stdout.decode(console, "replace")
    assert "content/streets/liu-yin.yml:2:7: F10 bad-identifier 错误" in said and "个问题" in done.stderr.decode(
        console
    )


@pytest.mark.parametrize(
    "address",
    ["example.cn", "ftp://example.cn/", "https://", "https://a.cn/x?y=1", "https://a.cn/#b", "https://a.cn/a b/"]
    + ["https://a.cn:99999/", "https://a.cn/../b/", "https://a.cn//b/", "https://a.cn/index.html", "https://a.cn./"]
    + ["https://a.cn:b/", "https://[", 'https://a.cn/a";b/', "https://a.cn/%2e/", "https://a@b.cn/"]
    + ["https://a.cn/文明/", "https://甲..中国/"],
)
def test_an_address_to_which_no_path_can_be_added_is_refused(address: str, tmp_path: Path) -> None:
    result = run("build", "--content", plant(tmp_path, GOOD), "--out", tmp_path / "out", "--site-url", address)
    assert result.exit_code == 2 and "完整网址" in result.output
