"""Metadata of every built page: the tags of Chinese public sites and schema.org, each by its table."""

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.support import pages_of, parse_html, plant

SITE = {"SiteName"}
COLUMN = {"ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"}
ARTICLE = {"ArticleTitle", "PubDate", "ContentSource"}
OPTIONAL = {"SiteDomain", "SiteIDCode", "Keywords", "Author", "Description", "Image", "Url"}
"""The tables of the 网页设计规范 annexed to 国办发〔2017〕47号: required of every page, of a column, of an article; optional."""
THING = {"@context", "@type", "name", "description", "url", "image"}
TYPES = {
    "Person": "alternateName award",
    "Organization": "alternateName award parentOrganization areaServed telephone",
    "GeoCoordinates": "latitude longitude",
    "Place": "geo address telephone openingHoursSpecification amenityFeature",
    "PostalAddress": "streetAddress",
    "OpeningHoursSpecification": "dayOfWeek opens closes",
    "LocationFeatureSpecification": "value",
    "AdministrativeArea": "identifier alternateName",
    "Schedule": "repeatFrequency byDay byMonth byMonthDay startDate endDate startTime endTime exceptDate scheduleTimezone",
    "Event": "startDate endDate eventStatus eventAttendanceMode location organizer eventSchedule subEvent",
    "NewsArticle": "headline inLanguage datePublished dateModified author isBasedOn correction",
    "BreadcrumbList": "itemListElement",
    "ListItem": "position item",
    "CreativeWork": "inLanguage associatedMedia digitalSourceType creator dateCreated material size creditText",
    "ExhibitionEvent": "inLanguage startDate endDate eventStatus eventAttendanceMode isAccessibleForFree organizer location keywords workFeatured subEvent",
    "VirtualLocation": "",
    "Dataset": "distribution inLanguage isAccessibleForFree creator dateModified",
    "DataDownload": "encodingFormat contentUrl",
    "ImageObject": "digitalSourceType",
    "AudioObject": "digitalSourceType",
}
"""schema.org type → its properties that we write, besides those of every Thing; all are in release 30.0 of the vocabulary."""


@pytest.fixture(scope="module")
def pages(mini_site: Path) -> dict[str, str]:
    found = {path.relative_to(mini_site).as_posix(): path.read_text("utf-8") for path in mini_site.rglob("*.html")}
    return {name: text for name, text in found.items() if "http-equiv" not in text}


def tags(html: str) -> list[tuple[str, str]]:
    wanted = SITE | COLUMN | ARTICLE | OPTIONAL
    found = re.findall(r'<meta name="([^"]+)" content="([^"]*)">', html)
    return [(name, unescape(value)) for name, value in found if name in wanted]


def test_every_page_has_the_tags_of_its_kind_once_and_none_is_empty(pages: dict[str, str]) -> None:
    for name, html in pages.items():
        found = tags(html)
        said = dict(found)
        assert len(found) == len(said), name
        assert said.keys() >= SITE | COLUMN, name
        assert all(value.strip() and value != "null" and "{{" not in value for value in said.values()), (name, said)
        assert not said.keys() & ARTICLE or said.keys() >= ARTICLE, name


def test_the_page_of_a_record_is_an_article_and_says_what_its_reader_sees(pages: dict[str, str]) -> None:
    said = dict(tags(pages["news/2026/zong-ye/index.html"]))
    assert said["ArticleTitle"] in pages["news/2026/zong-ye/index.html"].split("<h1", 1)[1]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", said["PubDate"])
    year, month, day = said["PubDate"][:10].split("-")
    assert f"{year}年{int(month)}月{int(day)}日" in pages["news/2026/zong-ye/index.html"]
    assert f">{said['ContentSource']}</a>" in pages["news/2026/zong-ye/index.html"]
    assert said["Description"] != said["ArticleTitle"]
    assert all(
        re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", value)
        for html in pages.values()
        for name, value in tags(html)
        if name == "PubDate"
    )


VISIBLE = ("ColumnName", "ArticleTitle", "ContentSource", "Author", "Keywords")
"""What a reader must see as machines are told it; a description where the page has a standfirst."""


