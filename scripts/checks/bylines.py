"""Rules about declared originals with another author's name (著作权法 art. 10; research: public-site-rules-cn §1.5)."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

from scripts.checks import texts
from scripts.checks.incremental import shared
from scripts.checks.reviews import OpenSentence, unreviewed, with_neighbours
from scripts.load.content import Content
from scripts.media import decode, labels
from scripts.privacy.reviews import REVIEWS, Verdict
from scripts.privacy.sentences import paragraphs
from scripts.privacy.words import expand_parts
from scripts.problems import Loc, Problem
from scripts.records.base import Citation, Image, Record
from scripts.records.exhibitions import Exhibit
from scripts.records.patterns import compiled
from scripts.records.sources import Source
from scripts.records.vocabularies import ReprintPolicy, RightsKind, Status

_FILE = Path(__file__).with_suffix(".yml")
_ANOTHERS = "是别人的，照来源的规定改 rights，source 写原来的媒体"


def text_bears_no_other_name(content: Content) -> Iterator[Problem]:
    """A text declared original with the words of a byline (来源：, 转载自, 记者 … 摄, an outlet as author) is published once a
    reviewer has found that they only mention others' work: 他的事迹被某报报道."""
    for one in unreviewed_bylines(content):
        hint = f"{_ANOTHERS}；是自己写的，删去这几个字，或请另一位同事看过，把这一行填好加进 {REVIEWS}：{one.entry(content, Verdict.OWN.label)}"
        yield one.problem(content, "C13", f"写的是本站原创，文字里却有{one.reason}", hint)


def unreviewed_bylines(content: Content) -> Iterator[OpenSentence]:
    """The unreviewed sentences with bylines in published original records."""
    yield from unreviewed(content, _with_bylines(content))


def _with_bylines(content: Content) -> Iterator[OpenSentence]:
    """The sentences with bylines in published original records."""
    byline, _ = shared(content, _agencies, _patterns)
    for record in content.records.values():
        if not record.is_published or record.rights.kind is not RightsKind.ORIGINAL or isinstance(record, Source):
            continue
        cited = {loc for loc, _ in texts.parts(record, Citation)}
        for paragraph in paragraphs(record):
            for one in with_neighbours(record, paragraph):
                *part, name = one.sentence.loc
                found = byline.search(one.sentence.text) if name != "credit" and tuple(part) not in cited else None
                if found:
                    yield one._replace(reason=f"像是别处署名的“{found[0]}”")


def pictures_bear_no_other_name(content: Content) -> Iterator[Problem]:
    """Neither the credit nor the metadata of a picture declared original names another author."""
    byline, outlet = shared(content, _agencies, _patterns)
    for record in content.records.values():
        for loc, credit, file in _pictures(record) if record.status is not Status.WITHDRAWN else ():
            hint = f"{_ANOTHERS}；是自己拍的、画的，署名只写拍的人"
            if found := byline.search(credit) or outlet.search(credit):
                message = f"写的是本站原创，署名里却有“{found[0]}”"
                yield content.problem(record, (*loc, "credit"), "C13", message, hint)
            elif found := outlet.search(_metadata(content, record, file)):
                message = f"写的是本站原创，图片自己的信息里却写着“{found[0]}”"
                yield content.problem(record, (*loc, "file"), "C13", message, _ANOTHERS)


@cache
def _lists() -> Any:
    return yaml.load(_FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def _agencies(content: Content) -> str:
    """A pattern of the agencies and of the sources that are not our own."""
    sources = (one.title for one in content.of(Source) if one.policy is not ReprintPolicy.OWN)
    return "|".join([*_lists()["agencies"], *(re.escape(title) for title in sources if len(title) > 2)])


@lru_cache(maxsize=1)  # to compile them takes longer than to check a record
def _patterns(agencies: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The patterns of bylines, and of other owners in a picture's credit or metadata."""
    parts = _lists()["parts"] | {"AGENCY": f"(?:{agencies})"}
    return compiled(expand_parts("|".join(_lists()["forms"]), parts)), compiled(expand_parts("CREDIT", parts))


def _pictures(record: Record) -> Iterator[tuple[Loc, str, str]]:
    """(place, credit, file) of each picture or exhibit declared original; an exhibit's file is checked with its picture."""
    for loc, image in texts.parts(record, Image):
        if image.rights.kind is RightsKind.ORIGINAL:
            yield loc, image.credit, image.file
    for loc, item in texts.parts(record, Exhibit):
        if item.rights and item.rights.kind is RightsKind.ORIGINAL:
            yield loc, item.credit or "", ""


def _metadata(content: Content, record: Record, file: str) -> str:
    """A picture's metadata text; empty if it cannot be read, which other rules report."""
    path = content.root / record.home / file
    if not file or not path.is_file() or path.stat().st_size > decode.MAX_BYTES:
        return ""
    try:
        with decode.open_picture(path.read_bytes()) as picture:
            return labels.metadata_text(picture)
    except decode.UnfitError:
        return ""
