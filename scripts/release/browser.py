"""Chromium or Chrome as it may lie on this machine, used for what only a browser makes: PDF files and pictures of pages."""

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
"""The first draws pages as the others do; without windows of its own it takes less than half their time."""
_OPTIONS = "--headless --disable-gpu --disable-background-networking --no-first-run --virtual-time-budget=20000"
_OPTIONS += " --disable-dev-shm-usage"  # which has 64 MB in a container
SECONDS = 120
"""How long one page may take: the sheets of two hundred panels with pictures are made in less."""


class BrowserError(RefusedError):
    """There is no browser, or it gave up; the text says so in a sentence."""


def found() -> str:
    """The browser's program. Raises BrowserError."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        raise BrowserError("这台机器没有 Chromium 或 Chrome")
    return browser


def make(page: Path, target: Path, *options: str) -> Path:
    """Opens a page and lets the browser write ``target``, which one of the options names. Raises BrowserError."""
    browser = found()
    target.unlink(missing_ok=True)
    root = os.geteuid() == 0  # Chromium refuses its sandbox to root, as in a container
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        own = [*_OPTIONS.split(), f"--user-data-dir={profile}", *(["--no-sandbox"] if root else [])]
        command = [browser, *own, *options, page.resolve().as_uri()]
        try:
            subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
        except subprocess.TimeoutExpired:
            raise BrowserError(f"浏览器没有在 {SECONDS} 秒内完成 {target.name}") from None
    if not target.is_file():
        raise BrowserError(f"浏览器没有生成 {target.name}")
    return target


def print_set(site: Path, show: str, out: Path) -> Iterator[Path]:
    """Makes a PDF of each layout of the exhibition ``show`` (its id) in ``out``. Raises BrowserError; the text says what to do."""
    try:
        found()
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
        yield make(page, target, "--no-pdf-header-footer", f"--print-to-pdf={target.resolve()}")
