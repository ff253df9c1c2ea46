"""What enters the index, and that it is the same bytes however it was made."""

import dataclasses
from collections.abc import Iterable
from pathlib import Path

import pytest

from scripts.load import load
from scripts.search.bundles import bundles
from scripts.search.documents import Document, documents
from scripts.search.handwritten import handwritten
from scripts.search.passages import plain
from scripts.search.shards import files
from scripts.search.write import FOLDER, write
from scripts.site import Site
from tests.search.tree import write_tree

NO_DOCS = Path("/nonexistent")


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return Site(load(write_tree(tmp_path_factory.mktemp("tree") / "content")))


def found(site: Site) -> dict[str, Document]:
    return {document.address: document for document in documents(site, NO_DOCS)}


def read(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def made(docs: Iterable[Document], folder: Path, cache: Path) -> dict[str, bytes]:
    write(docs, folder, cache)
    return read(folder / FOLDER)


def test_a_person(tree: Site) -> None:
    person = found(tree)["role-models/ji-chun-hui/"]
    assert (person.title, person.names, person.street, person.person) == ("季春辉", ("老季",), "渭源路街道", True)
    assert person.passages[:2] == ("三十年给邻居修收音机", "他把修好的收音机挨个调到戏曲台，说听得见声音才算修好。")
    assert "助人为乐" in person.categories
    assert "历史人物" not in "".join(person.passages)


def test_news_names_the_people_it_mentions(tree: Site) -> None:
    assert found(tree)["news/2025/shou-yin-ji/"].people == ("季春辉",)


def test_drafts_and_withdrawn_records_never_enter(tree: Site) -> None:
    titles = {document.title for document in found(tree).values()}
    assert "郏示例" in titles
    assert not titles & {"郏草稿", "郏撤下"}
    data = b"".join(data for _, data in files(bundles(documents(tree, NO_DOCS), tree.content.root.parent / "cache")))
    assert not any(word.encode() in data for word in ("郏草", "郏撤", "草稿"))


def test_samples_do_not_enter_in_production(tree: Site) -> None:
    production = found(Site(tree.content, production=True))
    assert "role-models/ji-chun-hui/" in production
    assert not any(document.sample for document in production.values())


def test_the_same_bytes_every_time(tree: Site, tmp_path: Path) -> None:
    docs = documents(tree, NO_DOCS)
    first = made(docs, tmp_path / "a", tmp_path / "cache-a")
    assert first == made(list(reversed(docs)), tmp_path / "b", tmp_path / "cache-b")
    assert first == made(docs, tmp_path / "a", tmp_path / "cache-a")


def test_a_change_gives_what_a_clean_build_gives(tree: Site, tmp_path: Path) -> None:
    docs = documents(tree, NO_DOCS)
    before = made(docs, tmp_path / "a", tmp_path / "cache")
    changed = [dataclasses.replace(docs[3], title="改过的标题"), *docs[:3], *docs[5:]]
    after = made(changed, tmp_path / "b", tmp_path / "cache")
    assert after == made(changed, tmp_path / "c", tmp_path / "clean")
    assert read(tmp_path / "a" / FOLDER) == before, "the site that is online changed under its readers"


def test_a_bundle_is_encoded_once(tree: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scripts.search.bundles.SIZE", 10)
    docs = documents(tree, NO_DOCS)
    bundles(docs, tmp_path)
    before = set(tmp_path.iterdir())
    bundles([dataclasses.replace(docs[0], title="改过的标题"), *docs[1:]], tmp_path)
    assert len(set(tmp_path.iterdir()) - before) == 1


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("## 小标题\n\n**加粗**的[字](https://example.cn/a_(b))", "小标题\n加粗的字"),
        ("一行\n接着一行", "一行接着一行"),
        ("- 一\n- 二\n\n1. 三", "一\n二\n三"),
        ("| 甲 | 乙 |\n|---|---|\n| 1 | 2 |", "甲 乙\n1 2"),
        ("> 引文", "引文"),
    ],
)
def test_markdown_leaves_no_marks(markdown: str, expected: str) -> None:
    assert plain(markdown) == expected


def test_pages_written_by_hand(tmp_path: Path) -> None:
    (tmp_path / "about.md").write_text("# 关于\n\n一段<b>话</b>。\n", encoding="utf-8")
    (tmp_path / "search.md").write_text("---\nsearch: false\n---\n# 搜索\n", encoding="utf-8")
    pages = list(handwritten(tmp_path))
    assert [(page.address, page.title) for page in pages] == [("about/", "关于")]
    assert "话" in pages[0].passages[0]
