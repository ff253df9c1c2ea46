"""pydantic's error types → Chinese sentences with a cure. One line of the table per type."""

from collections.abc import Callable
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from scripts.labels import label, part_in
from scripts.problems import Loc
from scripts.records.vocabularies import Vocabulary

Sentence = tuple[str, str, str]
"""Code, message, hint."""

CUSTOM = {
    "date": "F06",
    "round": "F06",
    "time": "F08",
    "days": "F08",
    "quantity": "F07",
    "address": "F09",
    "phone": "F10",
    "order": "T01",
    "incomplete": "F11",
    "rights": "F11",
    "twice": "F11",
    "focal": "F07",
    "taken": "F10",
}
"""Our own error types (PydanticCustomError) and the code each belongs to; message and hint come with the error."""


def sentence(error: ErrorDetails, model: type[BaseModel]) -> Sentence:
    """What to tell an editor about one validation error of a record of type ``model``."""
    kind, context = error["type"], error.get("ctx", {})
    if kind in CUSTOM:
        shared = "duty_mobile" in _model_at(model, error["loc"][:-1]).model_fields and kind == "phone"
        more = "；单位公用的值班手机写在 duty_mobile 里" if shared else ""
        return CUSTOM[kind], error["msg"], str(context.get("hint", "")) + more
    make = SENTENCES.get(kind, _other)
    return make(error, context, model)


def _unknown(error: ErrorDetails, _: dict[str, Any], model: type[BaseModel]) -> Sentence:
    guess = meant_field(model, error["loc"])
    fields = field_names(model, error["loc"][:-1])
    hint = f"是不是 {guess}？" if guess else "可以写：" + "、".join(f"{key}（{word}）" for key, word in fields.items())
    return "F01", f"没有“{error['loc'][-1]}”这个字段", hint


def meant_field(model: type[BaseModel], loc: Loc) -> str:
    """The field that the unknown one at ``loc`` is most like; empty when it is like none."""
    fields = field_names(model, loc[:-1])
    known = {word: field for field, word in fields.items()} | {field: field for field in fields}
    close = get_close_matches(str(loc[-1]), known, n=1, cutoff=0.6)
    return known[close[0]] if close else ""


def _missing(error: ErrorDetails, _: dict[str, Any], model: type[BaseModel]) -> Sentence:
    name = str(error["loc"][-1])
    field = _model_at(model, error["loc"][:-1]).model_fields
    found = next((info for key, info in field.items() if (info.alias or key) == name), None)
    said = label(found.description) if found else ""
    example = found.examples[0] if found and found.examples else f"（{said}）"
    return "F02", f"缺少必填字段“{name}”（{said}）", f"请加一行 {name}: {example}"


def _choice(error: ErrorDetails, context: dict[str, Any], _: type[BaseModel]) -> Sentence:
    words = _words(str(context.get("expected", "")))
    given = str(error["input"])
    guess = "shortlisted" not in words  # 入选 is not 入围: between stages of an honour nothing is guessed
    close = get_close_matches(given, [*words, *words.values()], n=1, cutoff=0.5) if guess else []
    allowed = "、".join(words.values())
    hint = f"是不是“{close[0]}”？可选：{allowed}" if close else f"可选：{allowed}"
    return "F04", f"“{given}”不在可选的词里", hint


def _shape(error: ErrorDetails, _: dict[str, Any], __: type[BaseModel]) -> Sentence:
    wanted = {"tuple_type": "列表", "model_type": "“字段: 值”的组", "dict_type": "“字段: 值”的组"}.get(
        error["type"], "一行文字"
    )
    given = error["input"]
    found = "列表" if isinstance(given, list) else "“字段: 值”的组" if isinstance(given, dict) else "一行文字"
    hints = {
        "列表": "请每项一行，行首写短横和空格：- 内容",
        "“字段: 值”的组": "请另起一行，缩进两格，逐个写字段",
        "一行文字": "文字里有冒号加空格时，请给整行加英文双引号",
    }
    return "F03", f"这里应是{wanted}，写成了{found}", hints[wanted]


