"""A bare `mkdocs build` does all that the build command does; a preview continues despite errors."""

import logging
from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from scripts import hooks, pipeline
from scripts.catalogue import Site
from scripts.load.content import load
from scripts.problems import Problem
from scripts.publish.config import load_settings
from scripts.publish.mkdocs import WarningCollector
from tests.commands.support import BAD, GOOD
from tests.support import plant


@pytest.mark.parametrize(
    ("page", "warned", "built"),
    [
        ("<p>号码见公告", False, True),
        ("<iframe></iframe>", False, False),
        ('<a href="nowhere/">甲</a>', False, False),
        ("<p>号码见公告", True, False),
    ],
)
def test_a_bare_build_exchanges_the_site_only_when_it_may_be_published(
    page: str, warned: bool, built: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "content").mkdir()
    for name, text in (("site", "旧"), (".site-new", page)):
        (tmp_path / "out" / name).mkdir(parents=True)
        (tmp_path / "out" / name / "index.html").write_text(text, encoding="utf-8")
    settings = load_settings(content=tmp_path / "content", out=tmp_path / "out")
    monkeypatch.setattr(hooks, "_site", Site(load(settings.content, settings)))
    monkeypatch.setattr(hooks, "_notes", notes := WarningCollector())
    notes.lines += ["a page is not in the nav"] if warned else []
    config = MkDocsConfig()
    config.site_dir = str(tmp_path / "out/.site-new")
    if built:
        hooks.on_post_build(config=config)
        assert config.site_dir == str(tmp_path / "out/site")
    else:
        with pytest.raises(Abort):
            hooks.on_post_build(config=config)
    assert (tmp_path / "out/site/index.html").read_text(encoding="utf-8") == (page if built else "旧")
    assert not (tmp_path / "out/.site-new").exists()
    assert (tmp_path / "out/server/moved.map").exists() == built


def test_what_others_warn_of_before_the_pages_are_made_is_heard_by_a_quiet_build(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(hooks, "_notes", WarningCollector())
    log = logging.getLogger("mkdocs")
    caplog.set_level(logging.ERROR, "mkdocs")  # as --quiet does
    hooks.on_startup(command="build", dirty=False)
    log.getChild("plugins.rss").warning("甲")
    hooks.on_shutdown()
    log.getChild("plugins.rss").warning("乙")
    assert hooks._notes.lines == ["甲"] and log.level == logging.ERROR


def test_a_preview_goes_on_where_the_search_index_cannot_be_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "content").mkdir()
    settings = load_settings(content=tmp_path / "content", out=tmp_path / "out")
    monkeypatch.setattr(hooks, "_site", Site(load(settings.content, settings)))
    monkeypatch.setattr(hooks, "write_search_index", lambda *_: 1 / 0)
    monkeypatch.setattr(hooks, "finish_site", lambda *_: 1 / 0)
    config = MkDocsConfig()
    config.site_dir = str(tmp_path)
    with pytest.raises(ZeroDivisionError):
        hooks.on_post_build(config=config)
    monkeypatch.setattr(hooks, "_serving", True)
    hooks.on_post_build(config=config)
    assert "搜索没有更新" in caplog.text


def test_errors_are_said_to_who_asked_for_nothing_else(caplog: pytest.LogCaptureFixture, tmp_path: Path) -> None:
    caplog.set_level(logging.INFO)
    for code in ("Y01", "W01"):
        hooks._tell([Problem("a.yml", 1, 1, code, "甲", "乙")], tmp_path)
    assert [record.levelno for record in caplog.records if "甲" in record.message] == [logging.ERROR, logging.INFO]


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
    options = load_settings(
        content=plant(tmp_path, BAD | {"streets/b.yml": GOOD["streets/liu-yin.yml"]}), out=tmp_path / "out"
    )
    assert {problem.code for problem in pipeline.stage_pages(options, preview=True)[1]} == {"F10"}
    assert (tmp_path / "out/docs/streets/b.md").is_file()
    monkeypatch.setattr(pipeline, "write_pages", lambda *_: 1 / 0)
    assert {problem.code for problem in pipeline.stage_pages(options, preview=True)[1]} == {"F10", "L02"}
    with pytest.raises(ZeroDivisionError):
        pipeline.stage_pages(load_settings(content=plant(tmp_path / "good", GOOD), out=tmp_path / "out"))
