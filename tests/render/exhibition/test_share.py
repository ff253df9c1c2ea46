"""Shared links (Open Graph): every exhibition and stop has a card, a title and a description."""

import re
from html import unescape
from pathlib import Path

import pytest
from PIL import Image

from scripts.load.content import load
from scripts.records.exhibitions import Exhibition
from scripts.render.exhibition.panels import LONGEST, numbered_panels
from scripts.render.pictures import SITE_CARD
from tests.render.exhibition.show import SHOW, URL, changed, files, head, pages, photo
from tests.support import ROOT, plant

TINY = {"file": "deng-xia/xiao.jpg", "alt": "小图", "rights": "本站原创"}
TAGS = {
    *("og:site_name", "og:locale", "og:type", "og:title", "og:description", "og:url"),
    *("og:image", "og:image:width", "og:image:height", "og:image:alt"),
}


def _without_pictures() -> dict[str, str | bytes]:
    one = {"id": "yi", "title": "一块", "text": "几句话。", "images": [TINY]}
    sections = [{"id": "bu-fen", "title": "一个部分", "panels": [one]}]
    return changed(files(1), poster=None, sections=sections) | {f"{SHOW}/xiao.jpg": photo(0, 220, 400)}


def test_the_card_of_a_show_is_its_poster_else_its_first_picture_else_none(tmp_path: Path) -> None:
    assert head(pages(tmp_path, files(2)))["image"].startswith(f"{SHOW}/poster-")
    found = head(pages(tmp_path, changed(files(2), poster=None)))
    assert found["image"].startswith(f"{SHOW}/1-1-") and found["image_alt"] == "第1块的第1张图"
    assert "image" not in head(pages(tmp_path, _without_pictures()))


def test_the_card_of_a_stop_is_its_own_first_picture_else_that_of_the_show(tmp_path: Path) -> None:
    made = pages(tmp_path, files(2))
    assert head(made, f"{SHOW}/2")["image"].startswith(f"{SHOW}/2-1-")
    made = pages(tmp_path, files(2, pictures=0))
    assert head(made, f"{SHOW}/2")["image"] == head(made)["image"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("灯亮着。人还没有睡。", "灯亮着。"),
        ("## 小标题\n\n一句**重**话，\n还没完！再一句。", "一句重话，还没完！"),
        ("他说：“不睡了。”又坐下。", "他说：“不睡了。”"),
        ("没有句号\n\n第二段。", "没有句号"),
        ("长" * 300, "长" * LONGEST + "……"),
        ("## 只有标题", "一块"),
    ],
)
def test_the_sentence_of_a_stop_is_the_first_of_its_text(tmp_path: Path, text: str, sentence: str) -> None:
    one = {"id": "yi", "title": "一块", "text": text}
    sections = [{"id": "bu-fen", "title": "一个部分", "panels": [one]}]
    show = load(plant(tmp_path, changed(files(1), sections=sections))).records[SHOW]
    assert isinstance(show, Exhibition)
    assert numbered_panels(show)[0].sentence == sentence


def test_the_card_of_the_site_is_small_and_of_the_size_that_is_said() -> None:
    path = ROOT / "docs" / SITE_CARD
    with Image.open(path) as card:
        assert card.size == (1200, 630)
    assert path.stat().st_size < 60_000
    assert SITE_CARD in (ROOT / "overrides/partials/head.html").read_text(encoding="utf-8")


def _said(site: Path, url: str) -> dict[str, dict[str, str]]:
    """Open Graph of each page of a built site, by the page's address; an image is opened and measured."""
    found = {}
    for page in (page for page in site.rglob("*.html") if page.name != "404.html"):
        tags = re.findall(r'<meta property="(og:[a-z:_]+)" content="([^"]*)"', page.read_text(encoding="utf-8"))
        said = {name: unescape(value) for name, value in tags}
        assert len(said) == len(tags)
        found[f"{url}{page.parent.relative_to(site).as_posix()}/".replace("/./", "/")] = said
        if image := said.get("og:image"):
            with Image.open(site / image.removeprefix(url)) as card:
                assert card.size == (int(said["og:image:width"]), int(said["og:image:height"]))
    return found


@pytest.mark.slow
def test_every_page_says_what_a_shared_link_shows(show_site: Path) -> None:
    found = _said(show_site, URL)
    for address, said in found.items():
        assert set(said) == TAGS and all(said.values()), address
        assert said["og:url"] == address
    stop, about = found[f"{URL}{SHOW}/1/"], found[f"{URL}about/"]
    assert (stop["og:title"], stop["og:type"]) == ("灯下的第1件事（灯下 1）", "article")
    assert stop["og:description"] == "第1块展板的文字。" and "/1-1-" in stop["og:image"]
    assert about["og:image"] == URL + SITE_CARD


@pytest.mark.slow
def test_without_the_address_of_the_site_nothing_is_said(mini_site: Path) -> None:
    assert not any(_said(mini_site, "").values())
