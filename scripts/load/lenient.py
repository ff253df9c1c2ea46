"""As much of a record as can be read when some of it is wrong, so that the rest is checked in the same run."""

from functools import cache
from typing import Annotated, Any, TypeVar, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError

from scripts.load.field_names import part_in

P = TypeVar("P", bound=BaseModel)


def partial(model: type[P], value: Any) -> P:
    """The part, without validation as a whole. A wrong field has its default, else None or an empty part; lists keep their places."""
    given = value if isinstance(value, dict) else {}
    keys = {field.alias or name: name for name, field in model.model_fields.items()}
    own = {key: _value(model, name, given[key]) for key, name in keys.items() if key in given}
    return model.model_construct(**own, **{key: _default(model, name) for key, name in keys.items() if key not in own})


def _value(model: type[BaseModel], name: str, given: Any) -> Any:
    try:
        return _adapter(model, name).validate_python(given)
    except ValidationError:
        pass
    inner = part_in(model.model_fields[name].annotation)
    if isinstance(given, list) and get_origin(model.model_fields[name].annotation) is tuple:
        return tuple(partial(inner, item) if inner else item if isinstance(item, str) else "" for item in given)
    if inner and isinstance(given, dict):
        return partial(inner, given)
    annotation = model.model_fields[name].annotation
    if isinstance(given, str) and str in (annotation, *getattr(annotation, "__args__", ())):
        return given.strip() or _default(model, name)
    return _default(model, name)


def _default(model: type[BaseModel], name: str) -> Any:
    field = model.model_fields[name]
    if not field.is_required():
        return field.get_default(call_default_factory=True)
    inner = part_in(field.annotation)
    return partial(inner, {}) if inner else None


@cache
def _adapter(model: type[BaseModel], name: str) -> TypeAdapter[Any]:
    field = model.model_fields[name]
    annotation: Any = field.annotation
    return TypeAdapter(Annotated[annotation, *field.metadata] if field.metadata else annotation)
