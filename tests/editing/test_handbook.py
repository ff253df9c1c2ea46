"""The handbook's page of tasks: its records are valid, and each task is explained for desk, spreadsheet and web page."""

import re
import shutil
from pathlib import Path

from scripts.editing.emit import record_text
from scripts.editing.fmt import format_text
from scripts.editing.writer import normalized
from scripts.load.field_names import read_fields
from scripts.records import TYPES
from scripts.render.reference import EXAMPLES
from tests.support import ROOT, picture, plant, problems_of

PAGE = (ROOT / "docs/handbook/tasks.md").read_text(encoding="utf-8")
RECORDS = dict(re.findall(r"^`content/(\S+\.yml)`[^\n]*\n\n```yaml\n(.*?)```", PAGE, re.MULTILINE | re.DOTALL))
TASKS = ("person", "news", "exhibition", "events", "correct", "withdraw", "messages")


def test_the_records_of_the_page_can_be_published_as_they_are(tmp_path: Path) -> None:
    content = plant(tmp_path, {})
    shutil.copytree(EXAMPLES, content, dirs_exist_ok=True)
    pictures = {
        f"{Path(name).parent}/{file}": picture()
        for name, text in RECORDS.items()
        for file in re.findall(r"file: (\S+)", text)
    }
    plant(tmp_path, RECORDS | pictures)
    assert [str(one) for one in problems_of(content)] == []
    assert {name.partition("/")[0] for name in RECORDS} == {"role-models", "news", "exhibitions", "events"}


def test_each_task_is_told_three_ways_with_a_picture() -> None:
    sections = dict(re.findall(r"^## [^\n]* \{: #([a-z]+) \}\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))
    assert {name for name in TASKS if "| 编辑台 | 表格 | 网页 |" not in sections[name]} == set()
    assert {name for name in TASKS if "<figure" not in sections[name]} == set()


def test_a_record_written_anew_says_the_same() -> None:
    for name, text in RECORDS.items():
        model = TYPES[name.partition("/")[0]]
        value = normalized(read_fields(text, model).value)
        assert normalized(read_fields(record_text(value), model).value) == value


def test_the_records_an_editor_copies_stand_as_fmt_writes_them() -> None:
    examples = {path.relative_to(EXAMPLES).as_posix(): path.read_text("utf-8") for path in EXAMPLES.rglob("*.yml")}
    for name, text in (examples | RECORDS).items():
        assert format_text(text, TYPES[name.partition("/")[0]]) == text, name
