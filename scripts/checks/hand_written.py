"""What people type beside the fields of records: hand-written pages and comments."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from scripts.catalogue.addresses import HANDBOOK, UNPUBLISHED
from scripts.checks import texts
from scripts.load.content import Content
from scripts.records.base import Record

READABLE = frozenset({".md", ".html", ".css", ".js", ".mjs", ".json", ".svg", ".txt", ".xml", ".csv", ".yml"})
CODE = re.compile(
    r"^(```|~~~)[^\n]*\n(?:(?!\1)[^\n]*\n)*(?:\1[^\n]*)?|(?<!`)(`{1,3})(?!`)[^\n]{0,400}?(?<!`)\2(?!`)", re.MULTILINE
)
"""Code that a page shows."""
PAGES = frozenset({".md", ".html", ".txt"})
_ASIDE = frozenset({HANDBOOK, *UNPUBLISHED})
"""What editors and maintainers read: their pages are about the words themselves."""
_COMMENT = re.compile(r"(?:^|[ \t])#+[ \t]*(\S.*)$", re.MULTILINE)
_TAG = re.compile(r"<[^<>]*>|^---$")


class Passage(NamedTuple):
    """A text with the name ``reviews.yml`` has for it, where it stands, and that file as problems name it."""

    key: str
    path: Path
    file: str
    text: str


def files(folder: Path | None) -> Iterator[tuple[Path, str]]:
    """Every file below a folder that people write by hand, with its name in problems."""
    for path in sorted(folder.rglob("*")) if folder else ():
        if path.is_symlink() or path.is_file():
            yield path, path.relative_to(folder.parent).as_posix() if folder else ""


def aside(name: str) -> bool:
    """Whether a file that ``files`` names is none of the public's: no editor may be sent to change it."""
    return Path(name).parts[1] in _ASIDE


def text(path: Path) -> str:
    """What a text file says; empty when it is none."""
    if path.suffix.lower() not in READABLE or path.is_symlink():
        return ""
    return path.read_bytes().decode("utf-8", errors="replace")


def passages(content: Content) -> Iterator[Passage]:
    """All of it that is about to be published or lies open beside what is."""
    yield from pages(content)
    for record in content.records.values():
        yield from comments(content, record)


def pages(content: Content) -> Iterator[Passage]:
    """The hand-written pages that readers see."""
    for path, name, said in shown(content):
        yield Passage("/".join(("docs", *Path(name).parts[1:])), path, name, _TAG.sub(" ", CODE.sub("", said)))


def shown(content: Content) -> Iterator[tuple[Path, str, str]]:
    """Those pages, each with its name in problems and its text as typed."""
    for path, name in files(content.settings.docs):
        if path.suffix.lower() in PAGES and not aside(name) and (said := text(path)):
            yield path, name, said


def comments(content: Content, record: Record) -> Iterator[Passage]:
    """Those in the files of a record, if it is published and real."""
    if record.is_published and not record.sample:
        for file in record.files:
            found = "\n\n".join(_COMMENT.findall(texts.raw(content, file)))
            yield Passage(record.key, content.root / file, texts.file_of(content, file), found)
