"""For any text: reading never fails, problems are inside the file, and no page has active content."""

from pathlib import Path
from tempfile import TemporaryDirectory

import html5lib
import markdown
from hypothesis import given
from hypothesis import strategies as st

from scripts.checks import check
from scripts.load import characters
from scripts.load.content import load
from scripts.load.file_names import NAME
from scripts.load.yaml_reader import read
from scripts.records import web_urls
from scripts.render.markdown import body
from tests.hostile.support import Hostile, terms

PIECES = [
    "<script>", "</script>", "<img src=x onerror=x>", "](", "[", "]", "(", ")", "javascript:", "//evil.example",
    "`", "```", "{: onclick=x }", "{#a}", "{{ x }}", "&#60;", "&lt;", "<!--", "-->", "\n", "\n\n", "    ", "> ",
    "- ", "# ", "## ", "| a | b |\n| --- | --- |\n", "*", "**", "_", "\\", "http://a.cn", "甲", "乙", '"', "'",
    "<", ">", "[^1]", "[1]: x\n",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=20).map("".join)


def live(html: str) -> list[str]:
    """Tags, events and addresses that a browser would act upon."""
    found = []
    for element in html5lib.parse(html, namespaceHTMLElements=False).iter():
        if isinstance(element.tag, str):
            if element.tag in {"script", "img", "iframe", "style", "svg", "object", "form", "base", "link", "meta"}:
                found.append(element.tag)
            found += [name for name in element.attrib if str(name).startswith("on") or name == "style"]
            found += [
                value
                for value in (element.get("href"),)
                if value and not value.startswith(("http://", "https://", "#"))
            ]
    return found


@given(TEXTS)
def test_no_body_becomes_anything_live(text: str) -> None:
    made = body(text, lambda target: target if target.startswith(("http://", "https://")) else "")
    html = markdown.markdown(str(made), extensions=["attr_list", "tables", "toc"])
    assert live(html) == []


@given(TEXTS)
def test_a_record_is_refused_inside_its_own_lines_or_passes(text: str) -> None:
    with TemporaryDirectory() as folder:
        case = Hostile(name="任意正文", body=text.replace("\r", ""))
        content = case.planted(Path(folder))
        written = (content / case.at).read_text(encoding="utf-8", errors="replace")
        lines = written.replace("\r", "\n").split("\n")
        for problem in check(load(content, terms(Path(folder)))):
            assert problem.message and problem.hint
            if problem.file == f"content/{case.at}":
                assert 1 <= problem.line <= len(lines)


@given(st.text(max_size=300))
def test_reading_yaml_never_fails(text: str) -> None:
    document = read(text)
    assert all(problem.place.line >= 1 and problem.place.column >= 1 for problem in document.problems)


@given(st.text(max_size=40))
def test_no_character_that_deceives_gets_through(text: str) -> None:
    refused = {offset for offset, _ in characters.forbidden_in(text)}
    for offset, char in enumerate(text):
        if char in "\u202e\u2066\u200b\u200f\ufeff\u00ad\ue000":
            assert offset in refused


@given(st.sampled_from(["http://", "https://", "//", "", "javascript:", "https:\\\\"]), st.text(max_size=30))
def test_an_address_that_passes_is_plain(scheme: str, rest: str) -> None:
    address = scheme + rest
    if not web_urls.url_problem(address):
        assert address.lower().startswith(("http://", "https://"))
        assert not set(address) & set("\"'<>\\ \n\t`{}")


@given(st.text("/.．／aA1-中\\%", min_size=1, max_size=12))
def test_no_picture_path_leaves_the_folder(path: str) -> None:
    with TemporaryDirectory() as folder:
        extra = f"images: [{{file: '{path}', alt: 一, rights: 本站原创}}]"
        content = Hostile(name="任意路径", extra=extra).planted(Path(folder))
        codes = {problem.code for problem in check(load(content, terms(Path(folder))))}
        assert codes & {"P01", "P02", "P03", "P04", "F05"}


@given(st.text("aA1-_. 中é．／\\%~", min_size=1, max_size=12).filter(lambda name: name.strip(".")))
def test_a_file_name_is_plain_or_refused(name: str) -> None:
    with TemporaryDirectory() as folder:
        content = Hostile(name="任意文件名", at=f"streets/{name}.yml").planted(Path(folder))
        loaded = load(content, terms(Path(folder)))
        refused = any(problem.code in {"N01", "N07"} for problem in loaded.problems)
        hidden = name.startswith((".", "~$"))
        assert refused or hidden or NAME.fullmatch(name)
