"""The content of the index, and that its bytes do not depend on how it was built."""

import dataclasses
import os
import pickle
import random
from collections.abc import Iterable
from pathlib import Path

import pytest

from scripts.catalogue import Site
from scripts.load.content import load
from scripts.records import TYPES
from scripts.search.documents import Document, documents, handwritten
from scripts.search.index import FOLDER, write_index
from scripts.search.terms import name_terms, terms
from scripts.settings import District, Settings
from scripts.speed.cache import GRACE, Cache
from tests.search.tree import write_tree
from tests.support import MINI, bytes_below, plant

NO_DOCS = Path("/nonexistent")


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return Site(load(write_tree(tmp_path_factory.mktemp("tree") / "content")))


def found(site: Site) -> dict[str, Document]:
    return {document.address: document for document in documents(site, NO_DOCS)}


def made(docs: Iterable[Document], folder: Path, cache: Path) -> dict[str, bytes]:
    write_index(docs, folder, Cache(cache))
    return bytes_below(folder / FOLDER)


def test_a_person(tree: Site) -> None:
    person = found(tree)["role-models/miao-yun-hui/"]
    assert (person.title, person.names, person.street, person.person) == ("苗云辉", ("老苗",), "渭源路街道", True)
    assert [*person.passages][:2] == ["三十年给邻居修收音机", "他把修好的收音机挨个调到戏曲台，说听得见声音才算修好。"]
    assert "助人为乐" in person.categories
    assert "历史人物" not in "".join(person.passages)


def test_no_folder_can_be_found() -> None:
    figure = found(Site(load(MINI)))["statistics/shi-jian-suo/"]
    assert set(figure.passages) & set(TYPES) == set() and figure.passages


def test_an_event_of_several_days_says_them_and_not_the_last_alone(tmp_path: Path) -> None:
    days = "[{start: 2026-12-12 15:00}, {start: 2026-12-19 15:00}, {start: 2027-01-09 15:00}]"
    event = "{title: %s, format: 巡讲, times: %s, published: 2026-11-21}"
    files = {"events/a.yml": event % ("巡讲", days), "events/b.yml": event % ("一讲", "[{start: 2026-12-12 15:00}]")}
    both = found(Site(load(plant(tmp_path, files))))
    assert both["events/a/"].distinction == "2026年12月12日—2027年1月9日，共3次"
    assert both["events/b/"].distinction == ""


def test_a_place_says_each_day_it_is_open_on(tree: Site) -> None:
    place = found(tree)["venues/qiao-tou-zhan/"]
    assert "周三、周四、周五、周六、周日开门 09:00—12:00" in place.passages


@pytest.mark.parametrize(
    ("until", "date", "said"),
    [("", "", "每周五下午"), (", until: 2026-12-19", "2026-12-19", "每周五下午（至2026年12月19日）")],
)
def test_an_event_of_a_rule_says_it_and_has_the_day_it_ends_if_there_is_one(
    tmp_path: Path, until: str, date: str, said: str
) -> None:
    rule = f"{{frequency: 每周, days: 周五, part: 下午{until}}}"
    event = f"{{title: 巡讲, format: 巡讲, recurrence: {rule}, published: 2026-11-21}}"
    one = found(Site(load(plant(tmp_path, {"events/a.yml": event}))))["events/a/"]
    assert (one.date, one.distinction) == (date, said)


def test_news_names_the_people_it_mentions(tree: Site) -> None:
    assert found(tree)["news/2025/shou-yin-ji/"].people == ("苗云辉",)


def test_drafts_and_withdrawn_records_never_enter(tree: Site, tmp_path: Path) -> None:
    titles = {document.title for document in found(tree).values()}
    assert "郏示例" in titles
    assert not titles & {"郏草稿", "郏撤下"}
    data = b"".join(made(documents(tree, NO_DOCS), tmp_path / "site", tmp_path / "cache").values())
    assert not any(word.encode() in data for word in ("郏草", "郏撤", "草稿"))


@pytest.mark.slow
def test_what_was_withdrawn_stays_in_no_file_of_the_cache(tree: Site, tmp_path: Path) -> None:
    docs = documents(tree, NO_DOCS)
    made(docs, tmp_path / "site", tmp_path / "cache")
    assert any("郏示".encode() in data for data in bytes_below(tmp_path / "cache").values())
    for path in (tmp_path / "cache").glob("*/*"):
        os.utime(path, (0, 0))  # as if used long ago
    made([one for one in docs if "郏" not in f"{one}"], tmp_path / "site", tmp_path / "cache")
    Cache(tmp_path / "cache").prune(now=GRACE + 1)
    assert [name for name, data in bytes_below(tmp_path / "cache").items() if "郏示".encode() in data] == []


