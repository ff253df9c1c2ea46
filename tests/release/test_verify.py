"""Comparing the served site with the release, in a folder and over HTTP."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.release.manifest import NAME, TargetError
from scripts.release.verify import encoded_url, manifest_at, mismatches, served_mismatches
from tests.commands.support import run
from tests.release.support import sealed
from tests.serving import Quiet, serving


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("index.html", "黑", ["index.html 被改过", "index.html.gz 与原文不符"]),
        ("index.html.gz", "黑", ["index.html.gz 与原文不符"]),
        ("index.html", None, ["缺少 index.html"]),
        ("shell.php", "黑", ["多出 shell.php"]),
        ("search/data/abcdefghijkm/x.html", "黑", ["多出 search/data/abcdefghijkm/x.html"]),
        ("assets/abcdefghijkm/css/site.css", "以前的", []),
        (NAME, None, ["不是发布出来的"]),
    ],
)
def test_each_file_is_compared(name: str, text: str | None, said: list[str], tmp_path: Path) -> None:
    site, _ = sealed(tmp_path)
    for path in site.rglob("*.br"):
        path.unlink()
    path = site / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink() if text is None else path.write_text(text, encoding="utf-8")
    found = [words for words in mismatches(site) if words != "多出 index.html.gz"]
    assert len(found) == len(said) and all(part in words for part, words in zip(said, found, strict=True))
    assert run("verify", site).exit_code == bool(said)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A sealed site, and the address at which it is served."""
    site, _ = sealed(tmp_path)
    with serving(site, Quiet) as url:
        yield site, url


def test_a_served_site_is_compared_with_its_manifest(served: tuple[Path, str]) -> None:
    site, url = served
    manifest = manifest_at(url)
    assert manifest and list(served_mismatches(url, manifest, ["", "news/a/"])) == []
    (site / "news/a/index.html").write_text("黑", encoding="utf-8")
    (site / "assets/favicon.svg").unlink()
    assert list(served_mismatches(url, manifest, ["b/"])) == [
        "assets/favicon.svg：回答 404",
        "news/a/index.html：内容不同",
        "公布过的地址 /b/：回答 404",
    ]


def test_a_server_without_a_release_is_told_of(served: tuple[Path, str]) -> None:
    site, url = served
    (site / NAME).unlink()
    result = run("verify", url)
    assert result.exit_code == 1 and "没有发布清单" in result.stderr
    with pytest.raises(TargetError, match="没有回答"):
        manifest_at("http://127.0.0.1:9/")


def test_chinese_in_an_address_is_sent_as_the_web_has_it_whatever_port_follows_the_host() -> None:
    assert (
        encoded_url("http://例子.中国:8080/甲 乙?a=%20")
        == "http://xn--fsqu00a.xn--fiqs8s:8080/%E7%94%B2%20%E4%B9%99?a=%20"
    )
