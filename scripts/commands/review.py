"""Reviews of sentences: lists the open ones and writes verdicts into ``reviews.yml``."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from pydantic import ValidationError

from scripts.checks import bylines
from scripts.checks.reviews import OpenSentence, open_sentences
from scripts.checks.withdrawn import possible_mentions
from scripts.editing.save import Change, save
from scripts.editing.writer import EditError
from scripts.load.content import Content
from scripts.load.encodings import decode_text
from scripts.load.field_errors import explain_error
from scripts.privacy.reviews import HEAD, REVIEWS, Review, Reviews
from scripts.records.vocabularies import Status

WAIVED = (
    "要暂时豁免一条检查的，另一位同事同意后，在 reviews.yml 的 reviews: 下面加一行："
    "  - {record: 哪条记录, code: 问题编号, reason: 为什么, by: 谁批准的, until: 到哪天}"
)
_ITEM = re.compile(r"^( *)- ", re.MULTILINE)
_NONE = re.compile(r"^reviews:[ \t]*(?:\[[ \t]*\]|null|~)?[ \t]*$", re.MULTILINE)
"""The list while empty, in any notation."""


def sentences_to_review(content: Content) -> list[OpenSentence]:
    """The sentences still to be reviewed, each once: about people, perhaps naming somebody whose page was withdrawn, or
    with a byline.

    Includes drafts: desk and sheets save such a sentence only as a draft, to be published after the review.
    """
    drafts = {key: record for key, record in content.records.items() if record.status is Status.DRAFT}
    as_published = {key: record.model_copy(update={"status": Status.PUBLISHED}) for key, record in drafts.items()}
    content = replace(content, records={**content.records, **as_published})
    found: dict[tuple[str, str], OpenSentence] = {}
    for one in chain(open_sentences(content), possible_mentions(content), bylines.unreviewed_bylines(content)):
        before = found.get(one.key)
        found[one.key] = one._replace(reason=f"{before.reason}；{one.reason}") if before else one
    return list(found.values())


def as_text(content: Content, number: int, one: OpenSentence) -> str:
    """A sentence between its neighbours, with its number and place."""
    problem = one.problem(content, "D14", "", "")
    head = f"{number}. {problem.file}:{problem.line}　{one.reason}"
    around = (f"      {one.before}", f"    > {one.sentence.text}", f"      {one.after}")
    return "\n".join([head, *filter(str.strip, around)])


def write_reviews(content: Content, chosen: Sequence[OpenSentence], **said: object) -> None:
    """Appends a review of each chosen sentence to the file; ``said`` are verdict, reference, by and date.

    Existing lines stay as they are. Raises EditError before anything is written.
    """
    path = content.root.parent / REVIEWS
    if problems := Reviews.read(path).problems:
        raise EditError(f"{REVIEWS} 第 {problems[0].place.line} 行有误，请先改正：{problems[0].message}")
    try:
        new = [Review.model_validate({"record": one.key[0], "sentence": one.key[1], **said}).line for one in chosen]
    except ValidationError as error:
        raise EditError("，".join(explain_error(error.errors()[0], Review)[1:])) from None
    text = (decode_text(path.read_bytes()) or "").replace("\r\n", "\n") if path.is_file() else ""
    text = _NONE.sub("reviews:", text) if re.search("^reviews:", text, re.MULTILINE) else text + HEAD
    indent = found[1] if (found := _ITEM.search(text)) else "  "
    lines = "".join(f"{indent}{line.strip()}\n" for line in new)
    text = f"{text.rstrip()}\n{lines}"
    if Reviews.of(text.encode()).problems:
        raise EditError(f"{REVIEWS} 写成了一行，程序添不进去：请在 reviews: 下面一行一条地写，再加上\n{lines.rstrip()}")
    save(content.root, [Change.of(path, text)])
