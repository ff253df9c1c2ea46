"""Typing mistakes of office keyboards: full-width colons, tabs, invisible characters.

Each is reported as a TextProblem and corrected in memory, so that the same run checks the rest of the file.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from scripts.problems import Place, TextProblem
from scripts.records import RICH

Names = Callable[[], Mapping[str, str]]
"""Returns the field names, each with the first field of its items if it is a list of groups; called only for unusual
lines."""
_ORDINARY = re.compile(r" *[a-z_]+:(?: [^\s｜＞［\[].*)?")
"""A regular line with a field, like nearly all: no mistake begins like it."""
_BLOCK = re.compile(r"(?:^|：\s*|[:\-]\s+)[|>｜＞][+-]?\d?[+-]?\s*(?:#.*)?$")
_KEY = r"^(?P<indent>\s*(?:-\s+)?)(?P<key>[A-Za-z_一-鿿][\w-]*)"
_WIDE_COLON = re.compile(_KEY + r"\s*(?P<colon>[：∶﹕︰])\s*")
_FORM = re.compile(" *[一-鿿]{2,8}[：∶﹕︰][^。]{0,60}")
"""A line of a form, 成立时间：2021年3月, and no sentence."""
_FURTHER = re.compile(
    r"(?:(?:[\t　]|  )[\s　]*(?=[一-鿿]+：)|[\s　，,；;、]+(?=[A-Za-z_]+：|\w+: ))(?P<key>[一-鿿]{2,9}|[A-Za-z_]{2,})[:：] *"
)
"""Another field on the line: 联系人：莫近  电话：0931-1234567, title：用火，minutes：40, 义诊 format: 志愿服务."""
PRIVATE = re.compile("性别|民族|出生|生日|年龄|籍贯|学历|文化程度|政治面貌|住址|身份证|手机|微信")
"""Fields that forms ask for and that are private: they are not to be published."""
_TIGHT_COLON = re.compile(_KEY + r"(?P<gap>\s*)(?<![0-9]):(?=[^\s/:])")  # 周六下午2:00 is a clock time
_WIDE_SPACE = re.compile(_KEY + r": *[　\xa0]\s*")
_WIDE_SIGN = re.compile(r"^\s*(?:-\s+)?(?:[\w-]+:\s+)?(?P<value>[｜＞])[+-]?\s*$")
_WIDE_LIST = re.compile(
    r"^\s*(?:-\s+)?[\w-]+:\s+(?P<value>［[^［］]*[,，][^［］]*］|\[[^\[\]{}'\"]*，[^\[\]{}'\"]*\])\s*$"
)
_TIGHT_DASH = re.compile(
    r"(?P<indent> *)(?:-[　\xa0]+|-(?=[^\s\-\d])|(?:--|[*+＋])(?=\s)\s*|[－–—·•●]\s*(?=[^\s—])|\d{1,2}[.、．)）]\s*)"
)
_DECORATED = re.compile(
    r"(?P<indent> *)(?P<lead>(?:- +)?(?:(?:[*>]|[^\x00-\x7f\w\s（【“「《])+ *|[（(]?\d{1,2}[)）.、．] *|[一二三四五六七八九十]{1,3}、 *)?)"
    r"(?P<open>[【“「《]?)"
    r"(?P<key>[一-鿿](?:[ 　]+[一-鿿])+|\w+)(?P<close>[】”」》*]*)(?P<aside>[（(][^（）()]*[)）])?"
    r" *(?P<colon>[:：]?)\** *(?P<value>.*)"
)
"""A field name as forms print it: *标题：, **标题：**, 📍地点：, 1. 标题：, 【标题】, title（标题）:, 标 题："""
_ITEM = re.compile(r" *- +[^\s\-]")
_LIKE_BAR = frozenset([*"lI1/\\!！丨¦︱∣", "'''", '"""'])
"""Typed in place of | by people who do not know the key."""
_TEXT = re.compile(r"\s*(?:- +)?(?P<key>\w+)(?P<colon>[:：])(?: +>[+-]?)?\s*(?P<value>.*?)\s*$")
BODY = ("内容", "全文", "文字", "正文内容", "前言", "主要事迹", "先进事迹", "事迹材料", "content", "text")
"""Further names of a record's text, beside 正文."""
TEXTS = RICH | {"正文", *BODY}
"""Names of multi-line fields."""
_HALVES = str.maketrans({"｜": "|", "＞": ">", "［": "[", "］": "]", "，": ", "})
_BREAKS = "\x0b\x0c\x85\u2028\u2029"
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")


