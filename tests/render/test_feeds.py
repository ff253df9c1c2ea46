"""Feeds as a reader's library reads them; they give no more of a text than its rights allow."""

from pathlib import Path

import feedparser  # type: ignore[import-untyped]
import pytest
from feedparser import FeedParserDict

from tests.support import pages_of, plant

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
def pages(tmp_path: Path) -> dict[str, str]:
    return pages_of(plant(tmp_path, FILES), url=URL)


def entries(text: str) -> list[FeedParserDict]:
    """What a reader's library makes of a feed."""
    found = feedparser.parse(text.encode())
    assert (found.bozo, found.version) == (False, "rss20"), found.get("bozo_exception")
    assert found.feed.title and found.feed.link.startswith(URL)
    return found.entries


def test_every_feed_can_be_read_the_newest_first(pages: dict[str, str]) -> None:
    found = {path: entries(text) for path, text in pages.items() if path.endswith("feed.xml")}
    assert len(found) >= 4
    for path, items in found.items():
        assert all(one.id and one.title and one.link.startswith(URL) and one.published_parsed for one in items), path
        assert len({one.id for one in items}) == len(items) > 0, path
    assert [one.title for one in found["feed.xml"]] == ["别家的报道", "槐树下<的>课 & 灯", "讲一课"]
    assert found["feed.xml"][1].published == "Sat, 02 May 2026 10:30:00 +0800"


def test_only_our_own_text_is_given_whole(pages: dict[str, str]) -> None:
    other, own, _ = entries(pages["feed.xml"])
    assert "全文在这里" in own.summary and f'href="{URL}streets/liu-yin/"' in own.summary
    assert other.summary == "概述"


def test_each_column_and_street_has_its_own(pages: dict[str, str]) -> None:
    def titles(path: str) -> list[str]:
        return [one.title for one in entries(pages[path])]

    assert titles("streets/liu-yin/feed.xml") == ["槐树下<的>课 & 灯", "讲一课"]
    assert titles("news/by-column/elsewhere/feed.xml") == ["别家的报道"]
    assert titles("events/feed.xml") == ["讲一课"]
    assert "exhibitions/feed.xml" not in pages
    assert 'href="feed.xml"' in pages["streets/liu-yin.md"]


def test_without_an_address_of_its_own_a_site_has_no_feed(tmp_path: Path) -> None:
    assert not [path for path in pages_of(plant(tmp_path, FILES)) if "feed" in path]
