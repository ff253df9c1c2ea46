"""A pattern finds the same whether it is compiled by ``re`` or by us."""

import re
from itertools import product

import pytest

from scripts.records.patterns import compiled

TEXTS = ["".join(letters) for length in range(5) for letters in product("abAB", repeat=length)]
TEXTS += ["1b a1", " ٣", "b\u3000"]
PATTERNS = """
a|(?<=a)b
(?:a|B)?b|A
(?:|a)(?:b|)A
(?i:a(?=b)|bb)
(a)|(?!a)(?P<last>[Ab])\\1?
(?:a?b?)*+A
[^a]b|.A
(?=a)|$
(?:[AB]|\\d)b
[^\\W_]b|(?<=a)[\\DB]|\\s
^(?>a|ab)b
"""


@pytest.mark.parametrize("pattern", PATTERNS.split())
def test_the_same_is_found(pattern: str) -> None:
    slow, fast = re.compile(pattern), compiled(pattern)
    for text in TEXTS:
        found = [[(match.span(), match.groupdict()) for match in one.finditer(text)] for one in (slow, fast)]
        assert found[0] == found[1], text


def test_a_match_is_looked_for_where_it_can_begin() -> None:
    assert compiled("(?<!a)b|c+").pattern == "(?=(?:[bc]))(?:(?<!a)b|c+)"
    assert compiled(r"(?<!a)\d|\S").pattern == r"(?=(?:[\S\d]))(?:(?<!a)\d|\S)"
