"""Personal data is found by file and line in every kind of input that reaches the site."""

from pathlib import Path

import pytest

from scripts.checks import check
from scripts.load.content import load
from scripts.publish.config import load_settings
from scripts.settings import Settings
from tests.hostile.support import Hostile
from tests.media.test_unfit_pictures import jpeg, note, packed_note, png_note, sound
from tests.support import picture, plant

SAID = {"D01": "440524188001010014", "D03": "13800138000", "D04": "6222021234567890128"}
STREET = "title: 甲街道\ncode: '990000001'\npublished: 2026\n"
NEWS = "title: 一\ncolumn: 实践动态\nsource: own\nrights: 本站原创\npublished: 2026-06-01\n"
OWN = "title: 本站\nkind: 本站\npolicy: 本站自有\npublished: 2026\n"
WAYS = {
    "content/streets/a.yml:4": f"{STREET}summary: 请找%s\n",
    "content/streets/b.yml:5": f"{STREET}body: |\n  请找%s\n",
    "content/streets/c.yml:4": f"{STREET}# %s\n",
    "content/streets/d.yml:3": "title: 甲街道\ncode: '990000001'\npublished: 2026 # %s\n",
    "content/streets/e.yml:4": f"{STREET}sample: true\nsummary: 请找%s\n".replace("sample: true\nsummary", "summary")
    + "sample: true\n",
    "content/streets/f.yml:4": f"{STREET}status: 草稿 # %s\n",
    "content/news/2026/g.yml:6": f"{NEWS}tags: ['%s']\nbody: 一\n",
    "docs/a.md:3": "# 甲\n\n请找%s\n",
    "docs/b.md:2": "---\ndescription: 请找%s\n---\n",
    "docs/c.html:1": '<p title="%s">甲',
    "docs/d.svg:2": "<svg>\n<text>%s</text></svg>",
    "docs/e.js:2": "let a = 1;\nshow('%s');",
    "docs/e.mjs:2": "let a = 1;\nshow('%s');",
    "docs/f.css:1": "a::after { content: '%s' }",
    "docs/g.json:1": '{"a": "%s"}',
    "docs/h.txt:2": "甲\n%s\n",
    "docs/i.csv:1": "甲,%s\n",
    "docs/j.js:1": "let phone = %s;",
    "theme/main.html:1": "<p>%s</p>",
    "mkdocs.yml:1": "site_name: 甲%s\n",
    "mkdocs.yml:2": "a: 1\ncopyright: 请找%s\n",
    "mkdocs.yml:3": "a: 1\nnav:\n- 找%s: index.md\n",
    "reviews.yml:2": "reviews: []\n# 请找%s\n",
}
"""A file and the line on which ``check`` finds what stands there for %s."""
NAMES = ["content/streets/{}.yml", "content/streets/{}/dot.png", "docs/{}.md", "docs/{}/a.md", "theme/{}.html"]


def found(folder: Path) -> set[tuple[str, str]]:
    given = {"docs": folder / "docs", "theme": folder / "theme", "config": folder / "mkdocs.yml"}
    terms = Settings(**{name: path for name, path in given.items() if path.exists()})  # type: ignore[arg-type]
    return {(problem.code, f"{problem.file}:{problem.line}") for problem in check(load(folder / "content", terms))}


def write(folder: Path, name: str, data: str | bytes) -> None:
    plant(folder, {"sources/own.yml": OWN})
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())


@pytest.mark.parametrize("way", WAYS)
def test_what_is_typed_is_found_where_it_is_typed(way: str, tmp_path: Path) -> None:
    write(tmp_path, way.rpartition(":")[0], WAYS[way] % "和".join(SAID.values()))
    assert {(code, way) for code in SAID} <= found(tmp_path)


@pytest.mark.parametrize("code", SAID)
@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_text_as_well(name: str, code: str, tmp_path: Path) -> None:
    path = name.format(SAID[code])
    write(tmp_path, path, STREET if path.endswith(".yml") else picture())
    assert (code, f"{path}:1") in found(tmp_path)


def test_what_a_file_among_the_pages_says_of_itself_is_text_as_well(tmp_path: Path) -> None:
    for name, data in {"a.jpeg": jpeg(note(0x010E, SAID["D03"])), "b.png": packed_note(), "c.png": png_note()}.items():
        write(tmp_path, f"docs/{name}", data)
    write(tmp_path, "docs/d.mp3", sound("电话"))
    told = {("D03", "docs/a.jpeg:1"), ("D03", "docs/b.png:1"), ("D01", "docs/c.png:1"), ("D07", "docs/d.mp3:1")}
    assert found(tmp_path) == told


def test_tags_and_escapes_hide_nothing(tmp_path: Path) -> None:
    escaped = "".join(f"\\u{ord(digit):04x}" for digit in SAID["D03"])
    entities = "".join(f"&#{ord(digit)};" for digit in SAID["D03"])
    hidden = {"a.json": f'"{escaped}"', "b.md": "# 甲\n138<b>0013</b>8000\n", "c.html": f"<p>{entities}"}
    hidden |= {"d.md": '138<span class="a1">0013</span>8000'}
    for name, text in hidden.items():
        write(tmp_path, f"docs/{name}", text)
    lines = {"a.json": 1, "b.md": 2, "c.html": 1, "d.md": 1}
    assert {("D03", f"docs/{name}:{line}") for name, line in lines.items()} <= found(tmp_path)


