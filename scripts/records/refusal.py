"""How a model says that a value is wrong: what, and what to type instead."""

from pydantic_core import PydanticCustomError


def refusal(kind: str, message: str, hint: str, *at: str | int) -> PydanticCustomError:
    """An error as ``load.field_errors`` reads it: ``kind`` stands for a code there, ``at`` is the field within the part."""
    return PydanticCustomError(kind, "{said}", {"said": message, "hint": hint, "at": at})
