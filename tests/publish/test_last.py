"""The last site taken over: only where all that was read is the same, and only files that are as they were left."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from scripts.publish import last, mkdocs
from scripts.publish.last import UnknownError, _order, _stated
from tests.commands.support import GOOD
from tests.rebuild import Project, a_page_by_hand, a_record_more, built, planned, settings_of, tree
from tests.support import plant


def test_values_are_stated_the_same_or_not_at_all() -> None:
    assert _stated({"b": [1, None], "a": date(2026, 1, 2)}) == _stated({"a": date(2026, 1, 2), "b": [1, None]})
    assert len({_stated(value) for value in ("1", 1, ["1"], {"1": 1}, [[1]], None, "None")}) == 7
    assert _stated(partial(_stated, 1)) != _stated(partial(_stated, 2))
    with pytest.raises(UnknownError):
        _stated({"a": object()})


def test_the_map_lists_pages_as_mkdocs_walks() -> None:
    names = ["index.md", "a.md", "b.md", "a/index.md", "a/a.md", "a/b/c.md", "b/a.md"]
    assert sorted(sorted(names), key=_order) == names


def _anew(one: Project, change: Callable[[Project], object], monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether, once something has changed, MkDocs makes the whole site anew; one that is taken over is as MkDocs makes it."""
    calls: list[object] = []
    made = mkdocs.made
    change(one)
    with monkeypatch.context() as patch:
        patch.setattr(mkdocs, "made", lambda *given: calls.append(given) or made(*given))
        assert built(settings_of(one, 1)).built
        if not calls:
            found = tree(settings_of(one, 1).out)
            patch.setattr(last, "take_over", lambda *_: None)
            assert built(settings_of(one, 1)).built
            assert calls and tree(settings_of(one, 1).out) == found
            return False
    return True


@pytest.mark.slow
def test_a_record_or_a_page_by_hand_is_made_alone_or_all_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Or all pages: of a site that was touched, where a hook is added, and where a theme looks further."""
    with planned(
        tmp_path / "project", 1, plant(tmp_path, GOOD)
    ) as one:  # it does not depend on how many pages there are
        one.number = 1
        (one.content / "volunteer-projects").mkdir()
        assert built(settings_of(one, 1)).built
        assert not _anew(one, a_record_more, monkeypatch)
        assert not _anew(one, a_page_by_hand, monkeypatch)
        assert _anew(one, _touch, monkeypatch)
        config = one.folder / "mkdocs.yml"
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
    (one.folder / "build/site/about/index.html").write_text("<p>改过</p>", encoding="utf-8")


def _hook(one: Project) -> None:
    text = "def on_page_content(html, **_):\n    return html + '<p>又一段</p>'\n"
    (one.folder / "more.py").write_text(text, encoding="utf-8")
    one.change(one.folder / "mkdocs.yml", r"hooks: \[(.*)\]", r"hooks: [\1, more.py]")
