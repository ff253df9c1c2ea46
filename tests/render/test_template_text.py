"""The style of templates: short lines, one statement a line."""

import re

import pytest

from tests.support import ROOT

TEMPLATES = sorted([*(ROOT / "scripts/render/templates").glob("*.j2"), *(ROOT / "overrides").rglob("*.html")])
LONGEST = 160
_INLINE = re.compile(r"\{%-? (if|for|block) (?:(?!%\}).)*%\}(?:(?!\{%-? (?:if|for)).)*?\{%-? end\1 -?%\}")
"""A condition, loop or block that begins and ends on the line, with none inside it."""


def statements(line: str) -> int:
    """How many statements stand on a line: what ends there where it began is one with all its parts."""
    alone, inline = _INLINE.subn("", line)
    return inline + alone.count("{%") + max(0, len(re.findall(r"\bm\.fact\(", line)) - 1)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_line_of_a_template_is_long_or_holds_more_than_one_statement(path: object) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()  # type: ignore[attr-defined]
    wrong = {number: line for number, line in enumerate(lines, 1) if len(line) > LONGEST or statements(line) > 1}
    assert wrong == {}
