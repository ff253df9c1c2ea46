"""Runs the handbook's worked example of a new type: three files, and every test that covers all types passes."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands.support import GOOD
from tests.support import ROOT, plant, plant_page_reviews, write_docs

PAGE = (ROOT / "docs/handbook/add-a-type.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^`((?:scripts|tests|content)/[\w/.-]+)`[^\n]*\n\n```\w+\n(.*?)^```$", re.M | re.S)
FILES = dict(BLOCK.findall(PAGE))
THREE = [
    "scripts/records/recruitments.py",
    "scripts/render/templates/recruitments.md.j2",
    "tests/records/recruitments.yml",
]
MENU = "      - 志愿服务项目: volunteer-projects/index.md\n"
LINE = "      - 志愿招募: recruitments/index.md\n"
PROJECT = {"volunteer-projects/a.yml": "{title: 修补摊, street: liu-yin, published: 2026}"}
NOT_COPIED = (".*", "build")
OVER_TYPES = ["records/test_records.py", "problems/test_documented.py", "commands/test_new.py", "render/test_site.py"]
ASKED = "recruitments or test_documented or test_site"
"""Of the cases of one type each, only those of the new one."""


def _run(folder: Path, *words: str) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    done = subprocess.run(
        [sys.executable, "-m", *words], cwd=folder, env=environment, capture_output=True, check=False, encoding="utf-8"
    )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    return done.stdout


@pytest.mark.slow
def test_three_files_and_a_line_of_the_menu_make_a_type(tmp_path: Path) -> None:
    """The tests of the type itself pass, and those that ask about all types at once; then it is built, and `new` knows it."""
    copy = tmp_path / "copy"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*NOT_COPIED))
    for name in THREE:
        assert not (copy / name).exists()
        (copy / name).write_text(FILES[name], encoding="utf-8")
    said = _run(copy, "pytest", "-vv", "-p", "no:cacheprovider", "-k", ASKED, *(f"tests/{name}" for name in OVER_TYPES))
    assert said.count("[recruitments: ") >= 4
    config = (copy / "mkdocs.yml").read_text(encoding="utf-8")
    assert MENU + LINE in PAGE and config.count("\nnot_in_nav:") == 1
    own = config.replace(
        "\nnot_in_nav:", f"\n{LINE.replace('      -', '  -')}not_in_nav:"
    )  # whatever else is in the menu
    (copy / "mkdocs.yml").write_text(own, encoding="utf-8")
    shutil.rmtree(copy / "docs")
    write_docs(copy / "docs")
    plant_page_reviews(copy)
    content, out = plant(tmp_path, GOOD | PROJECT), tmp_path / "out"
    _run(copy, "scripts", "build", "--content", str(content), "--out", str(out))
    assert 'href="../recruitments/"' in (out / "site/volunteer-projects/index.html").read_text(encoding="utf-8")
    _run(copy, "scripts", "new", "recruitments", "xiu-bu-tan")
    assert (copy / "content/recruitments/xiu-bu-tan.yml").is_file()
