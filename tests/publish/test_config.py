"""Options of mkdocs.yml work in `python -m scripts build` and in a bare `mkdocs build`, or are refused in a sentence."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from io import StringIO
from pathlib import Path
from urllib.parse import quote

import pytest
from jinja2 import Environment, FileSystemLoader, TemplateNotFound
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, ConfigurationError
from mkdocs.structure.files import Files

from scripts import hooks, pipeline
from scripts.catalogue import Site
from scripts.checks import check
from scripts.load.content import load
from scripts.publish.config import edit_uri, load_settings, refusal_of
from scripts.publish.mkdocs import run_mkdocs
from scripts.publish.progress import Progress
from scripts.settings import District, Settings, is_site_address
from tests.commands.support import GOOD
from tests.conftest import Shared
from tests.support import MINI, ROOT, Pages, bytes_below, plant, project

LINES = (
    'site_url: !ENV [NO_SUCH_NAME, "https://example.cn/wm/"]',
    "site_dir: public",
    "copyright: 版权 甲单位",
    "site_description: 甲单位办的网站",
    "repo_url: https://code.example/a/b",
    "edit_uri: edit/main/pages/",
    "extra_javascript: [assets/js/more.js]",
    "extra_css: [assets/css/site.css, assets/css/more.css]",
    "theme: {name: material, custom_dir: overrides, language: zh, font: false}",
    "extra: {site: {organiser: 甲单位}, social: [{name: 公众号, link: 'https://example.cn/wx'}]}",
    "plugins: [search]",
    "nav: [{首页: index.md}, {人: [{典型: [{人物: role-models/index.md}, {荣誉: awards/index.md}]}, {外: 'https://example.cn/'}]}]",
    "docs_dir: pages",
    "hooks: [scripts/hooks.py, mine.py]",
)
HOOK = """
said = []

def on_startup(*, command, dirty):
    said.append(command)

def on_post_page(output, **_):
    return output.replace("</body>", f"<!-- {said} --></body>")
