"""Consents: judged by the lockfile if the registry is absent; what depends on an ended one is taken down."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from scripts import checks, pipeline
from scripts.__main__ import commands
from scripts.catalogue import Site
from scripts.load.consents import CONSENTS, Registry
from scripts.load.content import Content
from scripts.problems import Problem
from scripts.publish.config import load_settings
from scripts.publish.progress import Progress
from scripts.records.exhibitions import Exhibition
from scripts.records.role_models import RoleModel
from scripts.records.vocabularies import Status, WithdrawalReason
from scripts.search.documents import documents
from tests.hostile.support import SOURCE
from tests.support import PICTURE, plant

DAY = date(2026, 11, 24)
ALL = "[姓名, 肖像, 事迹, 单位, 所在街道]"
SHOWN = """unit: 柳荫修鞋铺
deed: 修了一辈子鞋
quote: 没什么。
summary: 一位修鞋的老人和他的锥子。
portrait: {file: face.png, alt: 微笑的老人, rights: 本站原创}
body: 他每天五点出摊。
published: 2026-05-01
"""
OTHERS = {
    "sources/jia.yml": SOURCE,
    "sources/own.yml": "title: 本站\nkind: 本站\npolicy: 本站自有\npublished: 2026\n",
    "role-models/face.png": PICTURE,
    "exhibitions/lamp.png": PICTURE,
    "news/2026/b.yml": """title: 申屠怀上夜课
column: 实践动态
source: own
rights: 本站原创
tags: [申屠怀]
body: 讲课的是申屠　怀和[申屠怀](role-models/a)，听课的有申屠怀远。
published: 2026-06-01
""",
    "lecture-teams/c.yml": """title: 柳荫宣讲队
members: [{name: 申屠怀, person: a}, {name: 申屠怀远}]
published: 2026
""",
    "exhibitions/d.yml": """title: 碗和灯
format: 线上展
published: 2026-05-01
sections:
  - id: s
    title: 一
    panels:
      - id: p
        title: 两样东西
        text: 一只碗，一盏灯。
        people: [a]
        images:
          - {file: lamp.png, alt: 申屠怀在点灯, rights: 本站原创}
          - {file: lamp.png, alt: 一盏灯, rights: 本站原创}