def _report(
    problems: list[TextProblem], code: str, number: int, at: int, message: str, hint: str, size: int = 1
) -> None:
    """Reports a problem from character ``at`` of a line, counted from 0."""
    problems.append(TextProblem(code, Place(number, at + 1, size), message, hint))


def without_controls(number: int, line: str, problems: list[TextProblem]) -> str:
    """Reports characters YAML forbids or takes for line breaks, and replaces them with a space."""
    if match := _CONTROL.search(line):  # one a line: a file that is not text has thousands
        message, hint = f"这里有不可见的控制字符 U+{ord(match[0]):04X}", "请删去这个字符，或重新输入这一行"
        if match[0] in _BREAKS:
            hint = "这是文字处理软件的换行（软回车）：请删去它，按回车另起一行，行首和上一行对齐"
        _report(problems, "Y03", number, match.start(), message, hint)
    return _CONTROL.sub(" ", line)


def without_conflicts(lines: list[str], problems: list[TextProblem]) -> list[str]:
    """The lines without merge conflict marks and without the second of the two versions."""
    if not any(line.startswith("<<<<<<< ") for line in lines):
        return lines
    kept, other = [], False
    hint = "两个人同时改了这里：上下两份请只留一份，再删去带 <<<<<<<、=======、>>>>>>> 的三行"
    for number, line in enumerate(lines, 1):
        if line.startswith("<<<<<<< "):
            _report(problems, "Y44", number, 0, "这里有合并时留下的记号", hint)
        other = (other or line == "=======") and not line.startswith(">>>>>>> ")
        marks = line.startswith(("<<<<<<< ", ">>>>>>> ")) or other
        kept.append("" if marks else line)
    return kept


def is_text(name: str) -> bool:
    """Whether a field of this name holds a text of several lines."""
    return name.lower() in TEXTS


def fields_in(value: str, names: Mapping[str, str]) -> list[str]:
    """The value, and the further fields on its line as they should be written."""
    found = [one for one in _FURTHER.finditer(value) if one["key"] in names or PRIVATE.search(one["key"])]
    ends = [*(one.start() for one in found), len(value)]
    further = (f"{one['key']}: {value[one.end() : end]}" for one, end in zip(found, ends[1:], strict=True))
    return [value[: ends[0]], *further]


def next_line(lines: list[str], number: int) -> str:
    """The first line from ``number`` on (counted from 0) that is not blank; empty when there is none."""
    return next((lines[at] for at in range(number, len(lines)) if lines[at].strip()), "")


@dataclass(frozen=True, slots=True)
class _Text:
    """A value of several lines: the column of its name; if it is a text, the indent its lines should have, and whether
    the first one stands at the margin."""

    column: int
    indent: int = 0
    margin: bool = False

    def holds(self, line: str, names: Names) -> bool:
        """Whether a line belongs to the value. Lines at the margin may belong to a text, up to the next field."""
        if line.startswith(" " * (self.column + 1)):
            return True
        match = _TEXT.match(line)
        begins = match and (_ORDINARY.fullmatch(line) or match["key"] in names()) and _column(line) <= self.column
        return self.indent > 0 and not begins


def repair_typos(lines: list[str], problems: list[TextProblem], names: Names) -> list[str]:
    """Reports the typing mistakes of office keyboards. Returns the corrected lines."""
    mended = list(lines)
    dashes = _fields_with_dashes(lines)
    text: _Text | None = None
    before, listed = "", False  # the line before, and whether it was given its dash
    for number in range(1, len(lines) + 1):
        line, surplus = mended[number - 1], number <= dashes
        if not line:
            continue
        if text and text.holds(line, names):
            if line[0] in "\t　\xa0":
                mended[number - 1] = _indented(number, line, problems, text.indent)
            elif line[0] != " " and (surplus or not text.margin):
                mended[number - 1] = _bared(number, line, problems, names, dashes=surplus)
            continue
        text = _opened(mended, number, problems)
        line = mended[number - 1]
        if not _ORDINARY.fullmatch(line):
            line = _indented(number, line, problems)
            item = _TIGHT_DASH.match(line) and (listed or before.rstrip().endswith(":"))
            if not item:  # elsewhere 1. 姓名：安怀秋 is a numbered field
                line = _bared(number, line, problems, names, dashes=surplus)
            dashed = _dashed(number, line, before, problems)
            listed = dashed != line
            line = _level(number, dashed, before, problems)
            aligned = _is_aligned(line, before, next_line(mended, number))
            line = _spaced(number, line, problems, names, aligned=aligned)
            line = _halved(number, line, problems)
        before = mended[number - 1] = line
    return mended


