"""The copy that opens without a server, and the one for a kiosk screen."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from scripts.release.offline import _file, offline
from tests.commands.support import run


@pytest.mark.parametrize(
    ("target", "file"),
    [
        ("../news/#top", "../news/index.html#top"),
        ("./?view=1#a", "./index.html?view=1#a"),
        ("..", "../index.html"),
        (".", "./index.html"),
        ("a/b.webp", "a/b.webp"),
        ("#top", "#top"),
        ("https://example.cn/", "https://example.cn/"),
        ("//example.cn/", "//example.cn/"),
        ("data:image/png;base64,AA/", "data:image/png;base64,AA/"),
    ],
)
def test_links_to_folders_become_links_to_their_pages(target: str, file: str) -> None:
    assert _file(target) == file


@pytest.fixture(scope="module")
def copy(mini_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    there = tmp_path_factory.mktemp("offline") / "U 盘#1" / "网 站"
    assert offline(mini_site, there) == len(list(mini_site.rglob("*.html"))) - 1
    return there


@pytest.mark.slow
def test_one_walks_through_a_copy_without_a_server(copy: Path, browser: Browser) -> None:
    page, seen = browser.new_page(), set[str]()
    waiting = [(copy / "index.html").as_uri()]
    while waiting and len(seen) < 15:
        address = waiting.pop(0)
        seen.add(address)
        page.goto(address)
        assert page.locator("h1").count() >= 1, address
        found = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href.split(/[?#]/)[0])")
        inside = [one for one in dict.fromkeys(found) if one.startswith("file:") and one.endswith(".html")]
        assert not [one for one in found if one.startswith("file:") and one.endswith("/")], address
        waiting += [one for one in inside if one not in seen and one not in waiting]
    assert len(seen) == 15
    page.close()


@pytest.mark.slow
def test_one_searches_a_copy_without_a_server(copy: Path, browser: Browser) -> None:
    page, said = browser.new_page(), []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto((copy / "about/index.html").as_uri())
    box = page.get_by_role("combobox", name="搜索全站")
    box.fill("街道")
    first = page.locator("[role=option]").first
    first.wait_for()
    box.press("ArrowDown")
    box.press("Enter")
    page.wait_for_url(f"{copy.as_uri()}/*/**/index.html")
    page.get_by_role("combobox", name="搜索全站").fill("街道")
    page.get_by_role("combobox", name="搜索全站").press("Enter")
    page.locator(".results a").first.wait_for()
    assert page.url.startswith(f"{copy.as_uri()}/search/index.html?q=") and page.locator("#search-failed").is_hidden()
    page.get_by_role("button", name="最新", exact=True).click()  # what is chosen stands in the address
    expect(page).to_have_url(re.compile(r"[?]q=.*&sort=new"))
    page.locator(".results a").first.click()
    page.wait_for_url(f"{copy.as_uri()}/*/**/index.html")
    page.goto(f"{copy.as_uri()}/search/index.html?q=沒有這個詞")  # traditional characters are a file more
    page.locator("#search-help a").first.click()
    page.wait_for_url("**/index.html")
    assert said == []
    page.close()


@pytest.mark.slow
def test_a_halls_screen_has_no_way_out_and_comes_back(show_site: Path, browser: Browser, tmp_path: Path) -> None:
    copy = tmp_path / "screen"
    offline(show_site, copy, kiosk=True)
    assert "<a" in (copy / "about/index.html").read_text(encoding="utf-8")
    for path in copy.rglob("*.html"):
        assert 'href="http' not in path.read_text(encoding="utf-8").replace('rel="canonical" href="http', ""), path
    page = browser.new_page(viewport={"width": 1080, "height": 1920})
    page.clock.install()
    page.goto((copy / "about/index.html").as_uri())
    page.clock.run_for(35_000)  # time passes beside: on a busy machine that is seconds
    page.mouse.click(5, 5)
    page.clock.run_for(35_000)
    assert page.url.endswith("/about/index.html")
    page.clock.run_for(30_000)
    page.wait_for_url((copy / "index.html").as_uri())
    page.close()


def test_the_command_keeps_what_is_there(tmp_path: Path) -> None:
    assert run("offline", tmp_path / "copy", "--out", tmp_path).exit_code == 1
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text(
        '<head></head><a href="a/">甲</a><a href="tel:1">乙</a>', encoding="utf-8"
    )
    assert run("offline", tmp_path / "copy", "--out", tmp_path, "--kiosk").exit_code == 0
    html = (tmp_path / "copy/index.html").read_text(encoding="utf-8")
    assert '<a href="a/index.html">' in html and "<a>乙</a>" in html and 'data-start="./index.html"' in html
    assert run("offline", tmp_path / "copy", "--out", tmp_path).exit_code == 1
