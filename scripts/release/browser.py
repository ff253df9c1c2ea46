"""Finds Chromium or Chrome on this machine and lets it make PDF files and screenshots of pages."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from scripts.problems import RefusedError
from scripts.render.exhibition.print_layouts import LAYOUTS

BROWSERS = (
    *("chromium-headless-shell", "chromium", "chromium-browser"),
    *("google-chrome", "google-chrome-stable", "chrome", "msedge"),
)
"""In order of preference: the headless shell renders the same pages in less than half the time."""
_UNWANTED = (
    "WebUIOmniboxPopup,WebUIOmniboxAimPopup,MediaRouter,NetworkTimeServiceQuerying,OptimizationHints,PreconnectToSearch"
)
QUIET = ("--disable-background-networking", f"--disable-features={_UNWANTED}")
"""Options against requests of Chromium's own, and against the two hidden pages of suggestions below its address bar, which
take half the processor time of a new window. Chromium reads only the last list of features: this one replaces Playwright's."""
_OPTIONS = "--headless --disable-gpu --no-first-run --virtual-time-budget=20000"
_OPTIONS += " --disable-dev-shm-usage"  # /dev/shm has only 64 MB in a container
SECONDS = 120
"""Time limit for one page; the sheets of 200 panels with pictures need less."""


class BrowserError(RefusedError):
    """No browser was found, or it failed; the message is a sentence."""


def find_browser() -> str:
    """The path of the browser's program. Raises BrowserError."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        raise BrowserError("这台机器没有 Chromium 或 Chrome")
    return browser


def run_browser(page: Path, target: Path, *options: str) -> Path:
    """Opens a page and waits until the browser has written ``target``, named in one of ``options``. Raises BrowserError."""
    browser = find_browser()
    target.unlink(missing_ok=True)
    root = os.geteuid() == 0  # as in a container: Chromium refuses to run its sandbox as root
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        own = [*QUIET, *_OPTIONS.split(), f"--user-data-dir={profile}", *(["--no-sandbox"] if root else [])]
        command = [browser, *own, *options, page.resolve().as_uri()]
        try:
            subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
        except subprocess.TimeoutExpired:
            raise BrowserError(f"浏览器没有在 {SECONDS} 秒内完成 {target.name}") from None
    if not target.is_file():
        raise BrowserError(f"浏览器没有生成 {target.name}")
    return target


def print_set(site: Path, show: str, out: Path) -> Iterator[Path]:
    """Makes a PDF of each print layout of the exhibition with the id ``show`` in ``out``. Raises BrowserError."""
    try:
        find_browser()
    except BrowserError as error:
        raise BrowserError(f"{error}：请在浏览器里打开“打印”页，另存为 PDF") from None
    folder = site / "exhibitions" / show / "print"
    there = ((layout.name, folder / layout.name / "index.html") for layout in LAYOUTS)
    pages = [(name, page) for name, page in there if page.is_file()]
    if not pages:
        raise BrowserError(f"没有找到展览“{show}”的打印页：请先运行 python -m scripts build，并核对编号")
    out.mkdir(parents=True, exist_ok=True)
    for name, page in pages:
        target = out / f"{name}.pdf"  # in the paper size that the page's style sheet names
        yield run_browser(page, target, "--no-pdf-header-footer", f"--print-to-pdf={target.resolve()}")
