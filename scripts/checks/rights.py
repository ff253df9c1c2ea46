"""Rules about the rights in texts and pictures (著作权法 arts. 5, 10, 24; research: public-site-rules-cn §1.5, §5)."""

from collections.abc import Iterator
from functools import partial

from scripts.catalogue import expiry
from scripts.catalogue.urls_lock import Lock
from scripts.checks import texts
from scripts.load.content import Content
from scripts.problems import Loc, Problem
from scripts.records.base import Image, Record, Rights
from scripts.records.exhibitions import Audio, Exhibit
from scripts.records.news import News
from scripts.records.sources import Source
from scripts.records.vocabularies import ReprintPolicy, RightsKind, Status
from scripts.records.walk import path_of

NEEDED = {"licensor": "授权方", "reference": "授权文件编号", "scope": "授权范围", "expires": "授权到期日"}
_HOW_TO_FIND = (
    "作者 author 照原文写，原文没有署名的写“未署名”，没有看到原文的写“不详”；"
    "概述 summary 用自己的话写；原文网址 original_url 查不到的，在 sources 里写出处"
)
SOON = 30
"""How many days before its end a licence is reported."""
_RENEW = "请续签后改到期日；不续的，是文字的写 status: 撤下 和 withdrawn_because: 授权到期，是图片的删去"
FORBIDDEN_CLAIMS = dict.fromkeys(
    (ReprintPolicy.LINK_ONLY, ReprintPolicy.BY_PERMISSION),
    frozenset(RightsKind) - {RightsKind.LICENSED, RightsKind.LINK_ONLY, RightsKind.QUOTE},
) | {ReprintPolicy.WITH_CREDIT: frozenset({RightsKind.ORIGINAL})}
"""An outlet's policy → the kinds of rights that a text from it cannot have."""


def all_rights(content: Content) -> Iterator[tuple[Record, Loc, Rights]]:
    """(record, place, rights) of every text and picture of records that are not withdrawn."""
    for record in content.records.values():
        if record.status is not Status.WITHDRAWN:
            for loc, rights in texts.parts(record, Rights):
                yield record, loc, rights


def licence_is_whole(content: Content) -> Iterator[Problem]:
    """A licensed work has a licensor, a reference, a scope and an end date (C02)."""
    for record, loc, rights in all_rights(content):
        missing = [word for name, word in NEEDED.items() if not getattr(rights, name)]
        if rights.kind is RightsKind.LICENSED and missing:
            hint = "请在 rights 下写 " + "、".join(name for name in NEEDED if not getattr(rights, name))
            yield content.problem(record, loc, "C01", f"授权使用没有写{'、'.join(missing)}", hint)


def licence_is_in_force(content: Content) -> Iterator[Problem]:
    """Nothing is shown after its licence has ended; its last thirty days are reported (C02).

    A work published while the licence was in force is taken down by ``expiry``, and only reported.
    """
    today = content.settings.today
    lock = Lock.of(content)
    for record, loc, rights in all_rights(content):
        if today is None or rights.kind is not RightsKind.LICENSED or not rights.expires:
            continue
        tell = partial(content.problem, record, (*loc, "expires"))
        days = (rights.expires.last() - today).days
        if days < 0 and expiry.was_published(record, rights, lock):
            yield tell("C10", f"授权已于 {rights.expires} 到期，网站已自动撤下", _RENEW)
        elif days < 0:
            yield tell("C02", f"授权已于 {rights.expires} 到期", _RENEW)
        elif days <= SOON:
            message = f"授权还有 {days} 天到期" if days else "授权今天到期"
            yield tell("C08", message, "请联系授权方续签；不续的，到期自动撤下")


