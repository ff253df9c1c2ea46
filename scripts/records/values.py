"""Typed values other than dates: quantities, telephones, weekdays, relations, addresses, focal points."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BeforeValidator
from pydantic_core import PydanticCustomError

from scripts.records import web_urls
from scripts.records.clocks import TO, number_of
from scripts.records.dates import WEEK
from scripts.records.refusal import half_width_text, refusal, short_text
from scripts.records.vocabularies import Weekday

_QUANTITY = r"((?:约|近|超)?\s*([0-9][0-9,]*(?:\.[0-9]+)?)\s*(千|万|亿)?\s*(?:余|多|以上|左右)?)\s*(?:(人次)|[人名位个件次场户支])?(以上|左右)?"
_GROWTH = r"(?s)(?:同比|[较比]上年)?\s*([+−-]|增[长加]?|上升|提[高升]|下降|减少|降低)?\s*(.*?)\s*(%|个百分点)?"
_MODEL = "请写一个阿拉伯数字，前面可以写约、近、超，后面可以写余、以上，例如 100、100余、约3000、25万余"
_NOTHING = "无 没有 暂无 暂缺 待补 待补充 待定 待填 略 空 / - -- — —— N/A n/a NA none None null"
NOTHING = frozenset(_NOTHING.split())
"""Words for an empty field in forms, left out in records."""
_UNITS = {None: 1, "千": 1000, "万": 10_000, "亿": 100_000_000}
_PHONE = (
    r"((?:0[0-9]{2,3}-)?[0-9]{7,8}|[48]00-?[0-9]{3}-?[0-9]{4}|1[0-2][0-9]|1[02][0-9]{3}|9[56][0-9]{3,4})(转[0-9]{1,6})?"
)
_AREA = r"\(?(0(?:10|2[0-9]|[3-9][0-9]{2}))\)?[\s._·~/-]*(?=[0-9]{7,8}(?![0-9]))"
_EXTENSION = re.compile(r"\s*\(?(?:转分机|转|分机|ext\.?|-|(?<=\())\s*([0-9]{1,6})\)?$", re.IGNORECASE)
_SPACED = r"(?:0[0-9]{2,3}[-\s]\s*)?[0-9]{3,4}\s[0-9]{4}"
_BETWEEN = r"[、，,；;或和]|(?<!\b0[0-9]{2})(?<!\b0[0-9]{3})[/／]|\s(?=0[0-9]{2,3}[-\s])|(?<=[0-9]{7})\s+(?=[0-9]{7})"
_WITHIN = r"[^/]*?(https?://[^\s（）()【】《》“”]+)[）)】》”\s]*"
"""An address in brackets or after its title, copied along with it."""
_POINT = r"([0-9]{1,3})%?[\s,，]+([0-9]{1,3})%?"
WORKS = "暂停|[维装]修"
CLOSED_FOR_WORKS = "这里只写平时的时间，哪几天停写在 days_off 里；不知道停到哪天的，删去 opening_hours 这一行"
_CALLED = r"^\s*(?:联系|办公|咨询|值班)?(?:电话|热线|座机)\s*[:：]?\s*"


def keep_indices(items: Iterable[Any], read: Callable[[str], Iterable[Any]]) -> list[Any]:
    """The values of all texts, the first of each at its text's index and further ones at the end, so that problems of
    an item name its line.

    Items that are no texts, and unreadable texts, stay: the item's model reports their faults.
    """
    found, more = [], []
    for item in items:
        try:
            first, *others = read(item) if isinstance(item, str) else [item]
        except PydanticCustomError:
            first, others = item, []
        found.append(first)
        more += others
    return found + more


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as a source gives it: ``25万余`` is 250000, shown as written. ``people_as`` is 人次 where visits, not heads,
    are counted."""

    number: float
    text: str
    people_as: str = "人"

    @classmethod
    def parse(cls, value: object) -> Self:
        """Parses ``100``, ``100余``, ``约 3000``, ``25万余``, ``100人``; the text omits the unit, which the page adds.

        Raises PydanticCustomError ``quantity``.
        """
        if isinstance(value, cls):
            return value
        given = half_width_text(value, "quantity")
        match = re.fullmatch(_QUANTITY, given)
        if not match:
            hint = _number_cure(given) or _MODEL
            sign, share, unit = re.fullmatch(_GROWTH, given).groups()  # type: ignore[union-attr]
            if (sign or unit) and re.fullmatch(_QUANTITY, share):
                grown = f"{_MODEL}；增减写成数据：指标名称写明比什么时候增长或下降，数量写 {share}"
                hint = grown if sign else f"请写成 {share}，“{unit}”是单位"
            raise refusal("quantity", f"数量“{value}”写法不对", hint)
        said, digits, scale, visits, behind = match.groups()
        text = re.sub(r"\s", "", said + (behind or ""))
        return cls(float(digits.replace(",", "")) * _UNITS[scale], text, visits or "人")

    def whole(self, *at: str | int) -> Self:
        """The quantity of something counted. Raises PydanticCustomError ``quantity`` for 0.85, as a sheet stores
        85%."""
        if round(self.number, 3) % 1:
            hint = "请写人数、次数本身，例如 85；写的是比例的，写成 85，单位写 %"
            raise refusal("quantity", f"“{self.text}”不是整数，人和次数是一个一个数的", hint, *at)
        return self

    def __str__(self) -> str:
        return self.text

    def people(self) -> str:
        """The number of people: 100余人, 100人左右, 300余人次."""
        return re.sub("(以上|左右)?$", rf"{self.people_as}\1", self.text, count=1)


