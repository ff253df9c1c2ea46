"""Converts between records and forms: controls from the model and the file, and back.

A form holds what was typed, not what it means: a value in short form (``rights: original``) is one line, and what fits
no control is carried along. A control's ``path`` is its place in the record, ``honours.0.award``.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from scripts.editing.form_problems import labels
from scripts.editing.writer import EditError, field_order
from scripts.load.characters import visible
from scripts.problems import Problem
from scripts.records import RICH
from scripts.records.base import Record
from scripts.records.fields import Field, fields_by_key

MANY, KEPT, UPLOAD = "[]", ":json", ":upload"
"""Suffixes of control names: one item a line; a value carried along; an uploaded file."""
_BREAK = re.compile("\r\n|[\v\u2028\u2029]")
"""Line breaks in text pasted from Word, which keeps its soft returns."""
Problems = Mapping[str, Sequence[Problem]]


class FormError(EditError):
    """The request was not made by a form of the desk."""


@contextmanager
def parsing_request() -> Iterator[None]:
    """Parses a request, whose shape anybody may have made up. Raises FormError."""
    try:
        yield
    except (AttributeError, IndexError, KeyError, TypeError, ValueError, RecursionError):
        raise FormError("这一页发来的内容不对，没有存。请重新打开这一页，没保存的内容会问你要不要恢复") from None


@dataclass(frozen=True)
class Control:
    """One field, or with ``parts`` the fields of its parts; ``kind`` names its macro in ``controls.html``."""

    path: str
    label: str
    kind: str
    required: bool
    help: str = ""
    value: str = ""
    example: str = ""
    to: str | None = None
    choices: tuple[tuple[str, str], ...] = ()
    parts: tuple["Group", ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def empty(self) -> bool:
        return not (self.value or self.parts or self.problems)


@dataclass(frozen=True)
class Group:
    """The controls of one part, and the problems of the part as a whole."""

    path: str
    controls: tuple[Control, ...]
    problems: tuple[Problem, ...] = field(default=())

    @property
    def folded(self) -> list[Control]:
        """Rarely used controls, shown folded: empty ones for parts or other records, except pictures."""
        always = {"images", "panels", "evidence"}
        seldom = (one for one in self.controls if one.kind in {"part", "parts"} or (one.kind == "lines" and one.to))
        return [one for one in seldom if one.empty and not (one.required or _name(one).rpartition(".")[2] in always)]

    @property
    def shown(self) -> list[Control]:
        folded = self.folded
        return [one for one in self.controls if one not in folded]


def controls(model: type[BaseModel], value: Mapping[str, Any], problems: Problems, here: str = "") -> list[Control]:
    """The controls of a model in the order its fields are written; undeclared fields are carried along."""
    known = fields_by_key(model)
    made = [
        _control(known[key], labels(model)[key], f"{here}{key}", value.get(key), problems) for key in field_order(model)
    ]
    made += [_kept(f"{here}{key}", key, value[key], problems) for key in value if key not in known]
    return made


def _control(field: Field, label: str, path: str, value: Any, problems: Problems) -> Control:
    key, many, part = field.key, field.many, field.part
    to = field.relation.to or "*" if field.relation else None
    example = field.info.examples[0] if field.info.examples else ""
    common: dict[str, Any] = {
        "label": label,
        "required": field.required and key != "id",
        "help": field.description.removeprefix(field.label).lstrip("，：；")
        + ("；不写就用标题的拼音" if key == "id" else ""),
        "example": "、".join(map(str, example)) if isinstance(example, list) else str(example),
        "problems": tuple(one for at, found in problems.items() if f"{at}.".startswith(f"{path}.") for one in found),
    }
    if part and value is None and field.required:
        value = [{}] if many else {}
    if part and (value is None or isinstance(value, list if many else Mapping)):
        items = [] if value is None else value if many else [value]
        if all(isinstance(item, Mapping) for item in items):
            places = ((f"{path}.{number}" if many else path, item) for number, item in enumerate(items))
            groups = tuple(
                Group(at, tuple(controls(part, item, problems, f"{at}.")), tuple(problems.get(at, ())) if many else ())
                for at, item in places
            )
            if groups:  # problems inside parts are shown there
                common["problems"] = tuple(problems.get(path, ()))
            return Control(path, kind="parts" if many else "part", parts=groups, **common)
    if isinstance(value, Mapping) or (
        isinstance(value, list) and any(isinstance(item, Mapping | list) for item in value)
    ):
        return _kept(path, label, value, problems)
    if isinstance(value, list) or (many and value is None and not part):
        return Control(f"{path}{MANY}", kind="lines", value="\n".join(map(str, value or ())), to=to, **common)
    text = "" if value is None else str(value)
    words = field.choices
    if words and not many and (not text or any(text in one for one in words)):
        choices = tuple((text if text in one else one[0], one[0]) for one in words)  # as spelt in the file
        return Control(path, kind="choice", value=text, choices=choices, **common)
    if to is not None:
        return Control(path, kind="relation", value=text, to=to, **common)
    if key == "file":
        return Control(path, kind="file", value=text, **common)
    rich = (key in RICH or key == "summary") and not part
    kind = "text" if rich or "\n" in text else "date" if "Date" in str(field.info.annotation) else "line"
    return Control(path, kind=kind, value=text, **common)


def _kept(path: str, name: str, value: Any, problems: Problems) -> Control:
    text = json.dumps(value, ensure_ascii=False)
    return Control(f"{path}{KEPT}", name, "kept", False, value=text, problems=tuple(problems.get(path, ())))


def submitted_fields(pairs: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """The fields of a submitted form as a file has them: texts, lists and parts; empty ones too, to show the form
    again."""
    root: dict[str, Any] = {}
    for name, text in pairs:
        value: Any = visible(_BREAK.sub("\n", text))
        if name.endswith(KEPT):
            name, value = name.removesuffix(KEPT), parse_carried(value)
        elif name.endswith(MANY):
            name, value = name.removesuffix(MANY), [line.strip() for line in value.split("\n") if line.strip()]
        *way, last = name.split(".")
        place = root
        for step in way:
            place = place.setdefault(step, {}) if isinstance(place.get(step, {}), dict) else {}
        if last:
            place[last] = value
    found = _listed(root)
    return found if isinstance(found, dict) else {}


def parse_carried(text: str) -> Any:
    """A value carried along by a page: texts, lists and parts. Raises ValueError, RecursionError."""
    value = json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
    json.dumps(value, ensure_ascii=False).encode()  # fails at half a surrogate pair
    return value


def container_at(value: Any, way: Iterable[str]) -> Any:
    """The part or list at the end of a path, created where absent."""
    for step in way:
        value = value[int(step)] if isinstance(value, list) else value.setdefault(step, {})
    return value


def _listed(value: Any) -> Any:
    """Turns numbered parts into a list in the order of their numbers."""
    if not isinstance(value, dict):
        return value
    inner = {key: _listed(item) for key, item in value.items()}
    if inner and all(key.isdigit() for key in inner):
        return [inner[key] for key in sorted(inner, key=int)]
    return inner


def without_empty(value: Any) -> Any:
    """The value without empty fields and items; None when nothing is left."""
    if isinstance(value, dict):
        return {key: inner for key, item in value.items() if (inner := without_empty(item)) is not None} or None
    if isinstance(value, list):
        return [inner for item in value if (inner := without_empty(item)) is not None] or None
    return value if str(value).strip() else None


def change_parts(value: dict[str, Any], what: str, path: str) -> str:
    """Adds, deletes or moves a part: ``what`` is add, part, drop, up or down. Returns the path to focus."""
    *way, last = path.split(".")
    place = container_at(value, way)
    if what == "add":
        place[last] = [*(place.get(last) or []), {}]
    elif what == "part":
        place[last] = {}
    elif isinstance(place, dict):
        place.pop(last, None)
    else:
        at = int(last)
        item = place.pop(at)
        if what == "drop":
            return ".".join(way)
        to = max(0, at - 1) if what == "up" else at + 1
        place.insert(to, item)
        return ".".join([*way, str(to)])
    return path


def three_way_merge(
    base: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any]
) -> tuple[dict[str, Any], list[str]]:
    """A three-way merge by field: changes of either side since ``base``, and the fields both have changed, in which
    mine wins."""
    both = [key for key in {*mine, *theirs} if base.get(key) != mine.get(key) != theirs.get(key) != base.get(key)]
    names = [*theirs, *(key for key in mine if key not in theirs)]
    taken = {key: (theirs if mine.get(key) == base.get(key) else mine).get(key) for key in names}
    return {key: value for key, value in taken.items() if value is not None}, sorted(both)


def shown_and_folded(found: list[Control], model: type[BaseModel], *, new: bool) -> tuple[list[Control], list[Control]]:
    """The controls a form shows at once, and those it folds: for a new record all optional ones."""
    if not issubclass(model, Record):
        return found, []
    asked = {"title", "summary", "body", "images", "recurrence", "place", *model.short, *model.usual}
    seldom = {_name(one) for one in found} if new else set(Record.model_fields)
    folded = [one for one in found if one.empty and not one.required and _name(one) in seldom - asked]
    return [one for one in found if one not in folded], folded


def _name(control: Control) -> str:
    return control.path.removesuffix(MANY).removesuffix(KEPT)
