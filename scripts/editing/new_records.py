"""A new record: what its file is called, what it says before anybody has said anything, and the ids of its parts."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic_core import PydanticCustomError

from scripts.editing.writer import EditError
from scripts.load.file_names import NAME, RESERVED, numbered
from scripts.load.resolve import MAX_NAME, proposed
from scripts.records import TYPES
from scripts.records.base import Dated, Record
from scripts.records.dates import PartialDate
from scripts.records.fields import inner_model
from scripts.settings import today


def proposed_name(folder: str, title: str, day: str = "", wished: str = "") -> str:
    """How the file of a new record is called: as wished, else its title in pinyin; of news below the year of ``day``, else
    of today. Whoever names a piece of news thinks of no folder."""
    name = wished.strip("/ ") or proposed(title)
    if folder != "news" or "/" in name:
        return name
    try:
        return f"{PartialDate.parse(day).year}/{name}"
    except PydanticCustomError:
        return f"{today().year}/{name}"


def begun(kind: type[Record], day: str = "") -> dict[str, Any]:
    """What a new record says before anybody has said anything: the day it is published, where its type wants one."""
    return {"published": day or str(today())} if issubclass(kind, Dated) else {}


def with_ids(value: Any, model: type[BaseModel] | None, taken: set[str] | None = None) -> Any:
    """The value with an id for every part that wants one and has only a title: spelt after it, numbered where taken."""
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
    name = next(one for one in numbered(proposed(str(title))) if one not in taken)
    taken.add(name)
    return {"id": name, **{key: inner for key, inner in item.items() if key != "id"}}


def new_name(content: Path, folder: str, name: str) -> Path:
    """Where a new record of a type stands. Raises EditError when the name cannot be an address or is taken."""
    name = re.sub(r"\.ya?ml$", "", name, flags=re.IGNORECASE).strip("/")
    *above, last = parts = name.split("/")
    if {*above} & {content.name, *TYPES}:
        raise EditError(f"“{name}”前面写了文件夹，这里不用写：是“{TYPES[folder].label}”的，只写 {last}")
    if RESERVED.fullmatch(parts[-1]):
        raise EditError(f"“{name}”不能做文件名，网站自己要用它：请照标题的拼音另取一个")
    if not all(NAME.fullmatch(part) and len(part) <= MAX_NAME for part in parts):
        example = "/".join(map(proposed, parts))
        raise EditError(f"“{name}”不能做文件名：只用小写字母、数字和短横，至多 {MAX_NAME} 个，例如 {example}")
    path = content / folder / ("/".join(parts) + ".yml")
    if path.exists():
        raise EditError(f"{path.relative_to(content.parent)} 已经有了，请换一个名字")
    return path
