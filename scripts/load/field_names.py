"""Field names in Chinese: 标题 is ``title``, 摘要 is ``summary``."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any, get_args

from pydantic import BaseModel

from scripts.load.typos import BODY
from scripts.load.yaml_reader import Document, read
from scripts.problems import Loc, TextProblem
from scripts.records import TYPES
from scripts.records.base import Line, Record
from scripts.records.fields import Field, fields, fields_by_key, inner_model
from scripts.records.parts import Occasion

SYNONYMS = {
    "title": ("name", "headline", "标题", "题目", "名称", "队名"),
    "published": ("日期", "date", "发布时间", "发表日期", "发布"),
    "body": BODY,
    "summary": ("简介", "概要", "导读", "内容提要", "description"),
    "tags": ("关键词", "关键字", "keywords"),
    "images": ("照片", "配图", "image", "photo", "photos", "pictures"),
    "file": ("图片", "照片"),
    "alt": ("图片描述",),
    "caption": ("说明", "图注"),
    "editor": ("编辑", "责编"),
    "phone": ("电话", "联系电话", "咨询电话", "报名电话", "预约电话", "服务电话", "tel", "telephone"),
    "contact": ("联系方式", "联系人", "联系"),
    "format": ("形式", "类型"),
    "group": ("分组",),
    "awarder": ("颁发单位", "颁奖单位", "评选单位"),
    "recurrence": ("时间", "活动时间", "服务时间", "宣讲时间", "开讲时间"),
    "when": ("时间", "活动时间"),
    "venue": ("地点", "活动地点", "展出地点", "展览地点"),
    "venues": ("地点", "宣讲地点"),
    "place": ("地点", "活动地点", "地址", "where", "location", "address"),
    "team": ("服务队", "队伍"),
    "topics": ("宣讲主题", "主题", "题目"),
    "times": ("活动时间", "time", "when"),
    "start": ("日期", "date", "时间", "开始时间", "开始日期", "开始", "开展时间", "展出时间", "展览时间", "展期")
    + ("活动日期", "举办时间", "举办日期"),
    "end": ("结束时间", "结束日期", "结束"),
    "organiser": ("主办", "主办单位", "组织单位", "承办单位"),
    "organisers": ("主办", "承办单位"),
    "members": ("队员", "宣讲员"),
    "teams": ("主讲", "宣讲队伍"),
    "booking": ("联系方式", "联系人", "联系", "预约"),
    "award": ("荣誉", "奖项", "称号"),
    "services": ("服务内容", "服务项目"),
    "days": ("星期",),
    "level": ("级别",),
    "note": ("说明", "内容"),
    "parent": ("上级", "上级阵地"),
    "sources": ("来源", "出处"),
    "status": ("状态", "结果"),
    "unit": ("工作单位", "单位及职务", "单位职务", "工作单位及职务", "工作单位职务", "所在单位"),
    "deed": ("事迹",),
    "audience": ("听众", "参加人员", "参与人员", "活动对象", "面向对象"),
    "capacity": ("座位", "座位数", "容量"),
    "attendance": ("参加人数", "参与人数", "出席人数"),
    "text": ("文字", "内容", "正文"),
    "position": ("位置", "坐标"),
    "months": ("月份",),
    "rounds": ("届次",),
    "as_of": ("年份", "统计时间", "截止时间", "截止日期"),
    "original_url": ("链接", "原文链接", "网址"),
    "days_off": ("休息日", "闭馆日", "闭馆日期"),
    "except": ("除外", "除外日期", "不办的日期"),
}
"""Further names of fields in office forms, beside the first words of their description; used where the name is free."""


@cache
def by_label(model: type[BaseModel]) -> dict[str, str]:
    """Chinese name → key of each field; ambiguous names are left out."""
    found: dict[str, str] = {}
    double: set[str] = set()
    for field in fields(model):
        for word in sorted(_words(model, field)):
            double |= {word} if found.setdefault(word, field.key) != field.key else set()
    keys = fields_by_key(model).keys()
    also = {word: key for key, words in SYNONYMS.items() if key in keys for word in words if word not in keys}
    if "times" in keys:  # of an event it is hardly the publication date
        also = {word: key for word, key in also.items() if word not in {"日期", "date"}}
    also |= {field.name: field.key for field in fields(model) if field.name not in keys}
    return also | {word: key for word, key in found.items() if word not in double}


def _words(model: type[BaseModel], field: Field) -> set[str]:
    """The names contained in a label: 作者或记者 is also 作者 and 记者; 街道编号 also 街道; the name or measure of a record also
    标题."""
    words = {field.label.removeprefix("本站"), field.label, *field.label.split("或")}
    if issubclass(model, Record) and field.name in Record.model_fields:
        words.add(fields_by_key(Record)[field.name].label)
    return words | {word.removesuffix("编号").removesuffix("的") for word in words} - {""}


@cache
def all_names() -> Mapping[str, str]:
    """Every field name of any record type, Chinese or English: what may stand before a full-width colon.

    The value is the first field of the items when the field is a list of groups, else empty: ``images`` → ``file``.
    """
    models: list[type[BaseModel]] = list(TYPES.values())
    for model in models:
        models += [part for part in dict.fromkeys(field.part for field in fields(model)) if part and part not in models]
    found: dict[str, str] = {}
    for model in models:
        known = fields_by_key(model)
        for word, key in (*((key, key) for key in known), *by_label(model).items()):
            first = next((part.name for part in known[key].parts if part.required), "")
            found[word] = found.get(word) or first
    return found


@lru_cache(maxsize=64)
def read_fields(text: str, model: type[BaseModel]) -> Document:
    """The fields of one file by their English names. The result is cached and shared: do not change it."""
    document = read(text, all_names)
    _use_keys(document, model)
    return document


def _use_keys(document: Document, model: type[BaseModel]) -> None:
    """Renames every Chinese field name in the document; a field that occurs twice is reported."""
    if _in_english(document.value, model):
        return
    renamed: dict[Loc, Loc] = {}
    document.value = _renamed(document, document.value, model, (), (), renamed)
    for table in (document.keys, document.values):
        moved = {renamed[loc]: place for loc, place in table.items() if renamed.get(loc, loc) != loc}
        for loc in [loc for loc in table if renamed.get(loc, loc) != loc]:
            del table[loc]
        table.update(moved)


def _in_english(value: Any, model: type[BaseModel] | None) -> bool:
    """Whether every name is a key of the model."""
    if isinstance(value, list):
        return all(_in_english(item, model) for item in value if not isinstance(item, str))
    if not isinstance(value, dict) or model is None:
        return True
    inner = (name for name, item in value.items() if not isinstance(item, str))
    return value.keys() <= fields_by_key(model).keys() and all(
        _in_english(value[name], inner_model(model, name)) for name in inner
    )


def field_named(key: str, model: type[BaseModel]) -> str:
    """The field meant by a name: in Chinese, shortened (招募 for 招募志愿者), after 所属 or 主要, in capitals, in several words;
    else the name itself."""
    fields, labels = fields_by_key(model), by_label(model)
    plain = re.sub(r"[\s-]+", "_", key.strip().lower())
    bare = re.sub("^(?:所属|所在|主要)", "", key)
    if found := labels.get(key) or labels.get(bare) or (plain if plain in fields else labels.get(plain)):
        return found
    longer = {field for word, field in labels.items() if len(key) > 1 and word.startswith(key) and not key.isascii()}
    named = labels.get("标题", key) if key.endswith("名称") else key  # 讲堂名称, 项目名称
    return longer.pop() if len(longer) == 1 else named


def time_in_one_line(said: Mapping[str, str]) -> str:
    """A time split over several fields on one line, date first: 日期, 开始时间 and 结束时间 as 2026-12-21 14:30—16:00."""
    starts, ends = list[str](), list[str]()
    for name in sorted(said, key=lambda name: not re.search("[0-9]{4}", said[name])):
        (ends if field_named(name, Occasion) == "end" else starts).extend(said[name].split())
    return "—".join(" ".join(dict.fromkeys(words)) for words in (starts, ends) if words)


def _renamed(
    document: Document, value: Any, model: type[BaseModel] | None, old: Loc, new: Loc, renamed: dict[Loc, Loc]
) -> Any:
    renamed[old] = new
    if isinstance(value, list):
        return [_renamed(document, item, model, (*old, at), (*new, at), renamed) for at, item in enumerate(value)]
    if not isinstance(value, dict) or model is None:
        return value
    known = fields_by_key(model)
    found: dict[str, Any] = {}
    for key, inner in value.items():
        name = key if key in known else field_named(str(key), model)
        if name != key and name in {*found, *value}:
            hint = f"两个是同一个字段，请只留一个：{name} 或 {key}"
            other = found.get(name, value.get(name))
            texts = isinstance(other, str) and isinstance(inner, str) and other != inner
            if texts and Line in get_args(known[name].info.annotation):
                hint += f"；两样都要的，写在一行：{name}: {other}、{inner}"
            elif texts and issubclass(model, Occasion):
                hint = f"日子和钟点写在一行：{name}: {time_in_one_line({name: str(other), key: str(inner)})}"
            document.problems.append(
                TextProblem("Y20", document.place((*old, key), key=True), f"“{key}”就是 {name}，写了两次", hint)
            )
            continue
        found[name] = _renamed(document, inner, inner_model(model, name), (*old, key), (*new, name), renamed)
    return found
