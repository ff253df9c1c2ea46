"""The sentences of a record by paragraph, for review."""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from scripts.problems import Loc
from scripts.records import RICH
from scripts.records.base import Record
from scripts.records.walk import strings

_PARAGRAPH = re.compile(r"\n[ \t]*\n|\n(?=[ \t]*(?:[-*+>#]|\d{1,3}[.、)）]))")
_ROW = re.compile(r"\n(?=[ \t]*\|)")
_SENTENCE = re.compile(r"[^。！？!?；;]+[。！？!?；;]*[”’」』）)》]*|[。！？!?；;]+[”’」』）)》]*")
_ITEM = re.compile(r"^(?:[-*+>#]+|\d{1,3}[.、)）])[ \t]+")
_FOLD = re.compile(r"(?<=[^\x00-\x7f])[ \t]*\n[ \t]*(?=[^\x00-\x7f])")


class Sentence(NamedTuple):
    """A sentence joined to one line; ``loc`` is the path of its value, ``head`` its first line there."""

    loc: Loc
    text: str
    head: str


def split(text: str) -> Iterator[list[str]]:
    """The sentences of each paragraph of a text; table rows and list lines are separate."""
    for paragraph in _PARAGRAPH.split(text):
        pieces = (piece.strip() for row in _ROW.split(paragraph) for piece in _SENTENCE.findall(row))
        yield [_ITEM.sub("", piece) for piece in pieces if re.search(r"\w", piece)]


def paragraphs(record: Record) -> Iterator[list[Sentence]]:
    """The paragraphs of a record. The short fields of one part form one, as they describe the same thing."""
    texts = strings(record)
    for loc, value in texts:
        if loc[-1] in RICH:
            yield from ([sentence_of(loc, piece) for piece in pieces] for pieces in split(value))
    # items of a list of words belong to the part that has the list
    parts = [(loc[:-2] if isinstance(loc[-1], int) else loc[:-1], loc, value) for loc, value in texts]
    short = sorted((one for one in parts if one[1][-1] not in RICH), key=lambda one: str(one[0]))
    for _, fields in groupby(short, key=lambda one: one[0]):
        yield [sentence_of(loc, piece) for _, loc, value in fields for pieces in split(value) for piece in pieces]


def sentence_of(loc: Loc, piece: str) -> Sentence:
    """A piece of text as a sentence."""
    return Sentence(loc, one_line(piece), piece.split("\n")[0])


def one_line(piece: str) -> str:
    """Lines joined as readers see them, without a space between Chinese characters."""
    return " ".join(_FOLD.sub("", piece).split())
