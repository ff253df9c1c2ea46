"""The fields of a model as it declares them: one description for messages, forms, sheets, schemas and the reference."""

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
    """``name`` is its attribute, ``key`` its name in YAML. ``many``: it holds a list.

    ``part`` is the model of the part it holds, or of each in the list; ``relation`` says of which records it holds the ids.
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
        """The first words of its description: 标题 of 标题，写全称."""
        text = self.description
        for mark in "，；：（":
            text = text.partition(mark)[0]
        return text

    @property
    def example(self) -> str:
        """An example as YAML has it; empty without one."""
        return str(self.info.examples[0]).replace("'", "") if self.info.examples else ""

    @property
    def vocabulary(self) -> tuple[Vocabulary, ...]:
        """The words it may hold; none where it may hold anything."""
        return tuple(next(types_in(self.info.annotation, Vocabulary), ()))

    @property
    def words(self) -> tuple[str, ...]:
        """These as editors write them, in Chinese."""
        return tuple(word.label for word in self.vocabulary)

    @property
    def parts(self) -> "tuple[Field, ...]":
        """The fields of the part, or of each part, that it holds."""
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
    """The fields of a model by the name they are written under in YAML."""
    return MappingProxyType({field.key: field for field in fields(model)})


def inner_model(model: type[BaseModel] | None, key: str) -> type[BaseModel] | None:
    """The model of the part or parts that a field holds; None for any other field."""
    field = fields_by_key(model).get(key) if model else None
    return field.part if field else None


def model_at(model: type[BaseModel], loc: Loc) -> type[BaseModel]:
    """The model of the part at ``loc``; list positions do not matter."""
    for step in loc:
        if isinstance(step, str):
            model = inner_model(model, step) or model
    return model


def types_in(annotation: Any, kind: type[T]) -> Iterator[type[T]]:
    """The classes of a kind inside a type annotation: Image in ``tuple[Image, ...]``."""
    if isinstance(annotation, type) and issubclass(annotation, kind):
        yield annotation
    for inner in get_args(annotation):
        yield from types_in(inner, kind)


def _relations(annotation: Any) -> Iterator[Relation]:
    """The relations said of a type or of a type inside it: of a list its items, of ``X | None`` X."""
    inside = get_args(annotation)
    if get_origin(annotation) is Annotated:
        yield from (mark for mark in inside[1:] if isinstance(mark, Relation))
    for inner in inside:
        yield from _relations(inner)
