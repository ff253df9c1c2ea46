"""Text outside the fields of records: hand-written pages and comments."""

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
"""Code blocks and inline code of a page."""
PAGES = frozenset({".md", ".html", ".txt"})
_ASIDE = frozenset({HANDBOOK, *UNPUBLISHED})
"""Folders for editors and maintainers, whose pages discuss the words themselves."""
_COMMENT = re.compile(r"(?:^|[ \t])#+[ \t]*(\S.*)$", re.MULTILINE)
_TAG = re.compile(r"<[^<>]*>|^---$")


class Passage(NamedTuple):
    """A text, its ``key`` in ``reviews.yml``, its file, and that file's name in problems."""

    key: str
    path: Path
    file: str
    text: str


def files(folder: Path | None) -> Iterator[tuple[Path, str]]:
    """(path, name in problems) of every hand-written file below a folder."""
    for path in sorted(folder.rglob("*")) if folder else ():
        if path.is_symlink() or path.is_file():
            yield path, path.relative_to(folder.parent).as_posix() if folder else ""


def is_internal(name: str) -> bool:
    """Whether a file, named as by ``files``, is not for the public, so that editors are not asked to change it."""
    return Path(name).parts[1] in _ASIDE


def text(path: Path) -> str:
    """The text of a file; empty if it is no text file."""
    if path.suffix.lower() not in READABLE or path.is_symlink():
        return ""
    return path.read_bytes().decode("utf-8", errors="replace")


def passages(content: Content) -> Iterator[Passage]:
    """The public hand-written pages, and the comments of records."""
    yield from pages(content)
    for record in content.records.values():
        yield from comments(content, record)


def pages(content: Content) -> Iterator[Passage]:
    """The public hand-written pages, without code and tags."""
    for path, name, said in public_pages(content):
        yield Passage("/".join(("docs", *Path(name).parts[1:])), path, name, _TAG.sub(" ", CODE.sub("", said)))


def public_pages(content: Content) -> Iterator[tuple[Path, str, str]]:
    """(path, name in problems, text as typed) of the public hand-written pages."""
    for path, name in files(content.settings.docs):
        if path.suffix.lower() in PAGES and not is_internal(name) and (said := text(path)):
            yield path, name, said


def comments(content: Content, record: Record) -> Iterator[Passage]:
    """The comments in the files of a record, if it is published and no sample."""
    if record.is_published and not record.sample:
        for file in record.files:
            found = "\n\n".join(_COMMENT.findall(texts.raw(content, file)))
            yield Passage(record.key, content.root / file, texts.file_of(content, file), found)
