"""Repairs the structure of a file the parser rejects: indents, dashes, quotes, multi-line texts.

Each mistake is reported with the corrected line, and corrected in memory, so that one run reports all mistakes and
checks the fields as well.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import takewhile

from scripts.load.typos import fields_in, is_text, next_line
from scripts.problems import Place, TextProblem

_LINE = re.compile(r"(?P<indent> *)(?P<dashes>(?:-(?: +|$))*)(?:(?P<key>\w[\w-]*):(?= |$) *(?P<value>.*))?")
_BLOCK = re.compile(r"[|>][+-]?\d?[+-]?\s*(?:#.*)?")
_NO_COLON = re.compile(
    r"(?P<head> *(?:- +)?)(?P<key>\w+)(?: *(?:[-—=]+[>＞]|[;；,，=＝.、→]) *|[ \t]+)(?P<value>[^\s:：].*)"
)
_IN_QUOTES = re.compile(r"""(?:"(?:[^"\\]|\\["\\/nt])*"|'(?:[^']|'')*')\s*(?:#.*)?""")
_CUT = re.compile(r"\s*(?:- )?[A-Za-z_]*")
_NO_CONTENT = ("```", "~~~", "<!--", "//")
_SHOWN = 24
"""How many characters of a line a cure repeats."""


@dataclass(slots=True)
class _Level:
    """A list (by the column of its dashes) or a group of fields (by that of its names), and the line where it was first
    seen."""

    column: int
    dash: bool
    line: int
    name: str


