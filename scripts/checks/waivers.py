"""Which rules bind when: by build profile, and by what a record is let off for a time."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from scripts.checks import texts
from scripts.load.content import Content
from scripts.problems import CODES, Problem
from scripts.records.base import Waiver
from scripts.settings import Profile

WAIVABLE = frozenset("CKNTW")
"""First letters of codes that can be waived; safety (S), personal data (D) and all the rest cannot."""

NEVER = frozenset({"N06", "N07", "N08", "C01", "C02", "C03", "C04", "C11", "C13"})
"""Names and links that endanger the site or somebody's computer; what a licence, an outlet's notice or the law says,
which nobody here can waive."""
LONGEST = 366
"""Days from today a waiver may last: a year later somebody looks again, with another year's eyes."""
RUNNING = frozenset({Profile.PARTY_OR_INSTITUTION, Profile.GOV})
ONLY = {"K01": RUNNING, "K02": RUNNING, "K04": frozenset({Profile.GOV})}
"""Codes that bind in some profiles only (a demonstration is not kept fresh); every other binds in all."""


def binding(content: Content, problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems that count under the profile, less those waived; then what is wrong with the waivers themselves."""
    profile = content.settings.profile
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
            if 0 <= _left(waiver, content.settings.today) <= LONGEST:
                found |= {(texts.file_of(content, file), waiver.code): waiver for file in record.files}
    return found


def _left(waiver: Waiver, today: date | None) -> int:
    """How many days a waiver still lasts; without a day to compare with it is in force."""
    return (waiver.until.last() - today).days if today else 0


def _flaws(content: Content, used: set[tuple[str, str]]) -> Iterator[Problem]:
    """A waiver names a rule there is and that can be waived, is not over, ends within a year, and is needed."""
    today = content.settings.today
    for record in content.records.values():
        for place, waiver in enumerate(record.waivers):
            loc = ("waivers", place)
            if waiver.code not in CODES:
                yield content.problem(record, (*loc, "code"), "V02", f"没有 {waiver.code} 这一条", "请核对问题编号")
            elif not _waivable(waiver.code):
                message = f"{waiver.code}（{CODES[waiver.code]}）不能豁免"
                yield content.problem(record, (*loc, "code"), "V02", message, "请改正问题本身，并删去这条豁免")
            elif _left(waiver, today) < 0:
                message = f"{waiver.code} 的豁免已于 {waiver.until} 到期"
                yield content.problem(record, (*loc, "until"), "V01", message, "请改正问题，或由批准人延期")
            elif _left(waiver, today) > LONGEST:
                message = f"{waiver.code} 的豁免到 {waiver.until}，最长 {LONGEST} 天"
                hint = f"请写 {today + timedelta(LONGEST) if today else ''} 以前的日子；到时还要豁免的，再批一次"
                yield content.problem(record, (*loc, "until"), "V06", message, hint)
            elif not any((texts.file_of(content, file), waiver.code) in used for file in record.files):
                yield content.problem(record, (*loc, "code"), "V03", f"{waiver.code} 的豁免没有用上", "请删去这条豁免")