def policy_overrules(content: Content) -> Iterator[Problem]:
    """A text whose outlet forbids reprints is linked, quoted or licensed (art. 24(4); C04)."""
    for record in content.of(News):
        source = content.records.get(f"sources/{record.source}")
        if not isinstance(source, Source) or record.status is Status.WITHDRAWN:
            continue
        if record.rights.kind in FORBIDDEN_CLAIMS.get(source.policy, ()):
            message = f"“{source.title}”{source.policy.label}，这里却写“{record.rights.kind.label}”"
            hint = "请改成仅作链接、适当引用，或取得授权（已许可转载的不用另取）后写授权使用；自己写的文字，source 写 ben-zhan"
            yield content.problem(record, ("rights",), "C03", message, hint)


def own_text_has_no_other_title(content: Content) -> Iterator[Problem]:
    """A text with an original title does not name this site as its source: a reprint names its outlet (国版办发〔2015〕3号)."""
    for record in content.of(News):
        if record.original_title and is_own(content, record):
            hint = "是转载的，source 写原来的媒体，照它的规定写 rights；是本站写的，删去 original_title"
            yield content.problem(record, ("original_title",), "C13", "来源写的是本站，却有原标题", hint, key=True)


def is_own(content: Content, record: News) -> bool:
    """Whether the record's source is this site."""
    source = content.records.get(f"sources/{record.source}")
    return isinstance(source, Source) and ReprintPolicy.OWN is source.policy


def link_only_shows_no_work(content: Content) -> Iterator[Problem]:
    """A link-only record has a title, an outlet, a date, an address and our own note, but no body or picture (C03)."""
    for record in content.records.values():
        shown = [*texts.rich(record), *texts.parts(record, Image), *texts.parts(record, Audio)]
        if record.rights.kind is RightsKind.LINK_ONLY and shown:
            hint = "请删去正文、图片和声音，用不超过 120 字的 summary 自己概述"
            yield content.problem(record, ("rights",), "C04", "仅作链接的记录有正文、图片或声音", hint)
        for loc, item in (*texts.parts(record, Exhibit), *texts.parts(record, Image)):
            if item.rights and item.rights.kind is RightsKind.LINK_ONLY and getattr(item, "image", item):
                hint = "请换成有权使用的图片；没有的删去，展品只写名称和出处"
                yield content.problem(record, (*loc, "rights"), "C04", "图片不能“仅作链接”", hint)


_REQUIRED = {
    RightsKind.LINK_ONLY: ("C09", "仅作链接", ("author", "summary", "original_url"), _HOW_TO_FIND),
    RightsKind.LICENSED: ("C07", "转载", ("original_title", "author"), "请照原文写；原文没有署名的，写媒体名"),
}
"""Kind → (code, word, required fields, cure) for others' news (art. 24; 国版办发〔2015〕3号; research: public-site-rules-cn §1.5)."""


def news_of_others_can_be_found(content: Content) -> Iterator[Problem]:
    """A link-only item has an author, our note, and an address or source; a reprint an original title and an author."""
    for record in content.of(News):
        if record.rights.kind in _REQUIRED and record.status is not Status.WITHDRAWN:
            code, word, names, hint = _REQUIRED[record.rights.kind]
            there = {"original_url": record.original_url or record.sources}
            if missing := [name for name in names if not there.get(name, getattr(record, name))]:
                yield content.problem(record, ("rights",), code, f"{word}没有写 {'、'.join(missing)}", hint)


def one_picture_has_one_owner(content: Content) -> Iterator[Problem]:
    """A picture that one record credits to others is not declared original in another."""
    owned: dict[str, tuple[Record, Rights]] = {}
    own: list[tuple[str, Record, Loc]] = []
    for record, loc, image in texts.every_part(content, Image):
        path = path_of(record, image.file)
        if image.rights.kind is RightsKind.ORIGINAL:
            own.append((path, record, loc))
        else:
            owned.setdefault(path, (record, image.rights))
    for path, record, loc in own:
        if found := owned.get(path):
            other, rights = found
            message = f"这张图片写的是本站原创，{other.file} 里却写“{rights.kind.label}”"
            hint = "请核对是谁的图片，两处的 rights 写成一样的"
            yield content.problem(record, (*loc, "file"), "C13", message, hint)
