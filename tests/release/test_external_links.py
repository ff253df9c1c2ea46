"""The check of external links: broken ones are listed with their pages, never as errors."""

from pathlib import Path

from scripts.release.external_links import broken_links
from tests.commands.support import run
from tests.release.test_verify import served

__all__ = ["served"]


def test_links_that_do_not_open_are_told_of_with_their_pages(served: tuple[Path, str], tmp_path: Path) -> None:
    _, url = served
    site = tmp_path / "out/site"
    (site / "a").mkdir(parents=True)
    page = f'<a href="{url}#x">在</a><a class="x" href="{url}gone?a=1&amp;b=2">不在</a><a href="../">站内</a>'
    for name in ("index.html", "a/index.html"):
        (site / name).write_text(page + '<a href="http://127.0.0.1:9/">没有</a>', encoding="utf-8")
    odd = f'<a href="http://exa mple.cn/x">空格</a><a href="{url}没有/">中文</a>'
    (site / "b.html").write_text(odd, encoding="utf-8")
    found = {address: (why, pages) for address, why, pages in broken_links(site)}
    assert found[f"{url}gone?a=1&b=2"] == ("回答 404", ["/a/", "/"])
    assert found["http://127.0.0.1:9/"][0].startswith("连不上") and len(found) == 4
    assert found["http://exa mple.cn/x"][0].startswith("连不上") and found[f"{url}没有/"][0] == "回答 404"
    result = run("links", "--out", tmp_path / "out")
    assert result.exit_code == 0 and "4 个通到别处的链接打不开" in result.stderr
