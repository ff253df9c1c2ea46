"""A build that keeps what it can writes the same bytes as one that keeps nothing, whatever was changed between."""

from pathlib import Path

import pytest

from scripts.publish import mkdocs
from scripts.publish.layout import Layout
from scripts.render import pages
from tests.rebuild import EDITS, KINDS, built, differences, planned, settings_of, tree


@pytest.mark.slow
@pytest.mark.usefixtures("own_cache")  # in the one of all tests another's build may exchange what was kept of this one
def test_what_has_not_changed_is_not_made_again_and_what_was_edited_is_as_from_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three edits, each built over the last, and one comparison; `make bench` has hundreds, compared one by one."""
    with planned(tmp_path / "project", 1) as one:
        settings = settings_of(one, 1)
        with monkeypatch.context() as patch:
            patch.setattr("scripts.speed.cache.GRACE", 0.0)  # what a build made itself it keeps, however long it takes
            assert built(settings).built
            right = tree(settings.out)
            patch.setattr(mkdocs, "made", lambda *_: pytest.fail("all pages were made again"))
            patch.setattr(Layout, "html", lambda *_: pytest.fail("a page was made again"))
            patch.setattr(pages, "record_pages", lambda *_: pytest.fail("a record was rendered again"))
            assert built(settings).built
            assert tree(settings.out) == right
        for kind in one.chance.choices(KINDS, k=EDITS):
            assert built(settings_of(one, 2)).built
            one.number += 1
            kind(one)
        assert differences(one, jobs=2) == []
