"""Rules about words that fill a field and say nothing (handbook: writing, rule 10)."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from scripts.checks import texts
from scripts.load.content import Content
from scripts.load.field_errors import is_required
from scripts.problems import Problem
from scripts.records.base import Image
from scripts.records.values import NOTHING

_PICTURE = frozenset({"配图", "插图", "相片", "题图", "封面", "image", "photo", "picture"})
"""What every picture is: it tells nobody what is to be seen."""
_CAMERA = re.compile(
    r"(?:如|见)?(?:一|这|几)?[张幅]?(?:活动|现场|新闻)?(?:图|图片|照片|现场)[\d一二三四五六七八九十]*"
    r"|(?:img|dsc\w?|mmexport|wx_camera|screenshot|微信图片|微信截图|截图|屏幕截图)[\s_-]*[\d_-]*|[\d_-]+"
)
"""图片, 现场照片; a picture by its number, or under the name that a camera, a phone or WeChat gave it."""
_BLANK = re.compile(r"[xX×]{2,}|新建(?:记录|文件|文本文档)|未命名|标题|(?:同|见)(?:上|正文)|略")
"""What stands in a form so that it is not empty, or the name of the field itself."""
_UNKNOWABLE = frozenset({"creator", "date", "medium", "size", "lender"})
"""Of an exhibit it is a statement that something is not known: 作者不详."""


def nothing_is_not_written(content: Content) -> Iterator[Problem]:
    """A field of which nothing is known is left out: 无 and 暂无 would stand on the page."""
    for record, loc, value in texts.every(content, texts.strings):
        said = value.strip("。. ")
        if (said in NOTHING and loc[-1] not in {"title", *_UNKNOWABLE}) or _BLANK.fullmatch(said):
            key = next(step for step in reversed(loc) if isinstance(step, str))
            needed = is_required(type(record), loc)
            hint = "请写真实的内容" if needed else f"请写真实的内容；没有的，删去 {key} 这一行（或这一项）"
            yield content.problem(record, loc, "F14", f"这里写了“{value}”，会照样显示在网页上", hint)


def alternative_text_says_what_is_seen(content: Content) -> Iterator[Problem]:
    """The alternative text of a picture is a sentence, not 图片 or the name of the file."""
    for record, loc, image in texts.every_part(content, Image):
        alt = (image.alt or "").strip("。.").lower()
        path = PurePosixPath((image.file or "").lower())
        if alt in {*_PICTURE, str(path), path.name, path.stem} - {""} or _CAMERA.fullmatch(alt):
            hint = "请写画面里是谁、在做什么，例如 alt: 夜课现场，十几个人围着一张长桌"
            yield content.problem(record, (*loc, "alt"), "F15", f"替代文字“{image.alt}”没有说出图里有什么", hint)


def caption_is_not_the_alternative_text(content: Content) -> Iterator[Problem]:
    """A caption adds to the alternative text; the same words would be read out twice."""
    for record, loc, image in texts.every_part(content, Image):
        if image.caption and image.caption.strip("。") == (image.alt or "").strip("。"):
            hint = "请删去 caption，或写图里看不出来的，例如时间、地点、人名"
            yield content.problem(record, (*loc, "caption"), "F16", "图片说明与替代文字一样，会读两遍", hint)
