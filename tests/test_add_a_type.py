"""The handbook's worked example of a new type is carried out: three files, and every test that goes over types passes."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands.support import GOOD
from tests.support import ROOT, plant

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


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("copy") / "tree"
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(*NOT_COPIED))
    for name in THREE:
        assert not (folder / name).exists()
        (folder / name).write_text(FILES[name], encoding="utf-8")
    return folder


def _run(folder: Path, *words: str) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    done = subprocess.run(
        [sys.executable, "-m", *words], cwd=folder, env=environment, capture_output=True, check=False, encoding="utf-8"
    )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    return done.stdout


@pytest.mark.slow
def test_after_three_files_the_tests_that_go_over_types_pass(copy: Path) -> None:
    said = _run(copy, "pytest", "-vv", "-p", "no:cacheprovider", *(f"tests/{name}" for name in OVER_TYPES))
    assert said.count("[recruitments: ") >= 4


@pytest.mark.slow
def test_with_its_line_of_the_menu_the_list_stands_there_and_new_knows_the_type(copy: Path, tmp_path: Path) -> None:
    assert MENU + LINE in PAGE
    config = (copy / "mkdocs.yml").read_text(encoding="utf-8")
    assert config.count(MENU) == 1
    (copy / "mkdocs.yml").write_text(config.replace(MENU, MENU + LINE), encoding="utf-8")
    _run(copy, "scripts", "build", "--content", str(plant(tmp_path, GOOD | PROJECT)), "--out", str(tmp_path / "out"))
    assert 'href="../recruitments/"' in (tmp_path / "out/site/volunteer-projects/index.html").read_text(
        encoding="utf-8"
    )
    _run(copy, "scripts", "new", "recruitments", "xiu-bu-tan")
    assert (copy / "content/recruitments/xiu-bu-tan.yml").is_file()
