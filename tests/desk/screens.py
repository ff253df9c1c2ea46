"""The handbook's screenshots of the real desk: `python -m tests.desk.screens` takes them anew.

The records are the handbook's own examples; nothing on a picture depends on the day.
"""

import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import uvicorn
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, sync_playwright

from scripts.desk.app import application
from scripts.publish.config import load_settings
from scripts.render.reference import EXAMPLES
from tests.browser.conftest import Built
from tests.desk.conftest import PERSON
from tests.support import ROOT, picture

FOLDER = ROOT / "docs/assets/handbook"
LARGEST = 40 << 10
"""Bytes of one picture."""
DAY = date(2026, 11, 23)
SIZE = {"width": 1180, "height": 820}


class Screen(NamedTuple):
    """A picture: its name, the page, what is done there first, and what is shown; the whole window if nothing."""

    name: str
    address: str
    do: Callable[[Page], object] = lambda page: None
    part: str = ""


@contextmanager
def served(content: Path, today: date | None = None) -> Iterator[str]:
    """The desk over a content folder, at the address it gives."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        app = application(load_settings(content=content, out=content.parent / "out", today=today), port)
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{port}/"
        server.should_exit = True
        thread.join()


def _field(path: str) -> str:
    return f'[data-path="{path}"]'


def _named(page: Page) -> None:
    page.get_by_label("姓名", exact=False).first.fill("卢望舒")
    page.get_by_label("姓名", exact=False).first.blur()


def _honoured(page: Page) -> None:
    _named(page)
    page.locator('[value="add:honours"]').click()
    page.locator('[name="honours.0.award"]').fill("lin-li-zhi-guang")
    page.locator('[name="honours.0.round"]').fill("第一届")
    page.locator('[name="honours.0.status"]').select_option(label="获评")


def _wrong_date(page: Page) -> None:
    page.get_by_label("本站发布日期", exact=False).first.fill("去年冬天")
    page.locator(f"{_field('published')} .told li").wait_for()


def _with_picture(page: Page) -> None:
    page.locator('[value="add:images"]').click()
    files = [{"name": "讲台.png", "mimeType": "image/png", "buffer": picture(900, 600)}]
    page.locator('[name="images.0.file:upload"]').set_input_files(files)  # type: ignore[arg-type]
    page.locator('[name="images.0.alt"]').fill("一位女教师站在社区活动室的讲台边，手里举着一张星图")


def _news(page: Page) -> None:
    page.locator("[name=title]").fill("十二个孩子在活动室认星星")
    page.get_by_label("栏目", exact=False).first.select_option(label="实践动态")
    page.get_by_label("摘要", exact=False).first.fill("没有望远镜，先从北斗七星认起。")
    page.locator('[name="body"]').fill("活动室的灯关掉一半，投影的夜空就亮了。\n\n孩子们先认北斗七星，再找北极星。")
    _previewed(page)


def _monthly(page: Page) -> None:
    page.locator('[value="part:recurrence"]').click()
    page.locator('[name="recurrence.frequency"]').select_option(label="每月")
    for name, text in (("days", "第二个周六"), ("start", "19:30"), ("end", "20:30")):
        page.locator(f'[name="recurrence.{name}"], [name="recurrence.{name}[]"]').fill(text)


def _broken(page: Page) -> None:
    source = page.locator("textarea.source")
    source.fill(source.input_value().replace(": ", "：", 1))
    page.locator(".sticky .main").click()
    page.locator(".why").wait_for()
    page.locator(".told button").first.wait_for()


def _changed(page: Page) -> None:
    page.get_by_label("一句话事迹").fill("替邻居修了三十年水管，没有收过一分钱。")
    page.locator(".sticky .main").click()
    page.wait_for_url("**saved=1")
    page.goto(page.url.partition("/edit")[0] + "/changes")


def _previewed(page: Page) -> None:
    page.frame_locator("#preview").locator("h1").wait_for()
    page.locator("#count:not(:empty)").wait_for()


def _to(page: Page, path: str) -> None:
    _previewed(page)
    page.locator(_field(path)).evaluate("one => one.scrollIntoView()")


SCREENS = (
    Screen("home", ""),
    Screen("new-person", "new/role-models", _named),
    Screen("honours", "new/role-models", _honoured, _field("honours")),
    Screen("wrong", f"edit/{PERSON}", _wrong_date, _field("published")),
    Screen("picture", "new/news", _with_picture, _field("images")),
    Screen("news", "new/news", _news),
    Screen("preview", f"edit/{PERSON}", _previewed),
    Screen("panels", "edit/exhibitions/che-lun.yml", lambda page: _to(page, "sections.0.panels.0")),
    Screen("recurrence", "new/events", _monthly, _field("recurrence")),
    Screen("text", "edit/awards/lin-li-zhi-guang.yml?text=1", _broken),
    Screen("move", f"move/{PERSON}"),
    Screen("changes", f"edit/{PERSON}", _changed),  # the only one that saves, so the last
)


def take(
    folder: Path,
    browser: Browser,
    packed: Callable[[bytes], bytes] | None = None,
    screens: Sequence[Screen] = SCREENS,
) -> None:
    """Writes pictures into a folder, as small WebP unless they are to be ``packed`` otherwise."""
    packed = packed or _small
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as here:
        content = Path(here, "content")
        shutil.copytree(EXAMPLES, content)
        _committed(content.parent)
        with served(content, DAY) as url:
            desk = Built(content, url, browser)
            for screen in screens:
                with desk.opened(screen.address, viewport=SIZE, bypass_csp=True) as page:
                    (folder / f"{screen.name}.webp").write_bytes(packed(_shot(page, screen)))


def _shot(page: Page, screen: Screen) -> bytes:
    screen.do(page)
    if screen.part:
        page.add_style_tag(content=".sticky { position: static !important }")
    shown: Page | Locator = page.locator(screen.part).first if screen.part else page
    return shown.screenshot(animations="disabled")


def _committed(folder: Path) -> None:
    """A repository as an editor has it, so that what changed can be shown."""
    own = (["config", "user.name", "编辑"], ["config", "user.email", "a@example.org"])
    for words in (["init", "-q"], *own, ["add", "."], ["commit", "-qm", "记录"]):
        subprocess.run(["git", *words], cwd=folder, check=True)


def _small(png: bytes) -> bytes:
    """The picture as WebP, a little coarser until it is small enough."""
    for quality in range(80, 20, -10):
        made = BytesIO()
        with Image.open(BytesIO(png)) as shown:
            shown.convert("RGB").save(made, "WEBP", quality=quality, method=6)
        if made.tell() <= LARGEST:
            break
    return made.getvalue()


if __name__ == "__main__":
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--lang=zh-CN"]
        )
        take(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER, chromium)
