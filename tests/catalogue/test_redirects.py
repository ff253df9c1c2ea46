"""Old addresses redirect: those of moved records, and the short ones on printed panels."""

from pathlib import Path

import pytest

from scripts.catalogue import Site
from scripts.catalogue.urls_lock import Lock, redirects
from scripts.checks import check
from scripts.load.content import load
from scripts.pipeline import write_pages
from scripts.publish.config import load_settings
from scripts.render.pages import server_maps
from tests.support import pages_of, plant

PANELS = "sections: [{id: s, title: 一, panels: [{id: yi, title: 甲, text: 乙}]}]\n"
SHOW = "title: 甲展\nformat: 线上展\npublished: 2026\n" + PANELS
HELD = "/exhibitions/jiu/ 2026\n/exhibitions/jiu/1/ #yi\n/exhibitions/jiu/2/ #er\n"


def moved(folder: Path, more: str, name: str = "xin") -> dict[str, str]:
    """Old address → new, of an exhibition with one panel and ``more`` fields, whose lock knows it as ``jiu``."""
    (folder / "urls.lock").write_text(HELD, encoding="utf-8")
    content = load(plant(folder, {f"exhibitions/{name}.yml": SHOW + more}))
    return {here: there for here, (there, _) in redirects(content.records.values(), Lock.of(content)).items()}


def test_codes_on_the_wall_follow_an_exhibition_that_is_renamed(tmp_path: Path) -> None:
    assert moved(tmp_path, "aliases: [exhibitions/jiu]") == {
        "exhibitions/jiu/": "exhibitions/xin/",
        "exhibitions/jiu/1/": "exhibitions/xin/1/",
        "exhibitions/jiu/2/": "exhibitions/xin/",
    }


def test_codes_of_a_withdrawn_exhibition_lead_to_the_note(tmp_path: Path) -> None:
    there = "exhibitions/jiu/"
    assert moved(tmp_path, "status: 撤下", "jiu") == {f"{there}1/": there, f"{there}2/": there}


def test_a_page_at_an_old_address_leads_from_there_to_the_new_one(tmp_path: Path) -> None:
    moved(tmp_path, "aliases: [exhibitions/jiu]")
    page = pages_of(tmp_path / "content")["exhibitions/jiu/1/index.html"]
    assert 'url=../../xin/1/"' in page and '<a href="../../xin/1/">甲展</a>' in page


def test_a_web_server_is_told_of_them(tmp_path: Path) -> None:
    moved(tmp_path, "aliases: [exhibitions/jiu]")
    assert "/exhibitions/jiu/1/ /exhibitions/xin/1/;\n" in server_maps(Site(load(tmp_path / "content")))["moved.map"]


def test_an_old_address_does_not_take_a_page_the_site_makes(tmp_path: Path) -> None:
    record = 'title: 甲\ncode: "990101001"\naliases: [streets/jiu, policies, today/children]\npublished: 2026\n'
    problems = check(load(plant(tmp_path, {"streets/a.yml": record})))
    assert [(one.code, one.line) for one in problems] == [("A03", 3), ("A03", 3)]


@pytest.mark.slow
def test_a_failed_build_leaves_the_maps_of_the_site_that_stays(tmp_path: Path) -> None:
    content = plant(tmp_path, {"exhibitions/xin.yml": SHOW + "aliases: [exhibitions/jiu]\n"})
    write_pages(Site(load(content, load_settings(content=content, out=tmp_path / "out"))))
    assert not (tmp_path / "out" / "server").exists()
