"""Rules about what contradicts ``original``: another's byline in a text, a credit or a picture's own metadata (著作权法 art. 10(2))."""

import re
from collections.abc import Iterator

from scripts.checks import texts
from scripts.checks.each import shared
from scripts.load.content import Content
from scripts.media import decode, labels
from scripts.problems import Loc, Problem
from scripts.records.base import Citation, Image, Record
from scripts.records.exhibitions import Exhibit
from scripts.records.sources import Source
from scripts.records.vocabularies import ReprintPolicy, RightsKind, Status

_AGENCIES = (
    "新华社|新华网|中新社|中新网|中国新闻网|人民日报|人民网|光明日报|经济日报|中国青年报|央视新闻|央视网|央广网|澎湃新闻|视觉中国|东方IC|全景网|图虫|甘肃日报|每日甘肃|中国甘肃网"
    "|兰州日报|兰州晚报|兰州晨报|西部商报|奔流新闻|掌上兰州|Getty|Reuters|路透|法新社|美联社|CFP|CNSPHOTO"
)
"""Whose texts and pictures are copied most here; the titles of the records of ``sources`` are added."""
_BYLINE = (
    r"(?:来源|稿源|原载|文章出处)[:：]\s*(?!本站|本单位|编辑部|原创)[^\s。，；]"
    r"|(?:转载|转发|摘编|转|摘)自[^\s。，；]|本报(?:讯|记者)|(?:特约|见习|实习)?(?:记者|通讯员)(?![的们站会团])[^，。；\n]{1,14}?(?:报道|摄影?|供图|文/?图)"
    r"|(?:文|图|文图|图文|摄影)\s*[/／:：|｜]\s*(?:本报)?(?:记者|通讯员)"
)
_SAYS = r"(?:[》”]?[^，。；\n]{0,6}?(?:\d{1,2}月\d{1,2}日)?(?:电(?![视话影台])|讯(?!息)|消息|报道|供稿|供图|刊发|摄|记者)|\s*[）)】]\s*\Z)"
"""What stands behind an outlet's name where it is the author; in brackets at the end it needs nothing."""
_HINT = (
    "是别人的，照来源的规定改 rights，source 写原来的媒体；是自己写的、自己拍的，删去这几个字，参考过的报道写进 sources"
)


def own_work_bears_no_other_name(content: Content) -> Iterator[Problem]:
    """A text or a picture that is called original bears nobody else's byline: 来源：, 转载自, 记者 … 摄, an agency's or a
    source's name as its author, in the text, in a credit or in the picture itself."""
    byline, name = shared(content, _outlets, _patterns)
    for record in content.records.values():
        if record.status is Status.WITHDRAWN or isinstance(record, Source):
            continue
        if record.rights.kind is RightsKind.ORIGINAL:
            yield from _in_text(content, record, byline)
        for loc, credit, file in _pictures(record):
            if found := byline.search(credit) or name.search(credit):
                message = f"写的是本站原创，署名里却有“{found[0]}”"
                yield content.problem(record, (*loc, "credit"), "C13", message, _HINT)
            elif found := name.search(_metadata(content, record, file)):
                message = f"写的是本站原创，图片自己的信息里却写着“{found[0]}”"
                yield content.problem(record, (*loc, "file"), "C13", message, _HINT)


def _patterns(outlets: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(f"{_BYLINE}|(?:{outlets}){_SAYS}"), re.compile(outlets)


def _outlets(content: Content) -> str:
    """The agencies, and the sources that do not let everybody copy, as one pattern."""
    sources = (one.title for one in content.of(Source) if one.policy is not ReprintPolicy.OWN)
    return "|".join([_AGENCIES, *(re.escape(title) for title in sources if len(title) > 2)])


def _in_text(content: Content, record: Record, byline: re.Pattern[str]) -> Iterator[Problem]:
    cited = {loc for loc, _ in texts.parts(record, Citation)}
    for loc, value in texts.strings(record):
        found = byline.search(value) if loc[-1] != "credit" and loc[:-1] not in cited else None
        if found:
            message = f"写的是本站原创，文字里却有“{found[0]}”"
            yield texts.in_value(content, record, loc, found[0], "C13", message, _HINT)


def _pictures(record: Record) -> Iterator[tuple[Loc, str, str]]:
    """Place, credit and file of each picture that is called original; the file of an object shown is its picture's."""
    for loc, image in texts.parts(record, Image):
        if image.rights.kind is RightsKind.ORIGINAL:
            yield loc, image.credit, image.file
    for loc, item in texts.parts(record, Exhibit):
        if item.rights and item.rights.kind is RightsKind.ORIGINAL:
            yield loc, item.credit or "", ""


def _metadata(content: Content, record: Record, file: str) -> str:
    """What a picture says of itself; nothing where there is no such picture, which is told of elsewhere."""
    path = content.root / record.home / file
    if not file or not path.is_file() or path.stat().st_size > decode.MAX_BYTES:
        return ""
    try:
        with decode.opened(path.read_bytes()) as picture:
            return labels.notes(picture)
    except decode.UnfitError:
        return ""
