"""A new record: what is required and what was chosen, each with one line that says what it is."""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from scripts.editing import emit
from scripts.editing.new_records import begun, new_name, proposed_name
from scripts.editing.save import Change, save
from scripts.editing.tables import sheets
from scripts.editing.writer import EditError
from scripts.load.split_records import whole_of
from scripts.records import TYPES
from scripts.records.base import Record
from scripts.records.fields import Field, fields_by_key
from scripts.records.walk import RICH
from scripts.render.reference import EXAMPLES, fields_of

_TEXT = re.compile(rf'(\b(?:{"|".join(sorted(RICH))})): ""$', re.MULTILINE)
_EMPTY = re.compile(r': ""$', re.MULTILINE)
Ask = Callable[[str], str]
Said = Mapping[tuple[str, ...], str]
"""Values by the paths of their fields."""


def write_new(
    content: Path, folder: str, name: str, said: Mapping[str, str], more: tuple[str, ...] = (), ask: Ask | None = None
) -> Path:
    """Writes a new record and returns its path; ``name`` empty: spelt after the title. Raises EditError.

    ``said`` are values by field, dotted for those of a part; ``more`` further fields to leave room for; ``ask`` asks an
    editor for what is missing.
    """
    kind = TYPES[folder]
    values = {_path(kind, key): text for key, text in said.items()}
    chosen = {*kind.short, *(path[0] for path in values), *(_path(kind, name)[0] for name in more)}
    fields = [field for field in fields_of(kind) if field.required or field.key in chosen]
    if ask:
        for at, label in _questions(fields):
            if at not in values and (answer := ask(label).strip()):
                values[at] = answer
    values = {(key,): text for key, text in begun(kind).items()} | values
    path = new_name(content, folder, _named(kind, name, values))
    if whole_of(content, path.relative_to(content).as_posix()):
        fields, values = [part for part in fields_by_key(kind)[kind.split].parts if part.required], {}
    save(content, [Change(path, None, skeleton(kind.label, fields, values).encode())])
    return path


def write_example(content: Path, folder: str, name: str) -> Path:
    """Writes the handbook's complete example of a type, which is invented and says so. Raises EditError."""
    example = next(iter(sorted((EXAMPLES / folder).rglob("*.yml"))), None)
    if example is None:
        raise EditError("这一类在手册里还没有样例，请不写 --full")
    name = name or "yang-li"
    year = example.relative_to(EXAMPLES / folder).parts[:-1]  # of news only
    path = new_name(content, folder, "/".join([*(() if "/" in name else year), name]))
    head = f"# {TYPES[folder].label}的样例，内容是虚构的。写真事时，照着改每一行，再删去 sample: true 那一行。\n\n"
    save(content, [Change(path, None, (head + example.read_text(encoding="utf-8")).encode())])
    return path


def skeleton(label: str, fields: list[Field], values: Said) -> str:
    """The text of the record: the values there are, and room for the others."""
    lines = [f"# {label}。右边空着的请填写，用不着的整行删去。"]
    for field in fields:
        value = _value(field, values)
        text = _TEXT.sub(r"\1: |", emit.entry(field.key, value, 0))
        lines += ["", f"# {_said(field)}", _EMPTY.sub(":", text)]
    return "\n".join(lines) + "\n"


def _value(field: Field, values: Said, *above: str) -> Any:
    """The value of a field as far as it was said; a part has all its required fields, a list one item."""
    at = (*above, field.key)
    if at in values or not field.parts:
        return values.get(at, "")
    begun = {path[: len(at) + 1] for path in values}
    inner = {part.key: _value(part, values, *at) for part in field.parts if part.required or (*at, part.key) in begun}
    return [inner] if field.many else inner


def _said(field: Field) -> str:
    """One line about a field: what it is, its words, an example, and what its parts need."""
    told = field.parts or all(word in field.description for word in field.words)
    words = "" if told else f"（{'、'.join(field.words)}）"
    inner = "；".join(_said(part) for part in field.parts if part.required and (part.words or part.parts))
    example = f"，例：{field.example}" if field.example and not words else ""
    below = "；写在下一行的 | 下面，每行前面空两格" if field.key in RICH and not field.parts else ""
    return f"{field.description}{words}{example}{'：' if inner else ''}{inner}{below}"


def _questions(fields: list[Field], above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """What to ask an editor: every text of one line that is required or chosen."""
    for field in fields:
        if field.parts and not field.many:
            yield from _questions([part for part in field.parts if part.required], (*above, field.key))
        elif field.key not in RICH | {"published"} and (not field.parts or field.key == "times"):
            yield (*above, field.key), _said(field)


def _path(kind: type[Record], said: str) -> tuple[str, ...]:
    """A field, or one of a part behind a dot, by any of its names. Raises EditError."""
    sheet = sheets(kind.folder)[0]
    if column := sheet.column(said.strip()) or sheet.column(said.replace(".", "·")):
        return column.path
    names = "、".join(f"{one.key}（{one.label}）" for one in fields_of(kind)[:12])
    raise EditError(f"{kind.label}没有“{said}”这个字段，有：{names}……")


def _named(kind: type[Record], name: str, values: Said) -> str:
    title = values.get((kind.title_key(),), "")
    if not title and not name:
        raise EditError("没有写标题，没有新建。请写标题，文件名照它的拼音取；或写文件名，例如 an-huai-qiu")
    return proposed_name(kind.folder, title, values.get(("published",), ""), name)