def _number_cure(given: str) -> str:
    """The cure for a number in Chinese (大约五十人) or a range (40-50人); empty when it cannot be computed."""
    about = "约" if re.match("大?[约概]|左右", given) or given.endswith("左右") else ""
    about = "近" if re.match("将?近", given) else about
    plain = re.sub(r"^(?:大约|大概|约|将?近)|[余多]?(?:人次|[人名位个件次场户支])(?:左右|以上)?$|左右$", "", given)
    if re.fullmatch(r"[0-9]+\s*[-—~至到]+\s*[0-9]+", plain):
        return f"只能写一个数：请写成 {re.split('[-—~至到]+', plain)[0].strip()}以上"
    if re.fullmatch(r"[0-9]+\+", plain):
        return f"请写成 {plain[:-1]}以上"
    number = int(plain) if plain.isdecimal() else _numeral(plain.rstrip("余多").replace("两", "二"))
    more = "余" if re.search("[余多]", given) else ""
    return f"请写成 {about}{number}{more}" if number else ""


def _numeral(text: str) -> int:
    """The value of 一百二十 or 二千; 0 for anything else, and for 一百二, which may be short for 一百二十."""
    above, rest = 0, text
    for sign, unit in (("万", 10_000), ("千", 1000), ("百", 100)):
        head, there, tail = rest.partition(sign)
        if there:
            count = _numeral(head) if unit == 10_000 else number_of(head.lstrip("零")) or not head
            if not count:
                return 0
            above, rest = above + count * unit, tail
    below = number_of(rest.lstrip("零"))
    return 0 if rest and (not below or (above and len(rest) == 1 and rest != "十")) else above + below


def parse_phones(value: object) -> str:
    """Normalizes office lines and hotlines; several are joined by 、.

    ``（0931）8512345`` → ``0931-8512345``; ``8512345-801`` → ``8512345转801``. Raises PydanticCustomError ``phone``.
    """
    given = short_text("、".join(map(str, value)) if isinstance(value, list | tuple) else value, "phone")
    pieces = [piece.strip() for piece in re.split(_BETWEEN, re.sub(_CALLED, "", given)) if piece.strip()]
    phones = [_phone(piece) for piece in pieces]
    wrong = next((piece for piece, read in zip(pieces, phones, strict=True) if not re.fullmatch(_PHONE, read)), "")
    if wrong or not phones:
        hint = "请写办公电话或热线，例如 0931-1234567（区号以 0 开头，后面 7 位或 8 位）、0931-1234567转801、12345、400-123-4567；不要写个人手机"
        if inside := re.search(
            r"(?<![0-9-])(?:0[0-9]{2,3}-)?[2-9][0-9]{6,7}(?:转[0-9]{1,6})?(?!\s*[0-9])",
            wrong if re.search("[0-9]", wrong) else given,
        ):
            hint = f"这里只写号码，写成 {inside[0]}，别的话另外写在说明（note）里"
        elif re.fullmatch("[2-9][0-9]{9}", wrong) and re.fullmatch(_PHONE, whole := _phone(f"0{wrong}")):
            hint = f"区号前面的 0 没有了：请写成 {whole}"
        raise refusal("phone", f"电话“{wrong or given}”写法不对", hint)
    return "、".join(phones)


def _phone(piece: str) -> str:
    text = re.sub(r"[\u2010-\u2015\u2212]", "-", unicodedata.normalize("NFKC", piece).strip())
    text = re.sub(r"(?<=[0-9])\s+(?=[0-9])", "", text) if re.fullmatch(_SPACED, text) else text
    text = re.sub(_AREA, r"\1-", re.sub(r"^\+86[\s-]*0?(?!1[3-9])", "0", text), count=1)
    head = _EXTENSION.sub("", text)
    if head != text and re.fullmatch(_PHONE, head := re.sub(r"(?<=[0-9])\s+(?=[0-9])", "", head)):
        return f"{head}转{_EXTENSION.search(text)[1]}"  # type: ignore[index]
    return re.sub(r"^([48]00)([0-9]{3})([0-9]{4})$", r"\1-\2-\3", re.sub(r"(?<=[0-9])\s+(?=[0-9])", "", text))


SPANS = {"周末": "周六、周日", "双休日": "周六、周日", "工作日": "周一至周五", "平日": "周一至周五"}
SPANS |= {"每天": "周一至周日", "每日": "周一至周日"}
"""What offices call several days."""


