"""pydantic's error types → Chinese messages with a cure. One line of the table per type."""

import re
import unicodedata
from collections.abc import Callable
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from scripts.load.field_names import by_label, time_in_one_line
from scripts.load.resolve import safe_name
from scripts.load.typos import PRIVATE
from scripts.problems import Loc
from scripts.records import RICH
from scripts.records.base import Record, Rights
from scripts.records.clocks import number_of
from scripts.records.dates import OPEN
from scripts.records.fields import Field, fields_by_key, model_at
from scripts.records.lists import parted
from scripts.records.parts import Occasion
from scripts.records.readings import syllables
from scripts.records.recurring import Recurrence
from scripts.records.rule_days import ONE_BY_ONE
from scripts.records.values import NOTHING
from scripts.records.vocabularies import EventStatus, Frequency, HonourStatus, Status, Vocabulary

Sentence = tuple[str, str, str]
"""Code, message, hint."""

CUSTOM = {"date": "F06", "round": "F06", "time": "F08", "days": "F08", "address": "F09"}
CUSTOM |= dict.fromkeys(("phone", "taken", "pinyin"), "F10")
CUSTOM |= dict.fromkeys(("quantity", "focal", "position"), "F07")
CUSTOM |= dict.fromkeys(("incomplete", "twice"), "F11") | {"order": "T01"}
"""Our own error types (PydanticCustomError) and the code each belongs to; message and hint come with the error."""


def explain_error(error: ErrorDetails, model: type[BaseModel]) -> Sentence:
    """The sentence for one validation error of a record of type ``model``."""
    kind, context = error["type"], error.get("ctx", {})
    if kind in CUSTOM:
        hint, field = str(context.get("hint", "")), _field_at(model, error["loc"])
        unsaid = re.sub("^(?:具体)?(?:时间|日期)", "", str(error.get("input")).strip()) in UNSAID
        if unsaid and field and not field.required:
            hint = f"没有或还没定的，删去 {error['loc'][-1]} 这一行"
        elif unsaid:
            hint = "还没有定下来的，先不要放进来；定了的照实填写"
        elif kind == "phone" and "手机" in hint and "duty_mobile" in model_at(model, error["loc"][:-1]).model_fields:
            hint += "；单位公用的值班手机写在 duty_mobile 里"
        return CUSTOM[kind], error["msg"], hint
    make = SENTENCES.get(kind, _other)
    return make(error, context, model)


OR_ONE_OF = "，或者换成这些里的一个："
_LATER = "未定 不定 不定期 待通知 另行通知 不详 未知 若干 招满为止 未统计 不清楚 健在 还健在"
UNSAID = NOTHING | OPEN | {*_LATER.split()}
"""Words written where there is no date, time or number."""


def _unknown(error: ErrorDetails, context: dict[str, Any], model: type[BaseModel]) -> Sentence:
    name, given = str(error["loc"][-1]), error["input"]
    inside = model_at(model, error["loc"][:-1])
    fields, beside = field_names(model, error["loc"][:-1]), context.get("beside", {})
    if not _worded(inside, given) and (held := held_in(inside, name, given)):
        hint = _moved(inside, held, given, beside)
    elif (guess := meant_field(model, error["loc"], given)) and guess not in beside:
        refused = _refused(inside, guess, given) if given and isinstance(given, str) else ""
        cure = f"字段名写成 {guess}；{refused}" if refused else f"写成 {guess}: {_shown(given, otherwise='')}".strip()
        hint = f"是不是 {guess}？是的话：{cure}"
    elif PRIVATE.search(re.sub(r"\s", "", name)):
        hint = "不必公开，请删去这一行，也不要写进正文"
    elif isinstance(error["loc"][-2:][0], int) and hasattr(inside, "_line") and not fields.keys() & beside.keys():
        hint = f"请写成一行文字，冒号用全角：- {name}：{_shown(given)}"  # - 送棉衣: 给困难家庭
        hint = "请写成一行文字，姓名在前，身份在括号里，例如 - 卞如松（领队）" if "role" in fields else hint
    else:
        own = {key: word for key, word in fields.items() if inside is not model or key not in Record.model_fields}
        hint = f"请删去{'或写进正文（body）' if 'body' in fields else ''}{OR_ONE_OF}"
        hint += "、".join(f"{key}（{word}）" for key, word in own.items())
    return "F01", f"没有“{name}”这个字段", hint


