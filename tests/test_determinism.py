"""The same records give the same bytes: whoever builds, wherever, in whatever language, time zone and order.

A Windows clone has other line ends and a console of GBK.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import MINI, ROOT

ONE = {"PYTHONHASHSEED": "1", "TZ": "Asia/Shanghai", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "COLUMNS": "80"}
OTHER = {
    "PYTHONIOENCODING": "gbk",
    "PYTHONHASHSEED": "4242",
    "TZ": "Pacific/Kiritimati",
    "LANG": "C",
    "LC_ALL": "C",
    "COLUMNS": "200",
}


Files = dict[str, bytes]
First = tuple[Path, Files]


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> First:
    out = tmp_path_factory.mktemp("first")
    return out, _build(MINI, out, ROOT, ONE)


@pytest.mark.slow
def test_two_builds_are_equal_byte_for_byte(first: First, tmp_path: Path) -> None:
    _, one = first
    elsewhere = tmp_path / "another folder" / "content"
    for path in sorted(MINI.rglob("*"), reverse=True):
        if path.is_file():
            target = elsewhere / path.relative_to(MINI)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    other = _build(elsewhere, tmp_path / "2" / "out", tmp_path, OTHER)
    assert sorted(one) == sorted(other)
    assert [name for name in one if one[name] != other[name]] == []
    assert {"docs/index.md", "site/index.html", "site/sitemap.xml.gz"} <= set(one)


TEXT = {".yml", ".md", ".j2", ".html", ".css", ".js", ".svg", ".txt", ".json", ".csv", ".py"}


@pytest.mark.slow
def test_a_clone_with_the_line_ends_of_windows_builds_the_same_bytes(first: First, tmp_path: Path) -> None:
    _, one = first
    for name in ("scripts", "docs", "overrides", "mkdocs.yml", "tests/site/content"):
        for path in [ROOT / name, *(ROOT / name).rglob("*")]:
            if path.is_file() and "__pycache__" not in path.parts:
                target = tmp_path / path.relative_to(ROOT)
                target.parent.mkdir(parents=True, exist_ok=True)
                data = path.read_bytes()
                target.write_bytes(re.sub(rb"\r?\n", b"\r\n", data) if path.suffix in TEXT else data)
    (tmp_path / "content").mkdir()  # mkdocs.yml watches it
    other = _build(tmp_path / "tests/site/content", tmp_path / "out", tmp_path, OTHER | {"PYTHONPATH": str(tmp_path)})
    assert sorted(one) == sorted(other)
    assert [name for name in one if one[name] != other[name]] == []


@pytest.mark.slow
def test_a_second_build_over_the_first_changes_nothing(first: First) -> None:
    out, files = first
    assert _build(MINI, out, ROOT, OTHER) == files


def _build(content: Path, out: Path, folder: Path, environment: dict[str, str]) -> Files:
    words = [sys.executable, "-m", "scripts", "build", "--content", str(content), "--out", str(out)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    done = subprocess.run(words, cwd=folder, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, (done.stdout + done.stderr).decode(errors="replace")
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}
