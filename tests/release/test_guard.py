"""What stops a release, and what is only told."""

from pathlib import Path

import pytest

from scripts.release.guard import gone, losses, told
from tests.release.support import sealed

TEN = tuple(f"news/{number}/" for number in range(10))
NONE: frozenset[str] = frozenset()


@pytest.mark.parametrize(
    ("pages", "records", "promised", "moved", "said"),
    [
        (TEN, {"news": 10}, NONE, "", []),
        (TEN[:8], {"news": 9}, NONE, "", []),
        (TEN[:7], {"news": 10}, NONE, "", ["页面从 10 个减到 7 个，少了五分之一以上"]),
        (TEN, {"news": 8}, NONE, "", ["news 从 10 条减到 8 条，少了十分之一以上"]),
        (TEN, {}, NONE, "", ["news 从 10 条减到 0 条，少了十分之一以上"]),
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
    assert list(losses(old, new, promised, site)) == said


def test_the_first_release_loses_nothing_but_must_keep_promises(tmp_path: Path) -> None:
    site, new = sealed(tmp_path, pages=("",))
    assert list(losses(None, new, frozenset({""}), site)) == [] and gone(None, new, site) == []
    assert len(list(losses(None, new, frozenset({"a/"}), site))) == 1


def test_an_address_nobody_locked_is_told_of_when_it_goes(tmp_path: Path) -> None:
    _, old = sealed(tmp_path / "old", pages=("", "a/", "b/"))
    site, new = sealed(tmp_path / "new", pages=("",), moved="/a/ /;\n")
    assert gone(old, new, site) == ["b/"]
    assert told(["b/"]) == "1 个地址以前能打开，这次没有了：/b/"
    assert "……" in told([f"{number}/" for number in range(11)])
