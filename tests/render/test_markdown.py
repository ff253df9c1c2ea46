"""An editor's text becomes words, a few safe elements and intended links; nothing else is active."""

import re
from functools import cache
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.config import load_config

from scripts.records.inline_marks import record_links
from scripts.render.markdown import anchor, body, inline, phrases, strip_markdown
from tests.support import ROOT, parse_html

HEADINGS = {"h2", "h3", "h4", "h5", "h6"}
LISTS = {"ul", "ol", "li", "blockquote", "table", "thead", "tbody", "tr", "th", "td"}
SAFE = {"p", "a", "strong", "br"} | HEADINGS | LISTS
ATTRIBUTES = {"a": {"href"}, "li": {"value"}} | dict.fromkeys(HEADINGS, {"id"})


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


def resolve(target: str) -> str:
    return "../streets/liu-yin/" if target == "streets/liu-yin" else ""


def live(text: str) -> list[str]:
    """What in a body's HTML is more than the safe subset."""
    found = []
    for element in elements(str(body(text, resolve))):
        if element.tag not in SAFE:
            found.append(f"<{element.tag}>")
        found += [f"{element.tag}[{name}]" for name in element.attrib if name not in ATTRIBUTES.get(element.tag, set())]
        address = element.get("href", "https:")
        if urlsplit(address).scheme not in {"http", "https"} and address != "../streets/liu-yin/":
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


@given(st.text(st.sampled_from("<>[](){}:!#*_`~|\\&;=-+ \n\t'\"/甲ajx1.%^$"), max_size=60))
def test_no_mixture_of_signs_makes_anything_else_live(text: str) -> None:
    assert live(text) == []


@given(st.text(max_size=40))
def test_a_line_in_a_heading_reads_as_it_was_written(text: str) -> None:
    line = " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]", "", text).split())
    assert words(f"## 前{inline(line)}后 {{: #x }}") == f"前{line}后"


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("一段。\n\n又一段。", ["p", "p"]),
        ("**粗**和*星*", ["p", "strong"]),
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


TYPED = (ROOT / "tests" / "typed.txt").read_text(encoding="utf-8").splitlines()
SPACES = ["", "", "", " ", "  ", "    ", "\t", "\u3000\u3000", "\n", "\n", "\n\n", "\n  ", "\n    ", "\r\n", "\u2028"]
OFFICE = st.lists(st.sampled_from(TYPED) | st.sampled_from(SPACES), max_size=24).map("".join)
TARGET = re.compile(
    r"(?<!!)([\[［][^\[\]［］\n]*[\]］])[(（](?:https?://|[a-z][a-z-]*/)[^()（）\s]*(?:\([^()（）\s]*\))*[)）]",
    re.ASCII,
)


def read_aloud(root: Element) -> str:
    """What a page shows: its text, and the numbers its lists put before their items."""
    for item in root.iter("li"):
        item.text = f"{item.get('value', '')} {item.text or ''}"
    return "".join(root.itertext())


def letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum() or char in "，。：（）《》“”、&<=%℃•①😀")


