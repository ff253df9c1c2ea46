"""Script modules as one file: on a slow phone each module more is a request more before the first result.

The modules stay apart for those who write and test them. A module becomes a function that is called once, in the order in
which they need each other; nothing else is changed.
"""

import re
from pathlib import Path

_IMPORT = re.compile(r'^import (?:(\{[^}]*\}) from )?"\./(\w+)\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export ((?:async )?(?:function|class|const) (\w+))", re.MULTILINE)


def bundled(entry: Path) -> str:
    """The module ``entry`` and all it imports from its folder, by relative names and in braces, as one module."""
    parts: dict[str, str] = {}
    _add(entry.parent, entry.stem, parts)
    return "".join(parts.values())


def _add(folder: Path, name: str, parts: dict[str, str]) -> None:
    if name in parts:
        return
    text = (folder / f"{name}.js").read_text(encoding="utf-8")
    for found in _IMPORT.finditer(text):
        _add(folder, found[2], parts)
    body = _EXPORT.sub(r"\1", _IMPORT.sub(_taken, text))
    names = ", ".join(found[2] for found in _EXPORT.finditer(text))
    parts[name] = f"const ${name} = (() => {{\n{body}return {{ {names} }};\n}})();\n"


def _taken(found: re.Match[str]) -> str:
    return f"const {found[1].replace(' as ', ': ')} = ${found[2]};\n" if found[1] else ""