def test_documents_are_the_same_from_the_cache_and_hold_no_texts(tree: Site, tmp_path: Path) -> None:
    settings = Settings(root=tmp_path, out=tmp_path / "build", accelerated=True)
    site = Site(dataclasses.replace(tree.content, settings=settings))
    right, first, again = documents(tree, NO_DOCS), documents(site, NO_DOCS), documents(site, NO_DOCS)
    said = [[(one.digest, one.characters, *one.passages) for one in docs] for docs in (right, first, again)]
    assert said[0] == said[1] == said[2]
    person = next(one for one in again if one.title == "苗云辉")
    passage = next(iter(person.passages)).encode()
    assert passage in pickle.dumps(tuple(person.passages))
    assert passage not in pickle.dumps(person), "all texts at once would be held"


def test_samples_do_not_enter_in_production(tree: Site) -> None:
    production = found(Site(tree.content, production=True))
    assert "role-models/miao-yun-hui/" in production
    assert not any(document.sample for document in production.values())


@pytest.mark.slow
def test_the_same_bytes_every_time(tree: Site, tmp_path: Path) -> None:
    docs = documents(tree, NO_DOCS)
    first = made(docs, tmp_path / "a", tmp_path / "cache-a")
    assert first == made(list(reversed(docs)), tmp_path / "b", tmp_path / "cache-b")
    assert first == made(docs, tmp_path / "a", tmp_path / "cache-a")
    write_index(docs, tmp_path / "c")
    assert first == bytes_below(tmp_path / "c" / FOLDER)


