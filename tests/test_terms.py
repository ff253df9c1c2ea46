"""Inputs of rules besides the records: the day, the profile, the owner's facts, the registry."""

import datetime
import os
import re
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from scripts.__main__ import commands
from scripts.catalogue.addresses import front_matter
from scripts.checks import check
from scripts.checks.facts import LABELS
from scripts.load.consents import Registry, Scope
from scripts.load.content import load
from scripts.problems import CODES, WARNINGS
from scripts.publish.config import load_settings
from scripts.settings import Profile, Settings
from tests.hostile.support import REGISTRY, TODAY, Hostile
from tests.support import INVENTED, ROOT, plant

OWNER = {
    "organiser": "甲单位",
    "contact": "0931-1234567",
    "corrections": "jiu-cuo@a.cn",
    "icp": "陇ICP备20260001号-1",
    "site_code": "9901010009",
    "police": "甘公网安备 99010102000001号",
}
"""Made up, of the right form."""


def codes(content: Path, **given: object) -> set[str]:
    return {problem.code for problem in check(load(content, replace(INVENTED, **given)))}  # type: ignore[arg-type]


@pytest.mark.parametrize("profile", list(Profile))
def test_a_production_build_refuses_missing_facts_of_its_profile(profile: Profile, tmp_path: Path) -> None:
    content = Hostile(name="街道").planted(tmp_path)
    assert "V04" in codes(content, profile=profile, production=True)
    assert "V04" in codes(content, profile=profile, production=True, facts=OWNER | {"organiser": " "})
    assert "V04" not in codes(content, profile=profile, production=False)
    assert "V04" not in codes(content, profile=profile, production=True, facts=OWNER)


@pytest.mark.parametrize(
    "name, value",
    [
        ("icp", "陇ICP备00000000号"),
        ("icp", "ICP备20260001号"),
        ("site_code", "1101010009"),
        ("site_code", "990101"),
        ("police", "62010202000001"),
        ("corrections", "某邮箱"),
        ("icp", "陇ICP备11111111号"),
        ("police", "甘公网安备 22222222222222号"),
        ("site_code", "9999999999"),
        ("organiser", "待定"),
        ("organiser", "——"),
        ("organiser", "XXX"),
        ("contact", "无"),
        ("contact", "未填写"),
        ("undertaker", "TBD"),
    ],
)
def test_a_made_up_or_misshapen_fact_is_refused(name: str, value: str, tmp_path: Path) -> None:
    content = Hostile(name="街道").planted(tmp_path)
    assert "V05" in codes(content, facts={**OWNER, name: value})
    assert "V05" not in codes(content, facts=OWNER)


def test_what_the_footer_says_of_the_owner_can_be_told() -> None:
    footer = (ROOT / "overrides/partials/footer.html").read_text(encoding="utf-8")
    assert {"organiser", "undertaker"} <= set(re.findall(r"owner\.(\w+)", footer)) <= set(LABELS)


def test_facts_are_read_from_the_configuration_empty_ones_left_out(tmp_path: Path) -> None:
    config = tmp_path / "mkdocs.yml"
    text = "extra:\n  site:\n    organiser: ' 甲 '\n    icp: ''\n    contact: ' '\nx: !!python/name:os.system\n"
    config.write_text(text, encoding="utf-8")
    assert load_settings(config).facts == {"organiser": "甲"}


def news(column: str, day: str) -> str:
    return f"title: 甲\ncolumn: {column}\nsource: ben\nrights: 本站原创\nbody: 好。\npublished: {day}\n"


def test_columns_grow_stale_by_their_kind_and_only_where_a_site_is_in_operation(tmp_path: Path) -> None:
    own = "title: 本站\nkind: 本站\npolicy: 本站自有\npublished: 2020\n"
    files = {
        "sources/ben.yml": own,
        "news/2026/a.yml": news("实践动态", "2026-11-09"),
        "news/2026/b.yml": news("通知公告", "2026-11-09"),
    }
    content = plant(tmp_path, files)
    at = {days: TODAY + datetime.timedelta(days) for days in (0, 1, 300)}

    def stale(day: datetime.date, profile: Profile = Profile.GOV) -> list[str]:
        found = check(load(content, Settings(today=day, profile=profile)))
        return [problem.message.split("”")[0][1:] for problem in found if problem.code == "K01"]

    assert stale(at[0]) == ["首页", "实践动态"]
    assert stale(TODAY - datetime.timedelta(1)) == []
    assert stale(at[300]) == ["首页", "实践动态", "通知公告"]
    assert stale(at[300], Profile.DEMO) == []


