"""A bare `mkdocs build`: it searches the site once more, as the build command does."""

from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from scripts import hooks, pipeline
from scripts.problems import Problem
from tests.commands.support import BAD, GOOD
from tests.support import plant


@pytest.mark.parametrize(("page", "aborted"), [("<iframe></iframe>", True), ("<p>号码见公告", False)])
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


def test_a_preview_goes_on_where_the_search_index_cannot_be_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "content").mkdir()
    monkeypatch.setattr(hooks, "_staged", True)
    monkeypatch.setattr(hooks, "options", lambda: pipeline.Options(tmp_path / "content", tmp_path / "out"))
    monkeypatch.setattr(hooks, "index", lambda *_: 1 / 0)
    config = MkDocsConfig()
    config.site_dir = str(tmp_path)
    with pytest.raises(ZeroDivisionError):
        hooks.on_post_build(config=config)
    monkeypatch.setattr(hooks, "_serving", True)
    hooks.on_post_build(config=config)
    assert "搜索没有更新" in caplog.text


def test_a_preview_shows_on_every_page_what_is_wrong_until_it_is_mended(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = Problem("content/streets/a.yml", 7, 1, "F01", "没有“<b>”这个字段", "是不是 code？")
    monkeypatch.setattr(hooks, "_serving", True)
    shown = {}
    for problems in ([wrong], []):
        monkeypatch.setattr(hooks, "_problems", problems)
        shown[len(problems)] = hooks.on_post_page("<body>页</body>", page=None, config=None)  # type: ignore[arg-type]
    assert shown[0] == "<body>页</body>"
    for words in ("content/streets/a.yml 第 7 行", "没有“&lt;b&gt;”这个字段", "改法：是不是 code？"):
        assert words in shown[1]
    monkeypatch.setattr(hooks, "_serving", False)
    assert hooks.on_post_page("<body>页</body>", page=None, config=None) == "<body>页</body>"  # type: ignore[arg-type]


def test_a_preview_is_staged_in_spite_of_errors_and_of_what_cannot_be_rendered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = pipeline.Options(plant(tmp_path, BAD | {"streets/b.yml": GOOD["streets/liu-yin.yml"]}), tmp_path / "out")
    assert {problem.code for problem in pipeline.stage_pages(options, preview=True)} == {"F10"}
    assert (tmp_path / "out/docs/streets/b.md").is_file()
    monkeypatch.setattr(pipeline, "write", lambda *_: 1 / 0)
    assert {problem.code for problem in pipeline.stage_pages(options, preview=True)} == {"F10", "L02"}
    with pytest.raises(ZeroDivisionError):
        pipeline.stage_pages(pipeline.Options(plant(tmp_path / "good", GOOD), tmp_path / "out"))