"""


@pytest.fixture(scope="session")
def odd(shared: Shared) -> Path:
    """A project with other options than ours, built by the command in ``public``."""
    return shared.folder("options", _odd)


def _odd(folder: Path) -> None:
    config = project(folder / "wen jian", *LINES)
    (config.parent / "content").unlink()
    plant(config.parent, GOOD | {"role-models/shen-tu-huai.yml": SHEN_TU})
    pages = (config.parent / "docs").rename(config.parent / "pages")
    (config.parent / "mine.py").write_text(HOOK, encoding="utf-8")
    (pages / "assets/js/more.js").write_text("// more", encoding="utf-8")
    (pages / "assets/css/more.css").write_text("/* more */", encoding="utf-8")
    report = pipeline.build(load_settings(config), Progress(StringIO()))
    assert report.built, report.problems


SHEN_TU = "name: 申屠怀\nlegal_basis: {kind: 历史人物, died: 1949}\npublished: 2026\n"
PERSON = "role-models/shen-tu-huai/index.html"
SHOWN = {
    "site_url": (PERSON, 'rel="canonical" href="https://example.cn/wm/role-models/shen-tu-huai/"'),
    "site_url in the site map": ("sitemap.xml", "https://example.cn/wm/role-models/shen-tu-huai/"),
    "copyright": (PERSON, "<p>版权 甲单位</p>"),
    "site_description": ("index.html", '<meta name="description" content="甲单位办的网站">'),
    "edit_uri of a record": (PERSON, "https://code.example/a/b/edit/main/content/role-models/shen-tu-huai.yml"),
    "edit_uri of a page": ("about/index.html", "https://code.example/a/b/edit/main/pages/about.md"),
    "extra_javascript": (PERSON, '<script src="../../assets/js/more.js">'),
    "extra_css": (PERSON, 'href="../../assets/css/more.css"'),
    "a theme without favicon": (PERSON, '<link rel="icon" href="../../assets/favicon.svg">'),
    "extra.social": (PERSON, '<a href="https://example.cn/wx" rel="me external">公众号</a>'),
    "a hook of others": (PERSON, "<!-- ['build'] -->"),
    "nested nav": (PERSON, '<a href="../../awards/">荣誉</a><a href="https://example.cn/">外</a>'),
}


@pytest.mark.slow
@pytest.mark.parametrize("option", SHOWN)
def test_an_option_does_what_mkdocs_says(option: str, odd: Path) -> None:
    page, said = SHOWN[option]
    assert said in (odd / "wen jian/public" / page).read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_list_nobody_wrote_has_no_link_to_edit_it_and_a_plugin_of_others_works(odd: Path) -> None:
    public = odd / "wen jian/public"
    assert "编辑这一页" not in (public / "role-models/index.html").read_text(encoding="utf-8")
    assert (public / "search/search_index.json").is_file()


@pytest.mark.slow
def test_a_bare_strict_build_gives_the_same_site(odd: Path, tmp_path: Path) -> None:
    folder = tmp_path / "wen jian"
    shutil.copytree(odd / "wen jian", folder, symlinks=True)
    (folder / "public").rename(folder / "first")
    (folder / "build/server").rename(folder / "maps")
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert bytes_below(folder / "public") == bytes_below(folder / "first")
    assert bytes_below(folder / "build/server") == bytes_below(folder / "maps") != {}


def test_what_another_file_says_is_inherited(tmp_path: Path) -> None:
    (tmp_path / "base.yml").write_text("site_url: https://example.cn/\ndocs_dir: pages\n", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("INHERIT: base.yml\nsite_dir: out\n", encoding="utf-8")
    settings = load_settings(tmp_path / "mkdocs.yml")
    assert (settings.url, settings.docs, settings.site) == ("https://example.cn/", tmp_path / "pages", tmp_path / "out")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- a\n", "要写成“名字: 值”"),
        ("extra: {site: 甲单位}\n", "要写成“名字: 值”"),
        ("extra: {district: {nmae: 柳荫区}}\n", "没有“nmae”这一项"),
        ("INHERIT: mkdocs.yml\n", "指回了自己"),
        (
            "site_url: !ENV [X, '']\nextra:\n  contact: 甲\n  organiser: 乙\n  contact: 丙\n",
            "第 5 行，contact 写了两次",
        ),
        ("x: !ENV [X, '']\nextra:\n\tsite: {}", "第 3 行，.*行首用了制表符"),
        ('x: 1\ncopyright: "甲"单位"', "第 2 行，.*引号后面还有文字"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_a_sentence(text: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=said):
        load_settings(tmp_path / "mkdocs.yml")


def test_what_mkdocs_says_of_an_option_names_it_in_chinese(tmp_path: Path) -> None:
    settings = load_settings(project(tmp_path / "a", "strict: maybe"))
    (settings.out / "docs").mkdir(parents=True)
    (found,) = run_mkdocs(settings, tmp_path / "site", Progress(StringIO()))
    assert found.message.startswith("strict 的写法不对（MkDocs：") and found.hint == "请改正 mkdocs.yml 里的 strict"
    settings = load_settings(project(tmp_path / "b", "markdown_extensions: [{footnotes: {NOTHING: 1}}]"))
    (settings.out / "docs").mkdir(parents=True)
    (found,) = run_mkdocs(settings, tmp_path / "site", Progress(StringIO()))
    assert (
        found.message
        == "markdown_extensions 的写法不对（MkDocs：Failed to load extension 'footnotes'.：KeyError: 'NOTHING'）"
    )


def test_another_district_puts_its_own_name_wherever_one_is_said(tmp_path: Path) -> None:
    lines = "site_name: 柳荫文明实践\nextra:\n  district: {name: 柳荫区, city: 望川市, code: 990101}\n"
    (tmp_path / "mkdocs.yml").write_text(lines, encoding="utf-8")
    given = load_settings(tmp_path / "mkdocs.yml", today=None)
    assert given.district == District("柳荫区", "望川市", "", "990101")
    venue = "{title: 实践中心, level: 实践中心, address: 柳荫路1号, published: 2026}"
    event = "{title: 讲一课, format: 培训, times: [{start: 2026-12-11}], published: 2026}"
    content = plant(tmp_path, {"venues/a.yml": venue, "events/a.yml": event})
    pages = Pages(Site(load(content, given), url="https://a.example/"))
    assert (
        "望川市柳荫区新时代文明实践" in pages["index.md"]
        and "柳荫文明实践" in pages["feed.xml"] + pages["calendar.ics"]
    )
    assert quote("望川市柳荫区柳荫路1号") in pages["venues/a.md"]
    mine = [path for path, text in pages.items() if not path.startswith("handbook/") and re.search("城关|兰州", text)]
    assert mine == []


def test_without_our_hook_it_is_said_that_it_is_missing(tmp_path: Path) -> None:
    settings = load_settings(project(tmp_path / "a", "hooks: []"))
    (settings.out / "docs").mkdir(parents=True)
    assert "请写 hooks: [scripts/hooks.py]" in run_mkdocs(settings, tmp_path / "site", Progress(StringIO()))[0].message
    bare = Environment(loader=FileSystemLoader(ROOT / "overrides"))
    bare.filters |= {"url": str, "script_tag": str}
    with pytest.raises(TemplateNotFound, match="hooks 里没有 scripts/hooks.py"):
        bare.get_template("main.html").render()


@pytest.mark.parametrize(
    "address",
    ["https://example.cn/index.html", "https://example.cn/?a=1", "https://a:b@example.cn/", " https://example.cn/ "],
)
def test_a_bare_build_refuses_the_addresses_that_the_command_refuses(address: str, tmp_path: Path) -> None:
    settings = load_settings(content=plant(tmp_path, GOOD), out=tmp_path / "out")
    assert refusal_of(settings) == ""
    assert "不能当网站的地址" in refusal_of(replace(settings, url=address))


@pytest.mark.parametrize(
    ("said", "taken"),
    [
        ("https://例子.中国", "https://xn--fsqu00a.xn--fiqs8s"),
        ("http://文明。中国:8080/wm/", "http://xn--7dvrl.xn--fiqs8s:8080/wm/"),
        ("https://[::1]:8080/", "https://[::1]:8080/"),
    ],
)
def test_a_chinese_host_is_written_as_site_maps_and_feeds_must(said: str, taken: str, tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"site_url: '{said}'\n", encoding="utf-8")
    assert load_settings(tmp_path / "mkdocs.yml").url == load_settings(url=said).url == taken
    assert is_site_address(said)


def test_mkdocs_yml_is_utf_8_with_or_without_its_mark(tmp_path: Path) -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "gbk"):
        (tmp_path / "mkdocs.yml").write_text("extra: {site: {organiser: 甲单位}}\n", encoding=encoding)
        if encoding.startswith("utf-8"):
            assert load_settings(tmp_path / "mkdocs.yml").facts == {"organiser": "甲单位"}
        else:
            with pytest.raises(ConfigurationError, match="编码不是 UTF-8"):
                load_settings(tmp_path / "mkdocs.yml")


def test_a_file_in_the_place_of_the_build_folder_is_told_in_a_sentence(tmp_path: Path) -> None:
    folder = tmp_path / "a"
    config = load_config(str(project(folder)))
    (folder / "build").touch()
    with pytest.raises(Abort, match="已经有一个文件"):
        hooks.on_config(config)


THEME = "theme: {name: material, custom_dir: overrides, language: zh, font: false"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (f"{THEME}, palette: [{{scheme: slate}}], features: [navigation.tabs]}}", "features、palette 在这里不起作用"),
        ("theme: mkdocs", "custom_dir: overrides"),
        ("theme: material", "custom_dir: overrides"),
        (THEME.replace("overrides", "docs") + "}", "custom_dir: overrides"),
        ("theme: {name: material, custom_dir: overrides, language: zh}", "font: false"),
        (THEME.replace("zh", "en") + "}", "language: zh"),
        ("extra_css: [assets/css/more.css]", "extra_css 里要有 assets/css/site.css"),
        ("extra: {analytics: {provider: google, property: G-0}}", "analytics 在这里不起作用"),
        ("site_name: ' '", "site_name 空着"),
        ("markdown_extensions: [tables, attr_list]", "少了 md_in_html"),
    ],
)
def test_an_option_that_would_do_nothing_or_harm_is_refused_in_a_sentence(line: str, said: str, tmp_path: Path) -> None:
    config = load_config(str(project(tmp_path / "a", line)))
    with pytest.raises(Abort, match=said):
        hooks.on_config(config)


@pytest.mark.parametrize(("name", "meant"), [("organizer", "organiser"), ("主办单位", "organiser"), ("x", "")])
def test_a_fact_by_another_name_is_told_of(name: str, meant: str, tmp_path: Path) -> None:
    content = load(plant(tmp_path, GOOD), Settings(facts={name: "甲单位", "contact": "0931-0000000"}))
    found = [problem for problem in check(content) if problem.code == "V05"]
    assert [problem.message for problem in found] == [f"extra.site 里没有“{name}”这一项，不会显示"]
    assert found[0].hint.startswith(f"是不是 {meant}？" if meant else "可以写的：")


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        ("organiser: 待定", "“待定”写法不对：请照实填写；没有就留空"),
        ("organiser: 待批准", "“待批准”写法不对：请照实填写；没有就留空"),
        ("corrections: jiu-cuo＠example.cn", "写法不对：请照实填写邮箱或完整的网址，用半角；没有就留空"),
        ("icp: 陇ICP备12345678号", "写法不对：请照批文填写；没有就留空，不要编造"),
        ("log_retention: [六个月]", "应是一行文字，这里却是几项：请把 log_retention 写成一行文字，不写方括号、花括号"),
    ],
)
def test_a_fact_that_is_wrong_is_told_at_its_line(fact: str, said: str, tmp_path: Path) -> None:
    folder = project(tmp_path / "a", f"extra:\n  site:\n    undertaker: 甲单位\n    {fact}\n").parent
    settings = replace(load_settings(folder / "mkdocs.yml"), content=plant(tmp_path, GOOD))
    [found] = [problem for problem in check(load(settings.content, settings)) if problem.code == "V05"]
    assert (folder / "mkdocs.yml").read_text(encoding="utf-8").splitlines()[found.line - 1].strip() == fact
    assert f"{found.message}：{found.hint}".endswith(said)


def test_addresses_that_a_plugin_changed_are_refused_in_a_sentence(tmp_path: Path) -> None:
    config = load_config(str(project(tmp_path / "a", "use_directory_urls: false")))
    with pytest.raises(Abort, match="有插件"):
        hooks.on_files(Files([]), config=config)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, ""),
        ({"docs": "none"}, "docs_dir 指向"),
        ({"docs": "content"}, "没有 assets"),
        ({"site": "docs"}, "生成时会清空它"),
        ({"site": "content/site"}, "生成时会清空它"),
        ({"site": "."}, "生成时会清空它"),
        ({"site": "build"}, "例如 build/site"),
        ({"site": "public"}, ".git"),
        ({"site": "scripts"}, "里面有 hooks.py，不是网站"),
        ({"site": "last"}, ""),
        ({"site": "scripts/hooks.py"}, "链接或文件"),
        ({"out": "docs/a"}, "不能生成到"),
        ({"out": "."}, "不能生成到"),
    ],
)
def test_a_folder_that_holds_what_people_wrote_is_refused(given: dict[str, str], said: str, tmp_path: Path) -> None:
    for name in ("docs/assets", "content", "public/.git", "scripts", "last"):
        (tmp_path / name).mkdir(parents=True)
    for name in ("scripts/hooks.py", "last/404.html", "last/about.html"):
        (tmp_path / name).touch()
    out = tmp_path / "build"
    settings = Settings(root=tmp_path, out=out, site=out / "site", docs=tmp_path / "docs", content=tmp_path / "content")
    why = refusal_of(replace(settings, **{name: tmp_path / path for name, path in given.items()}))  # type: ignore[arg-type]
    assert said in why and bool(why) == bool(said)


@pytest.mark.parametrize(
    ("page", "source"),
    [
        ("about.md", "about.md"),
        ("role-models/bian-ru-song.md", "../content/role-models/bian-ru-song.yml"),
        ("exhibitions/deng-ying/print/poster.md", "../content/exhibitions/deng-ying.yml"),
        ("role-models/index.md", None),
        ("index.md", None),
    ],
)
def test_a_page_is_edited_where_it_was_written(page: str, source: str | None) -> None:
    assert edit_uri(page, load_settings(content=MINI)) == source