@pytest.mark.slow
@pytest.mark.parametrize("size", [1, 8, 160])
def test_the_same_bytes_from_one_process_and_from_three(
    tree: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr("scripts.search.shards.SIZE", size)
    for jobs in (1, 3):
        write_index(documents(tree, NO_DOCS, jobs), tmp_path / f"{jobs}", jobs=jobs)
    assert bytes_below(tmp_path / "1") == bytes_below(tmp_path / "3")


def test_a_shard_is_encoded_once(tree: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scripts.search.shards.SIZE", 10)
    docs = documents(tree, NO_DOCS)
    write_index(docs, tmp_path / "a", Cache(tmp_path / "cache"))
    before = bytes_below(tmp_path / "cache")
    write_index(
        [dataclasses.replace(docs[0], title="改过的标题"), *docs[1:]], tmp_path / "b", Cache(tmp_path / "cache")
    )
    assert len(bytes_below(tmp_path / "cache").keys() - before) == 3, "the shard, its characters by sound, the index"


@pytest.mark.slow
def test_any_row_of_changes_gives_what_a_clean_build_gives(
    tree: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scripts.search.shards.SIZE", 4)
    monkeypatch.setattr("scripts.search.slices.LARGE", 300)  # so that terms grow large and small again
    docs = list(documents(tree, NO_DOCS))[:30]
    rng = random.Random(7)
    for turn in range(8):
        docs = list(docs)
        at = rng.randrange(len(docs))
        other = dataclasses.replace(docs[at], passages=(*docs[at].passages, "志愿服务队" * 40), title=f"改{turn}")
        change = turn % 4
        if change == 0:
            docs[at] = other
        elif change == 1:
            docs.append(dataclasses.replace(other, address=f"news/2026/new-{turn}/", date="2026-12-31"))
        elif change == 2:
            del docs[at]
        else:
            docs[at] = dataclasses.replace(docs[at], passages=())
        site, cache = tmp_path / f"site-{turn}", Cache(tmp_path / "cache")
        write_index(docs, site, cache, last=tmp_path / f"site-{turn - 1}")
        right = made(docs, tmp_path / "clean", tmp_path / f"clean-{turn}")
        assert bytes_below(site / FOLDER) == right, f"turn {turn}"


@pytest.mark.slow
def test_of_the_last_index_only_what_has_changed_is_written_anew(
    tree: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scripts.search.shards.SIZE", 4)
    docs, cache = documents(tree, NO_DOCS), Cache(tmp_path / "cache")
    write_index(docs, tmp_path / "a", cache)
    before = bytes_below(tmp_path / "a")
    after = [dataclasses.replace(docs[0], title="改过的标题"), *docs[1:]]
    with monkeypatch.context() as patch:
        patch.setattr("scripts.search.index.merge_parts", lambda *_: pytest.fail("all terms were merged again"))
        write_index(after, tmp_path / "b", cache, last=tmp_path / "a")
    assert bytes_below(tmp_path / "b" / FOLDER) == made(after, tmp_path / "clean", tmp_path / "cache-clean")
    assert bytes_below(tmp_path / "a") == before, "it was written into the last site"
    same = [path for path in (tmp_path / "b").rglob("*.*") if path.stat().st_nlink > 1]
    assert len(same) > len(before) // 2


@pytest.mark.slow
def test_a_last_index_that_was_touched_is_not_taken_over(tree: Site, tmp_path: Path) -> None:
    docs, cache = documents(tree, NO_DOCS)[:30], Cache(tmp_path / "cache")
    write_index(docs, tmp_path / "a", cache)
    right = made(docs[1:], tmp_path / "clean", tmp_path / "cache-clean")
    for name in ("index.json", "*/terms/0.bin", "*/cards/0-0.json"):
        (path,) = (tmp_path / "a" / FOLDER).glob(name)
        whole = path.read_bytes()
        for number, data in enumerate((None, b"[]", b'{"version": "../.."}')):
            path.unlink()
            if data is not None:
                path.write_bytes(data)
            site = tmp_path / f"{path.name}-{number}"
            write_index(docs[1:], site, cache, last=tmp_path / "a")
            assert bytes_below(site / FOLDER) == right, (name, data)
            path.unlink(missing_ok=True)
            path.write_bytes(whole)


@pytest.mark.slow
@pytest.mark.parametrize("data", [None, b"", b"[]", "flipped"])
def test_whatever_is_deleted_or_cut_off_in_the_cache_the_index_is_the_same(
    tree: Site, tmp_path: Path, data: bytes | str | None
) -> None:
    docs = documents(tree, NO_DOCS)[:30]
    first = made(docs, tmp_path / "a", tmp_path / "cache")
    for name in bytes_below(tmp_path / "cache"):
        path = tmp_path / "cache" / name
        right = path.read_bytes()
        path.unlink()
        if data is not None:
            path.write_bytes(data if isinstance(data, bytes) else right[:-3] + bytes([right[-3] ^ 1]) + right[-2:])
    assert made(docs, tmp_path / "a", tmp_path / "cache") == first


def test_lists_can_be_found_and_empty_ones_not(tmp_path: Path) -> None:
    street = {"streets/a.yml": "{title: 甲街道, code: '620102998', published: 2026-11-21}"}
    content = load(plant(tmp_path, street))
    settings = Settings(district=District(name="试区"))
    site, named = (found(Site(one)) for one in (content, dataclasses.replace(content, settings=settings)))
    assert site["streets/"].passages == ("街道。一个街道一页。",)
    assert named["streets/"].passages == ("试区的街道。一个街道一页。",)
    assert (site["streets/"].title, "streets/a/" in site, "news/" in site) == ("街道", True, False)
    assert (site["streets/"].label, site["streets/a/"].label) == ("栏目", "街道")


def test_a_record_is_found_by_its_tags(tmp_path: Path) -> None:
    street = {"streets/a.yml": "{title: 甲街道, code: '620102998', tags: [滩上], published: 2026-11-21}"}
    assert [*found(Site(load(plant(tmp_path, street))))["streets/a/"].passages] == ["滩上"]


def test_a_page_is_called_something_else_in_characters_alone() -> None:
    page = Document("a/", "pages", "说明", "名录", names=("名单",))
    said = terms(page, name_terms)
    assert "=名单" in said and "~lu" in said and "~dan" not in said


def test_pages_written_by_hand(tmp_path: Path) -> None:
    (tmp_path / "about.md").write_text("---\nnames: [介绍]\n---\n# 关于\n\n一段<b>话</b>。\n", encoding="utf-8")
    (tmp_path / "search.md").write_text("---\nsearch: false\n---\n# 搜索\n", encoding="utf-8")
    pages = list(handwritten(tmp_path))
    assert [(page.address, page.title, page.names) for page in pages] == [("about/", "关于", ("介绍",))]
    assert "话" in next(iter(pages[0].passages))
