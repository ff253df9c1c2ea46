"""HTML blocks put aside whole are the same on the page, byte for byte."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown
from mkdocs.config import load_config
from mkdocs.utils.meta import get_data

from scripts.publish.raw_html import RawHtml
from tests.support import MINI, ROOT

_CONFIG = load_config(str(ROOT / "mkdocs.yml"))
EXPECTED = MINI.parent / "expected"
PIECES = [
    "<p>甲", "</p>", "<div>", "</div>", '<div class="a>b">', "<ul>\n<li>乙</li>\n</ul>", "<hr>", "<br>", "<b>丙</b>", "\n", "\n\n",
    "丁 *戊* `己`", "## 庚 {: #geng }", "- 辛", "    ", "<!-- 壬 -->", "<section markdown=\"1\">", "</section>", "<img src='x'>",
    "```\n<p>癸</p>\n\n```", "&amp; < 3", "<p>子</p>", "<dl>\n<dt>丑</dt></dl>", "<script>let a = '<p>'</script>", "<P>寅</P>",
    "| a | b |\n|---|---|\n| 1 | 2 |", "<details><summary>卯</summary>", "</details>", "<p>辰</p><p>巳</p>", " <p>午</p>", "<p>未\n\n申</p>",
]  # fmt: skip


def _both(text: str) -> tuple[str, str]:
    ours = [*_CONFIG.markdown_extensions, RawHtml()]
    names = [_CONFIG.markdown_extensions, ours]
    old, new = (Markdown(extensions=some, extension_configs=_CONFIG.mdx_configs).convert(text) for some in names)
    return old, new


@pytest.mark.parametrize("page", sorted(EXPECTED.rglob("*.md")), ids=lambda path: path.relative_to(EXPECTED).as_posix())
def test_the_pages_of_the_miniature_site_are_the_same(page: Path) -> None:
    old, new = _both(get_data(page.read_text(encoding="utf-8"))[0])
    assert new == old


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12), st.sampled_from(["", "\n", "\n\n"]))
def test_whatever_blocks_follow_each_other(pieces: list[str], between: str) -> None:
    old, new = _both(between.join(pieces))
    assert new == old
