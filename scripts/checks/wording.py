"""Rules about empty phrases, punctuation and numerals, limited to few false alarms (GB/T 15834-2011, GB/T 15835-2011)."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from scripts.checks import texts
from scripts.load.content import Content
from scripts.load.field_errors import UNSAID, field_names, is_required
from scripts.problems import Loc, Problem
from scripts.records.base import Image, Part
from scripts.records.patterns import compiled
from scripts.records.values import NOTHING

_HAN = "[一-鿿》”）]"
_TIMES = r"(?<=(?:[周期][一二三四五六日天]|.[月日号季时点午代])—)(?:周|星期|[一二三四五六七八九十]+[月日号时点]|[上下中]午|[春夏秋冬]|次日|晚|[一-鿿]{1,3}代)"
_ROUTE = (
    r"(?:(?![的了是])[一-鿿]){2,8}?(?:路|线|段|高铁|高速|城际|航班|列车|快车|动车|班车|区间|往返|之间)|"
    r"[一-鿿]{2,4}—|(?:(?<=—[一-鿿]{2}—)|(?<=—[一-鿿]{3}—))[一-鿿]{2,4}"
)
"""The two sides of a single dash: times, or places of a route (GB/T 15834 4.13.3.2)."""
PATTERNS: tuple[tuple[str, list[str], str, str, str], ...] = (
    ("W01", [",", ";", "!", "?", ".", ":"], rf"{_HAN}[,;!?](?=[一-鿿《“（])|{_HAN}\.(?=[一-鿿《“（]|$)|(?<=[一-鿿]):(?=[一-鿿《“])", "汉字之间用了半角标点", "请用全角标点（GB/T 15834 4.1—4.7）"),
    ("W02", ["。。", "..", "…"], r"。{2,}|(?<=[一-鿿])\.{3,}|(?<!…)…(?!…)(?=[一-鿿。，]|$)|…{3,}", "省略号写法不对", "请写“……”，占两个字（GB/T 15834 4.11.2）"),
    ("W03", ["—", "--"], rf"(?<=[一-鿿])(?:(?<!—)—(?!—|{_TIMES}|{_ROUTE})|--+)(?=[一-鿿])", "破折号写法不对", "破折号写“——”；起止用“至”或写成数字加一字线（GB/T 15834 4.10.2、4.13）"),
    ("W04", ["！！", "？？", "!!", "??", "！？", "？！"], r"[？！?!]{4,}", "问号或叹号连用太多", "最多三个（GB/T 15834 4.2.3.3、4.3.3.2）"),
    ("W06", ["）", ")"], r"(?m)(?:^[ \t]*(?:[-*] )?|(?<=[。；：！？]))[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）][、，．.]", "带括号的序号后面不用标点", "请写“（一）”，后面直接写字（GB/T 15834 B.3.4）"),
    ("W08", ["0年", "1年", "2年", "3年", "4年", "5年", "6年", "7年", "8年", "9年"],
        r"(?<![\d一二三四五六七八九十百千〇零第满近约过了年前纪'’—～\-/.])[5-9]\d年(?:代(?!代)|\d{1,2}月)",
        "年份没有写全",
        "请写成四位，例如 1990年，或写“20世纪90年代”（GB/T 15835）",
    ),
    ("W09", ["…"], r"……等等|……等(?![你您我他她它大待候着到来]|一[等下会])|等等……", "省略号和“等”只用一个", "请删去其中一个（GB/T 15834 A.9.2）"),
    ("W10", ["、。", "、？", "、！", "、，", "、；", "、、"], r"、[。？！，；、]", "顿号后面又有标点", "请删去顿号（GB/T 15834 4.5）"),
    ("W11", ["%"], r"\d%-\d+(?:\.\d+)?%|(?<![\d-])\d+-\d+%", "百分数范围的写法", "请写成 2%～5%（GB/T 15834 4.13、GB/T 15835）"),
)  # fmt: skip
"""(code, signs, pattern, message, cure). For speed only texts with one of the signs are searched."""

_PAIRS = {"”": "“", "’": "‘", "》": "《", "〉": "〈", "）": "（", "】": "【", "』": "『", "」": "「"}
_OPENING = frozenset(_PAIRS.values())
_MARK = re.compile(r"[“”‘’《》〈〉（）【】『』「」]")
_NESTED = {"“", "《"}
_END = re.compile(r"[。，、；：,;.]$")
_ADDRESS = re.compile(r"\]\([^)\n]{0,500}\)|https?://\S+")


def marks_and_numerals(content: Content) -> Iterator[Problem]:
    """Half-width marks between Chinese characters, wrong ellipses and dashes, years without a century …"""
    for record, loc, value in texts.every(content, texts.strings):
        if _is_no_prose(loc, value):
            continue
        said = _ADDRESS.sub("]", value) if "/" in value else value
        for code, signs, pattern, message, hint in PATTERNS:
            if any(sign in said for sign in signs) and (match := re.search(pattern, said)):
                yield texts.in_value(content, record, loc, match[0], code, f"{message}：“{match[0]}”", hint)


def marks_come_in_pairs(content: Content) -> Iterator[Problem]:
    """Quotation marks, brackets and book titles are closed; none stands directly inside its own kind (4.8–4.9, 4.15)."""
    for record, loc, value in texts.every(content, texts.strings):
        if not _is_no_prose(loc, value):
            paragraphs = [paragraph for paragraph in value.split("\n") if paragraph.strip()]
            for paragraph, after in zip(paragraphs, [*paragraphs[1:], ""], strict=True):
                if wrong := _unpaired(paragraph[1:] if _runs_on(paragraph, after) else paragraph):
                    yield texts.in_value(content, record, loc, wrong, "W05", *_pairing(wrong, paragraph))


def _pairing(mark: str, paragraph: str) -> tuple[str, str]:
    """(message, cure) for a mark that lacks its other half, or is directly inside its own kind."""
    other = {**_PAIRS, **{left: right for right, left in _PAIRS.items()}}[mark]
    left, right = (mark, other) if mark in _OPENING else (other, mark)
    if paragraph.count(left) == paragraph.count(right):
        hint = "引号里再用引号写‘’，书名号里再用书名号写〈〉，先左后右（GB/T 15834 4.8.3.4、4.15.3.5）"
        return f"标点 {mark} 同种套用，或左右写反了", hint
    side, where = ("右", "结束") if mark in _OPENING else ("左", "开始")
    return f"标点 {mark} 没有成对：缺{side}边的 {other}", f"请在该{where}的地方补上 {other}，或删去 {mark}"


def titles_end_without_a_stop(content: Content) -> Iterator[Problem]:
    """A title does not end in a full stop or a comma (GB/T 15834 B.4)."""
    for record in content.records.values():
        if _END.search(record.title):
            hint = "请删去；问号、叹号和省略号可以留"
            yield content.problem(record, (record.title_key(),), "W07", "标题末尾有标点", hint)


def _is_no_prose(loc: tuple[str | int, ...], value: str) -> bool:
    """Addresses, file names and ids are not Chinese text."""
    return (
        value.isascii()
        or loc[-1] in {"url", "original_url", "homepage", "file", "pinyin"}
        or loc[0] in {"original_title", "name"}  # names are checked by N16
    )


def _runs_on(paragraph: str, after: str) -> bool:
    """Whether a quotation continues in the next paragraph: each paragraph opens it, only the last closes it."""
    return paragraph[0] == after[:1] == "“" and paragraph.count("“") == paragraph.count("”") + 1


def _unpaired(text: str) -> str:
    """The first mark that is unclosed, unopened, or directly inside its own kind; ``1）`` and 5’30” are allowed."""
    open_marks: list[str] = []
    for match in _MARK.finditer(text):
        mark = match[0]
        if mark in _OPENING:
            if mark in _NESTED and open_marks and open_marks[-1] == mark:
                return mark
            open_marks.append(mark)
        elif open_marks and open_marks[-1] == _PAIRS[mark]:
            open_marks.pop()
        elif not (mark in "）’”" and re.match(r"[0-9A-Za-z]", text[match.start() - 1 : match.start()])):
            return mark
    return open_marks[-1] if open_marks else ""


_PICTURE = frozenset({"配图", "插图", "相片", "题图", "封面", "image", "photo", "picture"})
"""Words that fit any picture, and so say nothing."""
_CAMERA = re.compile(
    r"(?:如|见)?(?:一|这|几)?[张幅]?(?:活动|现场|新闻|会议|工作|学习)*(?:图|图片|照片|现场|场景|剪影|掠影|瞬间)[\d一二三四五六七八九十]*"
    r"|(?:图片|照片)?(?:描述|说明)|替代文字|https?://\S+|.+\.(?:jpe?g|png|webp|gif|heic)"
    r"|(?:img|dsc\w?|mmexport|wx_camera|screenshot|微信图片|微信截图|截图|屏幕截图)[\s_-]*[\d_-]*|[\d_-]+"
)
"""图片, 现场照片, a picture's number, or a file name from a camera, a phone or WeChat."""
_BLANK = re.compile(
    r"x{2,}|×{2,}|tbd|todo|新建(?:记录|文件|.{0,20}文档)|未命名|无标题|标题|(?:同|详?见|内容见)(?:上|正文|附件)|〃|略|[(（](?:空|空白|略|无)[)）]"
    r"|待(?:定|填|补充?|核实|核对|确认|完善|更新|添加|录入|填写)|未填写?",
    re.IGNORECASE,
)
_LEFTOVER = compiled(
    r"(?<![A-Za-z])[xX]{2,}(?=街道|社区|单位|部门|学校|[年月日])|(?<=[:：])[xX]{2,}(?![A-Za-z])|[（(【]待(?:填|补|核|审|完善|录入)[^（）()【】]{0,6}[)）】]"
    r"|#(?:N/A|NAME\?|(?:REF|VALUE|DIV/0|NUM|NULL)!)"
)
_TITLE_LEFTOVER = re.compile(
    _LEFTOVER.pattern + r"|[（(【](?:[终定初草]稿|修改稿|最终版?)\d*[)）】]|\s*[-—]+\s*副本|\.(?:docx?|wps|xlsx?|pdf)$"
)
"""Leftover placeholders: XX街道, 20XX年, （待核实）, #N/A, in titles （终稿） and suffixes. 李×× is masked on purpose."""
_SIGNS = re.compile(r"[?？!！。.，,、…—～~*#_\s-]+")
"""Punctuation that only fills a form."""
_UNKNOWABLE = frozenset({"creator", "date", "medium", "size", "lender"})
"""Fields of an exhibit in which “unknown” is a statement: 作者不详."""


