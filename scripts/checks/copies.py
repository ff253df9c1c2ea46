"""Rules about copied text (著作权法 arts. 5, 24(2); research: public-site-rules-cn §1.5, C05)."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from scripts.checks import texts
from scripts.checks.rights import is_own
from scripts.load.content import Content
from scripts.load.encodings import decode_text
from scripts.load.file_names import LITTER
from scripts.problems import Loc, Problem
from scripts.records.base import Record
from scripts.records.han import simplified
from scripts.records.news import News
from scripts.records.vocabularies import RightsKind, Status

LONGEST_RUN = 30
"""The length of a shared run of characters that counts as copied."""
PIECE = 8
MOST_SHARED = 0.2
"""The fraction of all runs of eight characters that may be shared (research: public-site-rules-cn C05)."""
FEWEST = 40
"""Texts with fewer pieces are only checked for shared runs: they consist of names and titles."""


def letters(text: str) -> str:
    """The text without punctuation and spaces, in simplified characters."""
    return "".join(re.findall(r"[^\W_]+", text)).translate(simplified())


class Originals:
    """Indexed source texts; a comparison takes time linear in the compared text."""

    def __init__(self, sources: Iterable[tuple[str, str]]) -> None:
        """``sources``: (name, text)."""
        self._runs: dict[str, str] = {}
        self._pieces: dict[str, set[str]] = defaultdict(set)
        for name, text in sources:
            found = letters(text)
            self._runs |= dict.fromkeys(_runs(found, LONGEST_RUN), name)
            for piece in _runs(found, PIECE):
                self._pieces[piece].add(name)

    def shared_run(self, text: str) -> tuple[str, str]:
        """The first run of ``LONGEST_RUN`` letters shared with a source, and the source's name; empty if none."""
        shared = (run for run in _runs(letters(text), LONGEST_RUN) if run in self._runs)
        return next(((run, self._runs[run]) for run in shared), ("", ""))

    def shared_pieces(self, text: str, fewest: int = FEWEST) -> tuple[float, str]:
        """The largest fraction of the text's pieces shared with one source, and its name; 0 for fewer pieces than ``fewest``."""
        mine = set(_runs(letters(text), PIECE))
        counts = Counter(name for piece in mine for name in self._pieces.get(piece, ()))
        if len(mine) < fewest or not counts:
            return 0.0, ""
        name, shared = counts.most_common(1)[0]
        return shared / len(mine), name


def _runs(text: str, size: int) -> Iterator[str]:
    return (text[start : start + size] for start in range(len(text) - size + 1))


QUOTED = re.compile(r"“[^”]*”|「[^」]*」|『[^』]*』|^>.*$", re.MULTILINE)
"""Marked quotations: quotation marks and block quotes."""
MOST_QUOTED, SHARE, LONGEST = 200, 3, 600
"""A quotation is at most 200 characters and less than a third of its item. The Act only says "appropriate", to introduce,
comment or explain (art. 24(2)); 200 is the length of a summary, not of a story. An item of more than 600 is one's own
writing, and names the outlet under ``sources``."""
OWN = {RightsKind.ORIGINAL, RightsKind.QUOTE, RightsKind.LINK_ONLY}
"""Rights by which all or most of a text was written here."""
NAMED = {"name", "original_title", "sources"}
"""Fields with the source's own words; also the title, if the record has an original title."""


