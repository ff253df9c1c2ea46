"""The marker of slow tests, readable names of cases, reproducible examples, three shared built sites, and one cache.

Fixtures import their modules themselves, since the xdist controller also loads this file before the first test runs.
"""

import fcntl
import gc
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

gc.disable()  # during collection: its objects all stay alive, and garbage collection would take a third of the time
PATIENCE = 120
"""The timeout of a browser in seconds, long enough for a busy machine."""
SAMPLE_RECORDS = 200
MEMORY = "/dev/shm"
SLOW = {"mini_site", "sample_site", "show_site", "odd", "hard", "browser", "repository", "nasty"}
"""Fixtures that make a test slow."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--at-length", action="store_true", help="also run tests that take minutes, as `make bench` does")


def pytest_configure(config: pytest.Config) -> None:
    if Path(MEMORY).is_dir():  # a run writes and deletes a hundred thousand files, some of them executable
        room = os.statvfs(MEMORY)
        if room.f_bavail * room.f_frsize > 4 << 30 and not room.f_flag & os.ST_NOEXEC:
            os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", MEMORY)
    config.addinivalue_line("markers", "slow: takes long or starts programs; `-m 'not slow'` leaves it out")
    from hypothesis import HealthCheck, settings

    drawn = 300 if config.getoption("--at-length") else 20
    settings.register_profile(
        "same", derandomize=True, max_examples=drawn, deadline=None, suppress_health_check=HealthCheck
    )
    settings.load_profile("same")  # reproducible; --hypothesis-profile=default draws new examples


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if isinstance(item, pytest.Function) and not SLOW.isdisjoint(item.fixturenames):
            item.add_marker(pytest.mark.slow)


def pytest_collection_finish() -> None:
    gc.freeze()
    gc.enable()


def pytest_make_parametrize_id(val: object) -> str | None:
    from tests.support import CaseBase

    return f"{val.file}: {val.name}" if isinstance(val, CaseBase) else None


class Shared:
    """Folders made once in a test run, by the first worker that needs them."""

    def __init__(self, base: Path) -> None:
        self.base = base

    def folder(self, name: str, make: Callable[[Path], object]) -> Path:
        folder = self.base / name
        with (self.base / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not (folder / "made").exists():
                folder.mkdir()
                make(folder)
                (folder / "made").touch()
        return folder


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Shared:
    base = tmp_path_factory.getbasetemp()
    return Shared(base if worker_id == "master" else base.parent)


@pytest.fixture(scope="session")
def usual_cache() -> object:
    from scripts.settings import Settings

    return Settings.cache


@pytest.fixture(scope="session", autouse=True)
def kept(shared: Shared, usual_cache: object) -> Iterator[Path]:
    """One cache folder for all builds of the tests, since most of their pages are the same."""
    from scripts.settings import Settings
    from scripts.speed.cache import Cache

    folder = shared.folder("kept", lambda _: None)
    one = property(lambda settings: Cache(folder if settings.accelerated else None))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Settings, "cache", one)
        patched.setattr(os, "cpu_count", lambda: 1)  # the workers share the cores, and forking a large process is slow
        yield folder


@pytest.fixture
def own_cache(usual_cache: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests of the cache itself: builds use their own."""
    from scripts.settings import Settings

    monkeypatch.setattr(Settings, "cache", usual_cache)


@pytest.fixture(scope="session")
def mini_site(shared: Shared) -> Path:
    """The miniature site with enough more projects in one street for a second page of lists."""
    return shared.folder("mini", _mini) / "out" / "site"


def _mini(folder: Path) -> None:
    from scripts.render.lists import PER_PAGE
    from tests.support import MINI, build, plant

    shutil.copytree(MINI, folder / "content")
    more = {
        f"volunteer-projects/more-{number}.yml": f"{{title: 第{number}个项目, street: liu-yin, published: 2026}}"
        for number in range(PER_PAGE)
    }
    build(plant(folder, more), folder / "out")


@pytest.fixture(scope="session")
def sample_site(shared: Shared) -> Path:
    """The site of a synthetic tree as large as the real one, with long lists and pages of every type."""
    return shared.folder("sample", _sample) / "out" / "site"


def _sample(folder: Path) -> None:
    from tests.sample import write_sample
    from tests.support import build

    write_sample(folder / "content", SAMPLE_RECORDS, seed=1)
    build(folder / "content", folder / "out")


@pytest.fixture(scope="session")
def show_site(shared: Shared) -> Path:
    """The site of an exhibition of six panels; those with an odd number have a sound and an object."""
    from tests.render.exhibition.show import site

    return shared.folder("show", lambda folder: site(folder, 6)) / "out" / "site"


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """One Chromium for all tests, as Playwright runs only once in a process."""
    from playwright.sync_api import expect, sync_playwright

    from scripts.release.browser import QUIET, BrowserError, find_browser
    from tests.support import lacking

    try:
        path = find_browser()
    except BrowserError:
        lacking("chromium-headless-shell")
    expect.set_options(timeout=PATIENCE * 1000)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", *QUIET])
        chromium.on("context", lambda context: context.set_default_timeout(PATIENCE * 1000))
        yield chromium
        chromium.close()
