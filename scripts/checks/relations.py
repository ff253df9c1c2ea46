"""Rules about records that point to other records."""

from collections.abc import Callable, Iterator
from difflib import get_close_matches
from functools import partial

from scripts.addresses import flaw
from scripts.checks import texts
from scripts.load import Content
from scripts.problems import Loc, Problem
from scripts.records import TYPES
from scripts.records.base import Record
from scripts.records.vocabularies import Status
from scripts.relations import links
from scripts.render.markdown import record_links

Tell = Callable[[str, str, str], Problem]
"""Makes a problem at the place of one pointer from its code, message and hint."""


def target_exists(content: Content) -> Iterator[Problem]:
    """The record a field names exists; a near miss is suggested."""
    broken = {problem.file.partition("/")[2] for problem in content.problems}
    for record in content.records.values():
        for link in links(record):
            folder, slash, target_id = link.target.partition("/")
            if link.target in content.records or any(
                name.startswith((f"{link.target}.yml", f"{link.target}/")) for name in broken
            ):
                continue
            if not slash or folder not in TYPES or not target_id:
                named = [f"{kind}/{found[0]}" for kind in TYPES if (found := _titled(content, kind, link.target))]
                hint = f"是不是 {named[0]}？" if named else "请写“文件夹/编号”，例如 role-models/an-huai-qiu"
                yield content.problem(record, link.loc, "R02", f"“{link.target}”写法不对", hint)
                continue
            ids = [key.partition("/")[2] for key in content.records if key.startswith(f"{folder}/")]
            close = _titled(content, folder, target_id) or get_close_matches(target_id, ids, n=1, cutoff=0.6)
            shown = close[0] if link.relation.to and close else f"{folder}/{close[0]}" if close else ""
            hint = f"是不是 {shown}？" if close else f"请先在 content/{folder}/ 里建这条记录，或改正编号"
            yield content.problem(record, link.loc, "R01", f"{TYPES[folder].label}里没有“{target_id}”", hint)


def _titled(content: Content, folder: str, title: str) -> list[str]:
    """The id of the record that a relation names by its title instead."""
    records = (record for record in content.records.values() if record.folder == folder)
    return [record.id for record in records if title in {record.title, *getattr(record, "also_known_as", ())}][:1]


def real_points_to_real(content: Content) -> Iterator[Problem]:
    """A real record does not lean on a sample, which a production build leaves out."""
    for record, target, tell in _pointers(content):
        if target.sample and not record.sample:
            hint = "请去掉这个关联，或给本记录加 sample: true"
            yield tell("R03", f"正式记录指向了示例记录“{target.title}”", hint)


def target_is_published(content: Content) -> Iterator[Problem]:
    """A published record does not point to a draft."""
    for record, target, tell in _pointers(content):
        if record.status is Status.PUBLISHED and target.status is Status.DRAFT:
            yield tell("R04", f"指向的“{target.title}”还是草稿", "请先发布那条记录，或去掉这个关联")


def target_is_not_withdrawn(content: Content) -> Iterator[Problem]:
    """What a withdrawn record said is gone; whoever points to it should no longer lean on it."""
    for record, target, tell in _pointers(content):
        if record.status is Status.PUBLISHED and target.status is Status.WITHDRAWN:
            yield tell("R07", f"指向的“{target.key}”已经撤下", "请去掉这个关联，并核对文字里是否还提到它")


def _pointers(content: Content) -> Iterator[tuple[Record, Record, Tell]]:
    """Every record that points to another one there is, by a field or by a link in a text."""
    for record in content.records.values():
        for link in links(record):
            if link.target in content.records:
                yield record, content.records[link.target], partial(content.problem, record, link.loc)
        for loc, target in _linked(record):
            if target in content.records:
                yield record, content.records[target], partial(texts.in_value, content, record, loc, f"({target})")


def _linked(record: Record) -> Iterator[tuple[Loc, str]]:
    """The targets of the links in a record's texts."""
    for loc, text in texts.rich(record):
        if "](" in text:
            yield from ((loc, target) for target in record_links(text))


def body_links_resolve(content: Content) -> Iterator[Problem]:
    """A link in a text of several lines is an http(s) address of another site, or ``folder/id`` of a record."""
    own = content.terms.url
    for record in content.records.values():
        for loc, target in _linked(record):
            tell = partial(texts.in_value, content, record, loc, f"({target})")
            if own and target.startswith(own):
                hint = f"请写“文件夹/编号”，例如 {target.removeprefix(own).strip('/') or 'news/2026/jia'}"
                yield tell("R06", f"正文里的链接“{target}”是本站自己的网址", hint)
            elif target not in content.records and not _leads_out(target):
                hint = "请写完整网址（https://…），或写“文件夹/编号”，例如 role-models/an-huai-qiu"
                yield tell("R06", f"正文里的链接“{target}”不对", hint)


def _leads_out(target: str) -> bool:
    return target.startswith(("https://", "http://")) and not flaw(target)
