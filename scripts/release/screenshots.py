"""Changed pages as readers of a phone see them, before and after: ``report/pictures.html``, beside CI's summary.

``ci`` has left the pages of both versions in Markdown; here the older ones become a site too, and a browser looks at both.
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
from scripts.release.browser import BrowserError, found, make
from scripts.release.changes import Page, changes, lines_changed
from scripts.release.report import as_page, cell
from scripts.settings import Settings

PAGE = "pictures.html"
MOST = 12
"""Of how many pages pictures are taken."""
WIDTH, HEIGHT = 390, 10_000
"""A phone, and how far down a page is looked at; Chromium paints no more than 16,384."""
SHOWN, ABOVE = 1200, 120
"""How much of a page is shown, and how much of that lies above the first difference."""
GAP, BAR = 20, 200
"""Between the two pages in the browser's window, and what a window may take for its own bar."""
NOT_YET = "还没有拍改动前后的样子：运行 `python -m scripts pictures`（要有 Chromium 或 Chrome）。\n"


def pictures(settings: Settings, progress: Progress) -> str:
    """Takes the pictures and writes the page about them. Returns in a sentence what came of it; never raises for want of a browser."""
    report, base = settings.out / "report", settings.out / "base"
    seen = _seen(settings, base) if (base / "docs").is_dir() else []
    if not seen:
        text = said = "没有改动的页面可拍。"
    else:
        try:
            found()
            problems = _site_of_base(settings, base, progress)
            progress.stage("给改动的页面拍照", total=min(len(seen), MOST))
            text, said = _taken(settings, seen, problems, progress)
        except BrowserError as error:
            text = said = f"没有拍改动前后的样子：{error}。"
    write(report, f"## 改动前后的样子\n\n{text}\n")
    return said


def write(report: Path, text: str) -> None:
    """Writes the page about the pictures, from Markdown."""
    report.mkdir(parents=True, exist_ok=True)
    (report / PAGE).write_text(as_page(text), encoding="utf-8", newline="\n")


def _seen(settings: Settings, base: Path) -> list[Page]:
    """The pages to look at, those of records before lists; none that are gone: they may have been withdrawn."""
    found = changes(base / "docs", settings.out / "docs")
    pages = [*(after for before, after in found.changed if lines_changed(before, after)), *found.new]
    return sorted(pages, key=lambda page: not (settings.content / f"{page.address.strip('/')}.yml").is_file())


def _site_of_base(settings: Settings, base: Path, progress: Progress) -> list[Problem]:
    """Makes the older pages a site, ``base/site``. Returns what hindered it."""
    progress.stage("排版上一版")
    shutil.rmtree(base / "site", ignore_errors=True)
    older = replace(settings, out=base, site=base / "site")
    return mkdocs.made(older, older.site, progress)


def _taken(settings: Settings, seen: list[Page], problems: list[Problem], progress: Progress) -> tuple[str, str]:
    """The page about the pictures in Markdown, and the sentence."""
    folder = settings.out / "report/pictures"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with ThreadPoolExecutor(settings.jobs) as pool:
        rows = list(pool.map(partial(_row, settings, progress), enumerate(seen[:MOST], 1)))
    head = "手机上的样子，从第一处不同拍起。\n\n| 以前 | 现在 |\n|---|---|\n"
    rest = f"\n还有 {len(seen) - MOST} 页没有拍。\n" if len(seen) > MOST else ""
    words = f"\n上一版没有排好：{cell(problems[0].message)}\n" if problems else ""
    return head + "".join(rows) + rest + words, f"已给 {len(rows)} 个改动的页面拍照。"


def _row(settings: Settings, progress: Progress, numbered: tuple[int, Page]) -> str:
    """Takes the pictures of one page. Returns its rows of the table."""
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
    """Two pages side by side in one window → a cell of the table each; none when they look the same."""
    frames = folder / f"{number}.html"
    frames.write_text("".join(_frames(folder, files)), encoding="utf-8")
    shot = folder / f"{number}.png"
    window = [f"--window-size={2 * WIDTH + GAP},{HEIGHT + BAR}", f"--screenshot={shot.resolve()}"]
    make(frames, shot, "--hide-scrollbars", "--force-device-scale-factor=1", *window)
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
    """A page of ours with both in frames of a phone's width: a window of its own may not be that narrow."""
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