def parse_days(value: object) -> tuple[Weekday, ...]:
    """Parses ``每天``, ``周五``, ``周一至周五``, ``周六、周日`` or a list of days.

    Raises PydanticCustomError ``days`` for anything else.
    """
    if isinstance(value, list | tuple):
        return tuple(day for item in value for day in parse_days(item))
    text = half_width_text(value, "days")
    text = SPANS.get(text, SPANS.get(text.removeprefix("每"), text))
    text = re.sub("星期|礼拜", "周", text).replace("天", "日").removeprefix("每")
    text = re.sub("[1-7]", lambda day: WEEK[int(day[0]) - 1], text) if re.match("周[1-7]", text) else text
    text = re.sub("周([一二三四五六日]{2,})", lambda run: "、".join(f"周{day}" for day in run[1]), text)
    week = tuple(Weekday)
    days: list[Weekday] = []
    for piece in re.split(r"[、，,和及]|(?<=[一二三四五六日])(?=周)", text):
        ends = [_weekday(end) for end in re.split(TO, piece)]
        if len(ends) > 2 or -1 in ends:
            aside = "；括号里的话写在正文里，节假日开不开门写在 holidays 里" if re.search("[(（]", text) else ""
            usual = f"请写成 周五、周一至周五、周六、周日 或 每天{aside}"
            hint = CLOSED_FOR_WORKS if re.search(WORKS, text) else usual
            raise refusal("days", f"星期“{value}”写法不对", hint)
        first, last = ends[0], ends[-1]
        days += week[first : last + 1] if first <= last else week[first:] + week[: last + 1]
    return tuple(days)


def _weekday(text: str) -> int:
    """0 for Monday (周一, 一 or monday) to 6; -1 for no weekday."""
    short = text.strip().removeprefix("周")
    codes = [day.value for day in Weekday]
    return codes.index(short) if short in codes else WEEK.find(short) if len(short) == 1 else -1


def show_days(days: tuple[Weekday, ...]) -> str:
    """Days for readers: 每天, 周一至周五, 周六、周日."""
    week = list(Weekday)
    places = [week.index(day) for day in days]
    if len(places) == 7:
        return "每天"
    if len(places) > 2 and places == list(range(places[0], places[-1] + 1)):
        return f"{days[0].label}至{days[-1].label}"
    return "、".join(day.label for day in days)


@dataclass(frozen=True, slots=True)
class Relation:
    """Marks a field as the id of another record.

    ``to`` is the folder it refers to; empty means any, and the id is written ``folder/id``. ``back`` is the heading
    under which the other record's page lists this one.
    """

    to: str
    back: str


def _address(value: Any) -> str:
    """An http(s) address. Raises PydanticCustomError ``address``."""
    text = str(value).strip()
    if wrong := web_urls.url_problem(text):
        found = re.fullmatch(_WITHIN, text, re.DOTALL)
        meant = (unicodedata.normalize("NFKC", text), f"https://{text}", found[1] if found else "")
        right = next((one for one in meant if not web_urls.url_problem(one)), "")
        hint = f"请写成 {right}" if right else "请写完整网址，以 https:// 或 http:// 开头，里面没有空格和别的话"
        raise refusal("address", f"网址“{text}”写法不对：{wrong}", hint)
    return text


@dataclass(frozen=True, slots=True)
class Focal:
    """The point of a picture that stays visible when it is cropped: per cent from the left and from the top."""

    x: int = 50
    y: int = 50

    @classmethod
    def parse(cls, value: object) -> Self:
        """Parses ``50 30``. Raises PydanticCustomError ``focal`` for anything else or for more than 100."""
        given = half_width_text(value, "focal")
        match = re.fullmatch(_POINT, given)
        if not match or max(int(match[1]), int(match[2])) > 100:
            hint = "请写两个 0 到 100 的数，先离左边、再离上边的百分比，例如 50 30"
            raise refusal("focal", f"焦点“{given}”写法不对", hint)
        return cls(int(match[1]), int(match[2]))

    @property
    def shares(self) -> tuple[float, float]:
        return self.x / 100, self.y / 100

    @property
    def classes(self) -> str:
        """The CSS classes that keep this point visible, in steps of ten; empty for the middle."""
        near = (round(self.x / 10) * 10, round(self.y / 10) * 10)
        return "" if near == (50, 50) else f"fx-{near[0]} fy-{near[1]}"


MIDDLE = Focal()
_YES_NO = {"是": True, "对": True, "示例": True, "否": False, "不是": False}


YesNo = Annotated[
    bool, BeforeValidator(lambda value: _YES_NO.get(value.strip(), value) if isinstance(value, str) else value)
]
"""是 and 否 as ``true`` and ``false``; anything else is left to the model."""
AnyQuantity = Annotated[Quantity, BeforeValidator(Quantity.parse)]
AnyCount = Annotated[AnyQuantity, AfterValidator(lambda quantity: quantity.whole())]
"""A number of people."""
Days = Annotated[tuple[Weekday, ...], BeforeValidator(parse_days)]
Phone = Annotated[str, BeforeValidator(parse_phones)]
"""Office lines and hotlines: 0931-1234567, 400-123-4567, 110, 12345, 96111. Never a mobile."""
AnyFocal = Annotated[Focal, BeforeValidator(Focal.parse)]
Address = Annotated[str, BeforeValidator(_address)]
