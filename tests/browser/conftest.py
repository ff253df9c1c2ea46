"""Serves the miniature site and others, and opens pages of them in Chromium."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Error, Page

from scripts import pipeline
from scripts.publish.config import load_settings
from scripts.publish.progress import Progress
from tests.conftest import PATIENCE, Shared
from tests.render.exhibition import panels
from tests.render.exhibition.odd import files as odd_files
from tests.render.exhibition.show import URL
from tests.serving import Quiet, serving
from tests.support import plant


@dataclass(frozen=True)
class Built:
    """A built site: its folder, where it is served, and what opens its pages."""

    folder: Path
    url: str
    browser: Browser

    @contextmanager
    def opened(
        self, address: str | None = None, *, at: str = "", before: str = "", shared: bool = True, **settings: Any
    ) -> Iterator[Page]:
        """A page as wide as a phone unless told otherwise, at an ``address`` of the site, where no script may fail. It is the moment
        ``at`` there, if one is given, until ``Date.moment`` is another; ``before`` runs ahead of the scripts of each document.

        It goes from test to test, one for each kind of settings: to start one costs as much as four visits. Nothing is
        remembered from test to test, but for the steps back; who counts those wants one not ``shared``.
        """
        media = {name: settings.pop(name, usual) for name, usual in MEDIA.items()}
        viewport = settings.pop("viewport", PHONE["viewport"])
        settings |= {"base_url": self.url}
        kind = repr(sorted(settings.items()))
        waiting = _shared.pop(kind, None) if shared else None
        page = waiting or self.browser.new_context(**{**PHONE, **settings}).new_page()
        _errors.clear()
        page.on("pageerror", _note)
        try:
            page.set_viewport_size(viewport)
            page.emulate_media(**media)
            with _running(page, CLOCK % at + before if at else before):
                if address is not None:
                    page.goto(address)
                yield page
            assert _errors == []
            page.remove_listener("pageerror", _note)
            page.unroute_all()
            forgets = not settings.get("java_script_enabled", True) or page.evaluate(FORGET)
            page.goto("about:blank")
        except BaseException:
            page.context.close()
            raise
        if shared and forgets and kind not in _shared:
            _shared[kind] = page
        else:
            page.context.close()


@pytest.fixture(scope="session")
def mini(mini_site: Path, browser: Browser) -> Iterator[Built]:
    with serving(mini_site, _Handler) as url:
        yield Built(mini_site, url, browser)


@pytest.fixture(scope="session")
def sample(sample_site: Path, browser: Browser) -> Iterator[Built]:
    with serving(sample_site, _Handler) as url:
        yield Built(sample_site, url, browser)


@pytest.fixture(scope="session")
def show(show_site: Path, browser: Browser) -> Iterator[Built]:
    with serving(show_site) as url:
        yield Built(show_site, url, browser)


@pytest.fixture(scope="session")
def odd(shared: Shared, browser: Browser) -> Iterator[Built]:
    """Exhibitions nobody should make and somebody will."""
    folder = shared.folder("odd", partial(build, odd_files())) / "out/site"
    with serving(folder) as url:
        yield Built(folder, url, browser)


@pytest.fixture(scope="session")
def hard(shared: Shared, browser: Browser) -> Iterator[Built]:
    """An exhibition whose panels are of every length and shape."""
    folder = shared.folder("hard", partial(build, panels.files())) / "out/site"
    with serving(folder) as url:
        yield Built(folder, url, browser)


def build(files: dict[str, str | bytes], folder: Path) -> None:
    report = pipeline.build(load_settings(content=plant(folder, files), out=folder / "out", url=URL), Progress())
    assert report.built, [str(problem) for problem in report.problems]


PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "locale": "zh-CN", "timezone_id": "Asia/Shanghai"}
MEDIA = {"media": "null", "color_scheme": "light", "reduced_motion": "no-preference", "forced_colors": "none"}
CLOCK = """{
  const Usual = Date;
  Date = class extends Usual {
    static moment = '%s';
    constructor(...given) { super(...(given.length ? given : [Date.moment])); }
    static now() { return Usual.parse(Date.moment); }
  };
}
"""
"""Stops the clock in each document. Playwright's own has no end, so that its page could serve no other test."""
FORGET = """() => {
  for (const name of ['localStorage', 'sessionStorage']) try { window[name].clear(); } catch (error) {}
  return !('__pwClock' in window);
}"""
"""Says whether there is nothing that cannot be forgotten: a clock that was set stays so for as long as the page lives."""
_shared: dict[str, Page] = {}
_errors: list[str] = []


def _note(error: Error) -> None:
    _errors.append(str(error))


@contextmanager
def _running(page: Page, script: str) -> Iterator[None]:
    """Playwright's own way to run a script in each document has no end."""
    if not script:
        yield
        return
    wire = page.context.new_cdp_session(page)
    wire.send("Page.enable")
    added = wire.send("Page.addScriptToEvaluateOnNewDocument", {"source": script})
    yield
    wire.send("Page.removeScriptToEvaluateOnNewDocument", added)
    wire.detach()


def until(page: Page, script: str, arg: object = None) -> None:
    """Waits until a script says yes.

    Playwright's wait_for_function evaluates text within the page when the first answer is no; the policy below forbids it.
    """
    end = time.monotonic() + PATIENCE
    while not page.evaluate(script, arg):
        assert time.monotonic() < end, f"never came true: {script}"
        page.wait_for_timeout(20)


def violations(page: Page, **options: object) -> dict[str, list[str]]:
    """The rules of axe that a page breaks, each with where, and of colours."""
    found = broken(page, **options)
    return found | ({"color-contrast": poor} if (poor := pale(page)) else {})


def broken(page: Page, **options: object) -> dict[str, list[str]]:
    """The same without colours. Axe is read once a page, after it is there (ahead of it, it runs slower); only what is wrong
    comes back."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    asked = {"resultTypes": ["violations"], "preload": False, "rules": RULES, **options}
    return dict(page.evaluate(BROKEN, asked))


def pale(page: Page) -> list[str]:
    """The texts that do not stand out from their ground."""
    found = page.evaluate(COLOURS)
    assert found["seen"] > 2, page.url
    poor: list[str] = found["poor"]
    return poor


COLOURS = (Path(__file__).parent / "colours.js").read_text(encoding="utf-8")
RULES = {"target-size": {"enabled": True}, "color-contrast": {"enabled": False}}
"""Targets of 24 px are of WCAG 2.2, which axe does not ask for by itself; ``pale`` takes a twentieth of axe's time for colours."""
BROKEN = """options => axe.run(options).then(done =>
  done.violations.map(rule => [rule.id, rule.nodes.map(node => node.html.slice(0, 160))]))"""


POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src 'self'; connect-src 'self'"
"""What a server may say of every page: nothing inline, nothing from elsewhere. What breaks it is an error on the console."""


class _Handler(Quiet):
    """Files only, and our own page for what is not found."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(page)
