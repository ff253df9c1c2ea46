"""What stops a release, and what is only reported."""

from pathlib import Path

import pytest

from scripts.release.guard import Built, losses, lost_addresses, redirected_addresses
from tests.release.support import sealed

TEN = tuple(f"news/{number}/" for number in range(10))
NONE: frozenset[str] = frozenset()


@pytest.mark.parametrize(
    ("pages", "records", "promised", "moved", "said"),
    [
        (TEN, {"news": 10}, NONE, "", []),
        (TEN[:8], {"news": 9}, NONE, "", []),
        (TEN[:7], {"news": 10}, NONE, "", ["页面从 10 个减到 7 个，少了五分之一以上"]),
        (TEN, {"news": 8}, NONE, "", ["新闻从 10 条减到 8 条，少了十分之一以上"]),
        (TEN, {}, NONE, "", ["新闻从 10 条减到 0 条，少了十分之一以上"]),
        (TEN, {"news": 10}, frozenset({"news/0/", "old/"}), "", ["1 个公布过的地址没有了：/old/"]),
        (TEN, {"news": 10}, frozenset({"old/"}), "/below/old/ /below/news/0/;\n", []),
    ],
)
def test_what_readers_would_lose_stops_a_release(
    pages: tuple[str, ...],
    records: dict[str, int],
    promised: frozenset[str],
    moved: str,
    said: list[str],
    tmp_path: Path,
) -> None:
    _, old = sealed(tmp_path / "old", pages=TEN, records={"news": 10})
    site, new = sealed(tmp_path / "new", pages=pages, records=records, moved=moved, url="https://example.cn/below/")
    assert list(losses(old, new, promised, redirected_addresses(site / "release", new.base))) == said


def test_the_first_release_loses_nothing_but_must_keep_promises() -> None:
    new = Built(frozenset({""}), {})
    assert list(losses(None, new, frozenset({""}), NONE)) == [] and lost_addresses(None, new, NONE) == ""
    assert len(list(losses(None, new, frozenset({"a/"}), NONE))) == 1


def test_an_address_nobody_locked_is_told_of_when_it_goes() -> None:
    old, new = Built(frozenset({"", "a/", "b/"}), {}), Built(frozenset({""}), {})
    assert lost_addresses(old, new, frozenset({"a/"})) == "1 个地址以前能打开，这次没有了：/b/"
    assert "……" in lost_addresses(Built(frozenset(TEN) | {"a/"}, {}), new, NONE)


def test_a_proposal_is_asked_the_same_of_the_pages_it_makes(tmp_path: Path) -> None:
    for name in ("index.md", "news/index.md", "news/a.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    new = Built.of(tmp_path, {"news": 1})
    assert new.pages == {"", "news/", "news/a/"}
    old = Built(new.pages | set(TEN), {"news": 11})
    assert [words[:2] for words in losses(old, new, NONE, NONE)] == ["页面", "新闻"]