def test_coordinates_and_lengths_are_nobodys_number(tmp_path: Path) -> None:
    write(tmp_path, "docs/a.svg", '<svg viewBox="0 0 1380 0138000"><path d="M138 0013 8000"/></svg>')
    write(tmp_path, "docs/a.css", "a { margin: 138 0013 8000; }")
    write(tmp_path, "docs/a.js", "let a = [138, 0013, 8000];")
    assert found(tmp_path) == set()


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("docs/a.md", "# 甲\n\n王秀兰多年前确诊乳腺癌。\n", "docs/a.md:3"),
        ("docs/b.html", "<p>\n王秀兰吃着低保。</p>", "docs/b.html:2"),
        ("docs/e.md", "# 甲\n\n施工许可证编号620102202611300133。\n", "docs/e.md:3"),
        ("docs/c.md", "# 甲\n\n```\n王秀兰吃着低保。\n```\n", ""),
        ("docs/handbook/d.md", "例如“王秀兰吃着低保”。\n", ""),
    ],
)
def test_a_page_is_looked_at_with_the_words_of_records(name: str, text: str, place: str, tmp_path: Path) -> None:
    write(tmp_path, name, text)
    assert [where for code, where in found(tmp_path) if code == "D14"] == ([place] if place else [])
    sentence = text.replace("<p>", "").strip().split("\n")[-1].removesuffix("</p>")
    entry = f"{{record: {name}, sentence: {sentence}, verdict: 未点名的人, by: 编辑部, date: 2026-11-20}}"
    (tmp_path / "reviews.yml").write_text(f"reviews:\n  - {entry}\n" if place else "", encoding="utf-8")
    assert found(tmp_path) == set()


def test_the_project_gives_all_of_these_to_the_rules() -> None:
    """A folder or file that ``terms`` forgets would be searched nowhere."""
    given = load_settings()
    assert given.docs and given.theme and given.config and (given.theme / "main.html").is_file()


ODD = {
    "docs/a.svg": "<svg>\n<script>x()</script></svg>",
    "docs/b.svg": '<svg\nonload="x()"/>',
    "docs/c.md": "甲\n<iframe src=a.html></iframe>\n",
    "docs/d.md": "甲\n![乙](https://evil.example/a.png)\n",
    "docs/e.html": '甲\n<img src="//evil.example/a.png">',
    "docs/f.md": "甲\n[乙](javascript:x)\n",
    "docs/g.xml": '<a xmlns="http://www.w3.org/1999/xhtml">\n<script>x()</script></a>',
    "docs/h.css": "a {}\n@import url(https://evil.example/a.css);",
    "docs/i.svg": "<svg><style>\n@import '//evil.example/a.css';</style></svg>",
}


@pytest.mark.parametrize("name", ODD)
def test_what_the_last_search_would_refuse_is_told_at_its_line(name: str, tmp_path: Path) -> None:
    write(tmp_path, name, ODD[name])
    assert found(tmp_path) == {("S07", f"{name}:2")}


def test_code_that_a_page_shows_is_inert(tmp_path: Path) -> None:
    shown = "甲`<script>`乙\n\n```html\n<iframe>\n![a](https://a.cn/a.png)\n```\n\n[乙](https://www.example.cn/)\n"
    write(tmp_path, "docs/a.md", shown)
    assert found(tmp_path) == set()


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04\x14\x00", b"\x1f\x8b\x08\x00", b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c\x00"]
)
def test_an_archive_called_text_is_told_of(data: bytes, tmp_path: Path) -> None:
    write(tmp_path, "docs/a.txt", data)
    assert found(tmp_path) == {("D08", "docs/a.txt:1")}


@pytest.mark.parametrize("name", ["..yml", ".yml", ".a.yml", ".a/b.yml", ".a.jpg", "...yml"])
def test_a_hidden_record_is_told_of(name: str, tmp_path: Path) -> None:
    write(tmp_path, f"content/streets/{name}", STREET)
    assert ("N10", f"content/streets/{name.partition('/')[0]}:1") in found(tmp_path)


@pytest.mark.parametrize("name", ["..md", ".a.md", ".a/b.md"])
def test_a_hidden_page_is_told_of(name: str, tmp_path: Path) -> None:
    write(tmp_path, f"docs/{name}", "# 甲")
    assert ("N10", f"docs/{name.partition('/')[0]}:1") in found(tmp_path)


@pytest.mark.parametrize("name", ["a .yml", "a..yml", "a.yml ", "a.yml.", " a.yml"])
def test_no_odd_name_is_passed_over_in_silence(name: str, tmp_path: Path) -> None:
    write(tmp_path, f"content/streets/{name}", STREET)
    assert {code for code, place in found(tmp_path) if place.startswith(f"content/streets/{name}:")} & {"N01", "N13"}


@pytest.mark.parametrize("name", [".DS_Store", ".gitkeep", "._a.jpg", ".a.yml.swp", "Thumbs.db"])
def test_a_systems_litter_is_nobodys_slip(name: str, tmp_path: Path) -> None:
    write(tmp_path, f"content/streets/{name}", b"\x00")
    if name.startswith("."):
        write(tmp_path, f"docs/{name}", b"\x00")
    assert found(tmp_path) == set()


def test_samples_are_searched_like_all_others(tmp_path: Path) -> None:
    case = Hostile(name="样例", extra="sample: true", body=f"请拨打{SAID['D03']}，汇入{SAID['D04']}。")
    content = case.planted(tmp_path)
    assert {"D03", "D04"} <= {problem.code for problem in check(load(content))}


def test_pages_need_not_lie_beside_the_records(tmp_path: Path) -> None:
    page, content = tmp_path / "project/docs/a.md", tmp_path / "elsewhere/content"
    page.parent.mkdir(parents=True)
    content.mkdir(parents=True)
    page.write_text("石大爷确诊以后还来站里帮忙。\n", encoding="utf-8")
    told = check(load(content, Settings(docs=page.parent, content=content)))
    assert [(one.file, one.line) for one in told if one.code == "D14"] == [("docs/a.md", 1)]
