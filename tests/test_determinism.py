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

from tests.support import ROOT

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


@pytest.mark.slow
def test_builds_are_equal_byte_for_byte_anew_and_over_another(mini_site: Path, tmp_path: Path) -> None:
    """One build in this process, one elsewhere, of the files in another order, and one over that."""
    elsewhere = tmp_path / "another folder" / "content"
    content, out = mini_site.parents[1] / "content", tmp_path / "2" / "out"
    for path in sorted(content.rglob("*"), reverse=True):
        if path.is_file():
            target = elsewhere / path.relative_to(content)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    one, other = _read(mini_site.parent), _build(elsewhere, out, tmp_path, OTHER)
    assert sorted(one) == sorted(other)
    assert [name for name in one if one[name] != other[name]] == []
    assert {"docs/index.md", "site/index.html", "site/sitemap.xml.gz"} <= set(one)
    assert _build(elsewhere, out, ROOT, ONE) == other


TEXT = {".yml", ".md", ".j2", ".html", ".css", ".js", ".svg", ".txt", ".json", ".csv", ".py"}


@pytest.mark.slow
def test_a_clone_with_the_line_ends_of_windows_builds_the_same_bytes(mini_site: Path, tmp_path: Path) -> None:
    one, made = _read(mini_site.parent), mini_site.parents[1]
    for root, name in (*((ROOT, name) for name in ("scripts", "docs", "overrides", "mkdocs.yml")), (made, "content")):
        for path in [root / name, *(root / name).rglob("*")]:
            if path.is_file() and "__pycache__" not in path.parts:
                target = tmp_path / path.relative_to(root)
                target.parent.mkdir(parents=True, exist_ok=True)
                data = path.read_bytes()
                target.write_bytes(re.sub(rb"\r?\n", b"\r\n", data) if path.suffix in TEXT else data)
    other = _build(tmp_path / "content", tmp_path / "out", tmp_path, OTHER | {"PYTHONPATH": str(tmp_path)})
    assert sorted(one) == sorted(other)
    assert [name for name in one if one[name] != other[name]] == []


def _build(content: Path, out: Path, folder: Path, environment: dict[str, str]) -> Files:
    words = [sys.executable, "-m", "scripts", "build", "--content", str(content), "--out", str(out)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    done = subprocess.run(words, cwd=folder, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, (done.stdout + done.stderr).decode(errors="replace")
    return _read(out)


def _read(out: Path) -> Files:
    """All files below a build's folder; what it keeps for the next one is nobody's to compare."""
    files = (path for path in out.rglob("*") if path.is_file() and path.relative_to(out).parts[0] != ".cache")
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in files}