def _length(error: ErrorDetails, context: dict[str, Any], _: type[BaseModel]) -> Sentence:
    if "max_length" in context:
        longest, given = context["max_length"], len(error["input"])
        return "F05", f"文字太长：{given} 字，最多 {longest} 字", f"请删去 {given - longest} 字"
    return "F05", "这里不能是空的", "请填写内容，或删去这个字段"


def _pattern(error: ErrorDetails, context: dict[str, Any], _: type[BaseModel]) -> Sentence:
    hint = PATTERNS.get(str(context.get("pattern", "")), "请只用小写字母、数字和短横，例如 an-huai-qiu")
    return "F10", f"“{error['input']}”写法不对", hint


PATTERNS = {
    r"^[0-9]{9}$": "请写九位数字的区划代码，例如 620102001",
    r"^1[3-9][0-9]{9}$": "请写 11 位号码，只限单位公用的值班手机",
    r"^[A-Z][0-9]{2}$": "请写问题编号，例如 W01",
}


def _number(error: ErrorDetails, context: dict[str, Any], _: type[BaseModel]) -> Sentence:
    limits = {"gt": "大于", "ge": "不小于", "lt": "小于", "le": "不大于"}
    said = "，".join(f"{word}{context[key]}" for key, word in limits.items() if key in context)
    return "F07", f"“{error['input']}”不是可用的数字", f"请写阿拉伯数字整数{'，' + said if said else ''}"


def _yes_no(error: ErrorDetails, _: dict[str, Any], __: type[BaseModel]) -> Sentence:
    return "F04", f"“{error['input']}”应是 true 或 false", "是写 true，不是写 false，或删去这个字段"


def _other(error: ErrorDetails, _: dict[str, Any], __: type[BaseModel]) -> Sentence:
    return "F03", "这个值写法不对", f"请对照手册里这个字段的样例（{error['type']}）"


SENTENCES: dict[str, Callable[[ErrorDetails, dict[str, Any], type[BaseModel]], Sentence]] = {
    "extra_forbidden": _unknown,
    "missing": _missing,
    "enum": _choice,
    "string_type": _shape,
    "tuple_type": _shape,
    "model_type": _shape,
    "model_attributes_type": _shape,
    "dict_type": _shape,
    "string_too_long": _length,
    "string_too_short": _length,
    "too_short": _length,
    "string_pattern_mismatch": _pattern,
    "int_parsing": _number,
    "int_type": _number,
    "int_from_float": _number,
    "int_parsing_size": _number,
    "greater_than": _number,
    "greater_than_equal": _number,
    "less_than": _number,
    "less_than_equal": _number,
    "bool_parsing": _yes_no,
    "bool_type": _yes_no,
}


def field_names(model: type[BaseModel], loc: Loc) -> dict[str, str]:
    """YAML key → short Chinese label, of the part of ``model`` at ``loc``."""
    fields = _model_at(model, loc).model_fields
    return {info.alias or name: label(info.description) for name, info in fields.items()}


def _model_at(model: type[BaseModel], loc: Loc) -> type[BaseModel]:
    """The model of the part at ``loc``; list positions do not matter."""
    for step in loc:
        if isinstance(step, str):
            field = next((info for key, info in model.model_fields.items() if (info.alias or key) == step), None)
            inner = part_in(field.annotation) if field else None
            model = inner or model
    return model


def _words(expected: str) -> dict[str, str]:
    """Code → Chinese word, of the vocabulary whose codes pydantic lists in ``expected``."""
    for vocabulary in Vocabulary.__subclasses__():
        codes = [str(member) for member in vocabulary]
        if all(f"'{code}'" in expected for code in codes) and expected.count("'") == 2 * len(codes):
            return {str(member): member.label for member in vocabulary}
    return {}
