"""Takes phone screenshots of changed pages, before and after, for ``report/pictures.html`` beside CI's summary.

``ci`` leaves the Markdown pages of both versions; this module builds the older site too.
"""

import os
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from html import escape
from pathlib import Path

from PIL import Image, ImageChops

from scripts.problems import Problem
from scripts.publish import mkdocs
from scripts.publish.progress import Progress
from scripts.release.browser import BrowserError, find_browser, run_browser
from scripts.release.changes import Page, changes, lines_changed
from scripts.release.report import as_page, cell
from scripts.settings import Settings

PAGE = "pictures.html"
MAX_PAGES = 12
"""How many pages are photographed."""
WIDTH, HEIGHT = 390, 10_000
"""A phone's width and the captured height, in pixels; Chromium paints at most 16,384."""
SHOWN, ABOVE = 1200, 120
"""Pixels of a page that are shown, and how many of them lie above the first difference."""
GAP, BAR = 20, 200
"""Pixels between the two pages in the browser's window, and the height reserved for its own bar."""
NOT_YET = "还没有拍改动前后的样子：运行 `python -m scripts pictures`（要有 Chromium 或 Chrome）。\n"


def take_screenshots(settings: Settings, progress: Progress) -> str:
    """Takes the screenshots and writes their page. Returns the result as a sentence; raises nothing if there is no browser."""
    report, base = settings.out / "report", settings.out / "base"
    seen = _changed_pages(settings, base) if (base / "docs").is_dir() else []
    if not seen:
        text = said = "没有改动的页面可拍。"
    else:
        try:
            find_browser()
            problems = _site_of_base(settings, base, progress)
            progress.stage("给改动的页面拍照", total=min(len(seen), MAX_PAGES))
            text, said = _take_all(settings, seen, problems, progress)
        except BrowserError as error:
            text = said = f"没有拍改动前后的样子：{error}。"
    write_page(report, f"## 改动前后的样子\n\n{text}\n")
    return said


def write_page(report: Path, text: str) -> None:
    """Writes the page of screenshots from Markdown."""
    report.mkdir(parents=True, exist_ok=True)
    (report / PAGE).write_text(as_page(text), encoding="utf-8", newline="\n")


def _changed_pages(settings: Settings, base: Path) -> list[Page]:
    """The changed and new pages, records before lists. Removed pages may have been withdrawn and are left out."""
    found = changes(base / "docs", settings.out / "docs")
    pages = [*(after for before, after in found.changed if lines_changed(before, after)), *found.new]
    return sorted(pages, key=lambda page: not (settings.content / f"{page.address.strip('/')}.yml").is_file())


def _site_of_base(settings: Settings, base: Path, progress: Progress) -> list[Problem]:
    """Builds the older site into ``base/site``. Returns the problems."""
    progress.stage("排版上一版")
    shutil.rmtree(base / "site", ignore_errors=True)
    older = replace(settings, out=base, site=base / "site")
    return mkdocs.run_mkdocs(older, older.site, progress)


def _take_all(settings: Settings, seen: list[Page], problems: list[Problem], progress: Progress) -> tuple[str, str]:
    """Takes all screenshots. Returns the page in Markdown, and the result as a sentence."""
    folder = settings.out / "report/pictures"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with ThreadPoolExecutor(settings.jobs) as pool:
        rows = list(pool.map(partial(_row, settings, progress), enumerate(seen[:MAX_PAGES], 1)))
    head = "手机上的样子，从第一处不同拍起。\n\n| 以前 | 现在 |\n|---|---|\n"
    rest = f"\n还有 {len(seen) - MAX_PAGES} 页没有拍。\n" if len(seen) > MAX_PAGES else ""
    words = f"\n上一版没有排好：{cell(problems[0].message)}\n" if problems else ""
    return head + "".join(rows) + rest + words, f"已给 {len(rows)} 个改动的页面拍照。"


def _row(settings: Settings, progress: Progress, numbered: tuple[int, Page]) -> str:
    """Takes the screenshots of one page. Returns its rows of the table."""
    number, page = numbered
    files = [site / page.address / "index.html" for site in (settings.out / "base/site", settings.site)]
    title = f"**{cell(page.title)}**（/{cell(page.address)}）"
    try:
        cells = _pair(settings.out / "report/pictures", number, files)
    except (BrowserError, OSError) as error:
        cells = [cell(str(error)), ""]
    progress.step()
    return f"| {title} | {'' if cells else '手机上看不出不同'} |\n" + (f"| {' | '.join(cells)} |\n" if cells else "")


def _pair(folder: Path, number: int, files: list[Path]) -> list[str]:
    """Photographs two pages side by side in one window. Returns a table cell for each; none if they look the same."""
    frames = folder / f"{number}.html"
    frames.write_text("".join(_frames(folder, files)), encoding="utf-8")
    shot = folder / f"{number}.png"
    window = [f"--window-size={2 * WIDTH + GAP},{HEIGHT + BAR}", f"--screenshot={shot.resolve()}"]
    run_browser(frames, shot, "--hide-scrollbars", "--force-device-scale-factor=1", *window)
    with Image.open(shot) as image:
        halves = [image.convert("RGB").crop((x, 0, x + WIDTH, HEIGHT)) for x in (0, WIDTH + GAP)]
    for path in (frames, shot):
        path.unlink()
    box = ImageChops.difference(*halves).getbbox()
    if box is None:
        return []
    there = [file.is_file() for file in files]
    top = max(0, box[1] - ABOVE) if all(there) else 0
    targets = [folder / f"{number}-{word}.webp" for word in ("before", "after")]
    cuts = zip(there, halves, targets, strict=True)
    return [_cut(half, top, target) if is_there else "没有这一页" for is_there, half, target in cuts]


def _frames(folder: Path, files: list[Path]) -> Iterator[str]:
    """HTML that shows both pages in frames of a phone's width: a browser window may not be that narrow."""
    yield '<!doctype html><meta charset="utf-8"><style>body{margin:0}iframe{position:absolute;top:0;border:0}</style>'
    for number, file in enumerate(files):
        if file.is_file():
            source = Path(os.path.relpath(file, folder)).as_posix()
            left = number * (WIDTH + GAP)
            yield f'<iframe src="{escape(source)}" width="{WIDTH}" height="{HEIGHT}" style="left:{left}px"></iframe>'


def _cut(half: Image.Image, top: int, target: Path) -> str:
    part = half.crop((0, top, WIDTH, min(top + SHOWN, HEIGHT)))
    ground = Image.new("RGB", part.size, part.getpixel((0, part.height - 1)))
    inked = ImageChops.difference(part, ground).getbbox()
    part.crop((0, 0, WIDTH, inked[3] if inked else part.height)).save(target, quality=70)
    return f"![](pictures/{target.name})"
