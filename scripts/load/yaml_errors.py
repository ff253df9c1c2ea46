"""The YAML parser's English complaints → Chinese sentences with a cure. One line of the table per complaint."""

import re

import yaml

from scripts.problems.text_errors import Flaw, Place

_AFTER_QUOTE = re.compile(r":\s+(\"[^\"]*\"|'[^']*')\s*[^\s#]")
_AFTER_BRACKET = re.compile(r":\s+(\[[^\]]*\]|\{[^}]*\})\s*[^\s#]")

SENTENCES: tuple[tuple[str, str, str, str], ...] = (
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
    ("block sequence entries are not allowed", "Y17", "值以短横开头", "请给整个值加上英文双引号；列表要另起一行"),
    ("comment or line break", "Y17", "值以 | 或 > 开头", "请给整个值加上英文双引号；多行文字要从下一行写起"),
    ("cannot start any token", "Y17", "值以特殊符号开头", "请给整个值加上英文双引号"),
    ("scanning an alias", "Y17", "值以 * 开头", "请给整个值加上英文双引号"),
    ("scanning an anchor", "Y17", "值以 & 开头", "请给整个值加上英文双引号"),
    ("tag", "Y22", "值以 ! 开头", "请给整个值加上英文双引号"),
    ("directive", "Y17", "行以 % 开头", "请给整个值加上英文双引号"),
    ("could not find expected ':'", "Y19", "这一行没有“字段: 值”里的冒号", "多行文字请在字段后写 |，下一行起缩进两格"),
    ("'-' indicator", "Y15", "缩进没有对齐", "同一列表的各项，短横要对齐"),
    ("expected key", "Y15", "缩进没有对齐", "同一层的字段要左对齐，每深一层多两个空格"),
    ("depth", "Y24", "层次太深", "请把内容写得平一些"),
)
"""A piece of the parser's English message, and the code, sentence and cure it stands for; the first match counts."""


def syntax_flaw(error: yaml.YAMLError, lines: list[str]) -> Flaw:
    said = " ".join(str(getattr(error, part, "") or "") for part in ("context", "problem")).strip() or str(error)
    mark = getattr(error, "problem_mark", None)
    if "quoted scalar" in said or "flow" in said or "simple key" in said:
        mark = getattr(error, "context_mark", None) or mark
    place = Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)
    if place.line > len(lines):
        place = Place(len(lines), 1)
    if "mapping values" in said and lines[place.line - 1].find(":") == place.column - 1:
        return Flaw("Y15", place, "缩进没有对齐", "同一层的字段要左对齐；上一行的值如果是文字，这一行不能缩进更多")
    first = next((number for number, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#")), 0)
    if "document start" in said and lines[first].startswith(" "):
        return Flaw("Y15", Place(first + 1, 1), "第一行前面有空格", "请删去行首的空格：最外层的字段都从行首写起")
    if "could not find expected ':'" in said and "：" in lines[place.line - 1]:
        key = lines[place.line - 1].partition("：")[0].strip()
        at = Place(place.line, lines[place.line - 1].index("：") + 1)
        return Flaw("Y11", at, f"字段名“{key}”后面的冒号是全角的", "请写成 字段名: 值（半角冒号加一个空格）")
    for piece, code, message, hint in SENTENCES:
        if piece in said:
            line = lines[place.line - 1]
            if code == "Y15" and _AFTER_QUOTE.search(line):
                return Flaw("Y14", place, "引号后面还有文字", "请把整个值放进同一对引号，里面的引号用中文引号")
            if code == "Y15" and _AFTER_BRACKET.search(line):
                return Flaw("Y17", place, "值以方括号或花括号开头", "请给整个值加上英文双引号")
            return Flaw(code, place, message, hint)
    return Flaw("Y19", place, "这里的 YAML 写法有误", "请对照手册里的样例检查这一行和上一行")
