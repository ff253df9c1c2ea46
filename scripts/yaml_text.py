"""YAML text → plain values, all scalars as text, with the place of every key and value.

The parser's events are read directly, so that a repeated key, an anchor, a tag or a depth bomb is seen and not
resolved; nesting is a stack, so no text can exhaust Python's.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from scripts.problems import Loc

MAX_BYTES = 256 * 1024
MAX_DEPTH = 20

_BLOCK = re.compile(r"(?:^|[:\-]\s+)[|>][+-]?\d?[+-]?\s*(?:#.*)?$")
_KEY = r"^(?P<indent>\s*(?:-\s+)?)(?P<key>[A-Za-z_一-鿿][\w一-鿿-]*)"
_WIDE_COLON = re.compile(_KEY + r"\s*：\s*")
_TIGHT_COLON = re.compile(_KEY + r":(?=[^\s/:])")
_LOST = re.compile(r"^[^'\"#]*?[:\-]\s+[^\s'\"#|>\[{&*!].*?\s(#[^\s#].*)$")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")
_ABSENT = {"", "~", "null", "Null", "NULL"}


@dataclass(frozen=True, slots=True)
class Place:
    """Line and column from 1, and how many characters are meant."""

    line: int
    column: int
    length: int = 1


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something wrong with the text itself; ``load`` makes it a Problem."""

    code: str
    place: Place
    message: str
    hint: str


@dataclass(slots=True)
class Document:
    """One file as read: its value (dict, list, str), where everything stands, and what is wrong."""

    value: Any = None
    values: dict[Loc, Place] = field(default_factory=dict)
    keys: dict[Loc, Place] = field(default_factory=dict)
    flaws: list[Flaw] = field(default_factory=list)

    def place(self, loc: Loc, *, key: bool = False) -> Place:
        """Where ``loc`` stands, or else the nearest part around it that does stand somewhere."""
        first, second = (self.keys, self.values) if key else (self.values, self.keys)
        while loc:
            if found := first.get(loc) or second.get(loc):
                return found
            loc = loc[:-1]
        return Place(1, 1)


def read(text: str) -> Document:
    """Reads one YAML document. Never raises: what is wrong with the text is in ``flaws``."""
    document = Document()
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    lines = [_without_controls(number, line, document.flaws) for number, line in enumerate(lines, 1)]
    repaired = _mend(lines, document.flaws)
    try:
        _Builder(document).run(repaired)
    except yaml.YAMLError as error:
        document.flaws.append(_syntax_flaw(error, lines))
        document.value = None
    return document


def _without_controls(number: int, line: str, flaws: list[Flaw]) -> str:
    """Notes characters YAML forbids or takes for line breaks, and puts a space in their place."""
    for match in _CONTROL.finditer(line):
        message = f"这里有不可见的控制字符 U+{ord(match[0]):04X}"
        flaws.append(Flaw("Y03", Place(number, match.start() + 1), message, "请删去这个字符，或重新输入这一行"))
    return _CONTROL.sub(" ", line)


def _mend(lines: list[str], flaws: list[Flaw]) -> str:
    """Notes the slips of office keyboards and mends them in memory, so that the rest can be checked as well."""
    mended = list(lines)
    for number, line in _structure(lines):
        indent = re.match(r"[\s　\xa0]*", line)
        head = indent[0] if indent else ""
        if "\t" in head:
            place = Place(number, head.index("\t") + 1)
            flaws.append(Flaw("Y10", place, "行首用了制表符（Tab）", "请把 Tab 换成两个空格"))
        if "　" in head or "\xa0" in head:
            column = min(head.find(space) for space in "　\xa0" if space in head) + 1
            flaws.append(
                Flaw("Y18", Place(number, column), "行首有全角空格或不间断空格", "请换成半角空格，每层缩进两个")
            )
        line = re.sub(r"[\t　\xa0]", "  ", head) + line[len(head) :]
        if match := _WIDE_COLON.match(line):
            key = match["key"]
            place = Place(number, line.index("：") + 1)
            flaws.append(
                Flaw("Y11", place, f"字段名“{key}”后面的冒号是全角的", f"请写成 {key}: 值（半角冒号加一个空格）")
            )
            line = f"{match['indent']}{key}: {line[match.end() :]}"
        elif match := _TIGHT_COLON.match(line):
            key = match["key"]
            place = Place(number, match.end())
            flaws.append(Flaw("Y12", place, f"“{key}:”后面少一个空格", f"请写成 {key}: {line[match.end() :].strip()}"))
            line = f"{match['indent']}{key}: {line[match.end() :]}"
        if match := _LOST.match(line):
            place = Place(number, match.start(1) + 1, len(match[1].rstrip()))
            flaws.append(
                Flaw("Y27", place, "空格加 # 之后的文字会被当成注释丢掉", "要保留这些文字，请给整个值加上英文双引号")
            )
        mended[number - 1] = line
    return "\n".join(mended)