def _fields_with_dashes(lines: list[str]) -> int:
    """The number of the last line up to which each field of the record has a surplus dash before it; 0 without any."""
    end = next((at for at, line in enumerate(lines) if line and line[0] not in "- #"), len(lines))
    heads = "".join(line[0] for line in lines[:end] if line and line[0] != "#")
    return end if heads.startswith("-") and not heads.startswith("- ") else 0


def _opened(lines: list[str], number: int, problems: list[TextProblem]) -> _Text | None:
    """The value of several lines that begins in a line; for a text the line then ends with ``|``, so that its line breaks
    stay as typed. None where the value is one line."""
    line, below = lines[number - 1], next_line(lines, number)
    match = _TEXT.match(line)
    if not match or not is_text(match["key"]):
        block = _BLOCK.search(line)
        return _Text(match.start("key") if match else len(line) - len(line.lstrip(" "))) if block else None
    column, value, head = match.start("key"), match["value"], f"{line[: match.end('colon')]} |"
    indent, deep = len(below) - len(below.lstrip(" ")), len(below) - len(below.lstrip())
    if deep > column and value in {"", "|"}:
        tab = below.lstrip(" ").startswith("\t") and 0 < indent - column < 10  # YAML rejects a Tab at the beginning
        lines[number - 1] = f"{head}{indent - column}" if tab else head if not value else line
    elif deep > column and value in _LIKE_BAR:
        hint = f"请写成 {match['key']}: |（竖线在回车键上方，按住 Shift 输入）"
        _report(problems, "Y43", number, match.start("value"), f"竖线 | 写成了“{value}”", hint)
        lines[number - 1] = head
    elif deep > column and value[0] not in "|｜>＞\"'[{#&*!" and lines[number] == below:
        hint = f"请把这一行改成 {match['key']}: |，“{value[:24]}”移到下一行，前面空两格"
        _report(problems, "Y43", number, match.start("value"), "正文有几行，开头一行没有写 |", hint)
        lines[number - 1], lines[number] = head, f"{below[:deep]}{value} {below[deep:]}"
    elif value not in {"", "|", "｜"}:
        return _Text(column) if _BLOCK.search(line) else None
    return _Text(column, indent or len(line) - len(line.lstrip(" -")) + 2, margin=indent == 0)


def _indented(number: int, line: str, problems: list[TextProblem], deep: int = 0) -> str:
    """The line indented with plain spaces: ``deep`` ones in a multi-line text."""
    text = line.lstrip()
    head = line.removesuffix(text)
    wide = re.search("[　\xa0]", head)
    plain = " " * deep if deep and wide else re.sub("[\t　\xa0]", "  ", head)
    if "\t" in head:
        _report(problems, "Y10", number, head.index("\t"), "行首用了制表符（Tab）", "请把 Tab 换成两个空格")
    if wide:
        hint = f"请删去它们，换成 {len(plain)} 个半角空格，每行一样；段首不用另外空两格"
        if not deep and not re.match(r"[-－]|\w+ *[:：]", text):
            hint = "请删去它们；是正文的，写在 body: | 下面，每行前面空两个半角空格"
        _report(problems, "Y18", number, wide.start(), "行首有全角空格或不间断空格", hint)
    return plain + text


def _bared(number: int, line: str, problems: list[TextProblem], names: Names, *, dashes: bool) -> str:
    """The line with nothing around its field name but a colon after it; ``dashes`` at the margin are surplus."""
    match = _DECORATED.fullmatch(line)
    if match and match["lead"].startswith("-") and not (dashes and not match["indent"]):
        return line
    key = re.sub("[ 　]", "", match["key"]) if match else ""
    if not match or not (match["colon"] or match["open"]):
        return line
    surplus = match["lead"] or match["open"] or match["aside"] or key != match["key"]
    if not surplus or not (key in names() or match["lead"].startswith("-")):
        return line
    hint = f"请写成 {key}: {match['value']}".strip()
    _report(problems, "Y45", number, match.end("indent"), "字段名前后有多余的字", hint)
    return f"{match['indent']}{key}: {match['value']}"


