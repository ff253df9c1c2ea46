"""Which rules bind when: by build profile, and by what ``reviews.yml`` lets a record off for a time."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from scripts.checks import texts
from scripts.load.content import Content
from scripts.privacy.reviews import NAME, Waiver, reviews_of
from scripts.problems import CODES, Problem
from scripts.settings import Profile

WAIVABLE = frozenset("CKNTW")
"""First letters of codes that can be waived; safety (S), personal data (D) and all the rest cannot."""

NEVER = frozenset({"N06", "N07", "N08", "C01", "C02", "C03", "C04", "C11", "C13"})
"""Names and links that endanger the site or somebody's computer; what a licence, an outlet's notice or the law says,
which nobody here can waive."""
LONGEST = 366
"""Days from today a waiver may last: a year later somebody looks again, with another year's eyes."""
RUNNING = frozenset({Profile.PARTY_OR_INSTITUTION, Profile.GOV})
ONLY = {"K01": RUNNING, "K02": RUNNING, "L18": RUNNING, "K04": frozenset({Profile.GOV})}
"""Codes that bind in some profiles only (a demonstration is not kept fresh); every other binds in all."""


def binding(content: Content, problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems that count under the profile, less those waived; then what is wrong with the waivers themselves."""
    profile = content.settings.profile
    waived = {(file, one.code) for one, _ in reviews_of(content).waivers for file in _files(content, one, force=True)}
    used: set[tuple[str, str]] = set()
    for problem in problems:
        if profile not in ONLY.get(problem.code, frozenset(Profile)):
            continue
        if (problem.file, problem.code) in waived and _waivable(problem.code):
            used.add((problem.file, problem.code))
        else:
            yield problem
    for waiver, place in reviews_of(content).waivers:
        if told := _problem(content, waiver, used):
            yield Problem(NAME, place.line, place.column, *told)


def _waivable(code: str) -> bool:
    return code[0] in WAIVABLE and code not in NEVER


def _files(content: Content, waiver: Waiver, *, force: bool) -> set[str]:
    """The files of a waiver's record as problems name them; with ``force`` none unless the waiver is in force."""
    record = content.records.get(waiver.record) or content.partial.get(waiver.record)
    if record is None or (force and not 0 <= _left(waiver, content.settings.today) <= LONGEST):
        return set()
    return {texts.file_of(content, file) for file in record.files}


def _left(waiver: Waiver, today: date | None) -> int:
    """How many days a waiver still lasts; without a day to compare with it is in force."""
    return (waiver.until.last() - today).days if today else 0


def _problem(content: Content, waiver: Waiver, used: set[tuple[str, str]]) -> tuple[str, str, str] | None:
    """Code, message and cure of a waiver that names no rule that can be waived, is over, lasts too long or is not needed."""
    today, code = content.settings.today, waiver.code
    files = _files(content, waiver, force=False)
    if code not in CODES:
        return "V02", f"没有 {code} 这一条", "请核对问题编号"
    if not _waivable(code):
        return "V02", f"{code}（{CODES[code]}）不能豁免", "请改正问题本身，并删去这条豁免"
    if not files:
        hint = "请核对 record，例如 news/2026/ye-ke；不用了就删去这一条"
        return "V03", f"没有 {waiver.record} 这条记录，豁免没有用上", hint
    if _left(waiver, today) < 0:
        return "V01", f"{code} 的豁免已于 {waiver.until} 到期", "请改正问题，或由批准人延期"
    if _left(waiver, today) > LONGEST:
        hint = f"请写 {today + timedelta(LONGEST) if today else ''} 以前的日子；到时还要豁免的，再批一次"
        return "V06", f"{code} 的豁免到 {waiver.until}，最长 {LONGEST} 天", hint
    if not any((file, code) in used for file in files):
        return "V03", f"{code} 的豁免没有用上", "请删去这条豁免"
    return None