def _moved(
    inside: type[BaseModel], held: tuple[str, str, type[BaseModel]], given: object, beside: dict[str, Any]
) -> str:
    """A misplaced field as it is written inside its group; a time, with the fields ``beside`` it, on one line."""
    group, name, part = held
    times = {key: said for key, said in beside.items() if group in (key, *(held_in(inside, key) or ())[:1])}
    if part is Occasion and all(isinstance(said, str) for said in times.values()):
        line = time_in_one_line(times)
        start, _, end = line.partition("—")
        if len(times) > 1 and len(re.findall(r"[0-9]{4}\S*", start)) > 1:
            return f"{group} 里已经写了日子；是发布日期的，写成 published: {_shown(given)}"
        hint = f"请写成一行 {group}: {line}"
        hint += "，— 前面补上几点开始" if end and not re.search("[:：点时]", start) else ""
        return hint + (f"，{'、'.join(key for key in times if key != group)} 不再另写" if len(times) > 1 else "")
    first, many = next(iter(fields_by_key(part))), fields_by_key(inside)[group].many
    above = f"“  - {first}: …”" if many and name != first else f" {group}: "
    indent = "  " if not many else "  - " if name == first else "    "
    cure = _refused(part, name, given)
    whole = isinstance(given, list | dict) and not cure
    line = f"{name}:" if whole else f"{name}: {'…' if cure else _shown(given)}"
    others = [key for key in _required(part) if key not in {name, first if many else name}]
    hint = f"它要写在 {group} 里面：请移到{above}下面（没有这一行的先加上），写成“{indent}{line}”" + (
        f"（{cure}）" if cure else ""
    )
    return hint + ("，它下面的各行一起往右移" if whole else f"；那里还要有 {'、'.join(others)}" if others else "")


def _refused(part: type[BaseModel], name: str, given: object) -> str:
    """The cure for a value that this field refuses; empty when it takes it."""
    try:
        part.model_validate({name: given})
    except ValidationError as error:
        return next((explain_error(one, part)[2] for one in error.errors() if one["loc"][:1] == (name,)), "")
    return ""


def _worded(model: type[BaseModel], value: object) -> str:
    """The only field that accepts this very word: ``level`` for ``kind: 实践站``; else empty."""
    known = fields_by_key(model).items()
    found = [key for key, field in known if value in [word.label for word in _vocabulary(field)]]
    return found[0] if len(found) == 1 else ""


def held_in(model: type[BaseModel], name: str, value: object = ...) -> tuple[str, str, type[BaseModel]] | None:
    """The group that has a field of this name: its key, the field's key, its model. A group of the type takes
    precedence over one of all records.

    A field with a vocabulary is meant only by one of its words: ``kind: 为老服务`` does not mean ``ai``; the hours of a
    rule are not meant by a date.
    """
    found = (
        (group, key, part)
        for group, field in fields_by_key(model).items()
        if (part := field.part) and (key := by_label(part).get(name, name.lower())) in fields_by_key(part)
        if value in (words := [word.label for word in _vocabulary(fields_by_key(part)[key])])
        or not words
        or value is ...
        # The start and the end of a rule are hours.
        if not (part is Recurrence and key in {"start", "end"} and re.search("日期|[0-9]{4}", f"{name}{value}"))
    )
    return min(found, key=lambda held: held[0] in Record.model_fields, default=None)


def meant_field(model: type[BaseModel], loc: Loc, given: object) -> str:
    """The field meant by the unknown one at ``loc``: the one that accepts its word, else the most similar one in
    English, Chinese or pinyin; empty when none is similar."""
    if worded := _worded(model_at(model, loc[:-1]), given):
        return worded
    fields = field_names(model, loc[:-1])
    name = str(loc[-1]).lower()
    known = {word: field for field, word in fields.items()} | {field: field for field in fields}
    known |= {"".join(syllables(word)): field for field, word in fields.items()}
    close = get_close_matches(name, known, n=1, cutoff=0.75 if name.isascii() else 0.6)
    parts = [field for field in fields if name in field.split("_")]  # hours is opening_hours
    return parts[0] if len(parts) == 1 else known[close[0]] if close else ""


