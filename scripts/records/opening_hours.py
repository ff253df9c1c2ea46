"""Opening hours, as groups of fields or on one line as on an office's door."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import time
from itertools import pairwise
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from scripts.records.base import Part, in_one_line
from scripts.records.clocks import CLOCK, PART, SPAN, TO, Clock, Closing, half_width, said_after
from scripts.records.dates import NEXT_DAY
from scripts.records.refusal import LONGEST, refusal, short_text
from scripts.records.values import CLOSED_FOR_WORKS, SPANS, WORKS, Days, keep_indices, parse_days, show_days
from scripts.records.vocabularies import Weekday

_DAY = "(?:周|星期|礼拜)[一二三四五六日天]+"
_AND = rf"\s*(?:[、,和及]|{TO})\s*"
_DAYS = rf"(?:每?{_DAY}(?:(?:{_AND})?{_DAY}|{_AND}[一二三四五六日天])*|{'|'.join(SPANS)})"
_TOKEN = rf"(?P<days>{_DAYS})\s*[:：]?|{SPAN}"
_SHUT = r"(?:除外|休息|不开放|不开门|不上班|闭馆|公休)"
_CLOSED = rf"(?:逢)?({_DAYS})[\s:]*{_SHUT}"
_HOLIDAYS = (
    rf"(?:国家|法定)*(?:节假日|假日|节日)[\s:]*(?:(?P<shut>{_SHUT})|(?:照常|正常|也)?(?:开放|开门|上班)|不休息?)"
)
_SAYS_NOTHING = r"(?:中午|午间)(?:不休息?|不闭馆|照常开放)|[不无]午休"
_AROUND = r"[\s,;、。()的]+"
_MODEL = "周一至周五 9:00—12:00、14:30—17:30"
_HINT = f"请照这样写：{_MODEL}；别的话写在正文里，没有固定时间的，删去 opening_hours 这一行"
_CURES = {
    NEXT_DAY: "开过半夜的写成两段，例如 周五 19:00—24:00、周六 0:00—01:00",
    WORKS: CLOSED_FOR_WORKS,
    "[春夏秋冬]|[0-9]+月": f"这里不分季节：请写现在的时间，例如 {_MODEL}，另一季的写在正文里",
    rf"午休|{CLOCK}\s*{_SHUT}": f"中间关门的分成两段写，例如 {_MODEL}",
    "节假日": "节假日开不开门写在 holidays 里：是 或 否；那天的钟点写在正文里",
}
"""Words that offices write beside days and times, and how to write them here."""


class Hours(Part):
    """Days with opening and closing time."""

    days: Days = Field(description="星期", examples=["周一至周五"])
    open: Clock = Field(description="开门", examples=["9:00"])
    close: Closing = Field(description="关门", examples=["17:30"])
    _line = in_one_line(lambda line: list(_read(line)))  # only an unreadable line of a list gets here

    @model_validator(mode="after")
    def _in_order(self) -> "Hours":
        if self.end <= self.open or not self.days:
            said = "关门的时间早于开门" if self.days else "没有写星期"
            hint = "请核对；下午的写 17:30 这样，开过半夜的写成两段：19:00—24:00 和 0:00—01:00"
            raise refusal("order", said, hint if self.days else "请加一行 days: 每天，或者写明周几", "close")
        return self

    @property
    def end(self) -> time:
        """The closing time; midnight as the day's last moment."""
        return time.max if self.close == time.min else self.close

    @property
    def clock(self) -> str:
        return f"{self.open:%H:%M}—{self._shut}"

    @property
    def zh(self) -> str:
        return f"{show_days(self.days)} {self.clock}"

    @property
    def data(self) -> str:
        """The form handed to the browser: monday,tuesday=09:00-17:30."""
        return f"{','.join(self.days)}={self.open:%H:%M}-{self._shut}"

    @property
    def _shut(self) -> str:
        return "24:00" if self.close == time.min else f"{self.close:%H:%M}"


def holidays_said(line: str) -> tuple[str, bool | None]:
    """A line of opening hours without its remark on public holidays, and whether the place is open on them."""
    text = unicodedata.normalize("NFKC", line).replace("法定工作日", "工作日(节假日休息)")
    if len(text) > LONGEST:  # reported where it is parsed
        return line, None
    text = re.sub(rf"({_DAYS})[、,和及](?=(?:法定)?节假日{_SHUT})", r"\1除外,", text)  # 双休日、节假日除外
    if re.search(
        r"(?:休息|闭馆|公休|不开[放门])[\s,、(]*(?:国家|法定)*(?:节假日|假日|节日)除外", text
    ):  # and open then?
        hint = "节假日开门的，写“节假日正常开放”；不开门的，写“节假日休息”"
        raise refusal("days", f"“{line}”里的“节假日除外”，分不清那天开不开门", hint, "opening_hours")
    said = re.search(_HOLIDAYS, text)
    return re.sub(r"\(\s*\)", "", re.sub(_HOLIDAYS, "", text)), not said["shut"] if said else None


def by_days(value: Any) -> Any:
    """Joins days written as fields (周一至周五: 9:00—17:00 above 节假日: 闭馆), or a list of lines one of which is about public
    holidays, to one line; other values unchanged."""
    items = value if isinstance(value, list | tuple) else [value]
    named = [one for one in items if isinstance(one, dict) and one.keys().isdisjoint(Hours.model_fields)]
    whole = (named or "节假日" in str(items)) and all(isinstance(one, str) or one in named for one in items)
    return "；".join(map(_in_words, items)) if whole else value


