"""Schemas and check agree on every case file: schemas accept what the check accepts, and find mistakes of form."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from scripts.load.one_record import load_record
from scripts.load.split_records import record_of_part
from scripts.records import TYPES
from scripts.render.reference import EXAMPLES, schema_files
from tests.problems.test_problems import RECORDS
from tests.problems.test_problems import Case as FilesCase
from tests.records.test_records import ALL
from tests.records.test_records import Case as RecordCase
from tests.support import MINI, ROOT, plant

SCHEMAS = {page.path: json.loads(page.text) for page in schema_files()}
FORM = {"F01", "F02", "F04"}
"""What a schema can see: an unknown field, a missing one, a word that is not in the list."""


def validator(name: str) -> Draft7Validator:
    return Draft7Validator(SCHEMAS[f"handbook/schema/{name}.json"])


def typed(node: Any) -> Any:
    """A value as a reader of YAML 1.2 types it, which editors' helpers are."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: typed(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [typed(item) for item in node.value]
    text = node.value
    if node.style or not re.fullmatch(r"~|null|true|false|-?[0-9]+(\.[0-9]+)?|", text):
        return text
    return None if text in {"", "~", "null"} else text == "true" if text in {"true", "false"} else float(text)


def read(path: Path) -> Any:
    return typed(yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader))


def compare(content: Path) -> list[str]:
    """Records of which the schema and the check think otherwise."""
    wrong = []
    for path in sorted(content.rglob("*.yml")):
        name = path.relative_to(content).as_posix()
        folder = name.partition("/")[0]
        if folder not in TYPES or record_of_part(content, name):
            continue
        _, problems = load_record(content, name)
        codes = {problem.code for problem in problems if problem.file.endswith(f"/{name}")}
        if any(code[0] in "YN" for code in codes) or any(problem.code[0] == "Y" for problem in problems):
            continue  # no such file says in YAML what the loader makes of it
        kind = f"{folder}-parts" if path.parent.name != folder and TYPES[folder].split else folder
        refused = [error.message for error in validator(kind).iter_errors(read(path))]
        if refused and not codes:
            wrong.append(f"{name}: the check takes it, the schema says {refused[0][:200]}")
        if codes & FORM and not refused and not re.search(r"[A-Z_ -]", "".join(read(path))):
            wrong.append(f"{name}: the schema takes it, the check says {codes & FORM}")
    return wrong


@pytest.mark.slow
def test_schema_and_check_agree_on_the_case_files(tmp_path: Path) -> None:
    wrong = {}
    cases: list[FilesCase | RecordCase] = [*ALL, *RECORDS]
    for number, case in enumerate(cases):
        texts = case.files if getattr(case, "encoding", "utf-8") == "utf-8" else {}
        if found := compare(plant(tmp_path / str(number), texts)):
            wrong[f"{case.file}: {case.name}"] = found
    assert wrong == {}


@pytest.mark.parametrize("folder", [MINI, EXAMPLES], ids=str)
def test_schema_and_check_agree_on_whole_trees(folder: Path) -> None:
    assert compare(folder) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_the_schemas_are_schemas_in_chinese(name: str) -> None:
    Draft7Validator.check_schema(SCHEMAS[name])
    model = next(iter(SCHEMAS[name]["definitions"].values()))
    assert all(
        re.search(r"[一-鿿]", one["description"])
        for key, one in model["properties"].items()
        if key not in {"id", "slug"}
    )


def test_only_types_are_wired_for_vs_code() -> None:
    wired = json.loads((ROOT / ".vscode/settings.json").read_text(encoding="utf-8"))["yaml.schemas"]
    assert {Path(name).name for name in wired} <= {Path(name).name for name in SCHEMAS}


@pytest.mark.parametrize(
    ("line", "taken"),
    [
        ("sample: 是", True),
        ("sample: Yes", True),
        ("sample: 0", True),
        ("sample: 也许", False),
        ('code: "620102001"', True),
        ("code: 620102001", True),
        ('code: " 620102001 "', True),
        ('code: "99"', False),
    ],
)
def test_yes_and_no_and_patterns_are_told_as_the_check_tells_them(line: str, taken: bool, tmp_path: Path) -> None:
    text = f"title: 柳荫街道\n{line}\n" + ("" if line.startswith("code") else "code: 620102001\n")
    content = plant(tmp_path, {"streets/liu-yin.yml": text})
    assert (load_record(content, "streets/liu-yin.yml")[1] == []) is taken
    assert validator("streets").is_valid(read(content / "streets/liu-yin.yml")) is taken


def test_examples_are_in_the_schema() -> None:
    assert SCHEMAS["handbook/schema/streets.json"]["definitions"]["Street"]["properties"]["code"]["examples"]