def _missing(error: ErrorDetails, _: dict[str, Any], model: type[BaseModel]) -> Sentence:
    name = str(error["loc"][-1])
    found = _field_at(model, error["loc"])
    if found and found.part and needed_parts(found):
        hint = _grouped(found, found.part, "")
    elif found and (filled := filled_with(found)):
        hint = f"请加一行 {name}: 后面{filled}"
    elif name == "id" and isinstance(title := error["input"].get("title"), str):
        hint = f"请加一行 id: {safe_name(title)}，它用在地址里，公布以后不要改"
    else:
        hint = f"请加一行 {name}: （{found.description if found else ''}）"
    return "F02", f"缺少必填字段“{name}”（{found.label if found else ''}）", hint


def needed_parts(field: Field) -> list[Field]:
    """The required fields of the part a field holds; empty where one word may stand for the part."""
    return [] if _vocabulary(field) else [part for part in field.parts if part.required]


def filled_with(field: Field) -> str:
    """What to write in a field: its words or its example; empty where it has neither."""
    if words := [word.label for word in _vocabulary(field)]:
        return "从这些里选一个：" + "、".join(words)
    return f"照实写，例如 {_shown(field.info.examples[0])}" if field.info.examples else ""


def _vocabulary(field: Field) -> tuple[Vocabulary, ...]:
    """The words allowed in a field; for a part that may be written as one word, those of its kind. Else none."""
    return (fields_by_key(Rights)["kind"] if field.part is Rights else field).vocabulary


def _required(part: type[BaseModel]) -> list[str]:
    """The names of the required fields of a part."""
    return [key for key, field in fields_by_key(part).items() if field.required]


_NOTES: dict[type[Vocabulary], str] = {
    Status: "；结束了、停办了的仍写 发布，哪天结束的写在摘要或正文里",
    HonourStatus: "；荣获、授予、当选的写 获评",
    EventStatus: "；改了期的，把 times 改成新的，删去这一行；新的日子还没定的，写 延期",
    Frequency: f"；一年几次的写 每年，另加一行 months: [3, 6, 9, 12]；写不成这样的，{ONE_BY_ONE}",
}
"""Remarks on vocabularies whose words must not be guessed: 入选 is not 入围, 每三周 not 每周."""


def _choice(error: ErrorDetails, _: dict[str, Any], model: type[BaseModel]) -> Sentence:
    field = _field_at(model, _named(error["loc"]))
    vocabulary = _vocabulary(field) if field else ()
    words = [word.label for word in vocabulary]
    given = "、".join(map(str, error["input"])) if isinstance(error["input"], list) else str(error["input"])
    within = [word for word in words if word in given]  # 新时代文明实践站
    if within == [given] and isinstance(error["input"], list):
        return "F04", f"“{given}”写成了列表", f"这里只写一个词，不用短横和方括号：{given}"
    if len(within) > 1:
        return "F04", f"“{given}”是几个词", f"只能选一个：{'、'.join(within)}"
    close = within or get_close_matches(given, words, n=1, cutoff=0.6)
    note = next((_NOTES.get(type(word), "") for word in vocabulary), "")
    sure = close and not note and (close[0].startswith(given) or not re.search("[未没不非无半]", given))
    hint = f"可选：{'、'.join(words)}{note}"
    return "F04", f"“{given}”不在可选的词里", f"是不是“{close[0]}”？{hint}" if sure else hint


_GROUP = "“字段: 值”的组"


def _shape(error: ErrorDetails, _: dict[str, Any], model: type[BaseModel]) -> Sentence:
    given = error["input"]
    wanted = {"tuple_type": "列表", "model_type": _GROUP, "dict_type": _GROUP}.get(error["type"], "一行文字")
    found = "列表" if isinstance(given, list) else _GROUP if isinstance(given, dict) else "一行文字"
    return "F03", f"这里应是{wanted}，写成了{found}", _reshaped(wanted, given, error["loc"], model)