def _in_words(value: Any) -> str:
    if isinstance(value, dict):
        return "；".join(f"{name} {_in_words(one)}" for name, one in value.items())
    return "、".join(map(_in_words, value)) if isinstance(value, list) else str(value)


def _spans(value: object) -> object:
    """Parses 周一至周五上午9:00—12:00、下午2:00—5:00；周六 9:00—12:00 to one group for each span; existing groups unchanged."""
    if isinstance(value, str):
        return list(_read(value)) if value.strip() else value
    return keep_indices(value, _read) if isinstance(value, list | tuple) else value


def _read(line: str) -> Iterator[dict[str, Any]]:
    """Raises PydanticCustomError ``days`` for a line without days, without times, or with other words in it."""
    line = short_text(line, "days")
    text = re.sub("全年(?:无休|开放)|其余(?:时间|日子|各天)", "每天", half_width(line))
    text, always = re.subn("(?:全天)?24小时(?:开放)?|全天候?(?:开放)?", "0:00-24:00", re.sub(_SAYS_NOTHING, "", text))
    closed = {day for days in re.findall(_CLOSED, text) for day in parse_days(days)}
    text = re.sub(rf"({PART})\s*:", r"\1", re.sub(_CLOSED, "", text))
    if _other(text):
        aside = "；".join(re.findall(r"\(([^()]*)\)", half_width(line)))  # complete: closed days were removed above
        raise refusal("days", f"开放时间“{line}”里有读不懂的话", _cure(text, aside))
    spans, last = _matched(text, tuple(Weekday) if closed or always else ())
    if last:
        bare = show_days(last)
        hint = f"请写上几点，例如 {bare} 9:00—17:00" + (f"；不开门的，写 {bare}休息" if spans else "")
        raise refusal("days", f"开放时间“{line}”里“{bare}”后面没有写几点", hint)
    if not spans:
        raise refusal("days", f"开放时间“{line}”写法不对", _HINT)
    if not all(days for days, *_ in spans):
        raise refusal("days", f"开放时间“{line}”没有写是周几", "请在前面写上 每天、周一至周五 或别的日子")
    for days, opens, closes in spans:
        yield {"days": tuple(day for day in days if day not in closed), "open": opens, "close": closes}


def _other(text: str) -> str:
    """Words that are neither days nor times."""
    rests = (re.sub(_AROUND, " ", rest).strip() for rest in re.sub(_TOKEN, "\n", text).split("\n"))
    return "；".join(rest for rest in rests if rest)


def _cure(text: str, aside: str) -> str:
    """Words in brackets belong elsewhere; what other words mean for the days and times only the editor knows."""
    if cure := next((cure for words, cure in _CURES.items() if re.search(words, text)), ""):
        return cure
    plain = re.sub(r"\([^()]*\)", "", text)
    spans, last = _matched(plain, ())
    if not aside or _other(plain) or last or not spans or not all(days for days, *_ in spans):
        return _HINT
    kept = "；".join(f"{show_days(days)} {opens}—{closes}" for days, opens, closes in spans)
    return f"请写成 {kept}；“{aside}”写在正文里"


def _matched(
    text: str, days: tuple[Weekday, ...]
) -> tuple[list[tuple[tuple[Weekday, ...], str, str]], tuple[Weekday, ...]]:
    """(days, opening, closing) of each span, and days without a span. Days apply until others follow; in 9:00—17:00
    周一至周六 they apply to what stands before them."""
    found: list[tuple[tuple[Weekday, ...], str, str]] = []
    fresh: tuple[Weekday, ...] = ()
    for token in re.finditer(_TOKEN, text):
        if token["days"]:
            fresh += parse_days(token["days"])
            continue
        days, fresh = fresh or days, ()
        found.append((days, token[2], said_after(token[2], token[3])))
    if fresh and found and not any(days for days, *_ in found):
        return [(fresh, opens, closes) for _, opens, closes in found], ()
    return found, fresh


def _apart(spans: tuple[Hours, ...]) -> tuple[Hours, ...]:
    """Raises PydanticCustomError ``incomplete`` where two spans overlap on one day."""
    for day in Weekday:
        of_day = sorted((span.open, place) for place, span in enumerate(spans) if day in span.days)
        for (_, one), (_, other) in pairwise(of_day):
            if spans[other].open < spans[one].end:
                first, second = (spans[at] for at in sorted((one, other)))
                both = show_days(tuple(day for day in first.days if day in second.days))
                wide, narrow = sorted((first, second), key=lambda span: -len(span.days))
                rest = show_days(tuple(day for day in wide.days if day not in narrow.days))
                said = f"{both}有两段时间重叠：{first.clock} 和 {second.clock}"
                hint = f"{both}另有时间的，把另一段写成 {rest} {wide.clock}" if rest else "请删去一段，或改它的钟点"
                raise refusal("incomplete", said, hint, max(one, other), "open")
    week = tuple(Weekday)
    return tuple(sorted(spans, key=lambda span: (min(map(week.index, span.days)), span.open)))


OpeningHours = Annotated[tuple[Hours, ...], BeforeValidator(_spans), AfterValidator(_apart)]
"""A list of groups, or one line; the earliest in the week first."""
