"""The incremental build runs only where its result is MkDocs' own."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from mkdocs.structure.files import File, Files

from scripts.pipeline import build
from scripts.publish import incremental, mkdocs
from scripts.publish.incremental import _order
from scripts.publish.layout import TrackedPages
from scripts.publish.progress import Progress
from tests.commands.support import GOOD
from tests.rebuild import Project, a_page_by_hand, a_record_more, built, planned, settings_of, tree
from tests.support import plant


def test_the_map_lists_pages_as_mkdocs_walks() -> None:
    names = ["index.md", "a.md", "b.md", "a/index.md", "a/a.md", "a/b/c.md", "b/a.md"]
    assert sorted(sorted(names), key=_order) == names


@pytest.mark.parametrize("look", [list, len, bool, lambda pages: pages[0]])
def test_a_theme_that_looks_at_all_pages_is_noticed(look: Callable[[TrackedPages], object], tmp_path: Path) -> None:
    pages = TrackedPages(Files([File("a.md", str(tmp_path), str(tmp_path / "site"), use_directory_urls=True)]))
    assert not pages.accessed
    look(pages)
    assert pages.accessed


@pytest.mark.slow
def test_warnings_are_told_each_time(tmp_path: Path) -> None:
    with planned(tmp_path / "project", 1, plant(tmp_path, GOOD)) as one:
        (one.folder / "docs/new.md").write_text("# 新页\n\n见[那里](about.md#nowhere)。\n", encoding="utf-8")
        first, second = (built(settings_of(one, 2)) for _ in range(2))
    assert not first.built and not second.built
    assert first.problems == second.problems
    assert any("nowhere" in problem.message for problem in first.problems)


@pytest.mark.slow
def test_a_page_in_another_language_says_so_and_is_not_read_in_chinese(tmp_path: Path) -> None:
    with planned(tmp_path / "project", 1, plant(tmp_path, GOOD)) as one:
        (one.folder / "docs/en.md").write_text("---\nlang: en\n---\n# Welcome\n", encoding="utf-8")
        assert built(settings_of(one, 1)).built
        english, chinese = ((one.folder / f"build/site/{page}/index.html").read_text() for page in ("en", "about"))
    assert ' lang="en">' in english and "data-speak" not in english
    assert ' lang="en">' not in chinese and "data-speak" in chinese


def _anew(one: Project, change: Callable[[Project], object], monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether, once something has changed, MkDocs makes the whole site, and says so."""
    calls: list[object] = []
    run_mkdocs, said = mkdocs.run_mkdocs, StringIO()
    change(one)
    with monkeypatch.context() as patch:
        patch.setattr(mkdocs, "run_mkdocs", lambda *given: calls.append(given) or run_mkdocs(*given))
        assert build(settings_of(one, 1), Progress(said)).built
    assert ("由 MkDocs 从头排版" in said.getvalue()) == bool(calls)
    return bool(calls)


@pytest.mark.slow
def test_pages_are_made_one_by_one_unless_others_look_at_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From nothing, after an edit, and of a site that was touched; not where a hook is added or a theme looks further."""
    with planned(
        tmp_path / "project", 1, plant(tmp_path, GOOD)
    ) as one:  # it does not depend on how many pages there are
        one.number = 1
        config = one.folder / "mkdocs.yml"
        one.change(config, "site_url: .*", "site_url: https://www.example.cn/wm/")  # so it has a map of the site
        (one.content / "volunteer-projects").mkdir()
        assert not _anew(one, lambda _: None, monkeypatch)
        assert not _anew(one, a_record_more, monkeypatch)
        assert not _anew(one, a_page_by_hand, monkeypatch)
        assert not _anew(one, _touch, monkeypatch)
        found = tree(settings_of(one, 1).out)
        with monkeypatch.context() as patch:
            patch.setattr(incremental, "build", lambda *_: None)
            assert _anew(one, lambda _: None, monkeypatch)
        assert tree(settings_of(one, 1).out) == found, "as MkDocs makes it"
        plain = config.read_bytes()
        assert _anew(one, _hook, monkeypatch)
        config.write_bytes(plain)
        main = one.folder / "overrides/main.html"
        plain = main.read_bytes()
        for words in ("{{ pages | length }}", "{% for item in nav.pages %}{{ item.meta.description }}{% endfor %}"):
            one.number += 1
            main.write_bytes(plain + words.encode())
            assert built(settings_of(one, 1)).built
            assert _anew(one, a_record_more, monkeypatch), words


def _touch(one: Project) -> None:
    (one.folder / "build/site/join/index.html").write_text("<p>改过</p>", encoding="utf-8")


def _hook(one: Project) -> None:
    text = "def on_page_content(html, **_):\n    return html + '<p>又一段</p>'\n"
    (one.folder / "more.py").write_text(text, encoding="utf-8")
    one.change(one.folder / "mkdocs.yml", r"hooks: \[(.*)\]", r"hooks: [\1, more.py]")