@given(OFFICE)
def test_what_was_typed_is_what_is_shown(text: str) -> None:
    typed = letters(TARGET.sub(r"\1", text))
    for page in (str(body(text, resolve)), f'<div class="x" markdown>\n\n{body(text, resolve)}\n\n</div>'):
        assert letters(read_aloud(tree(page))) == typed
    assert letters(strip_markdown(text)) == typed


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (
            "1. 甲\n\n间\n\n2. 乙\n10. 丙",
            '<ol><li value="1">甲</li></ol><p>间</p><ol><li value="2">乙</li><li value="10">丙</li></ol>',
        ),
        ("2026. 11. 20 上午", "<p>2026. 11. 20 上午</p>"),
        (
            "A4*2张，100*2=200。** 加粗 **和**“光”**展",
            "<p>A4*2张，100*2=200。<strong> 加粗 </strong>和<strong>“光”</strong>展</p>",
        ),
        ("一、先报到。\n二、再领书。", "<p>一、先报到。<br>二、再领书。</p>"),
        ("　　第一段。\n　　第二段。", "<p>第一段。</p><p>第二段。</p>"),
        ("-自带水杯\n-自带马扎", "<ul><li>自带水杯</li><li>自带马扎</li></ul>"),
        ("-5℃\n• 甲", "<p>-5℃<br>• 甲</p>"),
        ("-65岁以上\n-残疾人", "<p>-65岁以上<br>-残疾人</p>"),
        ("1.请带证件\n2.A4纸", "<p>1.请带证件<br>2.A4纸</p>"),
        ("最低\n- 5℃\n\n+ 5 人", "<p>最低</p><p>- 5℃</p><p>+ 5 人</p>"),
        ("- 3 岁\n- 6 岁", "<ul><li>3 岁</li><li>6 岁</li></ul>"),
        ("姓名    单位\n- 甲    乙所", "<p>姓名　　单位</p><ul><li>甲　　乙所</li></ul>"),
        ("- 一项，\n  接着写", "<ul><li>一项，<br>接着写</li></ul>"),
        ("1. 甲\n  - 乙\n2. 丙", '<ol><li value="1">甲<ul><li>乙</li></ul></li><li value="2">丙</li></ol>'),
        (
            "题目\t主讲\n用火\t张老师",
            "<table><thead><tr><th>题目</th><th>主讲</th></tr></thead><tbody><tr><td>用火</td><td>张老师</td></tr></tbody></table>",
        ),
        (
            "安排\t\n题目\t主讲\n用火\t\n用电\t张老师",
            "<p>安排</p><table><thead><tr><th>题目</th><th>主讲</th></tr></thead><tbody><tr><td>用火</td><td></td></tr><tr><td>用电</td><td>张老师</td></tr></tbody></table>",
        ),
        ("序号\t姓名\t电话\n1\t甲\n2\t乙\t3", "<p>序号　姓名　电话<br>1　甲<br>2　乙　3</p>"),
        (
            "|甲|乙|\n|丙|丁|",
            "<table><thead><tr><th>甲</th><th>乙</th></tr></thead><tbody><tr><td>丙</td><td>丁</td></tr></tbody></table>",
        ),
        ("|甲|乙|\n|丙|", "<p>|甲|乙|<br>|丙|</p>"),
        ("见https://a.example/item/兰州", "<p>见https://a.example/item/兰州</p>"),
        ("见https://a.example/b兰州", '<p>见<a href="https://a.example/b">https://a.example/b</a>兰州</p>'),
        ("①\t甲\n②\t乙", "<p>①　甲<br>②　乙</p>"),
        ("第一条\t总则\n第二条\t附则", "<p>第一条　总则<br>第二条　附则</p>"),
        ("时间：\t周五\n地点：\t社区", "<p>时间：　周五<br>地点：　社区</p>"),
        ("A.\t甲\nB.\t乙\n\n1.1\t丙\n1.2\t丁", "<p>A.　甲<br>B.　乙</p><p>1.1　丙<br>1.2　丁</p>"),
        (
            "|1|甲|\n|2|乙|",
            "<table><thead><tr><th>1</th><th>甲</th></tr></thead><tbody><tr><td>2</td><td>乙</td></tr></tbody></table>",
        ),
        ("甲\t乙\n\n丙", "<p>甲　乙</p><p>丙</p>"),
        ("1.\t甲\n2.\t乙", '<ol><li value="1">甲</li><li value="2">乙</li></ol>'),
        ("[办法]（https://a.cn/b）", '<p><a href="https://a.cn/b">办法</a></p>'),
        ("见https://a.cn/b_c。", '<p>见<a href="https://a.cn/b_c">https://a.cn/b_c</a>。</p>'),
        ("https://a.cn/b(手机打开)", '<p><a href="https://a.cn/b">https://a.cn/b</a>(手机打开)</p>'),
        (
            "https://a.cn/b,https://a.cn/c",
            '<p><a href="https://a.cn/b">https://a.cn/b</a>,<a href="https://a.cn/c">https://a.cn/c</a></p>',
        ),
        ("见https://a.cn/2026*/b*", '<p>见<a href="https://a.cn/2026*/b">https://a.cn/2026*/b</a>*</p>'),
        ("见 http://127.0.0.1/x", "<p>见 http://127.0.0.1/x</p>"),
        ("[注1]（见附件）[甲](乙)", "<p>[注1]（见附件）[甲](乙)</p>"),
        ("| 甲 |\n| 乙 |", "<p>| 甲 |<br>| 乙 |</p>"),
        ("#话题# 好", "<p>#话题# 好</p>"),
        ("尾号**34，尾号**56", "<p>尾号**34，尾号**56</p>"),
        ("志愿者张**为居民李**送药", "<p>志愿者张**为居民李**送药</p>"),
        ("张**为李**送药，尾号**34、尾号**56", "<p>张**为李**送药，尾号**34、尾号**56</p>"),
        ("张**、王**、李**参加**重点**活动", "<p>张**、王**、李**参加<strong>重点</strong>活动</p>"),
        (
            "位于**张掖路**，向**王师傅和李师傅**学",
            "<p>位于<strong>张掖路</strong>，向<strong>王师傅和李师傅</strong>学</p>",
        ),
        ("请于**12月5日**17:00前", "<p>请于<strong>12月5日</strong>17:00前</p>"),
        ("***三星***", "<p>***三星***</p>"),
        ("* * *\n- - -", "<p>* * *<br>- - -</p>"),
    ],
)
def test_what_offices_type_reads_as_it_was_meant(text: str, html: str) -> None:
    expected = parse_html(html).find("body")
    assert expected is not None
    assert _flat(tree(str(body(text, resolve)))) == _flat(expected)


def _flat(root: Element) -> list[tuple[str, dict[str, str], str, str]]:
    return [(one.tag, one.attrib, (one.text or "").strip("\n"), (one.tail or "").strip("\n")) for one in root.iter()][
        1:
    ]


@pytest.mark.parametrize("heading", ["##小标题", "## 小标题 ##", "＃＃ 小标题", "##  小标题"])
def test_a_heading_may_lack_its_space(heading: str) -> None:
    assert [(one.tag, one.text) for one in elements(str(body(heading, resolve)))] == [("h2", "小标题")]


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


@pytest.mark.parametrize(
    ("title", "whole"),
    [
        ("阿卜杜热西提·买买提", ["提·"]),
        ("“我们的节日·春节”3月5日开始", ["日·", "3月5日"]),
        ("甲街道 · 乙", []),
        ("一场·", ["场·"]),
    ],
)
def test_a_dot_never_begins_a_line_of_a_title(title: str, whole: list[str]) -> None:
    assert re.findall(r'<span class="phrase">(.*?)</span>', str(phrases(title))) == whole
