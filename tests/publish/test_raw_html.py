"""Pages converted from HTML blocks and headings equal Python-Markdown's output, byte for byte."""

from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from mkdocs.config import load_config
from mkdocs.utils.meta import get_data

from scripts.publish.layout import quick_front_matter
from scripts.publish.raw_html import Token, converted
from tests.support import MINI, ROOT

_CONFIG = load_config(str(ROOT / "mkdocs.yml"))
EXPECTED = MINI.parent / "expected"
PIECES = [
    "<p>甲", "</p>", "<div>", "</div>", '<div class="a>b">', "<ul>\n<li>乙</li>\n</ul>", "<hr>", "<br>", "<b>丙</b>", "\n", "\n\n",
    "丁 *戊* `己`", "## 庚 {: #geng }", "### 又&#42;庚 {: #you }", "## 庚 辛 {: #xin }", "#### 壬、癸2（上）：WORDS {: #壬-ANCHOR }", "- 辛", "    ", "<!-- 壬 -->", "<section markdown=\"1\">", "</section>", "<img src='x'>",
    "```\n<p>癸</p>\n\n```", "&amp; < 3", "<p>子</p>", "<dl>\n<dt>丑</dt></dl>", "<script>let a = '<p>'</script>", "<P>寅</P>",
    "| a | b |\n|---|---|\n| 1 | 2 |", "<details><summary>卯</summary>", "</details>", "<p>辰</p><p>巳</p>", " <p>午</p>", "<p>未\n\n申</p>",
]  # fmt: skip


_MARKDOWN = Markdown(extensions=_CONFIG.markdown_extensions, extension_configs=_CONFIG.mdx_configs)


def _heading(text: str) -> tuple[str, Token]:
    html = _MARKDOWN.reset().convert(text)
    return html, _MARKDOWN.toc_tokens[0]  # type: ignore[attr-defined]


def _same(text: str, name: str = "") -> bool:
    """Whether the page is put together; then it must be the same, and so must its table of contents."""
    ours = converted(text, _heading)
    if ours:
        assert ours.html == _MARKDOWN.reset().convert(text), name
        assert ours.toc == _MARKDOWN.toc_tokens, name  # type: ignore[attr-defined]
    return ours is not None


def test_the_pages_of_the_miniature_site_are_the_same() -> None:
    for page in sorted(EXPECTED.rglob("*.md")):
        _same(get_data(page.read_text(encoding="utf-8"))[0], page.relative_to(EXPECTED).as_posix())


def test_front_matter_is_read_as_mkdocs_reads_it() -> None:
    odd = "a: |;  b: c/a: b;  c/a:;  - b: c/a: [b]/a: 'b/a: &b/a: 2026-12-01;b: 007;c: on/- a: b/".replace(
        ";", "\n"
    ).split("/")
    texts = [page.read_text(encoding="utf-8") for page in EXPECTED.rglob("*.md")]
    assert sum(bool(quick_front_matter(text)) for text in texts) > 0.8 * len(texts)
    for text in [*texts, *(f"---\n{one}\n---\n\nd" for one in odd)]:
        assert quick_front_matter(text) in (None, get_data(text)[::-1]), text


def test_the_pages_of_records_are_put_together() -> None:
    pages = (page for folder in ("news", "events", "role-models") for page in (EXPECTED / folder).rglob("*.md"))
    assert all(_same(get_data(page.read_text(encoding="utf-8"))[0]) for page in pages)


@given(st.lists(st.sampled_from(PIECES), max_size=12), st.sampled_from(["", "\n", "\n\n"]))
def test_whatever_blocks_follow_each_other(pieces: list[str], between: str) -> None:
    _same(between.join(pieces))
