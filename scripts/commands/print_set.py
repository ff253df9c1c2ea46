"""The print set of one exhibition as PDF files, made by Chromium from the built site's own pages."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from scripts.render.exhibition.print_layouts import LAYOUTS

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
SECONDS = 120
"""How long one sheet may take: two hundred panels with pictures are made in less."""


class PrintError(Exception):
    """There is no browser, no built page, or the browser gave up; the text says what to do."""


def print_set(site: Path, show: str, out: Path) -> Iterator[Path]:
    """Makes a PDF of each layout of the exhibition ``show`` (its id) in ``out``. Raises PrintError."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        raise PrintError("这台机器没有 Chromium 或 Chrome：请在浏览器里打开“打印”页，另存为 PDF")
    folder = site / "exhibitions" / show / "print"
    found = ((layout.name, folder / layout.name / "index.html") for layout in LAYOUTS)
    pages = [(name, page) for name, page in found if page.is_file()]
    if not pages:
        raise PrintError(f"没有找到展览“{show}”的打印页：请先运行 python -m scripts build，并核对编号")
    out.mkdir(parents=True, exist_ok=True)
    for name, page in pages:
        yield _print(browser, page, out / f"{name}.pdf")


def _print(browser: str, page: Path, target: Path) -> Path:
    """One page → one PDF, in the paper size its style sheet names."""
    target.unlink(missing_ok=True)
    root = hasattr(os, "geteuid") and os.geteuid() == 0  # Chromium refuses its sandbox to root, as in a container
    with tempfile.TemporaryDirectory() as profile:
        command = [
            browser,
            "--headless",
            *(["--no-sandbox"] if root else []),
            "--disable-gpu",
            "--disable-background-networking",
            "--no-first-run",
            f"--user-data-dir={profile}",
            "--no-pdf-header-footer",
            "--virtual-time-budget=20000",
            f"--print-to-pdf={target.resolve()}",
            page.resolve().as_uri(),
        ]
        try:
            subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
        except subprocess.TimeoutExpired:
            raise PrintError(f"浏览器没有在 {SECONDS} 秒内完成 {target.name}") from None
    if not target.is_file():
        raise PrintError(f"浏览器没有生成 {target.name}")
    return target