def _reshaped(wanted: str, given: Any, loc: Loc, model: type[BaseModel]) -> str:
    """A value of the wrong shape as it should be written; without a ``loc`` it is a whole list item."""
    if not loc:
        return "请写成一组“字段: 值”"
    key = str(_named(loc)[-1])
    if isinstance(given, str) and given in NOTHING:
        return f"没有的，删去 {key} 这一行"
    field = _field_at(model, _named(loc))
    part = field.part if field else None
    if wanted == "一行文字":
        pieces = given if isinstance(given, list) else [f"{name}：{value}" for name, value in given.items()]
        line = f"请写成一行，例如 {key}: {_shown('；'.join(map(str, pieces))) or '内容'}"
        line += "" if pieces else "；以括号开头的，给整个值加英文双引号"
        return f"请写成 {key}: |，下面每行前面空两格" if key in RICH else line
    if wanted == "列表" and isinstance(given, dict) and given:
        name, value = next(iter(given.items()))
        if not part or (name not in fields_by_key(part) and hasattr(part, "_line")):
            said = f"（{_shown(value)}）" if part and "role" in fields_by_key(part) else f"：{_shown(value)}"
            return f"请每项写成一行，例如“  - {name}{said}”"
        if name not in fields_by_key(part):
            return _grouped(field, part, "") if field else ""
        line = f"  - {name}: {_shown(value)}"
        return f"请在每项第一个字段前面加短横和空格，写成“{line}”，同一项的别的字段和 {name} 左对齐"
    if wanted == _GROUP and isinstance(given, list):
        if not given or not isinstance(given[0], str):
            return f"{key} 只有一项，不是列表：请去掉下面的短横，各行左对齐"
        given = given[0]
    if wanted == "列表" and hasattr(part, "_line"):
        return f"请先写一行 {key}:，下面每项写一行，例如“  - {next(iter(parted(str(given))), '…')}”"
    if field and part and _required(part):
        return _grouped(field, part, str(given), item=isinstance(loc[-1], int))
    if wanted == _GROUP:
        return f"请先写一行 {key}:，下一行空两格写“  字段: 值”"
    return f"请写成 {key}: [{', '.join(_items(str(given)) if given else ['甲', '乙'])}]"


_SAYS = {"url": r"https?://\S+", "phone": "[0-9()（）转 —-]+", "value": "[0-9]+[余多]?[人名]?", "source": "(?!http).+"}
_SAYS |= {"award": "[^0-9]+", "round": ".+", "file": r"\S+"}
"""What can only be this field of a group, where the group was written as one line."""


def _grouped(field: Field, part: type[BaseModel], given: str, *, item: bool = False) -> str:
    """The first line of a group, or of a list of groups, and its required fields."""
    one = next(iter(_items(given)), "") if field.many else given
    known, required = fields_by_key(part), _required(part)
    name = next((key for key in ("url", "phone") if key in known and re.fullmatch(_SAYS[key], one)), required[0])
    words = [word.label for word in _vocabulary(known[name])]
    said = f"（{'从这些里选一个：' + '、'.join(words) if words else known[name].label}）"
    said = one if one in words or re.fullmatch(_SAYS.get(name, ""), one or "-") else said
    line = f"“  {'- ' if field.many else ''}{name}: {said}”"
    lead = f"请先写一行 {field.key}:，下{'面每项写成一组，例如' if field.many else '一行空两格写'}"
    others = "、".join(key for key in required if key != name)
    return ("请写成" if item else lead) + line + (f"，再往下左对齐写 {others}" if others else "")


def _items(text: str) -> list[str]:
    """The items of a list written on one line, or after signs that are not list dashes: －, —, ·, 1."""
    pieces = re.split(r"[、，,；;\n]|\s+(?=[-－—·•])", text.strip("【】[]［］"))
    return [
        item
        for piece in pieces
        if (item := re.sub(r"^\s*(?:[-－—·•]+|\d+[.．、](?![A-Za-z0-9]))\s*", "", piece).strip())
    ]


def _shown(value: object, otherwise: str = "值") -> str:
    """A short value of one line, for a cure; ``otherwise`` for others."""
    text = str(value) if isinstance(value, str | int) else otherwise
    return text if len(text) <= 30 and "\n" not in text else otherwise


