"""New records: their file name, their initial values, ids for their parts, and a skeleton to fill in.

A skeleton holds the required and the chosen fields, each with a one-line explanation.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic_core import PydanticCustomError

from scripts.editing import emit
from scripts.editing.save import Change, save
from scripts.editing.writer import EditError
from scripts.load.field_names import field_named
from scripts.load.file_names import NAME, RESERVED, numbered
from scripts.load.resolve import MAX_NAME, safe_name
from scripts.load.split_records import record_of_part
from scripts.records import RICH, TYPES
from scripts.records.base import Dated, Record
from scripts.records.dates import PartialDate
from scripts.records.fields import Field, fields_by_key, inner_model
from scripts.render.reference import EXAMPLES, fields_of
from scripts.settings import today

_TEXT = re.compile(rf'(\b(?:{"|".join(sorted(RICH))})): ""$', re.MULTILINE)
_EMPTY = re.compile(r': ""$', re.MULTILINE)
Ask = Callable[[str], str]
Said = Mapping[tuple[str, ...], str]
"""Values by the path of their field."""


def proposed_name(folder: str, title: str, day: str = "", wished: str = "") -> str:
    """The file name of a new record: the wished one, else the title in pinyin; news go below the year of ``day``, else
    of today, since editors of news think of no folder."""
    name = wished.strip("/ ") or safe_name(title)
    if folder != "news" or "/" in name:
        return name
    try:
        return f"{PartialDate.parse(day).year}/{name}"
    except PydanticCustomError:
        return f"{today().year}/{name}"


def initial_values(kind: type[Record], day: str = "") -> dict[str, Any]:
    """The initial values of a new record: the publication day, where its type requires one."""
    return {"published": day or str(today())} if issubclass(kind, Dated) else {}


def with_ids(value: Any, model: type[BaseModel] | None, taken: set[str] | None = None) -> Any:
    """The value with an id for every part that needs one and has a title: the title in pinyin, numbered where taken."""
    taken = {*_ids(value)} if taken is None else taken
    if isinstance(value, list):
        return [with_ids(_with_id(item, model, taken), model, taken) for item in value]
    if not isinstance(value, dict) or model is None:
        return value
    return {name: with_ids(item, inner_model(model, name), taken) for name, item in value.items()}


def _ids(value: Any) -> Iterator[str]:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    yield from (one for item in inner for one in _ids(item))
    if isinstance(value, dict) and isinstance(value.get("id"), str):
        yield value["id"]


def _with_id(item: Any, model: type[BaseModel] | None, taken: set[str]) -> Any:
    title = isinstance(item, dict) and not item.get("id") and model and "id" in model.model_fields and item.get("title")
    if not title:
        return item
    name = next(one for one in numbered(safe_name(str(title))) if one not in taken)
    taken.add(name)
    return {"id": name, **{key: inner for key, inner in item.items() if key != "id"}}


def new_name(content: Path, folder: str, name: str) -> Path:
    """The path of a new record of a type. Raises EditError when the name cannot be an address or is taken."""
    name = re.sub(r"\.ya?ml$", "", name, flags=re.IGNORECASE).strip("/")
    *above, last = parts = name.split("/")
    if {*above} & {content.name, *TYPES}:
        raise EditError(f"“{name}”前面写了文件夹，这里不用写：是“{TYPES[folder].label}”的，只写 {last}")
    if RESERVED.fullmatch(parts[-1]):
        raise EditError(f"“{name}”不能做文件名，网站自己要用它：请照标题的拼音另取一个")
    if not all(NAME.fullmatch(part) and len(part) <= MAX_NAME for part in parts):
        example = "/".join(map(safe_name, parts))
        raise EditError(f"“{name}”不能做文件名：只用小写字母、数字和短横，至多 {MAX_NAME} 个，例如 {example}")
    path = content / folder / ("/".join(parts) + ".yml")
    if path.exists():
        raise EditError(f"{path.relative_to(content.parent)} 已经有了，请换一个名字")
    return path


def write_new(
    content: Path, folder: str, name: str, said: Mapping[str, str], more: tuple[str, ...] = (), ask: Ask | None = None
) -> Path:
    """Writes a new record and returns its path; an empty ``name`` is derived from the title. Raises EditError.

    ``said`` are values by field name, dotted for a field of a part; ``more`` are further fields to leave room for;
    ``ask`` prompts an editor for a missing value.
    """
    kind = TYPES[folder]
    values = {_path(kind, key): text for key, text in said.items()}
    chosen = {*kind.short, *(path[0] for path in values), *(_path(kind, name)[0] for name in more)}
    fields = [field for field in fields_of(kind) if field.required or field.key in chosen]
    if ask:
        for at, label in _questions(fields):
            if at not in values and (answer := ask(label).strip()):
                values[at] = answer
    values = {(key,): text for key, text in initial_values(kind).items()} | values
    path = new_name(content, folder, _named(kind, name, values))
    if record_of_part(content, path.relative_to(content).as_posix()):
        fields, values = [part for part in fields_by_key(kind)[kind.split].parts if part.required], {}
    save(content, [Change(path, None, skeleton(kind.label, fields, values).encode())])
    return path


def write_example(content: Path, folder: str, name: str) -> Path:
    """Writes the handbook's complete example of a type, marked as invented. Raises EditError."""
    example = next(iter(sorted((EXAMPLES / folder).rglob("*.yml"))), None)
    if example is None:
        raise EditError("这一类在手册里还没有样例，请不写 --full")
    name = name or "yang-li"
    year = example.relative_to(EXAMPLES / folder).parts[:-1]  # the year folder of news
    path = new_name(content, folder, "/".join([*(() if "/" in name else year), name]))
    head = f"# {TYPES[folder].label}的样例，内容是虚构的。写真事时，照着改每一行，再删去 sample: true 那一行。\n\n"
    save(content, [Change(path, None, (head + example.read_text(encoding="utf-8")).encode())])
    return path


