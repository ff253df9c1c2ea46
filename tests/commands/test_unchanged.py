"""A build is skipped only if another would have the same inputs and outputs."""

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from scripts.commands import unchanged
from scripts.commands.unchanged import Answer, Unchanged
from scripts.problems import Problem
from scripts.settings import Settings
from tests.rebuild import KINDS, a_version, planned, settings_of

pytestmark = pytest.mark.usefixtures("own_cache")
TOLD = Answer({"新闻（news）": 3}, 12, (Problem("content/a.yml", 2, 3, "W01", "说明", "改法", 4),))


def _answered(settings: Settings) -> Answer | None:
    return Unchanged(settings).answer()


def _built(settings: Settings, meanwhile: Callable[[], object] = lambda: None, told: Answer = TOLD) -> None:
    """As if the site had been built: a file in each folder that a build writes."""
    last = Unchanged(settings)
    assert last.answer() is None
    meanwhile()
    for folder in (settings.out / "docs", settings.out / "server", settings.site):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "index").write_text("made", encoding="utf-8")
    last.keep(told)


def _bytes(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.slow
def test_after_every_kind_of_edit_a_build_is_needed_and_after_none_it_is_not(tmp_path: Path) -> None:
    with planned(tmp_path / "project", 1) as one:
        for kind in KINDS:
            if kind is not a_version:
                one.number += 1
                _built(settings_of(one, 1))
                assert _answered(settings_of(one, 1)) == TOLD
                before = _bytes(one.folder)
                kind(one)
                assert _bytes(one.folder) != before, kind
                assert _answered(settings_of(one, 1)) is None, kind


def _project(folder: Path) -> Settings:
    for name, text in {
        "mkdocs.yml": "plugins: []\nhooks: [scripts/hooks.py]\nsite_name: !ENV [OUR_NAME, 站]\n",
        "content/news/a.yml": "title: 甲",
        "docs/index.md": "# 站",
        "reviews.yml": "",
        "private/consents.csv": "",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    places = {"root": folder, "content": folder / "content", "out": folder / "build", "site": folder / "build/site"}
    return Settings(**places, config=folder / "mkdocs.yml", today=date(2026, 11, 28), accelerated=True)  # type: ignore[arg-type]


def _same_size_and_time(path: Path) -> None:
    state = path.stat()
    path.write_bytes(b"x" * state.st_size)
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))


EDITS: dict[str, Callable[[Path], object]] = {
    "a record of the same size and time": lambda root: _same_size_and_time(root / "content/news/a.yml"),
    "a page of the site, same size and time": lambda root: _same_size_and_time(root / "build/site/index"),
    "a page of the site gone": lambda root: (root / "build/site/index").unlink(),
    "a page of the site more": lambda root: (root / "build/site/b").touch(),
    "a map gone": lambda root: (root / "build/server/index").unlink(),
    "a hidden file among the records": lambda root: (root / "content/.a").touch(),
    "a link among the records": lambda root: (root / "content/b").symlink_to(root),
    "the reviews": lambda root: (root / "reviews.yml").write_text("[]", encoding="utf-8"),
    "the registry": lambda root: (root / "private/consents.csv").write_text("1", encoding="utf-8"),
    "the cache deleted": lambda root: shutil.rmtree(root / ".cache"),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_what_was_changed_behind_its_back_is_seen(tmp_path: Path, edit: Callable[[Path], object]) -> None:
    settings = _project(tmp_path)
    _built(settings)
    assert _answered(settings) == TOLD
    edit(tmp_path)
    assert _answered(settings) is None


def test_an_old_file_is_known_by_its_size_and_times_and_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unchanged, "RACY", -(10**15))  # all files are older than that
    settings = _project(tmp_path)
    _built(settings)
    opened: list[str] = []
    read = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: opened.append(path.name) or read(path))
    assert _answered(settings) == TOLD
    assert not opened, "only the answer is read, which is in the cache"
    os.utime(tmp_path / "content/news/a.yml", (0, 0))
    assert _answered(settings) is None


def test_other_options_another_day_and_another_environment_need_a_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = _project(tmp_path)
    _built(settings)
    assert _answered(replace(settings, production=True)) is None
    assert _answered(replace(settings, today=date(2026, 11, 29))) is None
    assert _answered(replace(settings, accelerated=False)) is None
    monkeypatch.setenv("OUR_NAME", "另一个站")
    assert _answered(settings) is None
    monkeypatch.delenv("OUR_NAME")
    assert _answered(settings) == TOLD
    monkeypatch.setattr(unchanged, "installed_versions", lambda: "another version")
    assert _answered(settings) is None


@pytest.mark.parametrize("line", ["plugins: [search]", "hooks: [mine.py]", "INHERIT: base.yml"])
def test_what_others_go_by_is_unknown(tmp_path: Path, line: str) -> None:
    settings = _project(tmp_path)
    name = line.partition(":")[0]
    text = (tmp_path / "mkdocs.yml").read_text(encoding="utf-8").splitlines()
    kept = [one for one in text if not one.startswith(name)]
    (tmp_path / "mkdocs.yml").write_text("\n".join([*kept, line]), encoding="utf-8")
    _built(settings)
    assert _answered(settings) is None


def test_a_change_while_the_site_is_built_is_not_lost(tmp_path: Path) -> None:
    settings = _project(tmp_path)
    _built(settings, lambda: (tmp_path / "content/news/a.yml").write_text("title: 乙", encoding="utf-8"))
    assert _answered(settings) is None


def test_a_build_that_failed_leaves_no_answer(tmp_path: Path) -> None:
    settings = _project(tmp_path)
    _built(settings, told=TOLD._replace(built=False))
    assert _answered(settings) is None
