"""How old a text says somebody is, in years or by their school."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from scripts.problems import Loc

CHILD, ADULT = 14, 18
"""Years of age from which one's own consent counts, and from which one is no minor."""
_HAN = "零一二三四五六七八九"
NUMBER = r"(?:(?<!\d)\d{1,2}|(?<![一二三四五六七八九十百零〇])[二三四五六七八九]?十[一二三四五六七八九]?|(?<![一二三四五六七八九十百零〇])[一二三四五六七八九两])"
AGE = rf"(?P<age>{NUMBER})(?:周)?岁(?!时|那|起|就|开始|的时候|前|后|以[上下前后内]|之[前后]|至|到|以|左右|上|进|出|离|学|参|随|跟|多)"
"""An age somebody has now; 10岁时, 10岁那年, 10岁以下 are none."""
_NOW = r"(?:今年|现年|年|现|已|才|刚|刚刚|仅|年仅|年方|刚满|年满|已满|未满|不满|虚岁|只有|即将|快|满)"
_SEX = r"(?:[男女](?:孩|生|童)?[，,、]?|[一-鿿]{1,2}族[，,、]?)*"
_THEN = re.compile(r"\d{4}年|那[年时]|当[年时]|时年|小时候|儿时|幼时|年轻时|年代")
"""In front of an age: somebody had it then."""
_WIDE = str.maketrans(",()", "，（）")
_SIGNS = ("岁", "小学", "幼儿园", "学前班", "年级", "初", "高", "中学", "小朋友", "少先队员")
"""Without one of these a text tells no age: it keeps thousands of records quick."""
_IS_AT = r"(?P<is>是|就读于?|在?[读念](?!书|完|过)|上着?(?=小学|幼儿园|初[一二中]|[一二三四五六七八]年级)|在)"
_SCHOOL = r"(?:小学|幼儿园|学前班)"
_PUPIL = re.compile(
    rf"{_SCHOOL}[^，。]{{0,8}}?(?:学生|同学|小朋友|[一二三四五六1-6]年级|[大中小]班|[（(]?\d{{1,2}}[）)]?班|少先队员)(?!的?(?:老师|教师|班主任|家长|辅导员|保育员))"
    rf"|[一二三四五六1-6]年级[^，。]{{0,6}}(?:学生|小学生)|初[一二中][^，。]{{0,5}}学生|初中生|[七八]年级|小学生"
)
_TEACHER = re.compile(r"老师|教师|校长|园长|班主任|辅导员|退休|保育员|家长|校工|保安|教导|书记|医生")
_STUDENT = re.compile(
    r"初三[^，。]{0,4}学生|高中生|中学生|九年级|高[一二三中][^，。]{0,4}学生|中学[^，。]{0,6}(?:学生|班)(?!的)"
)


def age_of(names: Iterable[str], told: Iterable[tuple[Loc, str]]) -> int:
    """The least age told of somebody in the strings of their record; ``ADULT`` where none is.

    今年65岁 outweighs 他13岁，父亲去世: an age said to be that of now is asked first.
    """
    who = "|".join(re.escape(name) for name in names)
    readings = [_Ages(f"(?:{who})", loc, text) for loc, text in told if any(sign in text for sign in _SIGNS)]
    now = [age for reading in readings for age in reading.now()]
    some = [age for reading in readings for age in (*reading.some(), *reading.at_school())]
    return min(now or some, default=ADULT)


class _Ages:
    """The ages one string tells of ``who``."""

    def __init__(self, who: str, loc: Loc, text: str) -> None:
        self.who, self.loc = who, loc
        self.text = unicodedata.normalize("NFKC", text).translate(_WIDE)
        self.said = rf"(?:{who}|(?<![其吉帮救给教])[他她我](?!们|的|家|和))"

    def now(self) -> Iterator[int]:
        """今年12岁, 年仅九岁."""
        yield from self._found(rf"{self.said}[，（ ]*{_SEX}{_NOW}+{AGE}(?!的(?!{self.who}))")
        yield from self._found(rf"(?:^|[。！？；\n“，])(?:个人)?{_SEX}{_NOW}+{AGE}(?=[，。！？；“”）]|$)")
        yield from self._found(rf"(?:^|[，。])今年{AGE}的{self.who}")

    def some(self) -> Iterator[int]:
        """申屠怀，12岁 — not 1965年，他13岁."""
        yield from self._found(rf"{self.said}[，（ ]*{_SEX}{AGE}(?=[，。！？；、）”]|$)")
        yield from self._found(rf"(?:^|[。！？；\n“]){_SEX}{AGE}(?=[，。！？；“”）]|$)")
        yield from self._found(rf"{self.said}[^，。]{{0,2}}是[^，。为给帮救教]{{0,8}}?{_NOW}*{AGE}")
        yield from self._found(rf"{AGE}的(?:[一-鿿]{{0,6}})?(?:{self.who}|[他她](?!们|的))")

    def _found(self, pattern: str) -> Iterator[int]:
        for match in re.finditer(pattern, self.text):
            sentence = re.split(r"[。！？；\n]", self.text[: match.end("age")])[-1]
            past = _THEN.search(sentence) and not re.search("今年|现年", match[0])
            if not past and (age := _number(match["age"])):
                yield age

    def at_school(self) -> Iterator[int]:
        """By the unit, and by where the text says they are at school."""
        if self.loc[-1] in {"unit", "distinction"} and not _TEACHER.search(self.text):
            yield from _by_school(self.text)
        for match in re.finditer(rf"{self.said}(?:现在?|目前|正)?{_IS_AT}(?P<what>[^，。；！？]{{0,16}})", self.text):
            what = match["what"]
            if not _TEACHER.search(what) and not re.search(r"[给为教帮救]|时|毕业|那年", what):
                yield from _by_school(what + "学生" * bool(re.search("[读念上]", match["is"])))
        if re.search(rf"(?:小学生|小朋友|少先队员|初中生)(?:{self.who})", self.text):
            yield CHILD - 1


def _by_school(text: str) -> Iterator[int]:
    if _PUPIL.search(text):
        yield CHILD - 1
    elif _STUDENT.search(text):
        yield CHILD


def _number(text: str) -> int:
    """12, 十二, 两; nothing for what is no age of the living."""
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.replace("两", "二").rpartition("十")
    return (_HAN.index(tens) if tens else 1) * 10 * bool(ten) + (_HAN.index(ones) if ones else 0)
