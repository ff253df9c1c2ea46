"""The record types. Each module here defines one type; adding a module adds the type."""

from importlib import import_module
from pkgutil import iter_modules

from scripts.records.base import Dated, Record


def _find() -> dict[str, type[Record]]:
    """Every Record subclass that names a folder, by folder, in alphabetical order."""
    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
    found = (kind for base in (Record, Dated) for kind in base.__subclasses__() if kind is not Dated)
    return {kind.folder: kind for kind in sorted(found, key=lambda kind: kind.folder)}


TYPES: dict[str, type[Record]] = _find()
