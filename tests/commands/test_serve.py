"""The preview shows what a build would write after any save; a broken record leaves its page unchanged."""

import os
import random
import time
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from queue import Queue
from threading import Thread

import pytest

from scripts.checks import check
from scripts.commands import on_demand
from scripts.commands.serve import Preview, _Server
from scripts.load.content import Content
from scripts.problems import Problem
from scripts.publish.config import load_settings
from scripts.records import TYPES
from tests.commands.support import GOOD
from tests.conftest import PATIENCE
from tests.rebuild import Project, a_record_more, a_template, built, of_a_title, planned, settings_of, the_menu
from tests.support import plant

ASIDE = {"sitemap.xml", "sitemap.xml.gz"}
"""What names every page there is: made by a build only."""


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with planned(tmp_path / "project", 1) as one:
        yield one


def _preview(one: Project) -> Preview:
    folder = one.folder / "preview"
    folder.mkdir()
    return Preview(lambda: settings_of(one, 1), folder)


def _shown(site: Preview, one: Project, name: str) -> bytes | None:
    site.make(name)
    path = one.folder / "preview" / name
    return path.read_bytes() if path.is_file() else None


def _differences(site: Preview, one: Project) -> list[str]:
    """The files of a build that the preview shows otherwise."""
    assert built(settings_of(one, 1)).built
    site.problems = []  # reminders stand on every page of a preview
    top = settings_of(one, 1).site
    names = [path.relative_to(top).as_posix() for path in sorted(top.rglob("*")) if path.is_file()]
    right = {name: (top / name).read_bytes() for name in names if not name.startswith("search/data/")}
    return [name for name, data in right.items() if name not in ASIDE and _shown(site, one, name) != data]


@pytest.mark.slow
def test_what_is_shown_is_what_a_build_writes_also_after_changes(project: Project) -> None:
    site = _preview(project)
    for address in (*TYPES, *site.content.records):
        site.make(f"{address}/index.html")  # so that they can be of yesterday
    for edits in ((of_a_title, a_record_more), (the_menu, a_template)):  # records, then what all pages go by
        for edit in edits:
            project.number += 1
            edit(project)
            site.refresh()
        assert _differences(site, project) == [], edits


def _small(folder: Path) -> tuple[Preview, Project]:
    one = Project(folder, random.Random(1))
    plant(folder, GOOD)
    (folder / "preview").mkdir()
    ask = partial(load_settings, content=folder / "content", out=folder / "out", url="", today=date(2026, 11, 28))
    return Preview(ask, folder / "preview"), one


def test_a_record_that_cannot_be_read_stays_as_it_was_and_the_page_says_why(tmp_path: Path) -> None:
    site, one = _small(tmp_path)
    path, name = one.content / "streets/liu-yin.yml", "streets/liu-yin/index.html"
    good = (_shown(site, one, name) or b"").decode()
    assert "preview-problems" not in good
    for broken in ("title: [", "title: 柳荫街道\nno-such-field: 1\n"):
        right = path.read_text(encoding="utf-8")
        path.write_text(broken, encoding="utf-8")
        site.refresh()
        shown = (_shown(site, one, name) or b"").decode()
        assert shown.startswith(good.removesuffix("</body>\n</html>")), broken
        assert "content/streets/liu-yin.yml 第" in shown
        assert "柳荫" in (_shown(site, one, "streets/index.html") or b"").decode()
        path.write_text(right, encoding="utf-8")
        site.refresh()
        assert (_shown(site, one, name) or b"").decode() == good, "mended"
    path.unlink()
    site.refresh()
    assert _shown(site, one, name) is None


@pytest.mark.slow
def test_a_broken_layout_is_told_of_until_it_is_mended(project: Project) -> None:
    site = _preview(project)
    config = project.folder / "mkdocs.yml"
    right = config.read_text(encoding="utf-8")
    config.write_text(right + "markdown_extensions: [no-such-extension]\n", encoding="utf-8")
    for _ in range(2):
        site.refresh()
        assert "L02" in {problem.code for problem in site.problems}
        of_a_title(project)
    config.write_text(right, encoding="utf-8")
    site.refresh()
    assert "L02" not in {problem.code for problem in site.problems}


