"""The lock of published addresses, and the audit of the built site for withdrawn content."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

from scripts.__main__ import commands
from scripts.catalogue.addresses import address_of
from scripts.catalogue.urls_lock import URLS, Lock, addresses_of
from scripts.checks import check
from scripts.load.content import load
from scripts.publish.audit import Forbidden, audit
from tests.hostile.support import RECORD, Hostile, terms
from tests.media.test_unfit_pictures import jpeg, place
from tests.support import pages_of

LINKED = '<script type="application/ld+json">{"name":"%s"}</script>'
CLEAN = "<!doctype html><title>甲</title><p>乙"
LIVE = {
    "脚本": "<script>x()</script>",
    "外站脚本": '<script src="https://evil.example/x.js"></script>',
    "省略协议的外站脚本": '<script src="//evil.example/x.js"></script>',
    "事件": '<p onclick="x()">',
    "脚本地址": '<a href="javascript:x()">',
    "带空白的脚本地址": '<a href=" java&#9;script:x()">',
    "数据地址": '<a href="data:text/html,x">',
    "内嵌框": '<iframe src="a.html"></iframe>',
    "改地址": '<base href="https://evil.example/">',
    "跳转": '<meta http-equiv="refresh" content="0; url=https://evil.example/">',
    "外站图片": '<img src="https://evil.example/p.gif">',
    "外站样式": '<link rel="stylesheet" href="https://evil.example/a.css">',
}
GONE = "name: 甲乙丙\nstatus: 撤下\nsummary: 一句谁都认得出的摘要文字\nlegal_basis: {kind: 历史人物}\npublished: 2026\n"
SVG = [
    "<svg><script>x()</script></svg>",
    '<svg onload="x()"/>',
    '<svg><a xlink:href="javascript:x()"/></svg>',
    '<svg><image href="https://evil.example/a.png"/></svg>',
    '<svg><use xlink:href="//evil.example/a.svg#a"/></svg>',
    "<svg><foreignObject><p>甲</p></foreignObject></svg>",
]


def lock(content: Path, *more: str) -> tuple[int, str]:
    result = CliRunner().invoke(commands, ["lock", "--content", str(content), *more])
    path = content.parent / URLS
    return result.exit_code, path.read_text(encoding="utf-8") if path.is_file() else ""


@pytest.mark.slow
def test_every_page_of_a_site_without_records_is_promised(tmp_path: Path) -> None:
    """What is there without a record is always there: none of it may vanish unseen, nor is more promised than there is."""
    pages = {address_of(path) for path in pages_of(tmp_path) if path.endswith(".md")}
    assert pages == set(addresses_of(load(tmp_path)))


def test_the_lock_holds_addresses_and_dates_and_only_grows(tmp_path: Path) -> None:
    content = Hostile(name="街道").planted(tmp_path)
    code, first = lock(content)
    assert (code, "/streets/a/ 2026\n" in first, "/sources/jia/ 2026\n" in first) == (0, True, True)
    held = Lock.read(tmp_path / URLS)
    assert held.dates["streets/a/"] == "2026" and held.bad == ()
    (content / RECORD).unlink()
    assert lock(content) == (1, first)


def test_a_date_moves_only_when_asked_by_name(tmp_path: Path) -> None:
    content = Hostile(name="街道").planted(tmp_path)
    _, first = lock(content)
    record = content / RECORD
    record.write_text(
        record.read_text(encoding="utf-8").replace("published: 2026", "published: 2025"), encoding="utf-8"
    )
    assert lock(content) == (1, first)
    code, second = lock(content, "--redate", "streets/a/")
    assert (code, "/streets/a/ 2025\n" in second) == (0, True)


def test_samples_are_not_promised(tmp_path: Path) -> None:
    content = Hostile(name="街道", extra="sample: true").planted(tmp_path)
    assert "/streets/a/" not in lock(content)[1]


def test_a_record_made_a_draft_again_is_not_told_to_be_its_own_alias(tmp_path: Path) -> None:
    held = {"../urls.lock": "/streets/a/ 2026\n"}
    content = Hostile(name="街道", extra="status: 草稿", files=held).planted(tmp_path)
    (hint,) = (one.hint for one in check(load(content, terms(content))) if one.code == "A01")
    assert "草稿" in hint and "aliases" not in hint


def test_a_renamed_page_leaves_a_redirecting_one(tmp_path: Path) -> None:
    content, docs = Hostile(name="街道").planted(tmp_path), tmp_path / "docs"
    (docs / "jie-shao").mkdir(parents=True)
    (tmp_path / URLS).write_text("/jie-shao/ -\n", encoding="utf-8")

    def hints() -> list[str]:
        return [one.hint for one in check(load(content, replace(terms(content), docs=docs))) if one.code == "A01"]

    (hint,) = hints()
    assert "docs/jie-shao/index.html" in hint and "aliases" not in hint
    (docs / "jie-shao/index.html").write_text(CLEAN, encoding="utf-8")
    assert not hints()


def site(folder: Path, **files: str | bytes) -> Path:
    for name, data in {"index.html": CLEAN, "404.html": CLEAN, **files}.items():
        path = folder / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return folder


def found(folder: Path, forbidden: Forbidden | None = None) -> set[tuple[str, str]]:
    return {(problem.code, problem.file) for problem in audit(folder, forbidden or Forbidden())}


def test_a_clean_site_passes(tmp_path: Path) -> None:
    assert found(site(tmp_path)) == set()


@pytest.mark.parametrize("name", LIVE)
def test_what_is_live_in_a_built_page_is_found(name: str, tmp_path: Path) -> None:
    assert found(site(tmp_path, **{"index.html": CLEAN + LIVE[name]})) == {("S06", "index.html")}


def test_what_a_program_wrote_is_nobodys_number(tmp_path: Path) -> None:
    """Facet columns, digests, syllables and coordinates are rows of digits; three times one of them read as a card."""
    card, number = "6222021234567890128", "440524188001010014"
    rows = f'{{"rows":"{card}","more":[{number}]}}'
    drawn = f'<svg><path d="M{card} 13800138000"/></svg>'
    style = f"a{{width:{card}px}}"
    files = {"search__data__index.json": rows, "a.svg": drawn, "a.css": style, "a.js": f"let a={card}", "b.json": rows}
    assert found(site(tmp_path, **files)) == set()


def test_what_is_live_in_a_drawing_is_found(tmp_path: Path) -> None:
    for number, live in enumerate(SVG):
        assert found(site(tmp_path / str(number), **{"a.svg": live})) == {("S06", "a.svg")}, live


def test_a_picture_that_tells_its_place_is_found(tmp_path: Path) -> None:
    assert found(site(tmp_path, **{"a.jpg": jpeg(place)})) == {("D07", "a.jpg")}
    data = BytesIO()
    Image.new("RGB", (8, 8)).save(data, "PNG")
    assert found(site(tmp_path / "clean", **{"a.png": data.getvalue()})) == set()


def test_a_link_in_the_output_is_found(tmp_path: Path) -> None:
    (site(tmp_path) / "a.txt").symlink_to("/etc/passwd")
    assert found(tmp_path) == {("N08", "a.txt")}


def test_what_was_withdrawn_is_looked_for_by_name_title_and_words(tmp_path: Path) -> None:
    content = Hostile(name="人", at="role-models/a.yml", record=GONE).planted(tmp_path)
    forbidden = Forbidden.of(load(content, terms(tmp_path)))
    assert (set(forbidden.people), set(forbidden.words)) == ({"甲乙丙"}, {"一句谁都认得出的摘要文字"})
    escaped = "".join(f"\\u{ord(char):04x}" for char in "甲乙丙")
    pages = {
        "index.html": CLEAN + "甲<b>乙</b>丙",
        "a.json": f'"{escaped}"',
        "b.csv": "1,甲乙丙",
        "c.html": LINKED % escaped,
    }
    assert found(site(tmp_path / "site", **pages), forbidden) == {("D19", name) for name in pages}


def test_who_shares_a_name_with_an_example_of_the_handbook_can_be_withdrawn(tmp_path: Path) -> None:
    """No editor may be sent to change the handbook, and its people are invented."""
    page = "# 讲解员\n\n甲乙丙来过。{}\n"
    content = Hostile(name="人", at="role-models/a.yml", record=GONE).planted(tmp_path)
    for below in ("handbook/a.md", "b.md"):
        path = tmp_path / "docs" / below
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page.format("一句谁都认得出的摘要文字"), encoding="utf-8")
    loaded = load(content, replace(terms(tmp_path), docs=tmp_path / "docs"))
    assert {problem.file for problem in check(loaded) if problem.code == "D19"} == {"docs/b.md"}
    made = site(tmp_path / "site", **{"handbook__a.html": f"{CLEAN}甲乙丙", "b.html": f"{CLEAN}甲乙丙"})
    assert found(made, Forbidden(people={"甲乙丙": "a"})) == {("D19", "b.html")}


def test_a_longer_name_is_not_the_withdrawn_one(tmp_path: Path) -> None:
    site(tmp_path, **{"index.html": CLEAN + "甲乙丙"})
    assert found(tmp_path, Forbidden(people={"甲乙": "a"}))
    assert not found(tmp_path, Forbidden(people={"甲乙": "a"}, longer=("甲乙丙",)))


def test_the_index_is_not_read_for_names(tmp_path: Path) -> None:
    """Its terms are pieces of words: 高原 is one of 最高原则."""
    files: dict[str, str | bytes] = {"search__data__a.json": '["高原"]', "search__data__b.bin": b"\xe9"}
    assert not found(site(tmp_path, **files), Forbidden(people={"高原": "a"}))


def test_a_name_that_the_rules_let_stand_may_be_cut_out_of_its_words(tmp_path: Path) -> None:
    """李明 is not named where 李明亮 is; the page shows an excerpt that ends in the middle of that name."""
    person = "name: {}\nstatus: {}\nlegal_basis: {{kind: 历史人物, died: 1950}}\npublished: 2026\n"
    files = {
        "role-models/li-ming.yml": person.format("李明", "撤下"),
        "role-models/b.yml": person.format("李明亮", "发布"),
    }
    shown = Hostile(name="别人", body="李明亮修过桥。").model_copy(update={"files": files})
    content = load(shown.planted(tmp_path), terms(tmp_path))
    assert not [problem for problem in check(content) if problem.code == "D19"]
    page = {"index.html": f"{CLEAN}李明…"}
    assert not found(site(tmp_path / "site", **page), Forbidden.of(content))