def skeleton(label: str, fields: list[Field], values: Said) -> str:
    """The text of a record with its values, and room for the missing ones."""
    lines = [f"# {label}。右边空着的请填写，用不着的整行删去。"]
    for field in fields:
        value = _value(field, values)
        text = _TEXT.sub(r"\1: |", emit.entry(field.key, value, 0))
        lines += ["", f"# {_explanation(field)}", _EMPTY.sub(":", text)]
    return "\n".join(lines) + "\n"


def _value(field: Field, values: Said, *above: str) -> Any:
    """The value of a field with what was given; a part gets all its required fields, a list one item."""
    at = (*above, field.key)
    if at in values or not field.parts:
        return values.get(at, "")
    begun = {path[: len(at) + 1] for path in values}
    inner = {part.key: _value(part, values, *at) for part in field.parts if part.required or (*at, part.key) in begun}
    return [inner] if field.many else inner


def _explanation(field: Field) -> str:
    """A one-line explanation of a field: its meaning, its words, an example, the required fields of its parts."""
    told = field.parts or all(word in field.description for word in field.words)
    words = "" if told else f"（{'、'.join(field.words)}）"
    inner = "；".join(_explanation(part) for part in field.parts if part.required and (part.words or part.parts))
    example = f"，例：{field.example}" if field.example and not words else ""
    below = "；写在下一行的 | 下面，每行前面空两格" if field.key in RICH and not field.parts else ""
    return f"{field.description}{words}{example}{'：' if inner else ''}{inner}{below}"


def _questions(fields: list[Field], above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """The fields to prompt for: every single-line text that is required or chosen."""
    for field in fields:
        if field.parts and not field.many:
            yield from _questions([part for part in field.parts if part.required], (*above, field.key))
        elif field.key not in RICH | {"published"} and (not field.parts or field.key == "times"):
            yield (*above, field.key), _explanation(field)


def _path(kind: type[Record], said: str) -> tuple[str, ...]:
    """The path of a field, or of a field of a part after a dot, by any of its names. Raises EditError."""
    found: list[str] = []
    model: type[BaseModel] | None = kind
    known = fields_of(kind)
    for word in said.strip().split("."):
        field = fields_by_key(model).get(field_named(word, model)) if model else None
        if field is None:
            names = "、".join(f"{one.key}（{one.label}）" for one in known[:12])
            raise EditError(f"{kind.label}没有“{word}”这个字段，有：{names}……")
        found.append(field.key)
        model, known = field.part, field.parts or known
    return tuple(found)


def _named(kind: type[Record], name: str, values: Said) -> str:
    title = values.get((kind.title_key(),), "")
    if not title and not name:
        raise EditError("没有写标题，没有新建。请写标题，文件名照它的拼音取；或写文件名，例如 an-huai-qiu")
    return proposed_name(kind.folder, title, values.get(("published",), ""), name)
