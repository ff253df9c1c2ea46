"""An incremental build writes the same bytes as one from scratch, after any change."""

from pathlib import Path

import pytest

from scripts.publish import mkdocs
from scripts.publish.layout import Layout
from scripts.render import pages
from tests.rebuild import built, planned, run, settings_of, tree


@pytest.mark.slow
def test_after_each_of_three_edits_the_kept_tree_is_the_clean_one(tmp_path: Path) -> None:
    assert run(tmp_path / "project", seed=1, jobs=2) == []


@pytest.mark.slow
@pytest.mark.usefixtures("own_cache")  # in the one of all tests another's build may exchange what was kept of this one
def test_without_a_change_no_page_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with planned(tmp_path / "project", 1) as one:
        settings = settings_of(one, 1)
        monkeypatch.setattr(
            "scripts.speed.cache.GRACE", 0.0
        )  # what a build made itself it keeps, however long it takes
        assert built(settings).built
        right = tree(settings.out)
        monkeypatch.setattr(mkdocs, "run_mkdocs", lambda *_: pytest.fail("all pages were made again"))
        monkeypatch.setattr(Layout, "html", lambda *_: pytest.fail("a page was made again"))
        monkeypatch.setattr(pages, "record_pages", lambda *_: pytest.fail("a record was rendered again"))
        assert built(settings).built
        assert tree(settings.out) == right