def quotation_is_short(content: Content) -> Iterator[Problem]:
    """A quotation is short, and less than the writing around it (art. 24(2)).

    Without any marked quotation the whole text counts as quoted.
    """
    for record in content.records.values():
        if record.rights.kind is not RightsKind.QUOTE or record.status is Status.WITHDRAWN:
            continue
        written = [value for loc, value in texts.strings(record) if loc[-1] in texts.RICH or loc[0] == "summary"]
        marked = [piece for value in written for piece in QUOTED.findall(value)]
        total, quoted = (len(letters("".join(pieces))) for pieces in (written, marked or written))
        if quoted > MOST_QUOTED or quoted * SHARE >= total > 0:
            hint = f"引文放在引号里，不超过 {MOST_QUOTED} 字，不到全文三分之一，其余用自己的话写；不行就改成仅作链接"
            yield content.problem(record, ("rights",), "C12", f"全文 {total} 字，引了 {quoted} 字", hint)
        elif isinstance(record, News) and total > LONGEST and not is_own(content, record):
            hint = "主要是自己写的，source 写 ben-zhan，rights 写本站原创，被引的报道写进 sources；不是的，改成仅作链接"
            yield content.problem(record, ("rights",), "C12", f"适当引用的文字有 {total} 字，太长", hint)


def nothing_is_copied(content: Content) -> Iterator[Problem]:
    """An editor's text shares no run of 30 characters and few pieces with any stored source (C05, C06).

    Not compared: laws, official documents and their official translations (art. 5(1)), the public domain, licensed texts,
    and marked quotations.
    """
    kept = [(name, _text(path)) for name, path in _originals(content) if path.suffix == ".txt"]
    sources = Originals(kept)
    for record in content.records.values() if kept else ():
        if record.rights.kind in OWN:
            explained = record.rights.kind is RightsKind.LINK_ONLY or getattr(record, "original_title", None)
            named = NAMED | {"title"} if explained else NAMED
            values = [(loc, value) for loc, value in texts.strings(record) if loc[0] not in named]
            if record.rights.kind is RightsKind.QUOTE:
                values = [(loc, QUOTED.sub(" ", value)) for loc, value in values]
            found = [problem for loc, value in values if (problem := _copied(content, record, loc, value, sources))]
            yield from found or _copied_in_pieces(content, record, values, sources)


def originals_are_compared(content: Content) -> Iterator[Problem]:
    """Every stored source text can be read, else copies of it would be missed."""
    for name, path in _originals(content):
        tell = partial(Problem, f"private/originals/{name}", 1, 1, "C11")
        if path.suffix != ".txt":
            yield tell("来源原文不是 .txt 文件，没有拿来比对", "请另存为文字文件（.txt）")
        elif not letters(_text(path)):
            yield tell("来源原文是空的或读不出来，没有拿来比对", "请重新粘贴成文字文件，编码选 UTF-8")


def _originals(content: Content) -> Iterator[tuple[str, Path]]:
    """(name, path) of every stored source, for any record."""
    folder = content.settings.private / "originals" if content.settings.private else None
    for path in sorted(folder.rglob("*")) if folder else ():
        if folder and path.is_file() and not path.name.startswith(".") and not LITTER.fullmatch(path.name):
            yield path.relative_to(folder).as_posix(), path


def _text(path: Path) -> str:
    return decode_text(path.read_bytes()) or ""


def _copied_in_pieces(
    content: Content, record: Record, values: list[tuple[Loc, str]], sources: Originals
) -> Iterator[Problem]:
    """A copy spread over several fields, reported at the field that shares most."""
    worst = max(values, key=lambda one: sources.shared_pieces(one[1], fewest=1)[0], default=None)
    if worst and (problem := _copied(content, record, worst[0], "".join(value for _, value in values), sources)):
        message = f"{problem.message}（几个字段合起来看）"
        yield replace(problem, message=message)


def _copied(content: Content, record: Record, loc: Loc, value: str, sources: Originals) -> Problem | None:
    tell = partial(texts.in_value, content, record, loc, value.split("\n")[0])
    run, name = sources.shared_run(value)
    if run:
        hint = "请用自己的话重写；要引用原句，加引号并缩短"
        return tell("C05", f"有 {LONGEST_RUN} 个字以上与来源（{name}）相同：“{run[:12]}……”", hint)
    share, name = sources.shared_pieces(value)
    if share > MOST_SHARED:
        return tell("C06", f"有 {share:.0%} 的文字片段与来源（{name}）相同", "请用自己的话重写")
    return None
