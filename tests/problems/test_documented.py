"""Every problem code, command and record type is documented."""

import re

from scripts.__main__ import commands
from scripts.checks import RULES
from scripts.problems import CODES, NAMES, WARNINGS
from scripts.records import TYPES
from scripts.render.reference import EXAMPLES, fields_of
from tests.support import ROOT, problems_of

HANDBOOK = ROOT / "docs" / "handbook"
PAGES = [ROOT / "README.md", *HANDBOOK.glob("*.md"), ROOT / "docs/operate/commands.md"]
PARAMETERS = [parameter for command in commands.commands.values() for parameter in command.params]
OPTIONS = sorted({name for parameter in PARAMETERS for name in parameter.opts if name.startswith("--")})


def test_every_problem_code_has_a_section_in_the_handbook() -> None:
    page = (HANDBOOK / "problems.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"^### ([A-Z]\d\d [a-z0-9-]+)　\S", page, re.MULTILINE))
    named = {f"{code} {name}" for code, name in NAMES.items()}
    assert named - documented == set(), "codes without a section `### Y01 not-utf-8　…` in docs/handbook/problems.md"


def test_every_problem_code_has_a_name_of_its_own() -> None:
    assert len(set(NAMES.values())) == len(CODES)
    assert [name for name in NAMES.values() if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)] == []


def test_no_section_in_the_handbook_is_of_a_code_that_is_gone() -> None:
    page = (HANDBOOK / "problems.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^### ([A-Z]\d\d)\b", page, re.MULTILINE)) - set(CODES) == set()


def test_the_handbook_tells_which_codes_are_warnings() -> None:
    page = (HANDBOOK / "problems.md").read_text(encoding="utf-8")
    line = next(line for line in page.splitlines() if line.startswith("多数问题是“错误”"))
    assert set(re.findall(r"`([A-Z]\d\d)`", line)) | {code for code in CODES if code[0] == "W"} == WARNINGS


def test_every_section_shows_what_is_wrong_and_what_is_right() -> None:
    page = (HANDBOOK / "problems.md").read_text(encoding="utf-8")
    sections = re.split(r"^### (?=[A-Z]\d\d )", page, flags=re.MULTILINE)[1:]
    assert [text[:3] for text in sections if not ("错" in text and "对" in text and "```" in text)] == []


def test_every_rule_says_what_it_is() -> None:
    assert [rule.__name__ for rule in RULES if not (rule.__doc__ or "").strip()] == []
    assert len(set(RULES)) == len(RULES)


def test_editors_own_the_records_and_nothing_that_decides_what_runs() -> None:
    lines = [line.split() for line in (ROOT / "CODEOWNERS").read_text(encoding="utf-8").splitlines()]
    owners = {line[0]: line[1:] for line in lines if line and not line[0].startswith("#")}
    assert owners["*"] == ["@maintainers"]
    assert {path for path, names in owners.items() if "@editors" in names} == {"/content/", "/urls.lock"}


def test_every_command_and_option_is_told_of_in_the_handbook_or_the_readme() -> None:
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES if page.is_file())
    assert [name for name in commands.commands if not re.search(rf"(?:scripts|make) {name}\b", text)] == []
    assert [option for option in OPTIONS if not re.search(rf"{option}\b", text)] == []


def test_every_record_type_has_a_template_and_fields_that_say_what_they_are() -> None:
    templates = ROOT / "scripts/render/templates"
    assert [folder for folder in TYPES if not (templates / f"{folder}.md.j2").is_file()] == []
    fields = {f"{folder}.{name}": one for folder, kind in TYPES.items() for name, one in kind.model_fields.items()}
    assert [name for name, field in fields.items() if not field.description] == []


def test_the_examples_of_the_field_pages_can_be_published_as_they_are() -> None:
    assert problems_of(EXAMPLES) == []
    assert {path.name for path in EXAMPLES.iterdir()} <= set(TYPES)


def test_the_fields_that_every_type_has_come_last() -> None:
    names = [field.name for field in fields_of(TYPES["venues"])]
    assert names[:3] == ["title", "level", "parent"]
    assert names[-1] == "withdrawn_because"
