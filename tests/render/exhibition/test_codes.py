"""The QR codes: decoded from the SVG, they lead to existing addresses."""

import re
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image, ImageDraw

from scripts.catalogue import Site
from scripts.load.content import load
from scripts.render.exhibition.panels import code
from scripts.render.pages import render
from tests.render.exhibition.show import SHOW, URL, files
from tests.support import plant

STEP = re.compile(r"([Mmh])(-?[\d.]+)(?: ?(-?[\d.]+))?")


def drawn(svg: str, scale: int = 6) -> Image.Image:
    """The picture a browser makes of a code: segno draws rows of modules as horizontal strokes one unit high."""
    box = re.search(r'viewBox="0 0 (\d+) (\d+)"', svg)
    path = re.search(r'stroke="#000"[^>]* d="([^"]+)"|d="([^"]+)"[^>]* stroke="#000"', svg)
    assert box and path, svg[:200]
    side = int(box[1]) * scale
    image = Image.new("L", (side, side), 255)
    draw = ImageDraw.Draw(image)
    x = y = 0.0
    for kind, first, second in STEP.findall(path[1] or path[2]):
        if kind == "h":
            top = (y - 0.5) * scale
            draw.rectangle((x * scale, top, (x + float(first)) * scale - 1, top + scale - 1), fill=0)
            x += float(first)
        else:
            x, y = (float(first), float(second)) if kind == "M" else (x + float(first), y + float(second))
    return image


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    content = plant(tmp_path_factory.mktemp("codes"), files(3))
    return {page.path: page.text for page in render(Site(load(content), url=URL))}


def test_every_code_leads_to_the_page_of_its_number(pages: dict[str, str]) -> None:
    codes = {path: text for path, text in pages.items() if path.startswith(f"{SHOW}/codes/")}
    assert len(codes) == 4
    for path, svg in codes.items():
        found = zxingcpp.read_barcode(drawn(svg))
        page = path.replace("/codes/", "/").removesuffix(".svg").removesuffix("/0")
        assert found is not None and found.text == f"{URL}{page}/", path
        assert f"{page}.md" in pages


def test_a_long_address_still_decodes_and_is_black_on_white() -> None:
    address = URL + "exhibitions/" + "chang-" * 9 + "ming/199/"
    svg = code(address)
    found = zxingcpp.read_barcode(drawn(svg))
    assert found is not None and found.text == address
    assert 'fill="#fff"' in svg and "style=" not in svg


def test_without_the_address_of_the_site_there_are_no_codes_and_the_print_page_says_how(tmp_path: Path) -> None:
    pages = {page.path: page.text for page in render(Site(load(plant(tmp_path, files(2)))))}
    assert not [path for path in pages if "/codes/" in path]
    assert "没有公开网址" in pages[f"{SHOW}/print/index.md"]
