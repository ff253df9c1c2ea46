"""YAML text → plain values, all scalars as text, with the place of every key and value.

Reads the parser's events directly, so that repeated keys, anchors, tags and depth bombs are seen but not resolved;
nesting uses an explicit stack, so no text can exhaust Python's.
"""

import re
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

from scripts.load import characters
from scripts.load.typos import TEXTS, Names, next_line, repair_typos, without_conflicts, without_controls
from scripts.problems import Loc, Place, TextProblem
from scripts.problems.excerpts import lines_of
from scripts.records.han import radicals

MAX_BYTES = 256 * 1024
MAX_DEPTH = 20
HABITS = dict.fromkeys(["Y10", "Y11", "Y12", "Y18", "Y29", "Y41"], "")
HABITS |= {"Y20": "像是两条记录写在了一个文件里，第二条请另存一个文件"}
EACH = 3
"""Up to this many lines with the same typing habit are reported one by one."""

UNREPAIRED = (
    ("',' or ']'", "Y16", "方括号没有成对，或少了逗号", "请写成 [甲, 乙]，用半角逗号"),
    ("',' or '}'", "Y16", "花括号没有成对，或少了逗号", "请改成每行一个“字段: 值”，去掉括号、引号和行末的逗号"),
    ("quoted scalar", "Y14", "引号没有成对", "请补上另一半英文引号"),
    ("", "Y19", "这里的 YAML 写法有误", "请对照手册里的样例检查这一行和上一行"),
)
"""Parser errors that ``structure`` cannot repair: part of the parser's message, code, message, cure."""

_ESCAPES = re.compile(r"\\[^\n]")
_LOST = re.compile(r"[ \t]*(?::[ \t]+|\n(?P<below> *))?(?P<words>#[^\s#][^\n]*|##[^\n]*)")
_WIDE = "⺀-〿㐀-鿿豈-﫿！-～“”‘’—…\U00020000-\U0003ffff"
"""Chinese characters and punctuation, between which no blank is written."""
_PROSE = 16
"""The least length of a line that continues on the next."""
_WHOLE = frozenset({"title", "标题", "summary", "摘要", "deed", "一句话事迹"})
"""Fields that are no lists: their lines continue however short they are."""
ABSENT = frozenset({"", "~", "null", "Null", "NULL"})
"""Plain values that YAML reads as null."""
_DAYS = re.compile("周|星期.|礼拜.|工作日|平日|双休日|节假日|每[天日]")
"""How a day begins that opening hours have as a name; an empty value after it is an omission, not an unused field."""


@dataclass(slots=True)
class Document:
    """One file as read: its value (dict, list, str), the places of its parts, and its problems.

    ``lines`` are those an editor sees, which may be shorter than corrected ones.
    """

    value: Any = None
    values: dict[Loc, Place] = field(default_factory=dict)
    keys: dict[Loc, Place] = field(default_factory=dict)
    problems: list[TextProblem] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    error: yaml.YAMLError = field(default_factory=yaml.YAMLError)
    """Why the parser gave up, if it did."""

    def place(self, loc: Loc, *, key: bool = False) -> Place:
        """The place of ``loc``, or of the nearest part around it that has one."""
        first, second = (self.keys, self.values) if key else (self.values, self.keys)
        while loc:
            if found := first.get(loc) or second.get(loc):
                return self.within(found)
            loc = loc[:-1]
        return Place(1, 1)

    def within(self, place: Place) -> Place:
        """The place, or the end of its line when it lies beyond it."""
        end = len(self.lines[place.line - 1]) + 1 if place.line <= len(self.lines) else 1
        return place if place.column <= end else Place(place.line, end)


