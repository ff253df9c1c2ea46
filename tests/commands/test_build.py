"""`build`: a whole site or none, and no foreign file is touched."""

import shlex
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from jinja2 import TemplateSyntaxError

from scripts import pipeline
from scripts.problems import Problem
from scripts.publish import config as publish_config
from scripts.publish import links
from scripts.publish import mkdocs as publish
from scripts.publish import site as published
from scripts.publish.config import load_settings
from tests.commands.support import BAD, GOOD, WARNED, run
from tests.support import MINI, ROOT, bytes_below, plant, project

ERROR = Problem("a", 1, 1, "D03", "话", "改")
REMINDER = Problem("a", 1, 1, "D11", "话", "改")


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, list[object]]]:
    """Plain builds whose MkDocs, link check and last search say what the test puts into this dictionary."""
    said: dict[str, list[object]] = {"mkdocs": [], "links": [], "audit": []}

    def mkdocs(_: object, site: Path, *__: object) -> list[object]:
        (site / "assets").mkdir(parents=True)
        (site / "index.html").write_text("新", encoding="utf-8")
        return said["mkdocs"]

    monkeypatch.setattr(publish, "run_mkdocs", mkdocs)
    monkeypatch.setattr(links, "broken_links", lambda *_: said["links"])
    monkeypatch.setattr(published, "audit", lambda *_: said["audit"])
    yield said


@pytest.mark.slow
@pytest.mark.parametrize(
    ("content", "stage", "found", "built"),
    [
        (GOOD, "mkdocs", [], True),
        (WARNED, "mkdocs", [], True),
        (GOOD, "mkdocs", [ERROR], False),
        (GOOD, "links", [("a.html", "b/")], False),
        (GOOD, "audit", [REMINDER], True),
        (WARNED, "audit", [ERROR], False),
        (GOOD, "audit", [REMINDER, ERROR], False),
    ],
)
def test_the_last_line_and_the_exit_code_say_what_became_of_the_site(
    quick: dict[str, list[object]],
    tmp_path: Path,
    content: dict[str, str],
    stage: str,
    found: list[object],
    built: bool,
) -> None:
    (tmp_path / "out/site").mkdir(parents=True)
    (tmp_path / "out/site/index.html").write_text("旧", encoding="utf-8")
    (tmp_path / "out" / pipeline.BUILD_MARKER).touch()
    quick[stage] = found
    result = run("build", "--plain", "--content", plant(tmp_path, content), "--out", tmp_path / "out")
    assert (tmp_path / "out/site/index.html").read_text(encoding="utf-8") == ("新" if built else "旧")
    assert result.exit_code == (0 if built else 1)
    last = result.stderr.splitlines()[-2:]
    assert last[0].startswith("已生成" if built else "没有生成")
    assert last[1].startswith("预览：" if built else "上一次生成的网站还在")


@pytest.mark.slow
def test_a_site_a_killed_build_moved_away_is_brought_back_by_a_build_with_errors(tmp_path: Path) -> None:
    (tmp_path / "out/.site-old").mkdir(parents=True)
    (tmp_path / "out/.site-old/index.html").write_text("旧", encoding="utf-8")
    assert run("build", "--content", plant(tmp_path, BAD), "--out", tmp_path / "out").exit_code == 1
    assert (tmp_path / "out/site/index.html").read_text(encoding="utf-8") == "旧"


