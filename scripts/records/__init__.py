"""The record types. Each module here defines one type; adding a module adds the type."""

from importlib import import_module
from pkgutil import iter_modules
from typing import get_args

from scripts.records.base import Dated, Part, Record, Text


def _find() -> dict[str, type[Record]]:
    """Every Record subclass that names a folder, by folder, in alphabetical order."""
    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
    found = (kind for base in (Record, Dated) for kind in base.__subclasses__() if kind is not Dated)
    return {kind.folder: kind for kind in sorted(found, key=lambda kind: kind.folder)}


TYPES: dict[str, type[Record]] = _find()


def _of_several_lines() -> frozenset[str]:
    kinds = [Part]
    for kind in kinds:
        kinds += kind.__subclasses__()
    return frozenset(name for kind in kinds for name, of in kind.__annotations__.items() if Text in (of, *get_args(of)))


RICH = _of_several_lines()
"""The fields of type ``Text``, in any record or part, which may have several lines; all others hold one line."""
