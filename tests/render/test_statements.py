"""The site's statements about itself agree with the settings and the code."""

import re
from html import unescape
from urllib.parse import parse_qs

import pytest
from jinja2 import Environment, FileSystemLoader

from scripts.records.vocabularies import LegalBasisKind
from scripts.render.environment import TEMPLATES
from tests.support import MINI, ROOT, pages_of

DOCS = ROOT / "docs"
SCRIPTS = "\n".join(path.read_text(encoding="utf-8") for path in sorted((DOCS / "assets/js").rglob("*.js")))
NUMBERS = "零一二三四五六七八九十"


def said(name: str) -> str:
    return (DOCS / f"{name}.md").read_text(encoding="utf-8")


def test_privacy_names_every_setting_that_is_stored_and_no_other() -> None:
    names = re.search(r"\[((?:\"\w+\",? ?)+)\]\.forEach\(function \(name\) \{\s*var value = localStorage", SCRIPTS)
    assert names and SCRIPTS.count("localStorage.getItem(") == 1
    stored = {f"setting-{name}" for name in re.findall(r"\w+", names[1])}
    assert set(re.findall(r"`(setting-\w+)`", said("privacy"))) == stored
    assert f"{NUMBERS[len(stored)]}项" in said("privacy")
    assert set(re.findall(r'setItem\("(setting-\w*)"', SCRIPTS)) <= stored | {"setting-"}
    assert "document.cookie" not in SCRIPTS and "sendBeacon" not in SCRIPTS


def test_privacy_names_every_legal_basis_and_counts_them() -> None:
    bases = [kind.label for kind in LegalBasisKind]
    assert [base for base in bases if f"**{base}。**" not in said("privacy")] == []
    assert f"下面{NUMBERS[len(bases)]}种之一" in said("privacy")


def test_accessibility_speaks_of_the_search_every_page_has() -> None:
    header = (ROOT / "overrides/partials/header.html").read_text(encoding="utf-8")
    assert ('role="search"' in header) == ("每一页上方都有搜索" in said("accessibility"))
    assert ("speechSynthesis" in SCRIPTS) == ("一句一句读出来" in said("accessibility"))


def test_no_page_for_readers_speaks_as_developers_do() -> None:
    public = [*DOCS.glob("*.md"), *(path for path in TEMPLATES.glob("*.j2") if path.name != "_fields.md.j2")]
    words = re.compile(r"--[a-z]{2,}[-a-z]*(?=[）)\s，。])|mkdocs|front matter|YAML", re.IGNORECASE)
    text = {
        path.name: re.sub(r"\{#.*?#\}|<!--.*?-->", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        for path in public
    }
    assert {name: words.findall(said) for name, said in text.items() if words.search(said)} == {}


@pytest.mark.slow
def test_no_heading_stands_twice_on_a_page() -> None:
    for path, text in pages_of(MINI).items():
        if path.endswith(".md") and "handbook/" not in path:
            headings = re.findall(r"^##? (.*?)(?: \{:.*)?$", text, re.MULTILINE)
            assert len(headings) == len(set(headings)), path


FACTS = {"organiser": "甲单位", "contact": "0931-1234567", "corrections": "jiu-cuo@a.cn"}


@pytest.mark.parametrize("facts", [FACTS, {}], ids=["known", "unknown"])
def test_legal_pages_say_whom_to_reach_as_the_settings_do(facts: dict[str, str]) -> None:
    overrides = Environment(loader=FileSystemLoader(ROOT / "overrides"))
    words = overrides.get_template("partials/contact.html").render(config={"extra": {"site": facts}})
    assert all(value in words for value in facts.values())
    assert ("没有登记" in words) != bool(facts)
    assert ('<a href="tel:09311234567">0931-1234567</a>' in words) == bool(facts)
    call = overrides.get_template("partials/call.html").module.call  # type: ignore[attr-defined]
    assert call("某路1号，0931-1234567") == "某路1号，0931-1234567"
    assert [name for name in ("privacy", "copyright", "accessibility") if "<!-- contact -->" not in said(name)] == []
    assert [path.name for path in DOCS.glob("*.md") if "没有登记" in path.read_text(encoding="utf-8")] == []
    assert 'replace("<!-- contact -->", contact)' in (ROOT / "overrides/main.html").read_text(encoding="utf-8")


def test_who_finds_a_mistake_writes_a_message_that_names_the_page() -> None:
    overrides = Environment(loader=FileSystemLoader(ROOT / "overrides"))
    overrides.filters["url"] = str
    page = {
        "title": "安全 & 用火",
        "url": "events/a/",
        "canonical_url": "https://www.example.cn/events/a/",
        "edit_url": None,
    }
    words = overrides.get_template("partials/footer.html").render(config={"extra": {"site": FACTS}}, page=page)
    assert 'href="report/?page=events/a/"' in words
    (address,) = re.findall(r'href="mailto:([^"]*)"', words)
    to, _, asked = address.partition("?")
    assert to == FACTS["corrections"]
    online = dict(FACTS, corrections="https://www.example.cn/jiu-cuo")
    assert "mailto:" not in overrides.get_template("partials/footer.html").render(
        config={"extra": {"site": online}}, page=page
    )
    assert parse_qs(unescape(asked)) == {"subject": ["纠错：安全 & 用火"], "body": [page["canonical_url"]]}
