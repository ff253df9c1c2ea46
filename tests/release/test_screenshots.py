"""Screenshots of changed pages with a real browser, and the message without one."""

import shutil
from pathlib import Path

import pytest
from PIL import Image

from scripts.commands.ci import answer
from scripts.publish.config import load_settings
from scripts.publish.progress import Progress
from scripts.release.screenshots import WIDTH, take_screenshots
from tests.commands.support import GOOD, run_in
from tests.commands.test_ci import commit, repository
from tests.support import plant

__all__ = ["repository"]


@pytest.fixture
def answered(repository: Path) -> Path:
    """A project whose last commit changes a record, adds one and changes a hand-written page; CI has answered it."""
    folder = repository.parent
    plant(folder, {"streets/liu-yin.yml": GOOD["streets/liu-yin.yml"].replace("柳荫", "柳岸")})
    plant(folder, {"streets/he-an.yml": 'title: 河岸街道\ncode: "990101002"\npublished: 2026\n'})
    with (folder / "docs/about.md").open("a", encoding="utf-8") as file:
        file.write("\n新写的一句。\n")
    commit(folder)
    done = answer(load_settings(repository), "plain", "HEAD~1")
    assert "+ 新写的一句。" in done.text and "不只改了记录" in done.text
    return repository


@pytest.mark.slow
def test_changed_pages_are_shown_before_and_after(answered: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report = answered.parent / "build/report"
    assert "python -m scripts pictures" in (report / "pictures.html").read_text(encoding="utf-8")
    assert 'href="pictures.html"' in (report / "index.html").read_text(encoding="utf-8")
    with monkeypatch.context() as without_a_browser:
        without_a_browser.setattr(shutil, "which", lambda name: None)
        assert "没有 Chromium" in take_screenshots(load_settings(answered), Progress())
    assert "没有 Chromium" in (report / "pictures.html").read_text(encoding="utf-8")
    monkeypatch.setattr("scripts.release.screenshots.MAX_PAGES", 3)  # a browser is started for each
    done = run_in(answered.parent, "pictures")
    assert done.exit_code == 0 and "已给 3 个改动的页面拍照" in done.stderr, done.stderr
    page = (report / "pictures.html").read_text(encoding="utf-8")
    assert page.index("柳岸街道") < page.index("河岸街道") < page.index("（/about/）") and "没有这一页" in page
    assert "页没有拍" in page
    before, after = (Image.open(report / f"pictures/1-{word}.webp") for word in ("before", "after"))
    assert before.width == after.width == WIDTH and before.tobytes() != after.tobytes()
    assert not (report / "pictures/2-before.webp").exists() and sorted(report.glob("pictures/*.png")) == []


def test_without_an_older_version_there_is_nothing_to_show(tmp_path: Path) -> None:
    assert "没有改动的页面" in take_screenshots(load_settings(out=tmp_path), Progress())
    assert (tmp_path / "report/pictures.html").is_file()
