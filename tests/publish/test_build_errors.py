"""A failed MkDocs build is reported with a file and line that an operator can open."""

import errno
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from scripts.publish.build_errors import build_problem


@pytest.mark.parametrize(
    ("template", "place", "said"),
    [
        (b"<p>\n{% if %}\n", ("L02", "overrides/main.html", 2), "Expected an expression"),
        (b"\n\n{{ 1 | nothing }}", ("L02", "overrides/main.html", 3), "nothing"),
        (b"\n{{ 1 / 0 }}", ("L02", "overrides/main.html", 2), "ZeroDivisionError"),
        (b"{{ owner.name }}", ("L02", "overrides/main.html", 1), "'owner' is undefined"),
        (b'{% include "none.html" %}', ("L02", "overrides", 1), "none.html"),
        ("城关".encode("gbk"), ("Y01", "overrides/main.html", 1), "UTF-8"),
    ],
)
def test_a_template_that_fails_is_named(
    tmp_path: Path, template: bytes, place: tuple[str, str, int], said: str
) -> None:
    (tmp_path / "overrides").mkdir()
    (tmp_path / "overrides/main.html").write_bytes(template)
    templates = Environment(loader=FileSystemLoader(tmp_path / "overrides"), autoescape=True)
    with pytest.raises(Exception) as raised:
        templates.get_template("main.html").render()
    problem = build_problem(raised.value, tmp_path)
    assert (problem.code, problem.file, problem.line) == place
    assert said in problem.message


def test_what_happened_outside_the_project_is_laid_to_the_settings(tmp_path: Path) -> None:
    with pytest.raises(KeyError) as raised:
        dict[str, str]()["plugin"]
    found = build_problem(raised.value, tmp_path)
    assert found.file == "mkdocs.yml" and f"{__file__} 第 " in found.message
    assert build_problem(raised.value, Path(__file__).parents[2]).file == "tests/publish/test_build_errors.py"


@pytest.mark.parametrize(
    ("number", "said"), [(errno.ENOSPC, "磁盘满了"), (errno.EDQUOT, "磁盘满了"), (errno.EIO, "OSError")]
)
def test_a_full_disk_is_no_fault_of_a_file(number: int, said: str, tmp_path: Path) -> None:
    assert said in build_problem(OSError(number, "OSError"), tmp_path).message
