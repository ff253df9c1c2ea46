"""Twice the text takes at most about two and a half times as long: every search in texts, every step of Markdown.

Part of the bench, since it measures time: `make bench`, or `python -m pytest tests/bench`.

Work is processor time, the least of several runs, of texts so large that a step whose work grows with the square takes
seconds; below ``SLACK`` nothing is concluded. A text of a record has at most ``LONGEST`` characters: what reads only
those is tried up to there.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import markdown
import pytest
from pydantic import BaseModel, ValidationError
from pydantic_core import PydanticCustomError

from scripts.catalogue import Site
from scripts.checks import RULES, active_content, check, copies, pages
from scripts.checks.incremental import MAX_PROBLEMS, Rule
from scripts.load import characters, yaml_reader
from scripts.load.content import Content, load
from scripts.privacy.detectors import find
from scripts.problems import excerpts, has_errors
from scripts.records import TYPES, names
from scripts.records.base import LONGEST
from scripts.records.fields import fields
from scripts.records.inline_marks import record_links
from scripts.records.lists import split_words
from scripts.records.names import NameFinder
from scripts.records.rule_days import read_rule
from scripts.render.markdown import anchor, body, inline, phrases, strip_markdown
from scripts.render.pages import render
from scripts.settings import Settings
from tests.hostile.support import TODAY, Hostile
from tests.support import plant

BYTES = 100_000
RATIO, SLACK = 2.5, 0.5
NASTY = [
    # words that rules look for
    "残疾", "他残疾，", "患癌，", "荣获", "获第八届", "入围", "住", "住在", "小区3-", "3号楼", "单元", "号1", "生于", "出生，", "孩子", "女，",
    "1985年", "1985年3月2日", "80年代", "岁", "届", "同志（", "（记者", "来源：", "甲乙丙", "甲。", "甲,", "甲", "申屠怀，",
    # digits and what stands between them
    "1 ", "1,", "1. ", "1、", "1-", "1~", "12:", "138", "138 0013 ", "13800", "0", "一、", "（一）", "①", "%31",
    "&#49;", "A1", "2026. 11. ",
    # marks of Markdown, HTML and YAML
    "\n\n", "- ", "* ", "+ ", "> ", "> > ", "> - ", "# \n", "## 甲\n", "**", "*", "__", "_", "`", "~~~\n", "|",
    "| a ", "---\n", "[", "]", "](", "[甲](", "[甲](a)", "![", "![](", "[a]:", "<", "<a ", "<!--", "<script>", "<svg>",
    "&", "&amp;", "{", "{{", "{: #a }", "\\", "\\u0031", '"', "'", "/*", "//", "# ", ": ", "- a: ",
    "a: |\n  b\n", "http://", "www.a.", "a@", "a.",
    # marks of Chinese and blanks
    "“", "”", "（", "《", "、", "，", "。", "……", "——", "？", " ", "\u3000", "\t", "\u200b", "a", "：\n", "（\n",
]  # fmt: skip


def repeated(piece: str, size: int) -> str:
    """So many bytes of a piece, between two characters that keep its ends."""
    return f"甲{piece * (size // len(piece.encode()))}乙"


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def grows(work: Callable[[str], object], piece: str) -> str:
    """How the work on a repeated piece grows when it grows too fast: its seconds; empty when it does not."""
    if (eighth := seconds(partial(work, repeated(piece, BYTES // 8)))) > SLACK:
        return f"{eighth:.1f} s for an eighth"
    half, whole = repeated(piece, BYTES // 2), repeated(piece, BYTES)
    for _ in range(3):
        first, second = seconds(partial(work, half)), seconds(partial(work, whole))
        if second <= max(SLACK, RATIO * first):
            return ""
    return f"{first:.2f} → {second:.2f} s"


def _checked_and_shown(text: str) -> None:
    """All that is done with a record that holds a text."""
    with TemporaryDirectory() as folder:
        content = load(Hostile(name="", body=text).planted(Path(folder)), Settings(today=TODAY))
        if not has_errors(check(content)):
            assert all(page.text for page in render(Site(content)))


def _resolve(target: str) -> str:
    return target if target.startswith("http") else ""


def _read_body(text: str) -> object:
    return yaml_reader.read("title: 甲\nbody: |-\n" + "".join(f"  {line}\n" for line in text.split("\n")))


def _read_rule(text: str) -> None:
    with suppress(PydanticCustomError):
        read_rule(f"每周五，{text}除外")


SEARCHES: dict[str, Callable[[str], object]] = {
    "characters": lambda text: list(characters.forbidden_in(text)),
    "letters of a copy": copies.letters,
    "names": lambda text: list(NameFinder({"甲乙丙": "a", "申屠怀": "b"}).find(text)),
    "name key": names.name_key,
    "plain words": strip_markdown,
    "phrases": lambda text: str(phrases(text)),
    "hidden numbers": excerpts.redact,
    "active content": lambda text: list(active_content.active_in(text)),
    "tags": lambda text: list(active_content.tags(text)),
    "YAML body": _read_body,
    "YAML": yaml_reader.read,
    "words of a list": split_words,
    "rule of times": _read_rule,
    "anchor": anchor,
    "inline": inline,
    "links": lambda text: list(record_links(text)),
    **{f"what a {suffix} says": partial(pages._searchable_text, suffix) for suffix in (".svg", ".js", ".json")},
}
"""What is done with texts of any length: files, pages, whole records."""


@pytest.mark.parametrize("search", SEARCHES)
def test_a_search_grows_with_its_text(search: str) -> None:
    slow = {piece: found for piece in NASTY if (found := grows(SEARCHES[search], piece))}
    assert slow == {}


STEPS: dict[str, Callable[[str], object]] = {
    "body": lambda text: body(text, _resolve),
    "Python-Markdown": lambda text: markdown.markdown(
        str(body(text, _resolve)), extensions=["attr_list", "md_in_html", "tables", "toc"]
    ),
    "numbers": lambda text: list(find(text)),
    "a record": _checked_and_shown,
}


@pytest.mark.parametrize("step", STEPS)
def test_a_step_is_quick_for_the_longest_text_there_may_be(step: str) -> None:
    work = STEPS[step]
    slow = {piece: found for piece in NASTY if (found := seconds(partial(work, longest(piece, 1)))) > 8}
    assert slow == {}


def _fields_of(model: type[BaseModel]) -> Iterator[tuple[type[BaseModel], str]]:
    for field in fields(model):
        yield model, field.key
        yield from _fields_of(field.part) if field.part else ()


EVERY_FIELD = dict.fromkeys(pair for model in TYPES.values() for pair in _fields_of(model))
TYPED = ["1", " ", "甲 ", "9:00 ", "（", "2026-12-05 ", "周一", "，", "至", "每周五", "节假日", "①"]


@pytest.mark.parametrize("piece", TYPED)
def test_a_field_is_read_quickly_however_long_its_value(piece: str) -> None:
    value = f"1{longest(piece, 1)}1"
    slow = [(model, key) for model, key in EVERY_FIELD if seconds(partial(_read, model, {key: value})) > 1]
    assert slow == []


def _read(model: type[BaseModel], value: dict[str, str]) -> None:
    with suppress(ValidationError):
        model.model_validate(value)


def longest(piece: str, share: int) -> str:
    """As much of a piece as a text of a record may hold, or a part of that; no blank at its start, so YAML keeps it."""
    return f"甲{piece * (LONGEST // share // len(piece))}"[: LONGEST // share - 1] + "乙"


@pytest.fixture(scope="module")
def trees(tmp_path_factory: pytest.TempPathFactory) -> tuple[Content, Content]:
    """Records and pages that hold one nasty piece each, half as long as may be, and as long; and one with a list as long."""
    return _tree(tmp_path_factory.mktemp("half"), 2), _tree(tmp_path_factory.mktemp("whole"), 1)


def _tree(folder: Path, share: int) -> Content:
    texts = [longest(piece, share) for piece in NASTY if piece != "\u200b"]  # which no record may hold (S04)
    bodies = ["\n".join(["body: |-", *(f"  {line}".rstrip() for line in text.split("\n"))]) + "\n" for text in texts]
    files = {f"role-models/p-{place}.yml": PERSON + body for place, body in enumerate(bodies)}
    (folder / "docs").mkdir()
    for place, text in enumerate(texts):
        for suffix in ("md", "html", "svg", "js"):
            (folder / "docs" / f"{place}.{suffix}").write_text(text, encoding="utf-8")
    members = "".join(f"  - name: 卞{chr(0x4E00 + place)}\n" for place in range(6000 // share))
    files["lecture-teams/a.yml"] = f"title: 甲队\npublished: 2026\nmembers:\n{members}"
    content = plant(folder, {**OTHERS, **files})
    return load(content, Settings(today=TODAY, docs=folder / "docs"))


PERSON = "name: 申屠怀\ndistinction: 甲\nlegal_basis: {kind: 历史人物, died: 1950}\npublished: 2026\n"
OTHERS = {
    "sources/jia.yml": "title: 本站\nkind: 本站\npolicy: 本站自有\npublished: 2026\n",
    "awards/b.yml": "title: 乙奖\npublished: 2026\n",
    "volunteer-projects/a.yml": "title: 甲项目\nhonours: [{award: b, status: 入围}]\npublished: 2026\n",
    "role-models/gone.yml": "name: 申屠怀无\nstatus: 撤下\nlegal_basis: {kind: 历史人物, died: 1950}\npublished: 2026\n",
}


def test_the_trees_hold_the_texts(trees: tuple[Content, Content]) -> None:
    assert all(len(content.records) > 0.9 * len(NASTY) for content in trees)


NUMBERS = {"none_in_records", "none_in_hand_written_pages"}
"""Not yet held to it: their search for numbers tries each digit against all that follow."""


@pytest.mark.parametrize(
    "rule", [rule for rule in RULES if rule.__name__ not in NUMBERS], ids=lambda rule: rule.__name__
)
def test_a_rule_grows_with_its_texts(rule: Rule, trees: tuple[Content, Content]) -> None:
    half, whole = (partial(lambda content: list(islice(rule(content), MAX_PROBLEMS)), content) for content in trees)
    for _ in range(3):
        first, second = seconds(half), seconds(whole)
        if second <= max(SLACK, RATIO * first):
            return
    pytest.fail(f"{first:.2f} → {second:.2f} s")