def test_a_build_with_errors_writes_no_site_and_says_so(tmp_path: Path) -> None:
    result = run("build", "--content", plant(tmp_path, BAD), "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert "没有生成" in result.stderr.splitlines()[-1]
    assert not (tmp_path / "out" / "site").exists()


@pytest.mark.slow
def test_a_build_ends_with_a_summary_and_a_failed_one_leaves_the_old_site_byte_for_byte(tmp_path: Path) -> None:
    out, url = tmp_path / "out", "https://example.cn/wen-ming/"
    result = run("build", "--content", plant(tmp_path, GOOD), "--out", out, "--site-url", url)
    assert result.exit_code == 0, result.output
    assert f'rel="canonical" href="{url}about/"' in (out / "site/about/index.html").read_text(encoding="utf-8")
    assert f"{url}streets/liu-yin/" in (out / "site/sitemap.xml").read_text(encoding="utf-8")
    for words in ("已生成", "条记录", "个页面", "0 个问题", " 秒", "（streets）：1"):
        assert words in result.stderr
    before = bytes_below(out / "site")
    assert "index.html" in before
    assert run("build", "--content", plant(tmp_path, BAD), "--out", out).exit_code == 1
    assert bytes_below(out / "site") == before


@pytest.mark.slow
def test_a_production_build_holds_no_word_and_no_file_of_a_sample_and_does_not_lead_to_the_handbook(
    mini_site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = {"organiser": "甲单位", "contact": "0931-1234567"}
    monkeypatch.setattr(publish_config, "load_settings", partial(load_settings, facts=owner))
    sample = {"volunteer-projects/a.yml": "title: 车库互助组\nstreet: liu-yin\nsample: true\npublished: 2026\n"}
    result = run("build", "--content", plant(tmp_path, GOOD | sample), "--out", tmp_path / "out", "--production")
    assert result.exit_code == 0, result.output
    pages = {
        name: data for name, data in bytes_below(tmp_path / "out/site").items() if name.endswith((".html", ".xml"))
    }
    assert [name for name, data in pages.items() if "车库互助组".encode() in data] == []
    assert not (tmp_path / "out/site/volunteer-projects/a").exists()
    for page in ("index.html", "sitemap/index.html"):
        assert "编辑手册".encode() not in pages[page]
        assert "编辑手册" in (mini_site / page).read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_production_build_without_an_owner_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publish_config, "load_settings", partial(load_settings, facts={}))
    result = run("build", "--content", MINI, "--out", tmp_path, "--production")
    assert result.exit_code == 1
    assert "主办单位（organiser）、联系方式（contact）" in result.stdout
    assert not (tmp_path / "site").exists()


@pytest.mark.slow
def test_a_content_folder_without_records_still_gives_a_site(tmp_path: Path) -> None:
    result = run("build", "--content", plant(tmp_path, {}), "--out", tmp_path / "out")
    assert result.exit_code == 0, result.output
    assert "还没有内容" in (tmp_path / "out/site/exhibitions/index.html").read_text(encoding="utf-8")


def test_a_build_deletes_nothing_it_did_not_write(tmp_path: Path) -> None:
    mine = tmp_path / "out/docs/thesis.txt"
    mine.parent.mkdir(parents=True)
    mine.write_text("三年的心血")
    assert run("build", "--content", plant(tmp_path, GOOD), "--out", tmp_path / "out").exit_code == 2
    assert mine.is_file()


def test_a_build_never_writes_among_the_pages_written_by_hand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    docs = tmp_path / "out/docs"
    docs.mkdir(parents=True)
    (docs / "about.md").write_text("# 关于")
    monkeypatch.setattr(publish_config, "load_settings", partial(load_settings, docs=docs))
    assert run("build", "--content", plant(tmp_path, GOOD), "--out", tmp_path / "out").exit_code == 2
    assert set(bytes_below(docs)) == {"about.md"}


@pytest.mark.slow
def test_maps_that_cannot_be_written_leave_the_old_site(quick: dict[str, list[object]], tmp_path: Path) -> None:
    plant(tmp_path / "out", {})
    (tmp_path / "out" / pipeline.BUILD_MARKER).touch()
    (tmp_path / "out/site").mkdir()
    (tmp_path / "out/site/index.html").write_text("旧", encoding="utf-8")
    (tmp_path / "out/server").write_text("", encoding="utf-8")
    result = run("build", "--content", plant(tmp_path, GOOD), "--out", tmp_path / "out")
    assert result.exit_code == 2 and "server" in result.output
    assert (tmp_path / "out/site/index.html").read_text(encoding="utf-8") == "旧"


@pytest.mark.slow
def test_the_line_that_shows_a_preview_can_be_typed_where_a_folder_has_a_space(
    quick: dict[str, list[object]], tmp_path: Path
) -> None:
    result = run("build", "--content", plant(tmp_path, GOOD), "--out", tmp_path / "wen jian")
    line = next(line for line in result.stderr.splitlines() if line.startswith("预览：运行 "))
    words = shlex.split(line.removeprefix("预览：运行 ").partition("，")[0])
    assert words[words.index("--directory") + 1] == str(tmp_path / "wen jian/site")


def test_a_broken_template_ends_a_preview_with_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise TemplateSyntaxError("expected a name", 2, filename=str(ROOT / "overrides/main.html"))

    monkeypatch.setattr("scripts.commands.serve.serve", broken)
    result = run("serve", "--content", plant(tmp_path, GOOD))
    assert result.exit_code == 1
    assert "overrides/main.html:2:1" in result.stdout and "expected a name" in result.stdout


@pytest.mark.slow
def test_built_again_without_a_change_it_says_the_same_and_builds_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publish_config, "load_settings", partial(load_settings, project(tmp_path / "project")))
    words = ("build", "--content", plant(tmp_path, WARNED), "--out", tmp_path / "out", "--format", "concise")
    first = run(*words)
    assert first.exit_code == 0 and "note.txt" in first.stdout
    monkeypatch.setattr(pipeline, "build", lambda *_: pytest.fail("it was built again"))
    again = run(*words)
    assert (again.exit_code, again.stdout) == (0, first.stdout)
    assert "不用重新生成" in again.stderr and "1 条记录" in again.stderr