@pytest.mark.slow
def test_a_page_that_is_no_more_than_a_draft_is_in_the_preview_only(project: Project) -> None:
    (project.folder / "docs/later.md").write_text("# 以后再说\n", encoding="utf-8")
    with (project.folder / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write("draft_docs: later.md\n")
    assert "以后再说" in (_shown(_preview(project), project, "later/index.html") or b"").decode()
    assert built(settings_of(project, 1)).built
    assert not (settings_of(project, 1).site / "later").exists()


def test_a_picture_that_cannot_be_shown_is_no_failure_of_the_program(
    tmp_path: Path,
) -> None:
    site, one = _small(tmp_path)
    path = one.content / "streets/liu-yin.yml"
    images = "images: [{file: a.jpg, alt: 一点, rights: 本站原创}]\n"
    path.write_text(path.read_text(encoding="utf-8") + images, encoding="utf-8")
    (one.content / "streets/a.jpg").write_bytes(b"GIF89a")
    site.refresh()
    site.problems = told = check(site.content)
    assert [problem.code for problem in told if problem.file.endswith("liu-yin.yml")] == ["P03"]
    assert _shown(site, one, "streets/a.jpg") is None
    assert site.problems == told


def test_a_page_that_fails_stays_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site, one = _small(tmp_path)
    name = "streets/liu-yin/index.html"
    good = (_shown(site, one, name) or b"").decode()
    site.refresh()
    with monkeypatch.context() as patch:
        patch.setattr(on_demand, "pages_of", lambda *_: iter([1 / 0]))
        shown = (_shown(site, one, name) or b"").decode()
    assert shown.startswith(good.removesuffix("</body>\n</html>"))
    assert "ZeroDivisionError" in shown
    site.refresh()
    site.problems = []
    assert (_shown(site, one, name) or b"").decode() == good


def test_a_file_saved_twice_within_one_tick_of_the_clock_is_read_twice(tmp_path: Path) -> None:
    site, one = _small(tmp_path)
    path = one.content / "streets/liu-yin.yml"
    text = path.read_text(encoding="utf-8")
    at = path.stat().st_mtime_ns
    site.refresh()
    path.write_text(text.replace("柳荫", "柳阴"), encoding="utf-8")
    os.utime(path, ns=(at, at))
    site.refresh()
    assert site.content.records["streets/liu-yin"].title.startswith("柳阴")


def _waited_for(happened: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + PATIENCE
    while not happened() and time.monotonic() < deadline:
        time.sleep(0.01)
    return happened()


def test_behind_the_pages_everything_is_checked_and_the_search_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scripts.commands.serve.CHECK_DELAY", 0.0)
    monkeypatch.setattr("scripts.commands.serve.check", lambda _: [Problem("mkdocs.yml", 1, 1, "F01", "不对", "改")])
    site, one = _small(tmp_path)
    reloaded: Queue[bool] = Queue()
    Thread(target=site.run_checks, args=(lambda: reloaded.put(True),), daemon=True).start()
    reloaded.get(timeout=PATIENCE)
    assert "不对" in (_shown(site, one, "index.html") or b"").decode()
    index = one.folder / "preview/search/data/index.json"
    assert _waited_for(index.is_file)


def test_a_check_that_is_overtaken_by_a_change_is_stopped_and_tells_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scripts.commands.serve.CHECK_DELAY", 0.0)
    begun = tmp_path / "begun"

    def slow(content: Content) -> list[Problem]:
        if content.records["streets/liu-yin"].title == "柳荫街道":
            begun.touch()
            time.sleep(60)
        return [Problem("mkdocs.yml", 1, 1, "F01", "不对", "改")]

    monkeypatch.setattr("scripts.commands.serve.check", slow)
    site, one = _small(tmp_path / "project")
    reloaded: Queue[bool] = Queue()
    Thread(target=site.run_checks, args=(lambda: reloaded.put(True),), daemon=True).start()
    assert _waited_for(begun.exists)
    path = one.content / "streets/liu-yin.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("柳荫", "柳阴"), encoding="utf-8")
    site.refresh()
    reloaded.get(timeout=PATIENCE)
    assert [problem.message for problem in site.problems] == ["不对"]


@pytest.mark.parametrize("told", [True, False])
def test_what_is_saved_is_taken_in_when_the_system_tells_of_it_and_else_at_the_next_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: bool
) -> None:
    site, one = _small(tmp_path)
    server = _Server(site, 0, str(one.folder / "preview"))
    monkeypatch.setattr("scripts.commands.serve.POLL_INTERVAL", 3600 if told else 0.01)
    if not told:
        monkeypatch.setattr(server.observer, "start", (one.folder / "nothing").stat)
    reloaded: Queue[bool] = Queue()
    monkeypatch.setattr(server, "reload", lambda: reloaded.put(True))
    Thread(target=server.serve, daemon=True).start()
    path = one.content / "streets/liu-yin.yml"
    assert not told or _waited_for(server.observer.is_alive)
    path.write_text(path.read_text(encoding="utf-8").replace("柳荫", "柳阴"), encoding="utf-8")
    reloaded.get(timeout=PATIENCE)
    assert site.content.records["streets/liu-yin"].title == "柳阴街道"
    server.shutdown()


def test_the_server_sends_pages_with_and_without_their_slash_and_the_page_for_what_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, one = _small(tmp_path)
    server = _Server(site, 0, str(one.folder / "preview"))
    said: list[str] = []

    def get(path: str) -> str:
        body = server.serve_request({"PATH_INFO": path}, lambda status, _: said.append(status))
        return b"".join(body).decode()

    assert "柳荫" in get("/streets/liu-yin/")
    with monkeypatch.context() as patch:  # else each browser that waits for news would have all pages made
        patch.setattr(site, "make", None)
        assert int(get("/livereload/0/1")) > 0
    get("/streets/liu-yin")
    assert "没有找到这一页" in get("/streets/nowhere/")
    assert "没有找到这一页" in get("/../../mkdocs.yml")
    assert [status[:3] for status in said] == ["200", "200", "302", "404", "404"]
    server.server_close()