def says_nothing(said: str) -> bool:
    """Whether a value only fills a form."""
    return said in UNSAID or any(words.fullmatch(said) for words in (_SIGNS, _BLANK))


def nothing_is_not_written(content: Content) -> Iterator[Problem]:
    """Unknown fields are left out: 无 and 暂无 would be shown on the page."""
    for record, loc, value in texts.every(content, texts.strings):
        said = value.strip("。. ")
        signs = loc[-1] not in texts.RICH and _SIGNS.fullmatch(value)
        nothing = signs or (said in NOTHING and loc[-1] != "title")
        # A cure's example left as is: （单位或部门） is the name of the field.
        nothing = nothing or (said[:1] == "（" and said[1:-1] in field_names(type(record), loc[:-1]).values())
        if (nothing and loc[-1] not in _UNKNOWABLE) or _BLANK.fullmatch(said):
            key = next(step for step in reversed(loc) if isinstance(step, str))
            needed = is_required(type(record), loc)
            hint = "请写真实的内容" if needed else f"请写真实的内容；没有的，删去 {key} 这一行（或这一项）"
            yield content.problem(record, loc, "F14", f"这里写了“{value}”，会照样显示在网页上", hint)
        elif loc[-1] != "name" and (match := (_TITLE_LEFTOVER if loc[-1] == "title" else _LEFTOVER).search(value)):
            hint = "请换成真实的内容，或删去它；还没有核实的，先不要发布"
            message = f"这里留着“{match[0]}”，会照样显示在网页上"
            yield texts.in_value(content, record, loc, match[0], "F14", message, hint)


