"""Filters problems by build profile and by the temporary waivers in ``reviews.yml``."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from scripts.checks import texts
from scripts.load.content import Content
from scripts.privacy.reviews import REVIEWS, Waiver, reviews_of
from scripts.problems import CODES, Problem
from scripts.settings import Profile

WAIVABLE = frozenset("CKNTW")
"""First letters of codes that can be waived; safety (S), personal data (D) and all others cannot."""

NEVER_WAIVED = frozenset({"N06", "N07", "N08", "C01", "C02", "C03", "C04", "C11", "C13"})
"""Dangerous names and links, and what a licence, an outlet's notice or the law requires."""
LONGEST = 366
"""The most days from today that a waiver may last, so that it is reviewed each year."""
LIVE_PROFILES = frozenset({Profile.PARTY_OR_INSTITUTION, Profile.GOV})
PROFILES_OF = {"K01": LIVE_PROFILES, "K02": LIVE_PROFILES, "L18": LIVE_PROFILES, "K04": frozenset({Profile.GOV})}
"""Codes that apply only in some profiles (a demonstration is not updated); all others apply in all."""


def without_waived(content: Content, problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems that apply in the profile and are not waived; then the problems of the waivers themselves."""
    profile = content.settings.profile
    waived = {(file, one.code) for one, _ in reviews_of(content).waivers for file in _files(content, one, force=True)}
    used: set[tuple[str, str]] = set()
    for problem in problems:
        if profile not in PROFILES_OF.get(problem.code, frozenset(Profile)):
            continue
        if (problem.file, problem.code) in waived and _waivable(problem.code):
            used.add((problem.file, problem.code))
        else:
            yield problem
    for waiver, place in reviews_of(content).waivers:
        if told := _problem(content, waiver, used):
            yield Problem(REVIEWS, place.line, place.column, *told)


def _waivable(code: str) -> bool:
    return code[0] in WAIVABLE and code not in NEVER_WAIVED


def _files(content: Content, waiver: Waiver, *, force: bool) -> set[str]:
    """The files of a waiver's record, as named in problems; with ``force`` none unless the waiver is in force."""
    record = content.records.get(waiver.record) or content.partial.get(waiver.record)
    if record is None or (force and not 0 <= _days_left(waiver, content.settings.today) <= LONGEST):
        return set()
    return {texts.file_of(content, file) for file in record.files}


def _days_left(waiver: Waiver, today: date | None) -> int:
    """The days a waiver still lasts; 0, in force, if today is unknown."""
    return (waiver.until.last() - today).days if today else 0


def _problem(content: Content, waiver: Waiver, used: set[tuple[str, str]]) -> tuple[str, str, str] | None:
    """(code, message, cure) of a waiver for a rule that cannot be waived, or that is expired, too long or unused."""
    today, code = content.settings.today, waiver.code
    files = _files(content, waiver, force=False)
    if code not in CODES:
        return "V02", f"没有 {code} 这一条", "请核对问题编号"
    if not _waivable(code):
        return "V02", f"{code}（{CODES[code]}）不能豁免", "请改正问题本身，并删去这条豁免"
    if not files:
        hint = "请核对 record，例如 news/2026/ye-ke；不用了就删去这一条"
        return "V03", f"没有 {waiver.record} 这条记录，豁免没有用上", hint
    if _days_left(waiver, today) < 0:
        return "V01", f"{code} 的豁免已于 {waiver.until} 到期", "请改正问题，或由批准人延期"
    if _days_left(waiver, today) > LONGEST:
        hint = f"请写 {today + timedelta(LONGEST) if today else ''} 以前的日子；到时还要豁免的，再批一次"
        return "V06", f"{code} 的豁免到 {waiver.until}，最长 {LONGEST} 天", hint
    if not any((file, code) in used for file in files):
        return "V03", f"{code} 的豁免没有用上", "请删去这条豁免"
    return None