def _structure(lines: list[str]) -> Iterator[tuple[int, str]]:
    """The lines that are structure, not the inside of a block text (``|`` or ``>``); numbers from 1."""
    block = -1
    for number, line in enumerate(lines, 1):
        indent = len(line) - len(line.lstrip(" "))
        if block >= 0 and (not line.strip() or indent > block):
            continue
        block = indent if _BLOCK.search(line) else -1
        if line.strip():
            yield number, line


@dataclass(slots=True)
class _Frame:
    """A mapping or a list being read."""

    value: Any
    loc: Loc
    key: str | None = None


class _Builder:
    """Turns parser events into values, noting what this dialect refuses."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.stack: list[_Frame] = []
        self.documents = 0

    def run(self, text: str) -> None:
        for event in yaml.parse(text, Loader=yaml.CBaseLoader):
            if isinstance(event, yaml.ScalarEvent):
                self.refuse(event)
                self.scalar(event)
            elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
                self.refuse(event)
                self.open(event, {} if isinstance(event, yaml.MappingStartEvent) else [])
                if len(self.stack) > MAX_DEPTH:
                    self.flaw("Y24", event, f"层次超过 {MAX_DEPTH} 层", "请把内容写得平一些")
                    return
            elif isinstance(event, yaml.CollectionEndEvent):
                self.stack.pop()
            elif isinstance(event, yaml.AliasEvent):
                self.flaw("Y21", event, f"用了别名 *{event.anchor}", "请把内容直接写出来；值以 * 开头时要加英文引号")
                self.put("", event)
            elif isinstance(event, yaml.DocumentStartEvent):
                self.documents += 1
                if self.documents > 1:
                    self.flaw("Y25", event, "一个文件里有多条记录", "每条记录单独存一个文件，删去 ---")
                    return

    def refuse(self, event: Any) -> None:
        if event.anchor is not None:
            self.flaw("Y21", event, f"用了锚点 &{event.anchor}", "请删去 & 和它后面的名字；值以 & 开头时要加英文引号")
        if event.tag is not None and event.tag != "!":
            self.flaw("Y22", event, f"用了类型标签 {event.tag}", "请删去它；值以 ! 开头时要加英文引号")

    def scalar(self, event: Any) -> None:
        plain = not event.style or event.style == ":"
        frame = self.stack[-1] if self.stack else None
        if frame is not None and isinstance(frame.value, dict) and frame.key is None:
            self.name(frame, event)
        else:
            self.put(None if plain and event.value in _ABSENT else event.value, event)

    def name(self, frame: _Frame, event: Any) -> None:
        """Takes a scalar as the next key of the mapping."""
        key = event.value
        loc = (*frame.loc, key)
        if key == "<<":
            self.flaw("Y23", event, "用了合并键 <<", "请把字段逐个写出来")
        elif key in frame.value:
            first = self.document.keys[loc].line
            self.flaw("Y20", event, f"字段“{key}”写了两次，第 {first} 行已有", "请只留一个")
        else:
            self.document.keys[loc] = _place(event)
            frame.value[key] = None
        frame.key = key

    def open(self, event: Any, value: Any) -> None:
        if self.stack and isinstance(self.stack[-1].value, dict) and self.stack[-1].key is None:
            self.flaw("Y28", event, "字段名不是文字", "字段名请用英文小写字母，后面跟冒号和空格")
            self.stack[-1].key = "?"
        loc = self.put(value, event)
        self.stack.append(_Frame(value, loc))

    def put(self, value: Any, event: Any) -> Loc:
        """Stores a value where the parser stands; an absent one (empty, ``~``) is left out."""
        if not self.stack:
            self.document.value = value
            return ()
        frame = self.stack[-1]
        if isinstance(frame.value, list):
            loc: Loc = (*frame.loc, len(frame.value))
            if value is not None:
                frame.value.append(value)
        else:
            loc = (*frame.loc, frame.key or "?")
            frame.value[frame.key] = value
            if value is None:
                del frame.value[frame.key]
            frame.key = None
        self.document.values[loc] = _place(event)
        return loc

    def flaw(self, code: str, event: Any, message: str, hint: str) -> None:
        self.document.flaws.append(Flaw(code, _place(event), message, hint))


def _place(event: Any) -> Place:
    start, end = event.start_mark, event.end_mark
    length = end.column - start.column if end.line == start.line else 1
    return Place(start.line + 1, start.column + 1, max(1, length))


_SYNTAX: tuple[tuple[str, str, str, str], ...] = (
    (
        "mapping values are not allowed",
        "Y13",
        "值里有冒号加空格",
        '请给整个值加上英文双引号，例如 title: "主标题: 副标题"',
    ),
    ("escape", "Y14", "双引号里的反斜杠写法不对", "请去掉反斜杠，或改用英文单引号"),
    ("quoted scalar", "Y14", "引号没有成对", "请补上另一半英文引号"),
    ("',' or ']'", "Y16", "方括号没有成对，或少了逗号", "请写成 [甲, 乙]，用半角逗号"),
    ("',' or '}'", "Y16", "花括号没有成对，或少了逗号", "请改成每行一个“字段: 值”"),
    ("cannot start any token", "Y17", "值以特殊符号开头", "请给整个值加上英文双引号"),
    ("scanning an alias", "Y17", "值以 * 开头", "请给整个值加上英文双引号"),
    ("scanning an anchor", "Y17", "值以 & 开头", "请给整个值加上英文双引号"),
    ("tag", "Y22", "值以 ! 开头", "请给整个值加上英文双引号"),
    ("directive", "Y17", "行以 % 开头", "请给整个值加上英文双引号"),
    ("could not find expected ':'", "Y19", "这一行没有“字段: 值”里的冒号", "多行文字请在字段后写 |，下一行起缩进两格"),
    ("'-' indicator", "Y15", "缩进没有对齐", "同一列表的各项，短横要对齐"),
    ("expected key", "Y15", "缩进没有对齐", "同一层的字段要左对齐，每深一层多两个空格"),
    ("depth", "Y24", f"层次超过 {MAX_DEPTH} 层", "请把内容写得平一些"),
)
"""A piece of the parser's English message, and the code, sentence and cure it stands for; the first match counts."""


def _syntax_flaw(error: yaml.YAMLError, lines: list[str]) -> Flaw:
    said = " ".join(str(getattr(error, part, "") or "") for part in ("context", "problem")).strip() or str(error)
    mark = getattr(error, "problem_mark", None)
    if "quoted scalar" in said or "flow" in said or "simple key" in said:
        mark = getattr(error, "context_mark", None) or mark
    place = Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)
    if place.line > len(lines):
        place = Place(len(lines), 1)
    if "mapping values" in said and lines[place.line - 1].find(":") == place.column - 1:
        return Flaw("Y15", place, "缩进没有对齐", "同一层的字段要左对齐；上一行的值如果是文字，这一行不能缩进更多")
    for piece, code, message, hint in _SYNTAX:
        if piece in said:
            if code == "Y15" and re.search(r":\s+(\"[^\"]*\"|'[^']*')\s*[^\s#]", lines[place.line - 1]):
                return Flaw("Y14", place, "引号后面还有文字", "请把整个值放进同一对引号，里面的引号用中文引号")
            return Flaw(code, place, message, hint)
    return Flaw("Y19", place, "这里的 YAML 写法有误", "请对照手册里的样例检查这一行和上一行")
