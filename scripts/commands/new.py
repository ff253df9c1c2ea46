"""A new record: every field of its type, the required ones ready to fill, the others as comments."""

from pathlib import Path

from scripts.load.content import NAME, RESERVED
from scripts.load.resolve import MAX_NAME
from scripts.load.split_records import whole_of
from scripts.records import TYPES
from scripts.render.reference import Field, fields_of
from scripts.settings import today


class BadNameError(Exception):
    """The name cannot be an address, or is taken."""


def write_new(content: Path, folder: str, name: str) -> Path:
    """Writes ``content/<folder>/<name>.yml``. Raises BadNameError when the name is not allowed or already there."""
    parts = name.removesuffix(".yml").split("/")
    if not all(NAME.fullmatch(part) and len(part) <= MAX_NAME for part in parts) or RESERVED.fullmatch(parts[-1]):
        raise BadNameError(f"“{name}”不能做文件名：只用小写字母、数字和短横，例如 an-huai-qiu")
    path = content / folder / ("/".join(parts) + ".yml")
    if path.exists():
        raise BadNameError(f"{path} 已经有了")
    path.parent.mkdir(parents=True, exist_ok=True)
    part = whole_of(content, f"{folder}/{'/'.join(parts)}.yml")
    path.write_text(part_skeleton(folder) if part else skeleton(folder), encoding="utf-8")
    return path


def skeleton(folder: str) -> str:
    """The text of an empty record: it reads as the type's own handbook."""
    kind = TYPES[folder]
    return _skeleton(kind.label, fields_of(kind))


def part_skeleton(folder: str) -> str:
    """The text of an empty part of a record that is split over files."""
    field = next(field for field in fields_of(TYPES[folder]) if field.name == TYPES[folder].split)
    return _skeleton(f"{TYPES[folder].label}的一个{field.description}", field.parts)


def _skeleton(label: str, fields: tuple[Field, ...]) -> str:
    lines = [f"# {label}。带 # 的行不起作用；要用哪个字段，删去行首的 # 和空格。"]
    for field in fields:
        words = f"（{'、'.join(field.words)}）" if field.words else ""
        example = f"，例：{field.example}" if field.required and field.example else ""
        mark = "" if field.required else "# "
        lines += ["", f"# {field.description}{words}{example}", *(f"{mark}{line}" for line in _lines(field))]
    return "\n".join(lines) + "\n"


def _lines(field: Field) -> list[str]:
    """The field ready to fill: empty where it is required, with its example where it is a comment."""
    if field.name == "published":
        return [f'published: "{today()}"']
    if not field.parts:
        return [f"{field.name}: {'' if field.required else field.example}".rstrip()]
    inner = [f"{part.name}: {part.example}".rstrip() for part in field.parts if part.required]
    marks = ["  - ", *["    "] * len(inner)] if field.many else ["  "] * len(inner)
    return [f"{field.name}:", *(mark + line for mark, line in zip(marks, inner, strict=False))]
