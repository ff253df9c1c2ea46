"""What is used from Material and from MkDocs' navigation."""

import re

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.nav import Link, Section
from mkdocs.structure.pages import Page

from scripts.publish.theme import current, leaves, material_text, text_rules


@pytest.mark.parametrize(
    ("rule", "light"),
    [
        (".md-typeset h2{margin:1em}", "h2{margin:1em}\n"),
        (".md-typeset ul li,.md-nav ul{margin:0}", "ul li{margin:0}\n"),
        (".md-typeset table:not([class]) td{padding:1em}", "table td{padding:1em}\n"),
        (".md-typeset .admonition.tip{color:red}", ""),
        (".md-typeset .md-button{color:red}", ""),
        (".md-typeset details{color:red}", ""),
        ("[dir=rtl] .md-typeset ul{margin:0}", ""),
        ("html{font-size:125%}", ""),
        ("@media print{.md-typeset h2{color:red}}.md-typeset p{margin:0}", "p{margin:0}\n"),
    ],
)
def test_of_a_sheet_the_rules_for_text_are_kept_and_made_light(rule: str, light: str) -> None:
    assert text_rules(rule) == light


def test_the_installed_material_has_rules_for_text_and_tables_and_nothing_of_its_skeleton() -> None:
    rules = material_text()
    names = re.findall(r"(?:^|,)([^{},]+)(?=[,{])", rules, re.MULTILINE)
    assert {"h1", "ul", "blockquote", "pre", "table td"} <= set(names)
    assert [name for name in names if ".md-" in name or name.startswith("[")] == []


CONFIG = MkDocsConfig()
CONFIG.load_dict({"site_name": "x"})


def _page(name: str) -> Page:
    return Page(None, File(name, "docs", "site", use_directory_urls=True), CONFIG)


HOME, PEOPLE, AWARDS = _page("index.md"), _page("role-models/index.md"), _page("awards/index.md")
PERSON, OTHER = _page("role-models/bian-ru-song.md"), _page("about.md")
LINK = Link("外", "https://example.cn/")
NESTED = Section("人", [Section("典型", [PEOPLE, AWARDS]), LINK])


def test_the_leaves_of_a_menu_entry_are_its_pages_and_links() -> None:
    assert leaves(NESTED) == [PEOPLE, AWARDS, LINK]
    assert leaves(HOME) == [HOME]


@pytest.mark.parametrize(
    ("page", "home", "nested", "awards"),
    [(HOME, "page", "", ""), (PEOPLE, "", "page", ""), (PERSON, "", "true", ""), (AWARDS, "", "true", "page")]
    + [(OTHER, "", "", ""), (None, "", "", "")],
)
def test_an_entry_is_current_on_its_page_and_below_it(page: Page | None, home: str, nested: str, awards: str) -> None:
    assert [current(leaves(item), page) for item in (HOME, NESTED, AWARDS)] == [home, nested, awards]