def test_without_a_day_nothing_is_said_about_the_calendar(tmp_path: Path) -> None:
    extra = "rights: {kind: 授权使用, licensor: 甲, reference: 一, scope: 本站, expires: 2000}"
    content = Hostile(name="街道", extra=extra).planted(tmp_path)
    assert codes(content) == set()
    assert codes(content, today=TODAY) == {"C02"}
    assert codes(content, today=datetime.date(1999, 1, 1)) >= {"K03"}


@pytest.mark.parametrize("where", ["content", "docs"])
def test_the_registry_may_not_lie_in_the_public_tree(where: str, tmp_path: Path) -> None:
    content = Hostile(name="街道").planted(tmp_path)
    (tmp_path / "docs").mkdir()
    assert "D15" in codes(content, private=tmp_path / where / "private", docs=tmp_path / "docs")
    assert "D15" not in codes(content, private=tmp_path / "private", docs=tmp_path / "docs")


@pytest.mark.parametrize(
    "text",
    [
        "甲: 乙",
        "consents: 甲",
        "consents: [",
        "consents: [{reference: 甲乙丙, given: 2026, scope: [姓名], expires: 2027}]",
        "consents: [{reference: TY-2026-0001, given: 2026, scope: [], expires: 2027}]",
        "consents: [{reference: TY-2026-0001, given: 2026, scope: [姓名]}]",
        "consents: [{reference: TY-2026-0001, name: 甲乙丙, given: 2026, scope: [姓名], expires: 2027}]",
        "consents: [{reference: TY-2026-0001, given: 2026, scope: [姓名], expires: 2027, withdrawn_scope: [姓名]}]",
        REGISTRY + "  - {reference: TY-2026-0001, given: 2026, scope: [姓名], expires: 2027}\n",
    ],
)
def test_a_registry_that_cannot_be_trusted_is_refused_whole(text: str, tmp_path: Path) -> None:
    path = tmp_path / "consents.yml"
    path.write_text(text, encoding="utf-8")
    registry = Registry.read(path)
    assert registry.problem and not registry.consents


def test_the_sample_of_the_handbook_can_be_read(tmp_path: Path) -> None:
    page = (ROOT / "docs/handbook/rules.md").read_text(encoding="utf-8")
    sample = next(block for block in re.findall(r"```yaml\n(.*?)```", page, re.DOTALL) if "consents:" in block)
    path = tmp_path / "consents.yml"
    for encoding in ("utf-8", "utf-8-sig", "gbk", "utf-16"):
        path.write_bytes(sample.replace("\n", "\r\n").encode(encoding))
        registry = Registry.read(path)
        assert registry.problem is None
        assert registry.consents["TY-2026-0018"].scope[-1] is Scope.SENSITIVE
    path.write_text(sample.replace("敏感信息", "健康、残疾、宗教、救助等敏感信息"), encoding="utf-8")
    assert Registry.read(path).consents["TY-2026-0018"].scope[-1] is Scope.SENSITIVE


def test_a_slip_in_the_registry_is_told_with_its_line_and_without_what_was_written(tmp_path: Path) -> None:
    content = Hostile(name="街道").planted(tmp_path)
    private = tmp_path / "private"
    (private / "consents.yml").write_text(
        REGISTRY.replace("[姓名, 事迹, 单位, 肖像]", "[姓名, 照片]"), encoding="utf-8"
    )
    (problem,) = [one for one in check(load(content, Settings(private=private))) if one.code == "D15"]
    assert (problem.file, problem.line) == ("private/consents.yml", 3)
    assert "第 1 条的 scope" in problem.message and "肖像" in problem.hint
    (private / "consents.yml").write_text(REGISTRY + "  - {reference: 申屠怀的同意书}\n", encoding="utf-8")
    (problem,) = [one for one in check(load(content, Settings(private=private))) if one.code == "D15"]
    assert problem.line == len(REGISTRY.splitlines()) + 1 and "申屠怀" not in str(problem)


def test_a_private_folder_that_is_not_there_is_told_of_once(tmp_path: Path) -> None:
    content = Hostile(name="街道").planted(tmp_path)
    result = CliRunner().invoke(commands, ["check", "--content", str(content), "--private", str(tmp_path / "none")])
    assert result.exit_code == 2 and f"没有 {tmp_path}/none" in result.output


def test_a_licence_ends_today_on_its_last_day(tmp_path: Path) -> None:
    extra = "rights: {kind: 授权使用, licensor: 甲, reference: 一, scope: 本站, expires: 2026-11-24}"
    content = Hostile(name="街道", extra=extra).planted(tmp_path)
    assert [one.message for one in check(load(content, Settings(today=TODAY)))] == ["授权今天到期"]


def test_a_faked_change_does_not_make_a_column_fresh(tmp_path: Path) -> None:
    own = "title: 本站\nkind: 本站\npolicy: 本站自有\npublished: 2020\n"
    old = news("实践动态", "2020-01-01")
    content = plant(tmp_path, {"sources/ben.yml": own, "news/2020/a.yml": old + "modified: 2099-01-01\n"})
    assert codes(content, today=TODAY, profile=Profile.GOV) >= {"K01", "K03"}


