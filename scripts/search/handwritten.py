"""The pages written by hand for readers: about, copyright, privacy. Read as Markdown files."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from scripts.catalogue.addresses import address_of, front_matter, pages_in
from scripts.render.markdown import strip_markdown

_TAG = re.compile(r"<[^>]*>|\{:?[^{}\n]*\}")
_TITLE = re.compile(r"^# +(.+?)[ #]*$", re.MULTILINE)


@dataclass(frozen=True)
class Handwritten:
    """A page's address, title and texts."""

    address: str
    title: str
    passages: tuple[str, ...]


def handwritten(docs: Path) -> Iterator[Handwritten]:
    """The pages of a docs folder in the order of their paths. ``search: false`` in the front matter leaves one out.

    The editors' handbook is none of them: its examples were the first thing readers found.
    """
    for path in pages_in(docs):
        if path.relative_to(docs).parts[0] == "handbook":
            continue
        front, text = front_matter(path.read_text(encoding="utf-8"))
        meta, text = yaml.safe_load(front) or {}, _TAG.sub(" ", text)
        heading = _TITLE.search(text)
        if meta.get("search") is False:
            continue
        title = str(meta.get("title") or (heading[1] if heading else path.stem)).strip()
        body = strip_markdown(_TITLE.sub("", text, count=1))
        yield Handwritten(address_of(path.relative_to(docs).as_posix()), title, tuple(body.split("\n")))
