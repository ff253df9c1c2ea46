"""The same records give the same bytes for any user, place, language, time zone and order."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import ROOT, build

OTHER = {
    "PYTHONIOENCODING": "gbk",
    "PYTHONHASHSEED": "4242",
    "TZ": "Pacific/Kiritimati",
    "LANG": "C",
    "LC_ALL": "C",
    "COLUMNS": "200",
}


Files = dict[str, bytes]


TEXT = {".yml", ".md", ".j2", ".html", ".css", ".js", ".svg", ".txt", ".json", ".csv", ".py"}


@pytest.mark.slow
def test_builds_are_equal_byte_for_byte_anew_and_over_another(mini_site: Path, tmp_path: Path) -> None:
    """One build in this process, one in a clone, and one in this process over that.

    The clone is as one on Windows: other line ends, a console of GBK, the files in another order, elsewhere on earth.
    """
    one, made, clone = _read(mini_site.parent), mini_site.parents[1], tmp_path / "another folder"
    for root, name in (*((ROOT, name) for name in ("scripts", "docs", "overrides", "mkdocs.yml")), (made, "content")):
        for path in sorted([root / name, *(root / name).rglob("*")], reverse=True):
            if path.is_file() and "__pycache__" not in path.parts:
                target = clone / path.relative_to(root)
                target.parent.mkdir(parents=True, exist_ok=True)
                data = path.read_bytes()
                target.write_bytes(re.sub(rb"\r?\n", b"\r\n", data) if path.suffix in TEXT else data)
    content, out = clone / "content", tmp_path / "2" / "out"
    other = _build(content, out, clone, OTHER | {"PYTHONPATH": str(clone)})
    assert sorted(one) == sorted(other)
    assert [name for name in one if one[name] != other[name]] == []
    assert {"docs/index.md", "site/index.html", "site/sitemap.xml.gz"} <= set(one)
    build(content, out)
    assert _read(out) == other


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
