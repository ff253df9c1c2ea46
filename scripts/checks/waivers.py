"""Which rules bind when: by build profile, and by what a record is let off for a time."""

from collections.abc import Iterable, Iterator

from scripts.checks import texts
from scripts.load import Content
from scripts.problems import CODES, Problem
from scripts.records.base import Waiver
from scripts.terms import Profile

WAIVABLE = frozenset("CKNTW")
"""First letters of codes that can be waived; safety (S), personal data (D) and all the rest cannot."""

NEVER = frozenset({"N06", "N07", "N08"})
"""Names and links that endanger the site or somebody's computer, among codes that are otherwise waivable."""
RUNNING = frozenset({Profile.PARTY_OR_INSTITUTION, Profile.GOV})
ONLY = {"K01": RUNNING, "K02": RUNNING, "K04": frozenset({Profile.GOV})}
"""Codes that bind in some profiles only (a demonstration is not kept fresh); every other binds in all."""


def binding(content: Content, problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems that count under the profile, less those waived; then what is wrong with the waivers themselves."""
    profile = content.terms.profile
    waivers = _waivers(content)
    used: set[tuple[str, str]] = set()
    for problem in problems:
        if profile not in ONLY.get(problem.code, frozenset(Profile)):
            continue
        if (problem.file, problem.code) in waivers and _waivable(problem.code):
            used.add((problem.file, problem.code))
        else:
            yield problem
    yield from _flaws(content, used)


def _waivable(code: str) -> bool:
    return code[0] in WAIVABLE and code not in NEVER


def _waivers(content: Content) -> dict[tuple[str, str], Waiver]:
    """The waivers in force, by file and code. One without a day to compare with is in force."""
    found: dict[tuple[str, str], Waiver] = {}
    for record in content.records.values():
        for waiver in record.waivers:
            if content.terms.today is None or waiver.until.last() >= content.terms.today:
                found |= {(texts.file_of(content, file), waiver.code): waiver for file in record.files}
    return found


def _flaws(content: Content, used: set[tuple[str, str]]) -> Iterator[Problem]:
    """A waiver names a rule there is and that can be waived, is not over, and is needed."""
    today = content.terms.today
    for record in content.records.values():
        for place, waiver in enumerate(record.waivers):
            loc = ("waivers", place)
            if waiver.code not in CODES:
                yield content.problem(record, (*loc, "code"), "V02", f"没有 {waiver.code} 这一条", "请核对问题编号")
            elif not _waivable(waiver.code):
                message = f"{waiver.code}（{CODES[waiver.code]}）不能豁免"
                yield content.problem(record, (*loc, "code"), "V02", message, "请改正问题本身，并删去这条豁免")
            elif today and waiver.until.last() < today:
                message = f"{waiver.code} 的豁免已于 {waiver.until} 到期"
                yield content.problem(record, (*loc, "until"), "V01", message, "请改正问题，或由批准人延期")
            elif not any((texts.file_of(content, file), waiver.code) in used for file in record.files):
                yield content.problem(record, (*loc, "code"), "V03", f"{waiver.code} 的豁免没有用上", "请删去这条豁免")
