"""No text makes the program fail, and every problem's place is inside its file."""

import json
import re
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from scripts.catalogue import Site
from scripts.checks import check
from scripts.load.content import load
from scripts.problems import Problem, has_errors
from scripts.problems.formats import FORMATS
from scripts.records import TYPES
from scripts.render.pages import render
from tests.support import MINI, plant

pytestmark = pytest.mark.slow
FOLDERS = st.sampled_from(sorted(TYPES))
RECORDS = {path.relative_to(MINI).as_posix(): path.read_text(encoding="utf-8") for path in sorted(MINI.rglob("*.yml"))}
KEYS = sorted({field.alias or name for kind in TYPES.values() for name, field in kind.model_fields.items()})
SIGNS = "：:#-?*&!|>'\"%@`{}[],~=<. \t　\xa0\u2028\x85\x00\ufeff\r\n甲a9/\\^$_"
ODD = [
    "2021", "2021-00", "2021-09-31", "9999-12-31", "10:30", "周五", "25万余", "no", "007", "<<: x", "&a", "*a",
    "!!x y",
]  # fmt: skip
BROKEN = ["[a, b", "{a: b}", "[]", "{}", "|", "> ", "- x", "? y", "---", "...", "9" * 5000, "第" + "九" * 400 + "届"]
VALUES = st.one_of(st.text(st.sampled_from(SIGNS), max_size=12), st.sampled_from(ODD), st.sampled_from(BROKEN))


@st.composite
def yaml_like(draw: st.DrawFn) -> str:
    """Lines that look like a record: known keys, strange values, lists, blocks, wrong indents."""
    lines = []
    for _ in range(draw(st.integers(1, 8))):
        indent = draw(st.sampled_from(["", "", "  ", "    ", "  - ", "- ", "\t", " "]))
        colon = draw(st.sampled_from([": ", ": ", ":", "：", " ", ""]))
        lines.append(indent + draw(st.sampled_from(KEYS)) + colon + draw(VALUES))
    return "\n".join(lines)


@st.composite
def mutated(draw: st.DrawFn) -> tuple[str, str]:
    """A file of the miniature site with a few pieces cut, doubled, moved or replaced."""
    name = draw(st.sampled_from(sorted(RECORDS)))
    text = RECORDS[name]
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 12)))
        piece = draw(st.one_of(VALUES, st.just(text[start:end] * 2), st.sampled_from(["", "\n", "  ", "\r"])))
        text = text[:start] + piece + text[end:]
    return name, text


@given(
    FOLDERS,
    st.one_of(st.text(max_size=200).map(lambda text: text.encode(errors="surrogatepass")), st.binary(max_size=200)),
)
def test_any_text_and_any_bytes_are_read_and_told_of(folder: str, data: bytes) -> None:
    _read({f"{folder}/a.yml": data})


@given(FOLDERS, yaml_like())
def test_any_text_that_looks_like_a_record_is_read_and_told_of(folder: str, text: str) -> None:
    _read({f"{folder}/a.yml": text.encode()})


@given(mutated())
def test_a_record_with_slips_is_read_and_told_of(case: tuple[str, str]) -> None:
    _read({case[0]: case[1].encode(errors="surrogatepass")})


@pytest.mark.parametrize("name", RECORDS)
def test_a_record_without_any_one_line_is_read_and_told_of(name: str) -> None:
    lines = RECORDS[name].splitlines(keepends=True)
    folder = name.rpartition("/")[0]
    without = {n: "".join(lines[:n] + lines[n + 1 :]).encode() for n in range(len(lines))}
    _read({f"{folder}/without-{n}.yml": text for n, text in without.items()})


@settings(max_examples=4, phases=[Phase.explicit, Phase.generate])
@given(st.data())
def test_records_with_any_values_that_have_no_errors_become_pages(data: st.DataObject) -> None:
    values = st.one_of(st.text(max_size=30), st.sampled_from(ODD))
    changed = {name: _revalue(text, data.draw(values), data.draw(st.integers(0, 99))) for name, text in RECORDS.items()}
    _show(changed)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("statistics/shi-jian-suo.yml", "folder: venues", "folder: venuez"),
        ("statistics/shi-jian-suo.yml", "level: institute", "nothing: 实践所"),
        ("events/kai-mu.yml", "2026-06-01 10:00", "0001-01-01"),
        ("events/kai-mu.yml", "2026-06-01 10:00", "9999-12-31 23:59"),
        ("role-models/bian-ru-song.yml", "name: 卞如松", "name: ' '"),
        ("role-models/bian-ru-song.yml", "name: 卞如松", 'name: "“"'),
    ],
)
def test_a_value_at_the_edge_is_told_of_or_shown(name: str, old: str, new: str) -> None:
    assert old in RECORDS[name]
    _show(RECORDS | {name: RECORDS[name].replace(old, new)}, restore=False)


@pytest.mark.parametrize(
    "text",
    [
        "title: " + "[" * 9000,
        "title: " + "{a: " * 3000,
        "? " * 5000,
        "- \n" * 9000,
        "a:\n" * 9000,
        "title: " + "甲" * 40_000,
    ],
)
def test_a_text_nested_without_end_is_read_and_told_of(text: str) -> None:
    _read({"streets/a.yml": text.encode()})


@example("title: 甲\ncode: 99\u2028published: 2026\n")
@given(st.text(st.sampled_from("a: \n\x0b\x0c\x1c\x85\u2028\u2029"), max_size=30))
def test_the_line_shown_is_the_line_meant(text: str) -> None:
    marked = f"{text}\nzzzz: 甲\n"
    with tempfile.TemporaryDirectory() as folder:
        root = plant(Path(folder), {"streets/a.yml": marked})
        problems = [problem for problem in check(load(root)) if "zzzz" in problem.message]
        assert all("zzzz: 甲" in FORMATS["full"]([problem], root.parent) for problem in problems)


def _read(files: dict[str, bytes], *, show: bool = False) -> None:
    """Loads and checks the files, prints what is wrong in all forms; renders them too if asked and nothing is wrong."""
    with tempfile.TemporaryDirectory() as folder:
        root = plant(Path(folder), files)
        content = load(root)
        problems = check(content)
        for name, data in files.items():
            _points_into([problem for problem in problems if problem.file == f"content/{name}"], data)
        for style in FORMATS.values():
            style(problems, root.parent)
        if show and not has_errors(problems):
            assert all(page.text for page in render(Site(content)))


def _show(files: dict[str, str], *, restore: bool = True) -> None:
    """Renders the miniature site with these files; those with errors are put back first, if asked."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "content"
        shutil.copytree(MINI, root)
        plant(Path(folder), {name: text.encode(errors="replace") for name, text in files.items()})
        wrong = {problem.file.removeprefix("content/") for problem in check(load(root))} if restore else set()
        plant(Path(folder), {name: RECORDS[name] for name in wrong & set(RECORDS)})
        content = load(root)
        if not has_errors(check(content)):
            assert all(page.text for page in render(Site(content)))


def _revalue(text: str, value: str, number: int) -> str:
    """A record with one value of one line put in its place."""
    places = list(re.finditer(r"(?<=[a-z]: )[^\s|\[{].*$", text, re.MULTILINE))
    place = places[number % len(places)]
    return text[: place.start()] + json.dumps(value, ensure_ascii=False) + text[place.end() :]


def _points_into(problems: list[Problem], data: bytes) -> None:
    lines = data.decode("utf-8-sig", errors="replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for problem in problems:
        assert problem.message and problem.hint
        assert 1 <= problem.line <= len(lines), problem
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1, problem
        assert problem.length >= 1, problem
