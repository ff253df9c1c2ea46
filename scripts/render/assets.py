"""Bundles style sheets and scripts: one sheet for every page, one for exhibitions, one for prints; the search as one script.

The parts are not published. On a slow phone each file delays the first paint: eleven cost 0.3 s at 150 ms a request.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from scripts.records.han import TRADITIONAL
from scripts.render.values import Page

FOLDER = "assets/css"
PROGRAM = "assets/js/search"
_COMMENT = re.compile(r"^ */\*.*?\*/\n|(?<=;) +/\*[^\n]*?\*/$", re.MULTILINE | re.DOTALL)
"""A comment on its own lines or after a rule, not inside a value."""
SHEETS = {
    "site": "tokens base chrome components errands index-filter search pictures print elder old",
    "show": "exhibition visit bar scroll-view listen viewer show-print",
    "sheets": "sheet poster panel lists",
}
"""File → its parts in cascade order."""


PROGRAMS = {"all": "main", "early": "ahead"}
"""File → its entry module."""


def style_sheets(docs: Path, theme: str) -> Iterator[Page]:
    """Each sheet, joined from its parts in ``docs``; the first begins with the rules of the ``theme``."""
    for name, parts in SHEETS.items():
        texts = (
            _COMMENT.sub("", (docs / FOLDER / f"{part}.css").read_text(encoding="utf-8")) for part in parts.split()
        )
        yield Page(f"{FOLDER}/{name}.css", "\n".join([theme, *texts] if name == "site" else texts))


def programs(docs: Path) -> Iterator[Page]:
    """The search as one script, the small script that preloads for it, the table of traditional characters."""
    yield Page(f"{PROGRAM}/traditional.json", TRADITIONAL.read_text(encoding="utf-8"))
    for name, entry in PROGRAMS.items():
        yield Page(f"{PROGRAM}/{name}.js", bundle(docs / PROGRAM / f"{entry}.js"))


def bundled_parts(docs: Path) -> set[str]:
    """The files in ``docs`` that are published only as parts of bundles."""
    sheets = {f"{FOLDER}/{part}.css" for parts in SHEETS.values() for part in parts.split()}
    entries = (docs / PROGRAM / f"{entry}.js" for entry in PROGRAMS.values())
    return sheets | {f"{PROGRAM}/{name}.js" for entry in entries for name in modules(entry)}


_IMPORT = re.compile(r'^import (?:(\{[^}]*\}) from )?"\./(\w+)\.js";\n', re.MULTILINE)
_REMARK = re.compile(r"^ *//.*\n", re.MULTILINE)
_EXPORT = re.compile(r"^export ((?:async )?(?:function|class|const) (\w+))", re.MULTILINE)


def bundle(entry: Path) -> str:
    """The module ``entry`` and all it imports, ``import {…} from "./…"``, as one classic script.

    Not as a module: an ``async`` script can run before the first paint, and ``file:`` pages load no modules.
    """
    text = "".join(modules(entry).values()).replace("import.meta.url", "here")
    return f'(() => {{\n"use strict";\nconst here = document.currentScript.src;\n{text}}})();\n'


def modules(entry: Path, parts: dict[str, str] | None = None) -> dict[str, str]:
    """Name → wrapped code of ``entry`` and its imports, each after those it imports; appended to ``parts``."""
    parts = {} if parts is None else parts
    text = entry.read_text(encoding="utf-8")
    for found in _IMPORT.finditer(text):
        if found[2] not in parts:
            modules(entry.with_stem(found[2]), parts)
    body = _REMARK.sub("", _EXPORT.sub(r"\1", _IMPORT.sub(_import_line, text)))
    names = ", ".join(found[2] for found in _EXPORT.finditer(text))
    parts[entry.stem] = f"const ${entry.stem} = (() => {{\n{body}return {{ {names} }};\n}})();\n"
    return parts


def _import_line(found: re.Match[str]) -> str:
    return f"const {found[1].replace(' as ', ': ')} = ${found[2]};\n" if found[1] else ""