def _dashed(number: int, line: str, before: str, problems: list[TextProblem]) -> str:
    """The list line, after the line ``before``, with a dash and a space."""
    match = _TIGHT_DASH.match(line)
    if not match or not (before.rstrip().endswith((":", "：")) or before.lstrip().startswith("- ")):
        return line
    cured = f"- {line[match.end() :]}"
    hint = f"请写成 {cured.strip()}"
    _report(problems, "Y41", number, match.end("indent"), "列表每项前面要写短横和空格", hint)
    return match["indent"] + cured


def _level(number: int, line: str, before: str, problems: list[TextProblem]) -> str:
    """The list line aligned with the item before it, which has no nested list."""
    if not (_ITEM.match(line) and _ITEM.match(before)) or re.search(r":(?: |$)", before):
        return line
    depth = len(before) - len(before.lstrip())
    if len(line) - len(line.lstrip()) <= depth:
        return line
    cured = " " * depth + line.lstrip()
    message = f"缩进没有对齐：行首有 {len(line) - len(line.lstrip())} 个空格，应是 {depth} 个"
    _report(problems, "Y15", number, 0, message, f"请和上一行的短横对齐，写成“{cured}”")
    return cured


def _is_aligned(line: str, before: str, below: str) -> bool:
    """Whether a line stands where a field of any name may: at the margin, below a field as deep, or as an item with more
    fields ``below`` it."""
    if line.lstrip().startswith("-"):
        return re.match(r" +\w+\s*[:：]", below) is not None and _column(below) == _column(line)
    field = re.match(r" *(?:- +)?\w+:(?: |$)", before)
    return not before or _column(line) in {0, _column(before) if field else 0}


def _column(line: str) -> int:
    """The column of the first word, after the dash of an item."""
    return len(line) - len(line.lstrip(" 　\xa0-"))


def _spaced(number: int, line: str, problems: list[TextProblem], names: Names, *, aligned: bool) -> str:
    """The line with a half-width colon and a plain space after its field name, which may be unknown in an ``aligned`` line;
    without further fields."""
    match = _WIDE_COLON.match(line)
    known = match and match["key"] in names()
    if match and "-" in match["indent"] and not (known and (match["key"].isascii() or aligned)):
        return line  # an item that is a text: role-models：bai-yun-xi, 主讲：安怀秋
    if match and (known or match["key"].isascii() or (aligned and _FORM.fullmatch(line))):
        code, at, hint = "Y11", match.start("colon"), "请写成 {}（半角冒号加一个空格）"
        message = f"字段名“{match['key']}”后面的冒号是全角的"
    elif (match := _TIGHT_COLON.match(line)) and (not match["gap"] or match["key"] in names()):
        code, at, message, hint = "Y12", match.end() - 1, f"“{match['key']}:”后面少一个空格", "请写成 {}"
    elif match := _WIDE_SPACE.match(line):
        code, at, hint = "Y18", match.end("key") + 1, "请换成半角空格：{}"
        message = f"“{match['key']}:”后面是全角空格或不间断空格"
    else:
        return line
    said = line[match.end() :]
    value, *further = fields_in(said, names()) if code == "Y11" else [said]  # one in 听党话　跟党走：宣讲
    cured = f"{match['indent']}{match['key']}: {value}"
    if further:
        code, message = "Y13", "一行里写了几个字段"
        hint = "，另起一行写 ".join(["请写成 {}", *further])
    _report(problems, code, number, at, message, hint.replace("{}", cured.strip(), 1))
    return cured


def _halved(number: int, line: str, problems: list[TextProblem]) -> str:
    """The line with half-width signs where its value is a multi-line text or a list."""
    match = _WIDE_SIGN.match(line) or _WIDE_LIST.match(line)
    if not match:
        return line
    given, start = match["value"], match.start("value")
    half = given.translate(_HALVES)
    _report(problems, "Y29", number, start, f"“{given}”里的记号是全角的", f"请用半角：{half}", len(given))
    return f"{line[:start]}{half}{line[match.end('value') :]}"