@dataclass(slots=True)
class Repair:
    """Goes through the lines once. ``cut``: the file ends in the middle of a line, so nothing can be repaired there."""

    lines: list[str]
    names: Mapping[str, str]
    problems: list[TextProblem] = field(default_factory=list)
    cut: bool = False
    levels: list[_Level] = field(default_factory=list)
    last: str = ""
    """The kind of the previous line: ``opens`` (a name without a value), ``value``, ``lost`` (a text without a
    name)."""

    def run(self) -> list[str]:
        number = 0
        while number < len(self.lines):
            line = self._with_colon(number)
            match = _LINE.match(line)
            if not line.strip() or (line.lstrip().startswith("#") and self.last != "lost") or match is None:
                number += 1
            elif match["key"] is None and match["dashes"] and self._nameless(number, match):
                continue  # the line has a name now
            elif match["key"] is None and not match["dashes"] and self.last == "value" and self._continues(line):
                self._behind_quotes(number)
                number += 1
            elif match["key"] is None and (not match["dashes"] or self.last == "lost") and not self._continues(line):
                self._lost(number)
                number += 1
            else:
                self._aligned(number, self._dash_above(number, match))
                number = self._value(number) + 1
        return self.lines

    def _problem(self, number: int, code: str, message: str, hint: str, column: int = 1) -> None:
        self.problems.append(TextProblem(code, Place(number + 1, column), message, hint))

    def _continues(self, line: str) -> bool:
        """Whether a line without a name continues the value before it, deeper than its name."""
        indent = len(line) - len(line.lstrip(" "))
        return self.last in {"value", "opens"} and bool(self.levels) and indent > self.levels[-1].column

    def _behind_quotes(self, number: int) -> None:
        """Removes a line that continues a value after its closing quotes; reported unless they belong to a repaired
        value."""
        above = self.levels[-1].line
        if re.search(r"""(?:: |- )(["']).*\1\s*$""", self.lines[above]):
            if all(one.place.line != above + 1 for one in self.problems):
                hint = f"接着第 {above + 1} 行的，请移到那一行的引号里面"
                self._problem(
                    number, "Y14", "引号后面还有文字", hint, self.lines[number].index(self.lines[number].strip()) + 1
                )
            self.lines[number] = ""

    def _nameless(self, number: int, match: re.Match[str]) -> bool:
        """Whether a list item with fields lacks a name in its first line; reported, and given one."""
        text = self.lines[number][match.end("dashes") :].strip()
        below = _LINE.match(next_line(self.lines, number + 1))
        deeper = below and below["key"] and not below["dashes"] and below.start("key") > match.start(2)
        if not text or not deeper:
            return False
        name = self.names.get(self.levels[-1].name if self.levels else "") or "字段名"
        self._problem(number, "Y42", "短横后面没有写字段名", f"请写成 - {name}: {_short(text, 40)}", match.start(2) + 1)
        self.lines[number] = f"{self.lines[number][: match.end('dashes')]}{name}: {text}"
        return True

    def _with_colon(self, number: int) -> str:
        """The line; one that begins with a field name but lacks the colon is reported and gets one."""
        line = self.lines[number]
        found = _NO_COLON.fullmatch(line)
        text = self.levels and is_text(self.levels[-1].name) and not self._starts_a_field(line)
        text = text or line.strip().count("\t") > 1  # a row of a table
        if found and found["key"] in self.names and not text and self.last != "lost" and not self._continues(line):
            cured = f"{found['key']}: {found['value']}"
            message = f"“{found['key']}”后面没有冒号"
            self._problem(number, "Y40", message, f"请写成 {_short(cured, 40)}", len(found["head"]) + 1)
            self.lines[number] = found["head"] + cured
        return self.lines[number]

    def _lost(self, number: int) -> None:
        """A text that belongs to no field; of several lines only the first is reported."""
        text, mended = self.lines[number].strip(), ""
        if _CUT.fullmatch(self.lines[number]) and not next_line(self.lines, number + 1):
            self.cut = True
            hint = "多半是没有粘贴完或没有存完：请重新粘贴整份内容，或把这一行写完"
            self._problem(number, "Y35", f"文件到“{text}”就断了", hint, len(self.lines[number]) - len(text) + 1)
        elif text.startswith(_NO_CONTENT):
            self._problem(number, "Y19", f"“{_short(text)}”不是内容", "请删去这一行；给同事看的备注写在 # 后面")
            self.lines[number] = ""
            return
        elif "\t" in text and self.last != "lost":
            hint = "请一行写一个字段，性别、生日这些不必公开的不写；要登出的表格写在 body: | 下面，每行前面空两格"
            self._problem(number, "Y19", "这一行像是从表格里复制的，前面没有字段名", hint)
        elif self.last != "lost":
            above = self.levels[-1] if self.levels else None
            first = _LINE.match(self.lines[above.line]) if above and is_text(above.name) else None
            said = first["value"] or "" if first else "|"
            if above and said and said[0] not in "|>":
                hint = (
                    f"请把第 {above.line + 1} 行改成 {above.name}: |，“{_short(said)}”移到下一行，以下每一行前面空两格"
                )
            else:
                where = "不是这条记录的话，请删去" if first or not above else "接着上一行的，请移到上一行末尾"
                if above and self.last == "opens" and above.name in self.names:
                    where = f"是 {above.name} 的，请在每行前面空两格"
                below = "请写在 body: | 下面（没有这一行的先加上），每行前面空两格"
                hint = f"{where}；是正文的，{below}，例如“  {_short(text)}”"
                if not any(is_text(line.partition(":")[0]) for line in self.lines):
                    mended, self.levels = "body: 正文", [_Level(0, False, number, "body")]
            self._problem(number, "Y19", "这一行文字前面没有字段名", hint)
        self.lines[number], self.last = mended, "lost"

    def _dash_above(self, number: int, match: re.Match[str]) -> re.Match[str]:
        """The line; a dash that several lines below are not aligned with is reported instead of them, and moved."""
        depth, columns = match.end("dashes"), list[int]()
        for at in range(number + 1, len(self.lines) if match["dashes"] and match["key"] else 0):
            below = _LINE.match(self.lines[at])
            if not below or below["key"] is None or below["dashes"] or below.start("key") <= match.start("dashes"):
                break
            columns.append(below.start("key"))
        right = (columns or [0])[0] - len(match["dashes"])
        if len(columns) < 2 or {*columns} - {columns[0]} or right < 0 or columns[0] == depth:
            return match
        line = " " * right + self.lines[number].lstrip(" ")
        message = f"缩进没有对齐：行首有 {match.start('dashes')} 个空格，应是 {right} 个"
        hint = f"这一项下面的几行都空了 {columns[0]} 格，这一行请写成“{_short(line, right)}”"
        self._problem(number, "Y15", message, hint, match.start("dashes") + 1)
        self.lines[number] = line
        return _LINE.match(line) or match

    def _aligned(self, number: int, match: re.Match[str]) -> None:
        """Aligns a line with the field or dash it belongs to."""
        indent, dash = len(match["indent"]), bool(match["dashes"])
        fits = [level for level in self.levels if level.dash == dash]
        above = self.levels[-1] if self.levels else None
        deeper = above is None or (
            self.last == "opens" and (indent > above.column or (dash and not above.dash and indent == above.column))
        )
        exact = next((level for level in reversed(fits) if level.column == indent), None)
        if exact is None and not deeper and fits:
            near = min(reversed(fits), key=lambda level: abs(level.column - indent))
            kind = "的短横" if dash else f"的 {near.name} "
            right = " " * near.column + self.lines[number].lstrip(" ")
            message = f"缩进没有对齐：行首有 {indent} 个空格，应是 {near.column} 个"
            hint = f"请和第 {near.line + 1} 行{kind}对齐，写成“{_short(right, near.column)}”"
            self._problem(number, "Y15", message, hint, indent + 1)
            self.lines[number], exact, indent = right, near, near.column
        elif above is None and indent:
            self._problem(number, "Y15", "第一行前面有空格", "请删去行首的空格：最外层的字段都从行首写起")
            self.lines[number], indent = self.lines[number].lstrip(" "), 0
        over = indent + (dash and not any(level.dash and level.column == indent for level in self.levels))
        self.levels = [level for level in self.levels if level.column < over or level is exact]
        if exact is None:
            self.levels.append(_Level(indent, dash, number, match["key"] or ""))
        if dash and match["key"]:
            self.levels.append(_Level(indent + len(match["dashes"]), False, number, match["key"]))
        elif exact is not None and not dash:
            exact.line, exact.name = number, match["key"] or ""

    def _value(self, number: int) -> int:
        """Repairs the value of a line. Returns the last line that belongs to it."""
        match = _LINE.match(self.lines[number])
        key, value = (match["key"], (match["value"] or "").strip()) if match else (None, "")
        self.last = "value" if value or key is None else "opens"
        if key and match and not value and is_text(key) and "\t" not in next_line(self.lines, number + 1):
            last = self._text(number, match.start("key"))
            self.lines[number] = f"{self.lines[number][: match.end('key')]}:{' |' * (last > number)}"
            return last
        if not key or not match or not value:
            return number
        head = self.lines[number][: match.start("value")]
        if value == "-":
            self._problem(number, "Y17", "只写了一个短横", f"没有的，删去 {key} 这一行", match.start("value") + 1)
            self.lines[number] = head
            return number
        if value[0] in "|>":
            if not _BLOCK.fullmatch(value):
                text, below = value.lstrip("|> "), next_line(self.lines, number + 1)
                more = len(below) - len(below.lstrip()) > match.start("key")
                hint = (
                    f"请让这一行只写 {key}: |，“{_short(text)}”移到下一行，前面空两格"
                    if more
                    else f"请写成 {key}: {text}"
                )
                self._problem(number, "Y17", f"{value[0]} 后面不能接着写文字", hint, match.start("value") + 1)
                self.lines[number] = f"{head}{value[0]}" if more else head + _quoted(text)
            return self._text(number, match.start("key"))
        for code, message, right in self._mended(number, value, people=self.names.get(key) == "name"):
            right, _, other = right.partition("\n")
            hint = f"请写成 {key}: {_short(right, 40)}".rstrip() + other
            self._problem(number, code, message, hint, match.start("value") + 1)
            self.lines[number] = head + (right if right[:1] in {"[", "{"} else _quoted(right) if right else "")
        return number

    def _mended(self, number: int, value: str, *, people: bool) -> Iterator[tuple[str, str, str]]:
        """The problem of a single-line value, and the corrected value."""
        sign = value[0]
        rest = value[1:]
        if _IN_QUOTES.fullmatch(value):
            return
        if sign in "\"'“”":
            yield from self._quotes_mended(number, value)
        elif sign == "[" and "]" not in value and self._next_is_a_field(number):
            yield "Y16", "方括号没有成对", re.sub("[，、]", ", ", value.rstrip("］")) + "]"
        elif sign == "[" and re.search(r",\s*,|\[\s*,", value):
            yield "Y16", "方括号里多了一个逗号", re.sub(r"(\[\s*),\s*", r"\1", re.sub(r",(?:\s*,)+", ",", value))
        elif re.fullmatch(r"(?:\[[^\]]*\]|\{[^{}]*\})\s*[^\s#].*", value):
            yield "Y17", "值以方括号或花括号开头", f'"{value}"'
        elif re.match(r"- +\w+: ", value):
            yield "Y17", "列表的第一项写在了字段名后面", f"\n，另起一行写   {value}"
        elif value[:2] in {"- ", "? "}:
            yield "Y17", f"值以 {sign} 开头", f'"{value}"'
        elif sign == "{" and ": " in value and self._next_is_a_field(number):
            closed = value if "}" in value else value + "}"
            if (right := re.sub(r"[，、；]\s*(?=\w+:)", ", ", closed)) != value:
                yield "Y16", "花括号没有成对，或里面的逗号是全角的", right
        elif sign == "{" and "}" not in value:
            yield "Y16", "花括号没有成对，或少了逗号", f"{rest}；要写几个字段，请每行一个"
        elif sign in "@`%*&!,":
            yield "Y17", f"值以特殊符号 {sign} 开头", f'"{value}"'
        elif ": " in value and len(fields := fields_in(value, self.names)) > 1:
            yield "Y13", "一行里写了几个字段", f"{fields[0]}\n，另起一行写 {'，另起一行写 '.join(fields[1:])}"
        elif sign not in "[{#" and re.search(":(?: |$)", value):
            right = (
                re.sub("([^、，；]+): ([^、，；]+)", r"\1（\2）", value) if people else re.sub(":(?: |$)", "：", value)
            )
            yield "Y13", "值里有冒号加空格", right

    def _quotes_mended(self, number: int, value: str) -> Iterator[tuple[str, str, str]]:
        """As ``_mended``, of a value that begins with a quotation mark."""
        sign, rest = value[0], value[1:]
        if re.fullmatch(rf"(?:{sign}[^{sign}]*{sign}\s*[,，、]\s*)+{sign}[^{sign}]*{sign}", value):
            yield "Y14", "每一项都加了引号", value.replace(sign, "")
        elif sign in "\"'" and sign not in rest and self._next_is_a_field(number):
            yield "Y14", f"引号没有成对：左边有 {sign}，右边没有", f"{value.rstrip('”’')}{sign}"
        elif sign in "\"'" and value[-1] == sign and value.count(sign) in range(4, 99, 2):
            plain = re.sub(":(?: |$)", "：", value)
            inner, paired = (re.sub(f"{sign}([^{sign}]*){sign}", r"“\1”", one) for one in (plain[1:-1], plain))
            other = "" if rest[0] == sign else f"\n；首尾的引号也要留的，写成 {paired}"
            yield "Y14", "引号里面又有同样的引号", inner + other
        elif sign == "'" == value[-1] and '"' not in value and sign in rest[:-1]:  # it's
            yield "Y14", "单引号里面又有单引号", f'"{rest[:-1]}"'
        elif sign in "\"'" and (found := re.fullmatch(rf"([^{sign}]+){sign}\s*([^\s#].*)", rest)):
            yield "Y14", "引号后面还有文字", f"“{found[1]}”{found[2].rstrip(sign)}"
        elif sign == '"' and re.search(r"\\(?![\"\\/nt])", rest):
            yield "Y14", "双引号里的反斜杠写法不对", "'" + rest.strip('"') + "'"

    def _next_is_a_field(self, number: int) -> bool:
        below = next_line(self.lines, number + 1)
        match = _LINE.match(below)
        return not below or (match is not None and (match["key"] is not None or bool(match["dashes"])))

    def _text(self, number: int, column: int) -> int:
        """Repairs the lines of a multi-line text; insufficient indents are reported once. Returns the last line."""
        depth, told, at = 0, False, number
        self._first(number, column)
        for place in range(number + 1, len(self.lines)):
            line = self.lines[place]
            if not line.strip():
                continue
            indent = len(line) - len(line.lstrip(" "))
            if indent <= column and (self._starts_a_field(line) or line.startswith(_NO_CONTENT)):
                break
            depth = depth or max(indent, column + 2)
            if indent < depth:
                if not told:
                    message = "正文这一行没有缩进" if indent <= column else "正文这一行缩进不够"
                    hint = f"行首要有 {depth} 个空格，写成“{' ' * depth}{_short(line.strip())}”；以下每一行都一样"
                    self._problem(place, "Y19", message, hint)
                self.lines[place], told = " " * depth + line.lstrip(" "), True
            at = place
        return at

    def _first(self, number: int, column: int) -> None:
        """Reports a first line of a text that is deeper than most, such as a centred heading: YAML takes its indent for
        the text's."""
        lines = ((place, self.lines[place]) for place in range(number + 1, len(self.lines)))
        indents = ((place, len(line) - len(line.lstrip(" "))) for place, line in lines if line.strip())
        inside = dict(takewhile(lambda one: one[1] > column, indents))
        first = min(inside, default=number)
        if inside and (usual := Counter(inside.values()).most_common(1)[0][0]) < inside[first]:
            line = " " * usual + self.lines[first].lstrip(" ")
            message = f"缩进没有对齐：行首有 {inside[first]} 个空格，应是 {usual} 个"
            hint = f"请和下面的行对齐，写成“{_short(line, usual)}”"
            self._problem(first, "Y15", message, hint, inside[first] + 1)
            self.lines[first] = line

    def _starts_a_field(self, line: str) -> bool:
        match, bare = _LINE.match(line), _NO_COLON.fullmatch(line)
        key = match["key"] if match else None
        if key is None:  # published 2026-11-20; a Chinese word before a space may begin a sentence
            return bare is not None and bare["key"].isascii() and bare["key"] in self.names
        return key.isascii() or key in self.names


def _quoted(text: str) -> str:
    return "'" + re.sub("['\\\\]", "", text) + "'"


def _short(text: str, more: int = 0) -> str:
    return text if len(text) <= _SHOWN + more else text[: _SHOWN + more] + "…"