""",
}


def entry(scope: str = ALL, expires: str = "2028", more: str = "") -> str:
    return f"  - {{reference: TY-2026-0001, given: 2026-01-01, scope: {scope}, expires: {expires}{more}}}\n"


ENDED, WITHDRAWN = entry(expires="2026-11-23"), entry(more=", withdrawn: 2026-11-01")


def planted(folder: Path, consent: str, basis: str = "kind: 本人同意公开", locked: bool = True) -> Path:
    """A site with one person named everywhere; the consent in the lockfile or in the private registry."""
    path = folder / CONSENTS if locked else folder / "private" / "consents.yml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"consents:\n{consent}", encoding="utf-8")
    person = f"name: 申屠怀\nlegal_basis: {{{basis}, reference: TY-2026-0001}}\n{SHOWN}"
    return plant(folder, {**OTHERS, "role-models/a.yml": person})


def read(content: Path, day: date = DAY) -> tuple[Content, list[Problem]]:
    settings = load_settings(content=content, today=day, private=content.parent / "private", docs=content / "none")
    found, problems = checks.load_and_check(settings)
    return found, [problem for problem in problems if problem.code != "N12"]  # the name is padded once on purpose


def person_of(content: Content) -> RoleModel:
    found = content.records["role-models/a"]
    assert isinstance(found, RoleModel)
    return found


def codes(problems: list[Problem]) -> set[str]:
    return {problem.code for problem in problems}


@pytest.mark.parametrize("locked", [True, False])
@pytest.mark.parametrize("consent", [ENDED, WITHDRAWN])
def test_who_has_only_consented_leaves_with_the_consent(consent: str, locked: bool, tmp_path: Path) -> None:
    content, problems = read(planted(tmp_path, consent, locked=locked))
    person = person_of(content)
    assert (person.status, person.withdrawn_because) == (Status.WITHDRAWN, WithdrawalReason.CONSENT_ENDED)
    assert [p.severity for p in problems if p.code in {"D11", "D30"}] == ["warning"] * 7
    assert codes(problems) == {"D11", "D30"}


def test_while_the_consent_holds_everything_is_shown(tmp_path: Path) -> None:
    folder = planted(tmp_path, ENDED)
    content, problems = read(folder, date(2026, 11, 23))
    assert codes(problems) == {"D20"}
    assert person_of(content).portrait and person_of(content).status is Status.PUBLISHED


def test_elsewhere_the_name_is_masked_and_a_picture_that_names_them_left_out(tmp_path: Path) -> None:
    content, _ = read(planted(tmp_path, WITHDRAWN))
    said = [document for document in documents(Site(content), tmp_path / "none") if "申屠某" in str(document)]
    assert {document.address for document in said} == {"news/2026/b/", "lecture-teams/c/"}
    assert content.records["news/2026/b"].body == "讲课的是申屠某和[申屠某](role-models/a)，听课的有申屠怀远。"
    show = content.records["exhibitions/d"]
    assert isinstance(show, Exhibition)
    assert [image.alt for image in show.panels[0].images] == ["一盏灯"]


@pytest.mark.parametrize(
    ("basis", "left"),
    [
        ("kind: 官方荣誉名单, evidence: {source: jia}", {"unit"}),
        ("kind: 公共利益新闻报道, evidence: {source: jia}", {"unit", "deed", "summary", "body"}),
        ("kind: 已合法公开的信息, evidence: {source: jia}", {"unit", "deed", "summary", "body"}),
    ],
)
def test_where_another_ground_carries_the_page_it_stays(basis: str, left: set[str], tmp_path: Path) -> None:
    content, problems = read(planted(tmp_path, ENDED, basis))
    person = person_of(content)
    fields = {"unit", "deed", "quote", "summary", "portrait", "body"}
    assert {name for name in fields if getattr(person, name)} == left
    assert person.status is Status.PUBLISHED and codes(problems) == {"D11"}
    assert content.records["news/2026/b"].title == "申屠怀上夜课"


def test_what_is_sensitive_goes_whatever_else_carries_the_page(tmp_path: Path) -> None:
    consent = entry("[肖像, 敏感信息]", "2026-11-23")
    content, _ = read(planted(tmp_path, consent, "kind: 公共利益新闻报道, evidence: {source: jia}"))
    assert not person_of(content).body and person_of(content).status is Status.PUBLISHED


def test_a_part_of_a_consent_can_be_withdrawn(tmp_path: Path) -> None:
    content, problems = read(planted(tmp_path, entry(more=", withdrawn: 2026-11-01, withdrawn_scope: [肖像]")))
    person, show = person_of(content), content.records["exhibitions/d"]
    assert isinstance(show, Exhibition)
    assert person.portrait is None and person.body and person.status is Status.PUBLISHED
    assert [image.alt for image in show.panels[0].images] == ["一盏灯"]
    assert [p.message for p in problems] == ["同意里的肖像已于 2026-11-01 撤回，网站已自动撤下 portrait"]


def test_the_page_of_a_child_goes_with_the_guardians_consent(tmp_path: Path) -> None:
    consent = entry(expires="2026-11-23", more=", signer: 监护人")
    content, _ = read(planted(tmp_path, consent, "kind: 官方荣誉名单, evidence: {source: jia}"))
    assert person_of(content).status is Status.WITHDRAWN


def test_a_withdrawal_of_tomorrow_is_none_today(tmp_path: Path) -> None:
    content, problems = read(planted(tmp_path, entry(more=", withdrawn: 2026-11-25")))
    assert person_of(content).status is Status.PUBLISHED and problems == []


def test_a_number_nobody_registered_is_refused_and_says_who_can_help(tmp_path: Path) -> None:
    _, problems = read(planted(tmp_path, ENDED.replace("0001", "0002")))
    assert codes(problems) == {"D10"} and CONSENTS in problems[0].hint


def test_the_registry_and_its_lock_agree_after_lock(tmp_path: Path) -> None:
    content = planted(tmp_path, ENDED.replace("2026-11-23", "2030"), locked=False)
    (tmp_path / CONSENTS).write_text(f"consents:\n{ENDED}", encoding="utf-8")
    found = [p for p in read(content)[1] if p.code == "D31"]
    assert [p.message for p in found] == ["consents.lock 与登记簿不一致：TY-2026-0001"]
    assert "scripts lock" in found[0].hint and found[0].severity == "error"
    private = str(tmp_path / "private")
    result = CliRunner().invoke(commands, ["lock", "--content", str(content), "--private", private])
    assert result.exit_code == 0, result.output
    assert "D31" not in codes(read(content)[1])
    (tmp_path / "private" / "consents.yml").unlink()
    assert Registry.read(tmp_path / CONSENTS).consents["TY-2026-0001"].expires.year == 2030
    before = (tmp_path / CONSENTS).read_bytes()
    CliRunner().invoke(commands, ["lock", "--content", str(content), "--private", private])
    assert (tmp_path / CONSENTS).read_bytes() == before


def test_the_lock_holds_entries_in_order_and_says_the_same_as_the_registry(tmp_path: Path) -> None:
    text = "consents:\n" + entry("[事迹, 姓名]").replace("0001", "0009") + WITHDRAWN
    (tmp_path / "a").write_text(text, encoding="utf-8")
    registry = Registry.read(tmp_path / "a")
    (tmp_path / "b").write_text(registry.text, encoding="utf-8")
    again = Registry.read(tmp_path / "b")
    assert again.text == registry.text and list(again.consents) == ["TY-2026-0001", "TY-2026-0009"]
    assert again.consents["TY-2026-0001"] == registry.consents["TY-2026-0001"]
    assert "scope: [姓名, 事迹]" in registry.text and Registry({}).text.endswith("consents: []\n")


def test_a_lock_that_cannot_be_read_is_told_once(tmp_path: Path) -> None:
    content = planted(tmp_path, ENDED)
    (tmp_path / CONSENTS).write_text("<<<<<<< HEAD\nconsents:\n", encoding="utf-8")
    _, problems = read(content)
    assert [(p.code, p.file) for p in problems] == [("D15", CONSENTS)] and "版本历史" in problems[0].hint


@pytest.mark.slow
def test_the_site_is_built_without_the_person(tmp_path: Path) -> None:
    content = planted(tmp_path, WITHDRAWN)
    settings = load_settings(content=content, out=tmp_path / "out", today=DAY, private=tmp_path / "private")
    report = pipeline.build(replace(settings, docs=None), Progress())  # the rules leave the hand-written pages alone
    assert report.built, report.problems
    site = tmp_path / "out" / "site"
    kinds = {".html", ".xml", ".json", ".csv", ".ics", ".txt"}
    files = {path: path.read_text(encoding="utf-8") for path in site.rglob("*") if path.suffix in kinds}
    named = [path.name for path, text in files.items() if "申屠怀" in text.replace("申屠怀远", "")]
    assert named == [] and not list((site / "role-models").rglob("face*"))
    page = files[site / "role-models" / "a" / "index.html"]
    assert "公开的同意已经结束" in page and "修鞋" not in page


def test_two_who_left_are_both_told_of_though_one_name_holds_the_other(tmp_path: Path) -> None:
    content = planted(tmp_path, WITHDRAWN + WITHDRAWN.replace("0001", "0002"))
    person = (content / "role-models/a.yml").read_text(encoding="utf-8")
    (content / "role-models/e.yml").write_text(
        person.replace("申屠怀", "申屠怀远").replace("0001", "0002"), encoding="utf-8"
    )
    shown, problems = read(content)
    assert shown.records["news/2026/b"].body == "讲课的是申屠某和[申屠某](role-models/a)，听课的有申屠某。"
    assert {"a" in problem.message.split("）")[0] for problem in problems if problem.code == "D30"} == {True, False}


def test_a_name_that_is_a_word_is_not_masked_but_looked_at(tmp_path: Path) -> None:
    content = planted(tmp_path, WITHDRAWN)
    for path in content.rglob("*.yml"):
        path.write_text(path.read_text(encoding="utf-8").replace("申屠怀", "高原"), encoding="utf-8")
    shown, problems = read(content)
    assert (
        shown.records["news/2026/b"].title == "高原上夜课" and shown.records["role-models/a"].status is Status.WITHDRAWN
    )
    assert {problem.code for problem in problems} == {"D11", "D34"}


def test_a_sound_that_speaks_of_them_is_left_out(tmp_path: Path) -> None:
    content = planted(tmp_path, WITHDRAWN)
    path = content / "exhibitions/d.yml"
    audio = "        audio: {file: a.mp3, transcript: 申屠怀点了灯。}\n"
    path.write_text(path.read_text(encoding="utf-8") + audio, encoding="utf-8")
    show = read(content)[0].records["exhibitions/d"]
    assert isinstance(show, Exhibition) and show.panels[0].audio is None
