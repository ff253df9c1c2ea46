"""The print set of one exhibition as PDF files, made by Chromium from the built site's own pages."""

from collections.abc import Iterator
from pathlib import Path

from scripts.release.browser import BrowserError, found, make
from scripts.render.exhibition.print_layouts import LAYOUTS


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
