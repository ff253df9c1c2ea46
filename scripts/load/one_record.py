"""Loads one record from its files, or reports their problems."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from difflib import get_close_matches
from functools import reduce
from operator import attrgetter, getitem
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from scripts.load import lenient
from scripts.load.field_errors import OR_ONE_OF, explain_error, field_names, meant_field
from scripts.load.field_names import field_named, read_fields
from scripts.load.split_records import Split, is_part, part_names
from scripts.load.yaml_reader import MAX_BYTES, Document
from scripts.problems import Loc, Place, Problem
from scripts.problems.excerpts import redact
from scripts.records import RICH, TYPES
from scripts.records.base import Record

MAX_PROBLEMS = 50
"""The most problems reported of one file: a file with more is no record."""
_OPEN_END = re.compile(r"^\s*(?:- +)?[\w-]+:\s*[|>]?\s*$")
"""A field name without a value at the end of a file."""
_FULL_STOP = re.compile(r"[。！？…”』」’）)》.!?*|]\s*$")
"""The end of a finished text."""
_NO_TEXT = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\xff\xd8\xff", b"\x89PNG", b"%PDF", b"RIFF")
"""The first bytes of Office files, pictures and PDF."""


def load_record(root: Path, name: str) -> tuple[Record | None, list[Problem]]:
    """Loads one record; ``name`` is its path relative to ``root``.

    With problems the record is as far as it can be read, or None when the file cannot be read at all.

    Where its type may be split, the files in the folder of the record's name are read with it.
    """
    folder, _, rest = name.partition("/")
    model = TYPES.get(folder)
    if model is None or not rest:
        return None, []
    record_id = rest.removesuffix(".yml")
    document, problems = _fields(root, name, model)
    if document is None:
        return None, problems
    if is_part(model, document.value):
        return None, [*problems, _lost_part(root, name)]
    problems += _id_problems(root, name, record_id, document.value, document)
    parts = part_names(root, name)
    documents = {}
    for part in parts:
        documents[part], found = _fields(root, part, model.part_model())
        problems += found
    if None in documents.values():
        return None, problems
    whole = Split(name, document, model.split, {part: found for part, found in documents.items() if found is not None})
    try:
        record = model.model_validate(whole.value())
    except ValidationError as error:
        found = _field_problems(root, whole, model, error)
        own = f"{root.name}/{name}"
        gone = {one.line for one in found if one.code == "F01" and one.file == own}
        needless = {one.of(own) for one in document.problems if one.code == "Y11" and one.lines <= gone}
        problems = [one for one in problems if one not in needless]
        problems += _unfinished_file(root, name, document, found) or found
        record = lenient.build_leniently(model, whole.value())
    return record.with_source(record_id, name, *parts), problems


def _lost_part(root: Path, name: str) -> Problem:
    """A part of a split record whose own file is missing or named differently from the folder."""
    whole = name.rpartition("/")[0]
    names = [path.stem for path in (root / whole).parent.glob("*.yml")]
    close = get_close_matches(whole.rpartition("/")[2], names, n=1, cutoff=0.6)
    hint = f"请先写 {whole}.yml；一个部分也可以直接写在那里面"
    hint = f"是不是 {close[0]}？请把文件夹改成这个名字" if close else hint
    return problem_at(root, name, Place(1, 1), "N09", f"这是一个部分，却没有整条记录 {whole}.yml", hint)


def _fields(root: Path, name: str, model: type[BaseModel]) -> tuple[Document | None, list[Problem]]:
    """The fields and values of one file; None when it has none."""
    text, problems = _text(root, name)
    if problems:
        return None, problems
    document = read_fields(text, model)
    problems = [problem.of(f"{root.name}/{name}") for problem in document.problems[:MAX_PROBLEMS]]
    if wrapped := _wrapped(document.value, model):
        return None, problems or [problem_at(root, name, Place(1, 1), "Y15", "整条记录多写了一层", wrapped)]
    if isinstance(document.value, dict) and document.keys:
        return replace(document, value=dict(document.value)), problems  # an id is taken out of it
    hint = "请对照手册里的样例，从 title: 标题 开始写"
    empty = problem_at(root, name, Place(1, 1), "Y26", "文件是空的，或不是“字段: 值”的写法", hint)
    return None, problems or [empty]


def _wrapped(value: Any, model: type[BaseModel]) -> str:
    """The cure for a record written as a list item, or below an unknown name; empty for others."""
    if isinstance(value, str | None) or len(value) != 1:
        return ""
    known = {word for names in field_names(model, ()).items() for word in names}
    below, inner = "", value
    if isinstance(value, dict) and not value.keys() & known:
        [(below, inner)] = value.items()
    item = inner[0] if isinstance(inner, list) and len(inner) == 1 else inner
    if item is value or not isinstance(item, dict) or len(item.keys() & known) < 2:
        return ""
    lines = "和".join([f"“{below}:”这一行"] * bool(below) + ["第一个短横"] * (item is not inner))
    return f"请删去{lines}，其余各行左移，最外层的字段从行首写起"


def _text(root: Path, name: str) -> tuple[str, list[Problem]]:
    """The text of a file, or the problem that prevents reading it."""
    path = root / name
    if path.stat().st_size > MAX_BYTES:
        hint = "请把图片放在单独的文件里，把长文分成几条记录"
        return "", [problem_at(root, name, Place(1, 1), "Y02", f"文件超过 {MAX_BYTES // 1024} KB", hint)]
    data = path.read_bytes()
    if data.startswith(_NO_TEXT):
        hint = "请打开原来的文件，把内容照手册里的样例写成文字；图片只改后缀不能变成记录"
        return "", [problem_at(root, name, Place(1, 1), "Y01", "这不是文字文件，像是改了后缀的表格、文档或图片", hint)]
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        before = data[: error.start]
        place = Place(before.count(b"\n") + 1, 1)
        hint = "请用记事本打开，选“另存为”，编码选 UTF-8，再上传；只用网页的，新建一个文件，把文字复制进去"
        return "", [problem_at(root, name, place, "Y01", "文件编码不是 UTF-8", hint)]


def _id_problems(root: Path, name: str, record_id: str, value: dict[str, Any], document: Document) -> Iterator[Problem]:
    """An ``id`` written in the record must equal the one from the file name, which gives the address."""
    for key in ("id", "slug"):
        if key in value:
            given = str(value.pop(key))
            if given != record_id:
                message = f"{key} 写的是“{given}”，文件名却是“{record_id}”"
                hint = f"地址由文件名决定：请删去 {key} 这一行，或把文件改名"
                yield problem_at(root, name, document.place((key,), key=True), "N02", message, hint)


def _causes(error: ValidationError, model: type[Record]) -> list[Any]:
    """The validation errors of a record, each mistake once: a list with wrong items is not also too short, a misspelt
    field not also missing, nor any in an item that has none of its fields."""
    found = error.errors()
    inner = {details["loc"][: size + 1] for details in found for size in range(len(details["loc"]) - 1)}
    unknown = [(details["loc"], details["input"]) for details in found if details["type"] == "extra_forbidden"]
    meant = {(*loc[:-1], meant_field(model, loc, given)) for loc, given in unknown}
    lacking = [details for details in found if details["type"] == "missing" and isinstance(details["loc"][-2:][0], int)]
    meant |= {
        one["loc"] for one in lacking if one["input"] and not one["input"].keys() & field_names(model, one["loc"][:-1])
    }
    followed = {"too_short": inner, "missing": meant}
    return [details for details in found if details["loc"] not in followed.get(details["type"], ())]


def _without_torn_items(causes: list[Any], value: Any) -> tuple[list[Any], dict[Loc, list[int]]]:
    """The errors without those of list items torn apart by surplus dashes, ``- file: …`` and ``- alt: …``; and by list,
    the items that are such fragments: they lack what the one before has and share no field with it."""
    torn: dict[Loc, list[int]] = {}
    lacking = {details["loc"]: details["input"] for details in causes if details["type"] == "missing"}
    for (*at, place, name), item in ((loc, item) for loc, item in lacking.items() if len(loc) > 2):
        try:
            before = reduce(getitem, (*at, place - 1), value) if place else None
        except (LookupError, TypeError):
            continue  # the place is in no list, or in a list made from one line
        if isinstance(before, dict) and name in before and not before.keys() & item.keys():
            torn.setdefault(tuple(at), []).append(place)
    halves = {(*at, place - step) for at, places in torn.items() for place in places for step in (0, 1)}
    return [one for one in causes if one["loc"] not in lacking or one["loc"][:-1] not in halves], torn


def _dashes_too_many(root: Path, whole: Split, at: Loc, places: list[int]) -> Problem:
    found = [whole.source_of((*at, place)) for place in (min(places) - 1, *sorted({*places}))]
    (name, document, _), (_, _, first) = found[:2]
    above, *lines = (str(document.place(loc).line) for _, document, loc in found)
    hint = f"是同一项的，去掉第 {'、'.join(lines)} 行的短横，换成空格，字段名和第 {above} 行的左对齐"
    return problem_at(root, name, document.place(first), "F03", "这里多了一个短横，一项写成了两项", hint)


def _field_problems(root: Path, whole: Split, model: type[Record], error: ValidationError) -> list[Problem]:
    """The problems of a record's fields. What was lost with the rest of a wrong line is not missing as well."""
    document = whole.document
    wrong = {line for one in document.problems if one.code[0] == "Y" for line in one.lines}
    text = "\n".join(line for number, line in enumerate(document.lines, 1) if number in wrong)
    lost = {field_named(word, model) for word in re.findall(r"(\w+)\s*[:：]", text)} - document.value.keys()
    causes, torn = _without_torn_items(_causes(error, model), whole.value())
    causes = [one for one in causes if one["type"] != "missing" or one["loc"][-1] not in lost][:MAX_PROBLEMS]
    told = [_field_problem(root, whole, model, details) for details in causes]
    found = [_dashes_too_many(root, whole, at, places) for at, places in torn.items()]
    return [*found, *_listed_once(sorted(told, key=attrgetter("file", "line")))]


