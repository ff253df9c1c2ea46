"""Reads a record with errors as far as possible, so that the rest is checked in the same run."""

from functools import cache
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from scripts.records.fields import Field, fields

P = TypeVar("P", bound=BaseModel)


def build_leniently(model: type[P], value: Any) -> P:
    """The part without validation as a whole. A wrong field gets its default, else None or an empty part; lists keep
    their positions."""
    given = value if isinstance(value, dict) else {}
    read = {one.key: _value(model, one, given[one.key]) if one.key in given else _default(one) for one in fields(model)}
    return model.model_construct(**read)


def _value(model: type[BaseModel], field: Field, given: Any) -> Any:
    try:
        return _adapter(model, field.name).validate_python(given)
    except ValidationError:
        pass
    part, annotation = field.part, field.info.annotation
    if isinstance(given, list) and field.many:
        return tuple(build_leniently(part, item) if part else item if isinstance(item, str) else "" for item in given)
    if part and isinstance(given, dict):
        return build_leniently(part, given)
    if isinstance(given, str) and str in (annotation, *getattr(annotation, "__args__", ())):
        return given.strip() or _default(field)
    return _default(field)


def _default(field: Field) -> Any:
    if not field.required:
        return field.info.get_default(call_default_factory=True)
    return build_leniently(field.part, {}) if field.part else None


@cache
def _adapter(model: type[BaseModel], name: str) -> TypeAdapter[Any]:
    info = model.model_fields[name]
    annotation: Any = info.annotation
    return TypeAdapter(Annotated[annotation, *info.metadata] if info.metadata else annotation)
