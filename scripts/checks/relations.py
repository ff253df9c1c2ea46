"""Rules about records that point to other records."""

from collections.abc import Iterator
from difflib import get_close_matches

from scripts.addresses import flaw
from scripts.checks import texts
from scripts.load import Content
from scripts.problems import Problem
from scripts.records import TYPES
from scripts.records.vocabularies import Status
from scripts.relations import links
from scripts.render.markdown import record_links

RICH = frozenset({"body", "text", "intro", "more", "label", "transcript"})
"""The fields of several lines; all others hold one line."""


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
                hint = "请写“文件夹/编号”，例如 role-models/an-huai-qiu"
                yield content.problem(record, link.loc, "R02", f"“{link.target}”写法不对", hint)
                continue
            ids = [key.partition("/")[2] for key in content.records if key.startswith(f"{folder}/")]
            close = get_close_matches(target_id, ids, n=1, cutoff=0.6)
            shown = close[0] if link.relation.to and close else f"{folder}/{close[0]}" if close else ""
            hint = f"是不是 {shown}？" if close else f"请先在 content/{folder}/ 里建这条记录，或改正编号"
            yield content.problem(record, link.loc, "R01", f"{TYPES[folder].label}里没有“{target_id}”", hint)


def real_points_to_real(content: Content) -> Iterator[Problem]:
    """A real record does not lean on a sample, which a production build leaves out."""
    for record in content.records.values():
        if record.sample:
            continue
        for link in links(record):
            target = content.records.get(link.target)
            if target is not None and target.sample:
                hint = "请去掉这个关联，或给本记录加 sample: true"
                yield content.problem(record, link.loc, "R03", f"正式记录指向了示例记录“{target.title}”", hint)


def target_is_published(content: Content) -> Iterator[Problem]:
    """A published record does not point to a draft."""
    for record in content.records.values():
        if record.status is not Status.PUBLISHED:
            continue
        for link in links(record):
            target = content.records.get(link.target)
            if target is not None and target.status is Status.DRAFT:
                hint = "请先发布那条记录，或去掉这个关联"
                yield content.problem(record, link.loc, "R04", f"指向的“{target.title}”还是草稿", hint)


def target_is_not_withdrawn(content: Content) -> Iterator[Problem]:
    """What a withdrawn record said is gone; whoever points to it should no longer lean on it."""
    for record in content.records.values():
        for link in links(record):
            target = content.records.get(link.target)
            if target is not None and target.status is Status.WITHDRAWN and record.status is Status.PUBLISHED:
                hint = "请去掉这个关联，并核对文字里是否还提到它"
                yield content.problem(record, link.loc, "R07", f"指向的“{link.target}”已经撤下", hint)


def body_links_resolve(content: Content) -> Iterator[Problem]:
    """A link in a text of several lines is a full http(s) address or ``folder/id`` of a record."""
    for record in content.records.values():
        for loc, text in texts.strings(record):
            if loc[-1] not in RICH:
                continue
            for target in record_links(text):
                if not _leads_out(target) and target not in content.records:
                    hint = "请写完整网址（https://…），或写“文件夹/编号”，例如 role-models/an-huai-qiu"
                    yield content.problem(record, loc, "R06", f"正文里的链接“{target}”不对", hint, key=True)


def _leads_out(target: str) -> bool:
    return target.startswith(("https://", "http://")) and not flaw(target)