def test_a_consent_holds_to_its_last_day(tmp_path: Path) -> None:
    path = tmp_path / "consents.yml"
    path.write_text(REGISTRY, encoding="utf-8")
    consent = Registry.read(path).consents["TY-2026-0003"]
    assert not consent.ended(datetime.date(2026, 11, 23))
    assert consent.ended(datetime.date(2026, 11, 24))


@pytest.mark.parametrize(
    ("head", "found"),
    [
        ("title: [甲", [("Y16", 2)]),
        ("title: 甲\ndescription: 乙: 丙", [("Y13", 3)]),
        ("一句话", [("Y19", 2)]),
        ("title: 甲", []),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_head_of_a_hand_written_page_is_read(
    head: str, found: list[tuple[str, int]], end: str, tmp_path: Path
) -> None:
    content = Hostile(name="街道").planted(tmp_path)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/a.md").write_bytes(f"---\n{head}\n---\n# 页\n".replace("\n", end).encode())
    assert [(p.code, p.line) for p in check(load(content, Settings(docs=tmp_path / "docs")))] == found


def test_the_mark_of_utf_8_before_a_page_hides_nothing_of_its_head() -> None:
    assert front_matter("\ufeff---\nsearch: false\n---\n# 页\n") == ("search: false", "# 页\n")


@pytest.mark.parametrize("encoding", ["gbk", "utf-16"])
def test_of_a_page_that_is_not_utf_8_only_that_is_told(encoding: str, tmp_path: Path) -> None:
    content = Hostile(name="街道").planted(tmp_path)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/a.md").write_text("---\ntitle: 城关\n---\n# 城关文明实践\n", encoding=encoding)
    assert [p.code for p in check(load(content, Settings(docs=tmp_path / "docs")))] == ["Y01"]


def test_what_the_footer_says_of_the_owner_is_searched(tmp_path: Path) -> None:
    content = Hostile(name="街道").planted(tmp_path)
    assert "D03" in codes(content, facts={"contact": "13800000000"})
    assert "D03" not in codes(content, facts={"contact": "0931-1234567"})


def test_errors_on_safety_and_personal_data_are_never_mere_warnings() -> None:
    assert {code for code in WARNINGS if code[0] in "SD"} == {"D11", "D20", "D30", "D34", "D36"}
    assert set(CODES) >= WARNINGS


def test_a_link_to_the_sites_own_address_is_written_as_a_record(tmp_path: Path) -> None:
    content = Hostile(name="街道", body="[甲](https://www.example.cn/streets/a/)").planted(tmp_path)
    assert codes(content, url="https://www.example.cn/") == {"R06"}
    assert codes(content, url="https://www.example.com/") == set()


@pytest.mark.parametrize("production, count", [(False, "2 条记录"), (True, "1 条记录")])
def test_what_is_counted_is_what_is_published(production: bool, count: str, tmp_path: Path) -> None:
    content = Hostile(name="街道", extra="sample: true").planted(tmp_path)
    command = ["check", "--content", str(content), *(["--production"] if production else [])]
    assert count in CliRunner().invoke(commands, command).output


def test_what_is_called_like_a_file_is_one(tmp_path: Path) -> None:
    content, docs = tmp_path / "content", tmp_path / "docs"
    for folder in (content / "news/2026/x.yml", content / "streets", docs / "a.md", docs / "b", tmp_path / "urls.lock"):
        folder.mkdir(parents=True)
    os.mkfifo(docs / "c.md")
    problems = check(load(content, Settings(docs=docs)))
    found = {problem.file for problem in problems if problem.code == "N08"}
    assert found == {"content/news/2026/x.yml", "docs/a.md", "docs/c.md", "urls.lock"}


@pytest.mark.parametrize("said", ["W01", "half-width-punctuation", "W01 half-width-punctuation"])
def test_a_waiver_names_its_rule_by_code_or_name(said: str, tmp_path: Path) -> None:
    waiver = f"reviews:\n  - {{record: streets/a, code: {said}, reason: 急, by: 办公室, until: 2026-12}}\n"
    content = Hostile(name="街道", body="甲,乙", files={"../reviews.yml": waiver}).planted(tmp_path)
    assert "W01" not in codes(content, today=TODAY)


@pytest.mark.parametrize("value", [{"tel": "0931-1234567"}, ["甲", "乙"]])
def test_a_fact_of_several_values_is_told_of(value: object, tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(yaml.safe_dump({"extra": {"site": {"contact": value}}}), encoding="utf-8")
    content = Hostile(name="街道").planted(tmp_path)
    assert "V05" in codes(content, facts=load_settings(tmp_path / "mkdocs.yml").facts)