def read(text: str, names: Names = dict) -> Document:
    """Reads one YAML document. Never raises: faults of the text are in ``problems``.

    ``names`` are recognized even before a full-width colon.
    """
    document = Document()
    lines = lines_of(text)
    if not characters.PLAIN.fullmatch("\n".join(lines)):
        lines = [without_controls(number, line, document.problems) for number, line in enumerate(lines, 1)]
        lines = [characters.replace_forbidden(number, line, document.problems) for number, line in enumerate(lines, 1)]
        lines = [line.translate(radicals()) for line in lines]
    document.lines = lines
    told = document.problems
    lines = [line if line.strip() else "" for line in lines]  # a Tab or full-width spaces alone are a blank line
    lines = without_conflicts(lines, told)
    attempt = repair_typos(lines, told, names)
    if not _parse_into(document, attempt) or _begins_with_a_name(document.value, names):
        from scripts.load.structure import Repair

        repair = Repair(attempt, names())
        if not next_line(attempt, 0).startswith("{"):  # JSON has no lines to repair
            attempt = repair.run()
        _join(told, repair.problems)
        readable = not repair.cut and _parse_into(document, attempt)
        document.value = document.value if readable else None
        if not repair.cut and not readable:
            problem = _parser_problem(document.error, lines)
            told += [problem] if problem.place.line not in {one.place.line for one in told} else []
    if any(problem.code == "Y28" for problem in (*told, *document.problems)):
        document.value = None  # with a key that is no name, the fields around it cannot be told apart
    found = told if document.problems is told else [*told, *document.problems]
    document.problems = [replace(problem, place=document.within(problem.place)) for problem in _merge_habits(found)]
    return document


def _begins_with_a_name(value: Any, names: Names) -> bool:
    """Whether a file without a colon, which YAML takes for one text, is fields: title = 夜课."""
    word = re.match(r"\w+", value) if isinstance(value, str) else None
    return word is not None and word[0] in names()


def _merge_habits(problems: list[TextProblem]) -> list[TextProblem]:
    """The problems; of one typing habit in many lines only the first, with the number of the others."""
    lines = {code: [problem.place.line for problem in problems if problem.code == code] for code in HABITS}
    many = {code: where for code, where in lines.items() if len(where) > EACH}
    kept = [problem for problem in problems if problem.code not in many]
    for code, where in many.items():
        first = next(problem for problem in problems if problem.code == code)
        numbers = "、".join(map(str, where[:20])) + ("……" if len(where) > 20 else "")
        hint = HABITS[code] or f"{first.hint}；一样的还有"
        kept.append(replace(first, hint=f"{hint}，一共 {len(where)} 处，在第 {numbers} 行", also=tuple(where)))
    return kept


def _parse_into(document: Document, lines: list[str]) -> bool:
    """Parses the lines into the document and replaces its problems. False when the parser gives up."""
    document.value, document.problems, document.keys, document.values = None, [], {}, {}
    try:
        _Builder(document).run("\n".join(lines))
    except yaml.YAMLError as error:
        document.value, document.error = None, error
        return False
    return True


def _join(told: list[TextProblem], found: list[TextProblem]) -> None:
    """Adds problems. For a line already reported (a Tab), only the better cure is kept."""
    lines = {problem.place.line: at for at, problem in enumerate(told)}
    for problem in found:
        if (at := lines.get(problem.place.line)) is None:
            told.append(problem)
        elif problem.code == "Y15":
            told[at] = replace(told[at], hint=problem.hint)


def _parser_problem(error: yaml.YAMLError, lines: list[str]) -> TextProblem:
    """The parser's error; for brackets and quotation marks at the place where they open."""
    said = f"{getattr(error, 'context', '')} {getattr(error, 'problem', error)}"
    mark = getattr(error, "problem_mark", None)
    if "flow" in said or "quoted scalar" in said or "simple key" in said:
        mark = getattr(error, "context_mark", None) or mark
    place = Place(min(mark.line + 1, len(lines)), mark.column + 1) if mark else Place(1, 1)
    code, message, hint = next(told for piece, *told in UNREPAIRED if piece in said)
    return TextProblem(code, place, message, hint)


@dataclass(slots=True)
class _Frame:
    """A mapping or a list being read."""

    value: Any
    loc: Loc
    key: str | None = None


