"""The link check of small built sites."""

from pathlib import Path

import pytest

from scripts.publish.audit import Forbidden
from scripts.publish.links import broken_links, read_pages
from scripts.publish.progress import Progress
from scripts.publish.site import complete
from scripts.settings import Settings

SITE = {
    "index.html": '<h1 id="top">首页</h1>',
    "a/index.html": '<h2 id="一节">节</h2><a name="old"></a>',
    "a/b/index.html": "",
    "a/picture.png": "",
    "空 格/index.html": "",
    "404.html": "",
}


def site(folder: Path, **pages: str) -> Path:
    """``SITE`` with the HTML of some pages put in; ``a_b`` stands for ``a/b/index.html``, ``home`` for the root."""
    names = {"home": "index.html", "not_found": "404.html"}
    more = {names.get(key, key.replace("_", "/") + "/index.html"): html for key, html in pages.items()}
    for name, html in {**SITE, **{name: SITE.get(name, "") + html for name, html in more.items()}}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(html, encoding="utf-8")
    return folder


def broken_in(folder: Path) -> list[tuple[str, str]]:
    return list(broken_links(folder, read_pages(folder)))


FINE = [
    "", "#一节", "#old", "./", "../", "..", "b/", "b", "b/index.html", "/a/b/", "picture.png", "picture.png?v=1", "../#top",
    "b/../#%E4%B8%80%E8%8A%82", "../%E7%A9%BA%20%E6%A0%BC/", "https://example.com/nowhere", "//example.com/nowhere",
    "mailto:a@example.com", "tel:0931", "data:image/png;base64,AA",
]  # fmt: skip
NOWHERE = ["c/", "../b/", "#另一节", "../#一节", "picture.jpg", "/b/", "b/c", "../../a/", "c?a=1"]


@pytest.mark.parametrize("target", FINE + NOWHERE)
def test_a_link_that_leads_nowhere_is_told_with_its_page(target: str, tmp_path: Path) -> None:
    told = [("a/index.html", target)] if target in NOWHERE else []
    assert broken_in(site(tmp_path, a=f'<a href="{target}">x</a>')) == told


@pytest.mark.parametrize(
    "html",
    ["<img src='none.png' alt=''>", "<img alt= src=none.png>", '<video poster="none.png">', '<audio\n src="none.png">'],
)
def test_pictures_scripts_styles_and_sounds_are_looked_for_however_they_are_quoted(html: str, tmp_path: Path) -> None:
    assert broken_in(site(tmp_path, a=html)) == [("a/index.html", "none.png")]


def test_entities_in_a_target_are_read(tmp_path: Path) -> None:
    assert broken_in(site(tmp_path, a='<a href="b/?x=1&amp;y=2">x</a><a href="&#98;/">y</a>')) == []


def test_the_page_for_what_is_not_found_is_read_from_the_root(tmp_path: Path) -> None:
    assert broken_in(site(tmp_path, not_found='<a href="/a/">x</a><a href="/c/">y</a>')) == [("404.html", "/c/")]


def test_a_target_is_told_once_a_page_in_the_order_of_pages(tmp_path: Path) -> None:
    link = '<a href="/none/">x</a>'
    assert broken_in(site(tmp_path, home=link, a_b=link + link)) == [
        ("a/b/index.html", "/none/"),
        ("index.html", "/none/"),
    ]


def test_words_that_look_like_links_in_the_text_are_not_links(tmp_path: Path) -> None:
    assert broken_in(site(tmp_path, a="<p>写 href=&quot;none/&quot; 是这样。</p>")) == []


def test_a_link_of_every_page_is_told_once(tmp_path: Path) -> None:
    foot = '<a href="{up}gone/">x</a>'
    site(tmp_path, a='<a href="../lost/">x</a>', not_found='<a href="/lost/">x</a>')
    for number in range(11):
        folder = tmp_path / "/".join(["p"] * (number % 3 + 1)) / str(number)
        folder.mkdir(parents=True)
        up = "../" * len(folder.relative_to(tmp_path).parts)
        (folder / "index.html").write_text(foot.format(up=up), encoding="utf-8")
    problems, _ = complete(Settings(), tmp_path, Progress(), lambda _: None, Forbidden())
    assert [(one.file, one.message) for one in problems] == [
        ("404.html", "链接“/lost/”指向不存在的地方"),
        ("a/index.html", "链接“../lost/”指向不存在的地方"),
        ("p/0/index.html", "链接“../../gone/”指向不存在的地方，这样的有 11 页"),
    ]


def test_what_a_menu_or_a_plugin_puts_on_every_page_is_told_once(tmp_path: Path) -> None:
    live = '<a href="javascript:alert(1)">x</a>'
    site(tmp_path, a="<iframe></iframe>", **{f"p_{number}": live for number in range(11)})
    problems, _ = complete(Settings(), tmp_path, Progress(), lambda _: None, Forbidden())
    told = [(one.file, one.message.partition("，")[2]) for one in problems if one.code == "S06"]
    assert told == [("a/index.html", ""), ("p/0/index.html", "这样的有 11 页")]