def _field_problem(root: Path, whole: Split, model: type[Record], details: Any) -> Problem:
    at = (*details["loc"], *details.get("ctx", {}).get("at", ()))  # a rule over several fields names one of them
    name, document, loc = whole.source_of(at)
    unknown = details["type"] == "extra_forbidden"
    names = [str(key[-1]) for key in document.keys if unknown and key[:-1] == loc[:-1]]
    beside = {key: document.value.get(key) for key in names}  # of deeper values only the names
    details = {**details, "ctx": {**details.get("ctx", {}), "beside": beside}}
    code, message, hint = explain_error(details, model)
    lost = code == "F02" and loc not in document.keys
    if code == "F02" and not lost:
        message, hint = message.replace("缺少必填字段", "必填字段还没有填："), hint.replace("请加一行", "请写成")
    place = document.place(loc[:-1] if lost else loc, key=code in {"F01", "F02"})
    return problem_at(root, name, place, code, message, hint)


def _listed_once(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems, with the list of a type's fields only in the first one about an unknown field."""
    seen: set[str] = set()
    for one in problems:
        again = one.hint in seen and OR_ONE_OF in one.hint
        yield replace(one, hint=f"{one.hint.partition(OR_ONE_OF)[0]}，或者换成上面列出的一个") if again else one
        seen.add(one.hint)


def _unfinished_file(root: Path, name: str, document: Document, found: list[Problem]) -> list[Problem]:
    """The problems of a record whose last line is unfinished and which lacks required fields below it.

    The file was cut off, which is reported instead of the missing fields; empty when it looks whole.
    """
    if document.problems:
        return []
    lines = [(number, line) for number, line in enumerate(document.lines, 1) if line.strip()]
    last = max(((place.line, loc[0]) for loc, place in document.keys.items() if len(loc) == 1), default=(0, ""))[1]
    number, line = lines[-1]
    lost = [one for one in found if one.code == "F02" and one.file.endswith(f"/{name}")]
    missing = [one.hint for one in lost if one.line == 1 and one.message.startswith("缺少")]
    if not missing or not (_OPEN_END.search(line) or (last in RICH and not _FULL_STOP.search(line))):
        return []
    hint = f"多半是没有粘贴完或没有存完：请重新粘贴整份内容；本来就写到这里的，{'；'.join(missing)}"
    at = Place(number, len(line) - len(line.lstrip()) + 1)
    told = problem_at(root, name, at, "Y35", f"文件到“{redact(line.strip())[-20:]}”就断了", hint)
    return [told, *(one for one in found if one not in lost)]


def problem_at(root: Path, name: str, place: Place, code: str, message: str, hint: str) -> Problem:
    return Problem(f"{root.name}/{name}", place.line, place.column, code, message, hint, place.length)