def _length(error: ErrorDetails, context: dict[str, Any], _: type[BaseModel]) -> Sentence:
    if "max_length" in context:
        longest, given = context["max_length"], len(error["input"])
        return "F05", f"文字太长：{given} 字，最多 {longest} 字", f"请删去 {given - longest} 字"
    return "F05", "这里不能是空的", "请填写内容，或删去这个字段"


def _pattern(error: ErrorDetails, context: dict[str, Any], model: type[BaseModel]) -> Sentence:
    given, field = str(error["input"]), _field_at(model, error["loc"])
    half = unicodedata.normalize("NFKC", given)
    hint = f"请写{field.description}" + (f"，例如 {field.example}" if field.example else "") if field else ""
    if re.fullmatch(context["pattern"], half):
        hint = f"请用半角写成 {half}"
    elif "a-z" in context["pattern"]:
        hint = f"请只用小写字母、数字和短横，例如 {safe_name(given)}"
    return "F10", f"“{given}”写法不对", hint


def _number(error: ErrorDetails, context: dict[str, Any], model: type[BaseModel]) -> Sentence:
    limits = {"gt": "大于", "ge": "不小于", "lt": "小于", "le": "不大于"}
    field = _field_at(model, error["loc"])
    whole = "" if field and field.info.annotation is float else "整数"
    meant = re.fullmatch(r"(\d+|[一二三四五六七八九十]+)(?:分钟?|[人名位个次场号月])?", str(error["input"]))
    if meant and whole and not context.keys() & limits.keys() and (number := number_of(meant[1])):
        *above, name = _named(error["loc"])
        one = [number] if isinstance(error["loc"][-1], int) else number
        hint = _refused(model_at(model, tuple(above)), str(name), one) or f"请只写 {number}"
        return "F07", f"“{error['input']}”不是可用的数字", hint
    said = ["请只写阿拉伯数字" + whole, *(f"{word}{context[key]}" for key, word in limits.items() if key in context)]
    return "F07", f"“{error['input']}”不是可用的数字", "，".join(said)


def _yes_no(error: ErrorDetails, _: dict[str, Any], __: type[BaseModel]) -> Sentence:
    return "F04", f"“{error['input']}”只能写 是 或 否", "请写 是 或 否（true、false 也可以），或删去这个字段"


def _other(error: ErrorDetails, _: dict[str, Any], __: type[BaseModel]) -> Sentence:
    return "F03", "这个值写法不对", f"请对照手册里这个字段的样例（{error['type']}）"


_NUMBERS = ["int_parsing", "int_type", "int_from_float", "int_parsing_size", "greater_than", "less_than"]
_NUMBERS += ["greater_than_equal", "less_than_equal", "float_parsing", "float_type"]
SENTENCES: dict[str, Callable[[ErrorDetails, dict[str, Any], type[BaseModel]], Sentence]] = {
    "extra_forbidden": _unknown,
    "missing": _missing,
    "enum": _choice,
    "string_pattern_mismatch": _pattern,
    **dict.fromkeys(("string_type", "tuple_type", "model_type", "model_attributes_type", "dict_type"), _shape),
    **dict.fromkeys(("string_too_long", "string_too_short", "too_short"), _length),
    **dict.fromkeys(_NUMBERS, _number),
    **dict.fromkeys(("bool_parsing", "bool_type"), _yes_no),
}


def is_required(model: type[BaseModel], loc: Loc) -> bool:
    """Whether a record of type ``model`` requires the field at ``loc``."""
    field = _field_at(model, loc)
    return field is not None and field.required


def _named(loc: Loc) -> Loc:
    """The place of the field that contains a value or list item."""
    return loc[: max((place for place, step in enumerate(loc, 1) if isinstance(step, str)), default=1)]


def _field_at(model: type[BaseModel], loc: Loc) -> Field | None:
    """The field at ``loc``; None for an unknown one, for a list item and for the whole."""
    return fields_by_key(model_at(model, loc[:-1])).get(str(loc[-1])) if loc else None


def field_names(model: type[BaseModel], loc: Loc) -> dict[str, str]:
    """YAML key → short Chinese label, of the part of ``model`` at ``loc``."""
    return {key: field.label for key, field in fields_by_key(model_at(model, loc)).items()}
