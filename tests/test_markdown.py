"""What an editor writes becomes words, a few safe elements and links that were meant; nothing else is live."""

import re
from functools import cache
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mkdocs.config import load_config

from scripts.render.markdown import anchor, body, inline, record_links
from tests.support import ROOT, parse_html

HEADINGS = {"h2", "h3", "h4", "h5", "h6"}
LISTS = {"ul", "ol", "li", "blockquote", "table", "thead", "tbody", "tr", "th", "td"}
SAFE = {"p", "a", "strong", "em", "hr", "br"} | HEADINGS | LISTS
ATTRIBUTES = {"a": {"href"}, "th": {"align"}, "td": {"align"}} | dict.fromkeys(HEADINGS, {"id"})


@cache
def converter() -> markdown.Markdown:
    """Python-Markdown as our own mkdocs.yml sets it up."""
    config = load_config(str(ROOT / "mkdocs.yml"))
    return markdown.Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)


def tree(text: str) -> Element:
    """What a browser makes of a Markdown text."""
    body = parse_html(converter().reset().convert(text)).find("body")
    assert body is not None
    return body


def elements(text: str) -> list[Element]:
    return list(tree(text).iter())[1:]


def words(text: str) -> str:
    return "".join(tree(text).itertext())


def resolve(target: str) -> str | None:
    if target.startswith(("https://", "http://")):
        return target
    return "../streets/liu-yin.md" if target == "streets/liu-yin" else None


def live(text: str) -> list[str]:
    """What in a body's HTML is more than the safe subset."""
    found = []
    for element in elements(str(body(text, resolve))):
        if element.tag not in SAFE:
            found.append(f"<{element.tag}>")
        found += [f"{element.tag}[{name}]" for name in element.attrib if name not in ATTRIBUTES.get(element.tag, set())]
        address = element.get("href", "https:")
        if urlsplit(address).scheme not in {"http", "https"} and address != "../streets/liu-yin.md":
            found.append(address)
    return found


NASTY = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<b>粗</b> <!-- 注释 --> <details open>",
    "甲 `代码` 乙",
    "```python\nprint(1)\n```",
    "甲\n\n    缩进四格\n\n\t缩进一个 Tab",
    "甲\n    - 缩进四格的列表",
    "甲\n\n        - 缩进八格的列表",
    ">      引文里缩进五格",
    '甲 {: onclick="alert(1)" }\n{: .red #top }',
    '## 标题 {: onclick="alert(1)" }',
    '[链接](https://example.com){: onclick="alert(1)" }',
    "{{ config }} {% include 'x' %} {# y #}",
    "[脚本](javascript:alert(1)) [脚本](JaVaScRiPt:alert(1)) [数据](data:text/html,x) [文件](file:///etc/passwd)",
    "[脚本][甲]\n\n[甲]: javascript:alert(1)",
    "[甲]\n\n  [甲]: https://example.com/nobody-checked",
    "<javascript:alert(1)> <https://example.com>",
    "[x](<javascript:alert(1)>) [x](  javascript:alert(1))",
    '[x](https://example.com/"onmouseover="alert(1))',
    '[x](https://example.com "标题") onmouseover=alert(1) ")',
    "[[x](https://example.com)](javascript:alert(1))",
    "![图](https://example.com/track.png) ![图][甲]\n\n[甲]: https://example.com/track.png",
    "&#60;script&#62;alert(1)&#60;/script&#62; &lt;b&gt;",
    "[TOC]",
    "甲[^1]\n\n[^1]: 注",
    "!!! note\n    提示",
    "*[HTML]: 缩写\n\nHTML",
    "#话题# 井号后面没有空格",
    "# 一级标题也不占页面的大标题",
    "> # 引文里的标题",
    "> - # 引文里列表的标题",
    "- 1. - # 列表里列表的标题",
    ">- #",
    "标题\n====\n\n小标题\n----",
    "| a | b |\n|---|---|\n| <b> | `c` |",
    "\x02wzxhzdk:0\x03 \x02amp\x03",
    "\\<script\\> \\`x\\`",
    "##",
    "## #",
]


@pytest.mark.parametrize("text", NASTY)
def test_nothing_but_the_safe_subset_is_live(text: str) -> None:
    assert live(text) == []


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from("<>[](){}:!#*_`~|\\&;=-+ \n\t'\"/甲ajx1.%^$"), max_size=60))
def test_no_mixture_of_signs_makes_anything_else_live(text: str) -> None:
    assert live(text) == []


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=40))
def test_a_line_in_a_heading_reads_as_it_was_written(text: str) -> None:
    line = " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]", "", text).split())
    assert words(f"## 前{inline(line)}后 {{: #x }}") == f"前{line}后"


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("一段。\n\n又一段。", ["p", "p"]),
        ("**粗**和*斜*", ["p", "strong", "em"]),
        ("## 标题\n- 甲\n- 乙", ["h2", "ul", "li", "li"]),
        ("1. 甲\n2. 乙", ["ol", "li", "li"]),
        ("段\n- 甲\n段", ["p", "ul", "li", "p"]),
        ("- 甲\n    - 乙", ["ul", "li", "ul", "li"]),
        ("> 引文", ["blockquote", "p"]),
        ("| 一 |\n|---|\n| 二 |", ["table", "thead", "tr", "th", "tbody", "tr", "td"]),
        ("[链接](https://example.com) [街道](streets/liu-yin)", ["p", "a", "a"]),
    ],
)
def test_the_safe_subset_works(text: str, tags: list[str]) -> None:
    assert [element.tag for element in elements(str(body(text, resolve)))] == tags


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("第一行，\n第二行。", "第一行，第二行。"),
        ("Pagefind\nsearch", "Pagefind search"),
        ("用 Excel\n打开", "用 Excel打开"),
        ("- 一项，\n  接着写", "一项，接着写"),
    ],
)
def test_lines_of_a_paragraph_are_joined_without_a_space_between_chinese_characters(text: str, joined: str) -> None:
    assert words(str(body(text, resolve))).strip() == joined


def test_headings_begin_at_the_level_asked_for_and_carry_readable_ids() -> None:
    found = elements(str(body("# 甲\n\n### 乙 丙", resolve, level=3, prefix="a-")))
    assert [(element.tag, element.get("id")) for element in found] == [("h3", "a-甲"), ("h3", "a-乙-丙")]


def test_two_headings_of_the_same_words_have_ids_of_their_own() -> None:
    ids = [element.get("id") for element in elements(str(body("## 甲\n\n一\n\n## 甲", resolve)))]
    assert len([one for one in ids if one]) == len({one for one in ids if one}) == 2


@pytest.mark.parametrize(
    ("heading", "expected"), [("一根 棉线", "一根-棉线"), ("Q & A", "q-a"), ("！！", "section"), ("第1节", "第1节")]
)
def test_an_anchor_is_made_of_letters_digits_and_chinese_characters(heading: str, expected: str) -> None:
    assert anchor(heading) == expected


def test_the_links_of_a_body_are_found_pictures_too() -> None:
    text = "[a](streets/a) ![b](b.png) [c](https://example.com/(1)) [d]"
    assert list(record_links(text)) == ["streets/a", "b.png", "https://example.com/(1)"]


@pytest.mark.parametrize("word", ["People", "Visit", "top", "search-list", "See also"])
def test_an_english_heading_never_has_an_id_of_ours(word: str) -> None:
    text = body(f"## {word}\n\n## {word}\n", resolve)
    ids = re.findall(r"#([\w-]+) \}", text)
    assert len(set(ids)) == 2 and all(one.startswith("h-") for one in ids)
