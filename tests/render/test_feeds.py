"""Feeds in three formats: they parse, agree, and contain only as much text as its rights allow."""

import json
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from xml.etree import ElementTree

import feedparser  # type: ignore[import-untyped]
import pytest

from tests.support import Pages, pages_of, plant

ATOM = "{http://www.w3.org/2005/Atom}"
URL = "https://www.example.cn/sub/"
FILES = {
    "streets/liu-yin.yml": '{title: 柳荫街道, code: "990101001", published: 2026}',
    "sources/ben-zhan.yml": "{title: 本站, kind: 本站, policy: 本站自有, published: 2026}",
    "sources/bao.yml": "{title: 柳荫周报, kind: 新闻媒体, policy: 不得转载，只能链接, published: 2026}",
    "news/2026/a.yml": "{title: 槐树下<的>课 & 灯, column: 实践动态, source: ben-zhan, rights: 本站原创, street: liu-yin, "
    "summary: 一句话, body: '全文在这里，见[街道](streets/liu-yin)。', published: 2026-05-02, time: '2026-05-02 10:30'}",
    "news/2026/b.yml": "{title: 别家的报道, column: 外地报道, source: bao, rights: 仅作链接, summary: 概述, published: 2026-05-03}",
    "events/a.yml": "{title: 讲一课, format: 宣讲, times: [2026-06-01], street: liu-yin, published: 2026-05-01, modified: 2026-05-09}",
}


@pytest.fixture
def pages(tmp_path: Path) -> Pages:
    return pages_of(plant(tmp_path, FILES), url=URL)


def test_the_three_forms_say_the_same_newest_first(pages: dict[str, str]) -> None:
    rss = ElementTree.fromstring(pages["feed.xml"]).find("channel")
    atom = ElementTree.fromstring(pages["atom.xml"])
    items = json.loads(pages["feed.json"])["items"]
    assert rss is not None
    titles = ["别家的报道", "槐树下<的>课 & 灯", "讲一课"]
    assert [one.findtext("title") for one in rss.iter("item")] == titles
    assert [one.findtext(f"{ATOM}title") for one in atom.iter(f"{ATOM}entry")] == titles
    assert [one["title"] for one in items] == titles
    dates = [parsedate_to_datetime(one.findtext("pubDate") or "") for one in rss.iter("item")]
    assert dates == [datetime.fromisoformat(one["date_published"]) for one in items]
    assert dates[1].isoformat() == "2026-05-02T10:30:00+08:00"
    assert atom.findtext(f"{ATOM}updated") == "2026-05-09T00:00:00+08:00"
    links = {one.findtext("link") for one in rss.iter("item")}
    assert links == {one["url"] for one in items} and all(link and link.startswith(URL) for link in links)


@pytest.mark.parametrize(("name", "version"), [("feed.xml", "rss20"), ("atom.xml", "atom10")])
def test_a_reader_s_library_parses_every_feed(pages: dict[str, str], name: str, version: str) -> None:
    found = {path: feedparser.parse(text.encode()) for path, text in pages.items() if path.endswith(name)}
    assert len(found) >= 4
    for path, feed in found.items():
        assert (feed.bozo, feed.version) == (False, version), (path, feed.get("bozo_exception"))
        assert feed.feed.title and feed.feed.link.startswith(URL), path
        whole = (one.id and one.title and one.link.startswith(URL) and one.published_parsed for one in feed.entries)
        assert all(whole), path
        assert len({one.id for one in feed.entries}) == len(feed.entries) > 0, path


def test_only_our_own_text_is_given_whole(pages: dict[str, str]) -> None:
    other, own, _ = json.loads(pages["feed.json"])["items"]
    assert "全文在这里" in own["content_html"] and f'href="{URL}streets/liu-yin/"' in own["content_html"]
    assert other["content_text"] == "概述" and "content_html" not in other
    assert pages["atom.xml"].count("<content") == 1


def test_each_column_and_street_has_its_own(pages: dict[str, str]) -> None:
    def titles(path: str) -> list[str]:
        return [one["title"] for one in json.loads(pages[path])["items"]]

    assert titles("streets/liu-yin/feed.json") == ["槐树下<的>课 & 灯", "讲一课"]
    assert titles("news/by-column/elsewhere/feed.json") == ["别家的报道"]
    assert titles("events/feed.json") == ["讲一课"]
    assert "exhibitions/feed.json" not in pages
    assert 'href="feed.xml"' in pages["streets/liu-yin.md"]


def test_without_an_address_of_its_own_a_site_has_no_feed(tmp_path: Path) -> None:
    assert not [path for path in pages_of(plant(tmp_path, FILES)) if "feed" in path or "atom" in path]