def alternative_text_says_what_is_seen(content: Content) -> Iterator[Problem]:
    """Alternative text describes the picture; it is not 图片 or the file name."""
    for record, loc, image in texts.every_part(content, Image):
        alt = (image.alt or "").strip("。.").lower()
        path = PurePosixPath((image.file or "").lower())
        if alt in {*_PICTURE, str(path), path.name, path.stem} - {""} or _CAMERA.fullmatch(alt):
            hint = "请写画面里是谁、在做什么，例如 alt: 夜课现场，十几个人围着一张长桌"
            yield content.problem(record, (*loc, "alt"), "F15", f"替代文字“{image.alt}”没有说出图里有什么", hint)


def nothing_is_listed_twice(content: Content) -> Iterator[Problem]:
    """No group of fields is twice in one list, pasted but not edited."""
    seen: dict[tuple[str, Loc, str], int] = {}
    for record, loc, part in texts.every_part(content, Part):
        if isinstance(place := loc[-1], int):
            first = seen.setdefault((record.key, loc[:-1], repr(part)), place)
            if first != place:
                message = f"这一项和第 {first + 1} 项一模一样，网页上会出现两次"
                yield content.problem(record, loc, "F17", message, "请删去一项；要写的是另一项的，把它改过来")


def caption_is_not_the_alternative_text(content: Content) -> Iterator[Problem]:
    """A caption differs from the alternative text: screen readers would read it twice."""
    for record, loc, image in texts.every_part(content, Image):
        if image.caption and image.caption.strip("。") == (image.alt or "").strip("。"):
            hint = "请删去 caption，或写图里看不出来的，例如时间、地点、人名"
            yield content.problem(record, (*loc, "caption"), "F16", "图片说明与替代文字一样，会读两遍", hint)
