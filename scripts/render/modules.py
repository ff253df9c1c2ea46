"""Script modules as one file: on a slow phone each module more is a request more before the first result.

The modules stay apart for those who write and test them. A module becomes a function that is called once, in the order in
which they need each other; lines that are comments are left out, nothing else is changed.
"""

import re
from pathlib import Path

_IMPORT = re.compile(r'^import (?:(\{[^}]*\}) from )?"\./(\w+)\.js";\n', re.MULTILINE)
_COMMENT = re.compile(r"^ *//.*\n", re.MULTILINE)
_EXPORT = re.compile(r"^export ((?:async )?(?:function|class|const) (\w+))", re.MULTILINE)


def bundled(entry: Path) -> str:
    """The module ``entry`` and all it imports from its folder, by relative names and in braces, as one module."""
    return "".join(modules(entry).values())


def modules(entry: Path) -> dict[str, str]:
    """The modules of that file by name, in the order in which they stand in it."""
    parts: dict[str, str] = {}
    _add(entry.parent, entry.stem, parts)
    return parts


def _add(folder: Path, name: str, parts: dict[str, str]) -> None:
    if name in parts:
        return
    text = (folder / f"{name}.js").read_text(encoding="utf-8")
    for found in _IMPORT.finditer(text):
        _add(folder, found[2], parts)
    body = _COMMENT.sub("", _EXPORT.sub(r"\1", _IMPORT.sub(_taken, text)))
    names = ", ".join(found[2] for found in _EXPORT.finditer(text))
    parts[name] = f"const ${name} = (() => {{\n{body}return {{ {names} }};\n}})();\n"


def _taken(found: re.Match[str]) -> str:
    return f"const {found[1].replace(' as ', ': ')} = ${found[2]};\n" if found[1] else ""
