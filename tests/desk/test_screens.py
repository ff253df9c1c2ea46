"""The handbook's screenshots: with alternative text, small, and of the current desk."""

import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser

from tests.desk.screens import FOLDER, LARGEST, SCREENS, take
from tests.support import ROOT

SHOWN = re.compile(r"!\[([^\]]{10,})\]\(\.\./assets/handbook/([a-z-]+)\.webp\)\n<figcaption>.{5,}</figcaption>")
NOWHERE_ELSE = {"home", "panels", "move", "changes"}
PAGES = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs/handbook").glob("*.md"))]


def test_every_picture_is_shown_and_is_small() -> None:
    shown = {name for page in PAGES for _, name in SHOWN.findall(page)}
    assert sorted(shown) == sorted(screen.name for screen in SCREENS)
    assert sorted(path.stem for path in FOLDER.iterdir()) == sorted(shown)
    assert [path.name for path in FOLDER.iterdir() if path.stat().st_size > LARGEST] == []


@pytest.mark.slow
def test_the_pictures_can_be_taken_anew(tmp_path: Path, browser: Browser, pytestconfig: pytest.Config) -> None:
    """Those of what no other test does in the desk; all of them in `make bench`."""
    screens = [screen for screen in SCREENS if pytestconfig.getoption("--at-length") or screen.name in NOWHERE_ELSE]
    take(tmp_path, browser, bytes, screens)  # to make them small takes longer than to take them
    for screen in screens:
        name = f"{screen.name}.webp"
        with Image.open(FOLDER / name) as kept, Image.open(tmp_path / name) as made:
            assert made.width == kept.width, name