def test_what_machines_are_told_on_any_page_its_reader_sees(pages: dict[str, str]) -> None:
    for name, html in pages.items():
        body = parse_html(html).find(".//body")
        assert body is not None
        seen = "".join("".join(body.itertext()).split())
        said = dict(tags(html))
        if "/print/" in name:  # a sheet, which says its column in the menu alone
            del said["ColumnName"]
        wanted = [word for tag in VISIBLE for word in said.get(tag, "").split("," if tag == "Keywords" else None)]
        if "PubDate" in said:
            year, month, day = said["PubDate"][:10].split("-")
            known = [f"{year}年", f"{int(month)}月", f"{int(day)}日"]  # only the month or the year: its first day
            vague = said["PubDate"][8:] == "01 00:00"
            wanted += ["".join(known[: 1 if vague else 3])]
        assert [word for word in wanted if word not in seen] == [], name
        first = body.find(".//p[@class='standfirst']")
        assert first is None or "ArticleTitle" not in said or said["Description"] == "".join(first.itertext()), name
        headings = ["".join(heading.itertext()) for heading in body.findall(".//h1")]
        assert "ArticleTitle" not in said or said["ArticleTitle"] in headings[0]


def test_linked_data_has_only_the_types_and_properties_of_the_vocabulary(
    pages: dict[str, str], show_site: Path
) -> None:
    seen: set[str] = set()
    shows = {path.as_posix(): path.read_text("utf-8") for path in show_site.rglob("*.html")}
    for name, html in (pages | shows).items():
        for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL):
            for thing in _things(json.loads(text)):
                seen.add(thing["@type"])
                assert thing.keys() <= THING | {*TYPES[thing["@type"]].split()}, (name, thing)
                assert all(value not in ("", None, []) for value in thing.values()), (name, thing)
    assert TYPES.keys() - seen == {"ImageObject", "AudioObject"}, "none of these sites has works of a machine"


def test_an_honour_whose_award_was_withdrawn_is_not_told_to_machines(tmp_path: Path) -> None:
    gone = "{title: 柳荫好队伍, status: 撤下, withdrawn_because: 内容有误, published: 2026}"
    honours = "[{award: jiu, round: 2022, status: 获评}, {award: xin, round: 2023, status: 获评}]"
    files = {"awards/jiu.yml": gone, "awards/xin.yml": "{title: 柳荫好队, published: 2026}"}
    files["volunteer-teams/a.yml"] = f"{{title: 灯笼志愿服务队, honours: {honours}, published: 2026}}"
    page = pages_of(plant(tmp_path, files))["volunteer-teams/a.md"]
    assert '"award": ["柳荫好队（2023年度）"]' in page


def _things(data: Any) -> list[dict[str, Any]]:
    if isinstance(data, list):
        return [thing for item in data for thing in _things(item)]
    if not isinstance(data, dict):
        return []
    return [data, *(thing for value in data.values() for thing in _things(value))]


def test_the_manifest_names_icons_that_are_there_and_every_page_leads_to_it(
    mini_site: Path, pages: dict[str, str]
) -> None:
    manifest = json.loads((mini_site / "site.webmanifest").read_text("utf-8"))
    assert all((mini_site / icon["src"]).is_file() for icon in manifest["icons"])
    for icon in manifest["icons"]:
        if icon["type"] == "image/png":
            with Image.open(mini_site / icon["src"]) as picture:
                assert icon["sizes"] == f"{picture.width}x{picture.height}"
    assert all("site.webmanifest" in html for html in pages.values())


def test_only_a_production_site_is_for_search_engines(tmp_path: Path) -> None:
    content = plant(tmp_path, {"awards/a.yml": "{title: 柳荫楷模, published: 2026}"})
    assert "Disallow: /\n" in pages_of(content, url="https://www.example.cn/")["robots.txt"]
    open_ = pages_of(content, production=True, url="https://www.example.cn/")["robots.txt"]
    assert "Disallow" not in open_ and "Sitemap: https://www.example.cn/sitemap.xml" in open_
