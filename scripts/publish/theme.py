"""Helpers of the templates for MkDocs' navigation, and the text rules taken from Material's style sheet."""

import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from mkdocs.structure import StructureItem
from mkdocs.structure.nav import Link, Section
from mkdocs.structure.pages import Page

_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_AT_RULE = re.compile(r"@[^{};]+\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_PLAIN = re.compile(r":not\(\[(?:class|hidden)\]\)")
_SELECTOR = re.compile(r"\.md-typeset ((?!details|summary)[a-z][^.\[]*)")
"""Material's selector of a text element; we style ``details`` ourselves."""


def leaves(item: StructureItem) -> list[Page | Link]:
    """Every page and link of a menu entry at any depth."""
    if isinstance(item, Section):
        return [leaf for part in item.children for leaf in leaves(part)]
    return [item] if isinstance(item, Page | Link) else []


def current(parts: list[Page | Link], page: Page | None) -> str:
    """The ``aria-current`` of a menu entry that leads to the first of ``parts``.

    ``page`` on that page itself, ``true`` on the other parts and on all pages below.
    """
    if page is None or not parts:
        return ""
    if page is parts[0]:
        return "page"
    return "true" if any(_is_below(page, part) for part in parts) else ""


def _is_below(page: Page, part: Page | Link) -> bool:
    return page is part or bool(isinstance(part, Page) and not part.is_homepage and page.url.startswith(part.url))


def material_text() -> str:
    """The text rules of the installed Material."""
    found = find_spec("material")
    folder = Path(found.origin or "").parent if found else Path()
    (sheet,) = folder.glob("templates/assets/stylesheets/main.*.min.css")
    return text_rules(sheet.read_text(encoding="utf-8"))


def text_rules(sheet: str) -> str:
    """The rules for text and tables in Material's style sheet, without the class that prefixes each selector.

    So they have the specificity of element selectors, and our later rules override them.
    """
    rules = ((list(_light(names)), body) for names, body in _RULE.findall(_AT_RULE.sub("", sheet)))
    return "".join(f"{','.join(names)}{{{body}}}\n" for names, body in rules if names)


def _light(selectors: str) -> Iterator[str]:
    for selector in selectors.split(","):
        if found := _SELECTOR.fullmatch(_PLAIN.sub("", selector)):
            yield found[1]
