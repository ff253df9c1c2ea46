"""Serves the miniature site and others, and opens pages of them in Chromium."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from scripts import pipeline
from scripts.publish.config import configured
from scripts.publish.progress import Progress
from tests.browser.slow_phone import served
from tests.conftest import Shared
from tests.render.exhibition.odd import FILES
from tests.render.exhibition.show import URL
from tests.support import plant


@dataclass(frozen=True)
class Built:
    """A built site: its folder and where it is served."""

    folder: Path
    url: str


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def mini(mini_site: Path) -> Iterator[Built]:
    with _serve(mini_site) as built:
        yield built


@pytest.fixture(scope="session")
def sample(sample_site: Path) -> Iterator[Built]:
    with _serve(sample_site) as built:
        yield built


@pytest.fixture(scope="session")
def show(show_site: Path) -> Iterator[Built]:
    yield from packed(show_site)


@pytest.fixture(scope="session")
def odd(shared: Shared) -> Iterator[Built]:
    """Exhibitions nobody should make and somebody will."""
    yield from packed(shared.folder("odd", _odd) / "out/site")


def _odd(folder: Path) -> None:
    report = pipeline.build(configured(content=plant(folder, FILES), out=folder / "out", url=URL), Progress())
    assert report.built, [str(problem) for problem in report.problems]


def packed(folder: Path) -> Iterator[Built]:
    with served(folder) as url:
        yield Built(folder, url)


@contextmanager
def opened(browser: Browser, **settings: Any) -> Iterator[Page]:
    """A page in a context of its own: nothing remembered, as wide as a phone unless told otherwise."""
    context = browser.new_context(**{"viewport": {"width": 390, "height": 844}, "locale": "zh-CN", **settings})
    try:
        yield context.new_page()
    finally:
        context.close()


POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src 'self'; connect-src 'self'"
"""What a server may say of every page: nothing inline, nothing from elsewhere. What breaks it is an error on the console."""


class _Handler(SimpleHTTPRequestHandler):
    """Files only, no log, and our own page for what is not found."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        pass

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(page)


@contextmanager
def _serve(site: Path) -> Iterator[Built]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield Built(site, f"http://127.0.0.1:{server.server_port}/")
    finally:
        server.shutdown()
        thread.join()
