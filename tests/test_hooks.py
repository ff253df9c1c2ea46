"""A bare `mkdocs build`: it searches the site once more, as the build command does."""

from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from scripts import hooks, pipeline


@pytest.mark.parametrize(("page", "aborted"), [("<p>号码13800000000", True), ("<p>号码见公告", False)])
def test_what_may_not_be_published_ends_a_bare_build(
    page: str, aborted: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "index.html").write_text(page, encoding="utf-8")
    monkeypatch.setattr(hooks, "_staged", True)
    monkeypatch.setattr(hooks, "options", lambda: pipeline.Options(tmp_path / "content", tmp_path / "out"))
    config = MkDocsConfig()
    config.site_dir = str(tmp_path)
    if aborted:
        with pytest.raises(Abort):
            hooks.on_post_build(config=config)
    else:
        hooks.on_post_build(config=config)
