"""Pages made apart from MkDocs' menu, only where nobody else looks at them; what they warn of is told each time."""

import logging
from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel

from scripts.publish.apart import Apart, _heard, apart
from scripts.publish.single import Looked
from tests.commands.support import GOOD
from tests.rebuild import built, planned, settings_of
from tests.support import plant

INCLUDED = InclusionLevel.is_included


def files(folder: Path, *names: str) -> Files:
    return Files([File(name, str(folder), str(folder / "site"), use_directory_urls=True) for name in names])


@pytest.fixture
def config() -> MkDocsConfig:
    made = MkDocsConfig()
    made.load_dict(
        {"site_name": "甲", "nav": [{"首页": "index.md"}, {"人": [{"甲": "a/index.md"}]}], "not_in_nav": "*"}
    )
    made.validate()
    return made


def names(found: list[File]) -> list[str]:
    return [file.src_uri for file in found]


def test_pages_of_the_menu_are_left_to_mkdocs_and_all_stand_in_the_site_map(
    config: MkDocsConfig, tmp_path: Path
) -> None:
    found = apart(files(tmp_path, "index.md", "a/index.md", "a/b.md", "c.css"), config)
    assert isinstance(found, Apart)
    menu = ["index.md", "a/index.md"]
    assert (
        names(list(found.documentation_pages())) == names(list(found.documentation_pages(inclusion=INCLUDED))) == menu
    )
    assert found.get_file_from_path("a/b.md")
    found.made = True
    assert names(list(found.documentation_pages())) == [*menu, "a/b.md"]
    assert names(list(found.documentation_pages(inclusion=INCLUDED))) == menu


def test_nothing_is_apart_where_others_look_or_without_a_menu_or_where_mkdocs_would_warn(
    config: MkDocsConfig, tmp_path: Path
) -> None:
    pages = files(tmp_path, "index.md", "b.md")
    config.plugins["one"] = BasePlugin()  # type: ignore[no-untyped-call]
    assert apart(pages, config) is pages
    del config.plugins["one"]
    config.nav = None
    assert apart(pages, config) is pages
    config.nav, config.not_in_nav = ["index.md"], None
    found = apart(files(tmp_path, "index.md", "b.md"), config)
    assert isinstance(found, Apart) and not found.apart


@pytest.mark.parametrize("look", [list, len, bool, lambda pages: pages[0]])
def test_a_theme_that_looks_at_all_pages_is_noticed(look, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    pages = Looked(files(tmp_path, "a.md"))
    assert not pages.seen
    look(pages)
    assert pages.seen


def test_what_mkdocs_says_meanwhile_is_heard_and_not_said_twice(caplog: pytest.LogCaptureFixture) -> None:
    with _heard() as said:
        logging.getLogger("mkdocs.structure.pages").warning("no %s", "anchor")
    assert said == [("mkdocs.structure.pages", logging.WARNING, "no anchor")]
    assert not caplog.records
    logging.getLogger("mkdocs").warning("afterwards")
    assert [record.message for record in caplog.records] == ["afterwards"]


@pytest.mark.slow
def test_warnings_are_told_each_time(tmp_path: Path) -> None:
    with planned(tmp_path / "project", 1, plant(tmp_path, GOOD)) as one:
        (one.folder / "docs/new.md").write_text("# 新页\n\n见[那里](about.md#nowhere)。\n", encoding="utf-8")
        first, second = (built(settings_of(one, 2)) for _ in range(2))
    assert not first.built and not second.built
    assert first.problems == second.problems
    assert any("nowhere" in problem.message for problem in first.problems)