def _without_blanks(raw: str, value: str, least: int) -> str:
    """A multi-line value without the blanks YAML inserts between Chinese lines. Left as YAML reads it where its lines
    are not simply folded, or so short (less than ``least``) that they may be list items."""
    lines = [line.strip(" \t") for line in raw.strip("\n").split("\n")]
    if lines[0][:1] == ">":
        del lines[0]
    elif min(map(len, lines[:-1])) < least:
        return value
    elif lines[0][:1] in {"'", '"'}:
        lines[0], lines[-1] = lines[0][1:], lines[-1][:-1]
    text = "\n".join(lines)
    if _folded(text) != value.rstrip("\n"):
        return value
    tail = value[len(_folded(text)) :]
    return _folded(re.sub(rf"(?<=[{_WIDE}])\n(?=[{_WIDE}])", "", text)) + tail


def _folded(text: str) -> str:
    """The lines as YAML folds them: a line end becomes a blank; of several the first is dropped."""
    return re.sub(r"(?<=[^\n])\n(\n*)(?=[^\n])", lambda gap: gap[1] or " ", text)


class _Builder:
    """Turns parser events into values, reporting what this dialect refuses."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.stack: list[_Frame] = []
        self.documents = 0
        self.text = ""

    def run(self, text: str) -> None:
        self.text = text
        for event in iter(yaml.CBaseLoader(text).get_event, None):
            if isinstance(event, yaml.ScalarEvent):
                self.refuse(event)
                self.scalar(event)
            elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
                self.refuse(event)
                self.open(event, {} if isinstance(event, yaml.MappingStartEvent) else [])
                if len(self.stack) > MAX_DEPTH:
                    self.problem("Y24", event, f"层次超过 {MAX_DEPTH} 层", "请把内容写得平一些")
                    return
            elif isinstance(event, yaml.CollectionEndEvent):
                self.stack.pop()
            elif isinstance(event, yaml.AliasEvent):
                self.problem("Y21", event, f"用了别名 *{event.anchor}", "请把内容直接写出来；值以 * 开头时要加英文引号")
                self.put("", event)
            elif isinstance(event, yaml.DocumentStartEvent):
                self.documents += 1
                if self.documents > 1:
                    hint = "请删去它；下面是另一条记录的，另存一个文件；是正文的，写在 body: | 下面，每行前面空两格"
                    self.problem("Y25", event, "记录中间又写了一行 ---", hint)
                    return

    def refuse(self, event: Any) -> None:
        if event.anchor is not None:
            hint = "请删去 & 和它后面的名字；值以 & 开头时要加英文引号"
            self.problem("Y21", event, f"用了锚点 &{event.anchor}", hint)
        if event.tag is not None:
            self.problem("Y22", event, f"用了类型标签 {event.tag}", "请删去它；值以 ! 开头时要给整个值加英文双引号")

    def scalar(self, event: Any) -> None:
        plain = not event.style or event.style == ":"
        if event.style == '"':
            self.escapes(event)
        if event.style not in {"|", ">"}:
            self.lost(event, plain=plain)
        frame = self.stack[-1] if self.stack else None
        if frame is not None and isinstance(frame.value, dict) and frame.key is None:
            self.name(frame, event)
        else:
            value, start, end = event.value, event.start_mark, event.end_mark
            if event.style != "|" and end.line > start.line:
                raw, key = self.text[start.index : end.index], frame.key if frame else ""
                if key in TEXTS and event.style in {"'", '"'} and "\\" not in raw:  # its line breaks stay as typed, too
                    raw = raw.replace("''", "'") if event.style == "'" else raw
                    value = re.sub("\n(\n+)", r"\1", "\n".join(map(str.strip, raw[1:-1].split("\n"))))
                else:
                    value = _without_blanks(raw, value, 0 if key in _WHOLE else _PROSE)
            unused = plain and value in ABSENT and not (frame and _DAYS.match(frame.key or ""))
            self.put(None if unused else value, event)

    def escapes(self, event: Any) -> None:
        r"""Reports what a value in double quotes contains only through an escape: ``"C:\new"`` would lose its n."""
        raw = self.text[event.start_mark.index + 1 : event.end_mark.index - 1]
        if "\\" not in raw:
            return
        told = len(self.document.problems)
        characters.report_escaped(event.value, _place(event), self.document.problems)
        found = next((piece for piece in _ESCAPES.findall(raw) if piece not in {"\\\\", '\\"'}), "")
        if found and len(self.document.problems) == told:
            right = raw.replace("\\\\", "\\").replace('\\"', '"').replace("'", "''")
            hint = f"要的就是反斜杠，请改用单引号：'{right}'" if "\n" not in raw else "请在反斜杠前再写一个反斜杠"
            hint += "；要换行，请改用 |" if found == "\\n" else ""
            self.problem("Y14", event, f"双引号里的 {found} 会变成别的字符", hint)

    def lost(self, event: Any, *, plain: bool) -> None:
        """Reports words after a name or a value, or below an unquoted one and deeper, that YAML takes for a comment.

        A remark is one sign and a space: ``# so``.
        """
        start, end = event.start_mark.index, event.end_mark.index
        match = _LOST.match(self.text, end)
        if match is None or (match["below"] is not None and not (plain and len(match["below"]) > self.depth(start))):
            return
        at = match.start("words")
        line = self.text.count("\n", 0, at) + 1
        place = Place(line, at - self.text.rfind("\n", 0, at), len(match["words"].rstrip()))
        hint = "要保留这些文字，请给整个值加上英文双引号；标签前面不用 #；正文写在 | 下面，每行前面空两格"
        row = self.text[self.text.rfind("\n", 0, at) + 1 :].partition("\n")[0]
        if (whole := re.fullmatch(r"\s*(?:- +)?([\w-]+): +([^\"'|>\s].*?)\s*", row)) and '"' not in row:
            hint = f'要保留这些文字，请写成 {whole[1]}: "{whole[2]}"；是给同事看的备注，写成 # {match["words"].strip("# ")}'
        problem = TextProblem("Y27", place, "空格加 # 之后的文字会被当成注释丢掉", hint)
        self.document.problems += [problem] if problem not in self.document.problems[-1:] else []

    def depth(self, start: int) -> int:
        """The column of the name or dash before the value that starts there."""
        before = self.text[self.text.rfind("\n", 0, start) + 1 : start]
        return len(before) - len(before.lstrip(" -" if ":" in before else " "))

    def name(self, frame: _Frame, event: Any) -> None:
        """Takes a scalar as the next key of the mapping."""
        key = event.value
        loc = (*frame.loc, key)
        if key == "<<":
            self.problem("Y23", event, "用了合并键 <<", "请把字段逐个写出来")
        elif key in frame.value:
            first = self.document.keys[loc].line
            self.problem("Y20", event, f"字段“{key}”写了两次，第 {first} 行已有", "请只留一个")
        else:
            self.document.keys[loc] = _place(event)
            frame.value[key] = None
        frame.key = key

    def open(self, event: Any, value: Any) -> None:
        if self.stack and isinstance(self.stack[-1].value, dict) and self.stack[-1].key is None:
            self.problem("Y28", event, "字段名不是文字", "字段名请用英文小写字母，后面跟冒号和空格")
            self.stack[-1].key = "?"
        loc = self.put(value, event)
        self.stack.append(_Frame(value, loc))

    def put(self, value: Any, event: Any) -> Loc:
        """Stores a value at the parser's position; an absent one (empty, ``~``) is left out."""
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
            if value is None or frame.key == "<<":
                del frame.value[frame.key]
            frame.key = None
        self.document.values[loc] = _place(event)
        return loc

    def problem(self, code: str, event: Any, message: str, hint: str) -> None:
        self.document.problems.append(TextProblem(code, _place(event), message, hint))


def _place(event: Any) -> Place:
    start, end = event.start_mark, event.end_mark
    length = end.column - start.column if end.line == start.line else 1
    return Place(start.line + 1, start.column + 1, max(1, length))
