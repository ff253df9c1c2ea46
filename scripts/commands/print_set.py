"""The print set of one exhibition as PDF files, made by Chromium from the built site's own pages."""

from collections.abc import Iterator
from pathlib import Path

from scripts.release.browser import BrowserError, found, make
from scripts.render.exhibition.print_layouts import LAYOUTS


class PrintError(Exception):
    """There is no browser, no built page, or the browser gave up; the text says what to do."""


def print_set(site: Path, show: str, out: Path) -> Iterator[Path]:
    """Makes a PDF of each layout of the exhibition ``show`` (its id) in ``out``. Raises PrintError."""
    try:
        found()
    except BrowserError as error:
        raise PrintError(f"{error}：请在浏览器里打开“打印”页，另存为 PDF") from None
    folder = site / "exhibitions" / show / "print"
    there = ((layout.name, folder / layout.name / "index.html") for layout in LAYOUTS)
    pages = [(name, page) for name, page in there if page.is_file()]
    if not pages:
        raise PrintError(f"没有找到展览“{show}”的打印页：请先运行 python -m scripts build，并核对编号")
    out.mkdir(parents=True, exist_ok=True)
    for name, page in pages:
        yield _print(page, out / f"{name}.pdf")


def _print(page: Path, target: Path) -> Path:
    """One page → one PDF, in the paper size its style sheet names."""
    try:
        return make(page, target, "--no-pdf-header-footer", f"--print-to-pdf={target.resolve()}")
    except BrowserError as error:
        raise PrintError(str(error)) from None
