"""The fields declared by a model, in one form for messages, forms, sheets, schemas and the reference."""

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Annotated, Any, NamedTuple, TypeVar, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from scripts.problems import Loc
from scripts.records.values import Relation
from scripts.records.vocabularies import Vocabulary

T = TypeVar("T")


class Field(NamedTuple):
    """``name`` is the attribute, ``key`` the name in YAML. ``many``: it holds a list.

    ``part`` is the model of the part, or of each list item; ``relation`` tells to which records its ids refer.
    """

    name: str
    key: str
    info: FieldInfo
    many: bool
    part: type[BaseModel] | None
    relation: Relation | None

    @property
    def required(self) -> bool:
        return self.info.is_required()

    @property
    def description(self) -> str:
        return self.info.description or ""

    @property
    def label(self) -> str:
        """The first words of the description: 标题 of 标题，写全称."""
        text = self.description
        for mark in "，；：（":
            text = text.partition(mark)[0]
        return text

    @property
    def example(self) -> str:
        """An example in YAML; empty without one."""
        return str(self.info.examples[0]).replace("'", "") if self.info.examples else ""

    @property
    def vocabulary(self) -> tuple[Vocabulary, ...]:
        """The vocabulary; empty where any value is allowed."""
        return tuple(next(types_in(self.info.annotation, Vocabulary), ()))

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the vocabulary as editors write them, in Chinese."""
        return tuple(word.label for word in self.vocabulary)

    @property
    def choices(self) -> tuple[tuple[str, ...], ...]:
        """The spellings of each value that can be chosen: its Chinese word, its code, further ones; empty where any
        value is allowed."""
        if any(types_in(self.info.annotation, bool)):
            return ("是", "true"), ("否", "false")
        return tuple(word.words for word in self.vocabulary)

    @property
    def parts(self) -> "tuple[Field, ...]":
        """The fields of the part, or of each part in the list."""
        return fields(self.part) if self.part else ()


@cache
def fields(model: type[BaseModel]) -> tuple[Field, ...]:
    """The fields of a model, in their order."""
    return tuple(
        Field(
            name,
            info.alias or name,
            info,
            get_origin(info.annotation) is tuple,
            next(types_in(info.annotation, BaseModel), None),
            next(_relations(Annotated[info.annotation, None, *info.metadata]), None),
        )
        for name, info in model.model_fields.items()
    )


@cache
def fields_by_key(model: type[BaseModel]) -> Mapping[str, Field]:
    """The fields of a model by YAML name."""
    return MappingProxyType({field.key: field for field in fields(model)})


def inner_model(model: type[BaseModel] | None, key: str) -> type[BaseModel] | None:
    """The model of the part or parts a field holds; None for any other field."""
    field = fields_by_key(model).get(key) if model else None
    return field.part if field else None


def model_at(model: type[BaseModel], loc: Loc) -> type[BaseModel]:
    """The model of the part at ``loc``; list positions are ignored."""
    for step in loc:
        if isinstance(step, str):
            model = inner_model(model, step) or model
    return model


def types_in(annotation: Any, kind: type[T]) -> Iterator[type[T]]:
    """The subclasses of a class in a type annotation: Image in ``tuple[Image, ...]``."""
    if isinstance(annotation, type) and issubclass(annotation, kind):
        yield annotation
    for inner in get_args(annotation):
        yield from types_in(inner, kind)


def _relations(annotation: Any) -> Iterator[Relation]:
    """The relations declared by a type or within it: by a list's items, by X of ``X | None``."""
    inside = get_args(annotation)
    if get_origin(annotation) is Annotated:
        yield from (mark for mark in inside[1:] if isinstance(mark, Relation))
    for inner in inside:
        yield from _relations(inner)
