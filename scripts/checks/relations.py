"""Rules about links between records, and about the hierarchies they form, such as the practice network."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from os.path import commonprefix

from scripts.catalogue.urls_lock import Lock
from scripts.checks import texts
from scripts.checks.active_content import SCHEMES
from scripts.checks.markup import PICTURE
from scripts.load.content import Content
from scripts.load.resolve import RecordNames, plain_id
from scripts.problems import Loc, Problem
from scripts.records import TYPES
from scripts.records.base import Record
from scripts.records.inline_marks import record_links
from scripts.records.statistics import Statistic
from scripts.records.streets import Street
from scripts.records.values import Relation
from scripts.records.venues import Venue
from scripts.records.vocabularies import Status, VenueLevel
from scripts.records.walk import Link, links
from scripts.records.web_urls import url_problem

FAR = 0.5
"""Degrees of latitude or longitude: about fifty kilometres."""
_DOCUMENT = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|wps|et|zip|rar)$", re.IGNORECASE)
_LINKED = re.compile(r"[\]］][(（]")
_HOST = re.compile(r"(?:[\w-]+\.)+(?:com|cn|net|org|gov)\b", re.ASCII)
"""The start of a web address without https://."""
_OUT = re.compile(rf"(?i:{SCHEMES}|weixin|intent)\s*:|//|http|www\.")
"""The start of a link that is meant to lead to another site or program, not to a record."""
Tell = Callable[[str, str, str], Problem]
"""(code, message, hint) → a problem at the place of one link."""


def target_exists(content: Content) -> Iterator[Problem]:
    """A relation names exactly one existing record; the hint suggests likely ones."""
    names = content.names
    broken = {problem.file.partition("/")[2] for problem in content.problems}
    astray = (problem.file.split("/", 2)[2:] for problem in content.problems if problem.code == "N03")
    misplaced = {rest.removesuffix(".yml") for found in astray for rest in found}
    for record in content.records.values():
        for link in links(record):
            if link.target in names.records or link.target.partition("/")[2] in misplaced:
                continue
            if not any(name.startswith((f"{link.target}.yml", f"{link.target}/")) for name in broken):
                code, message, hint = _unresolved(names, Lock.of(content), link)
                if code == "R01" and link.loc == ("venue",) and "place" in type(record).model_fields:
                    hint = f"{hint}{'' if hint.endswith('？') else '；'}不是阵地的地方，删去 venue，写 place: {link.target.rpartition('/')[2]}"
                yield content.problem(record, link.loc, code, message, hint)


def _unresolved(names: RecordNames, held: Lock, link: Link) -> tuple[str, str, str]:
    """(code, message, hint) for a relation to no record or to several."""
    folder = link.relation.to
    said = link.target.removeprefix(f"{folder}/") if folder else link.target
    meant = names.matching(folder, said)
    if len(meant) > 1:
        hint = "请写编号，从这些里选一个：" + "；".join(_id_with_title(names, key, folder) for key in meant)
        return "R08", f"叫“{said}”的不止一个", hint
    pieces = {piece: names.matching(folder, piece)[:1] for piece in re.split(r"[、，,；;\s]+", said) if piece}
    if len(pieces) > 1 and (all(pieces.values()) or (any(pieces.values()) and re.search("[、，,；;]", said))):
        each = (_id_with_title(names, key[0], folder) if key else piece for piece, key in pieces.items())
        hint = (
            "每项只写一个，分开写，一行一个：" if {int} & set(map(type, link.loc)) else "这里只能写一个，请从这些里选："
        )
        hint += "；".join(dict.fromkeys(each))
        return "R02", f"“{said}”写了不止一条记录", hint
    head, _, tail = plain_id(link.target).partition("/")
    if not folder and (head not in TYPES or not tail):
        return "R02", f"“{said}”不知道指的是哪条记录", _elsewhere(names, said)
    if f"{head}/{tail}/" in held.addresses:
        return "R01", f"{TYPES[head].label}“{tail}”公布过，现在已删除", _deleted(names, head, tail, folder)
    return "R01", f"{TYPES[head].label}里没有“{tail}”", _suggestion(names, head, tail, folder)


def _id_with_title(names: RecordNames, key: str, folder: str) -> str:
    """A record's id to paste, with its title: yan-bei（雁北街道）."""
    record = names.records[key]
    more = getattr(record, "distinction", None)
    title = f"（{record.title}{'，' + more if more else ''}）" if record.title else ""
    return (record.id if folder else key) + title


def _elsewhere(names: RecordNames, said: str) -> str:
    head, _, tail = plain_id(said).rpartition("/")
    close = names.matching("", tail) or [key for kind in TYPES for key in names.similar(kind, tail)]
    folders = "、".join(f"{folder}/" for folder in TYPES)
    written = f"请写那条记录的标题，或“文件夹/编号”，例如 role-models/an-huai-qiu；文件夹有 {folders}"
    return _guess(names, close if tail else [], "") or written


def _deleted(names: RecordNames, head: str, tail: str, folder: str) -> str:
    file = f"content/{head}/{tail}.yml"
    moved = names.similar(head, tail, sure=True)
    if moved:
        new = _id_with_title(names, moved[0], folder)
        return f"如果改名成了 {new}，请写新编号，并在那条记录里加一行 aliases: [{head}/{tail}]"
    return f"公布过的记录不能删：请从版本历史里恢复 {file}，不再公开的在里面写 status: 撤下，再去掉这个关联"


def _suggestion(names: RecordNames, head: str, tail: str, folder: str) -> str:
    kind = TYPES[head]
    titles = {key: str(one.title) for key, one in names.records.items() if one.folder == head and one.title}
    close = names.similar(head, tail) or names.contained_in(head, tail) or ([] if folder else names.matching("", tail))
    if not close and len(tail) > 1:  # 渭源 for 渭源路街道, 2026年星火奖 for 星火奖
        close = [key for key, title in titles.items() if _abridges(tail, title) or (len(title) > 2 and title in tail)]
    guess = _guess(names, close, folder)
    if close and folder == "awards":
        guess += "届次、年份写在 round，类别写在 category"
    if not kind.closed:
        return guess or f"请核对名称或编号；{kind.label}里还没有的，先在 content/{head}/ 里建这条记录"
    if not titles:
        return f"现在一条{kind.label}的记录也没有：请先从版本历史里恢复 content/{head}/，或请管网站的同事补上"
    alike = max(titles, key=lambda key: _shared(key, f"{head}/{tail}"))
    if not close and _shared(alike, f"{head}/{tail}") > 1:
        guess = f"最像的是 {_id_with_title(names, alike, folder)}。"
    return f"{guess}可以写：" + "、".join(titles.values())


def _guess(names: RecordNames, keys: list[str], folder: str) -> str:
    """A question that suggests records; empty without any."""
    return "是不是 " + " 或 ".join(_id_with_title(names, key, folder) for key in keys[:3]) + "？" if keys else ""


def _abridges(said: str, title: str) -> bool:
    """Whether ``said`` is part of a title, or its first two characters and others in order: 小菜园站 for 小菜园社区新时代文明实践站."""
    rest = iter(title)
    return said in title or (said[:2] == title[:2] and all(char in rest for char in said))


def _shared(one: str, other: str) -> int:
    """The number of leading syllables that two keys share."""
    return len(commonprefix([one.split("-"), other.split("-")]))


def target_is_as_public(content: Content) -> Iterator[Problem]:
    """A real record does not link to a sample, nor a published one to a draft or withdrawn record."""
    for record, target, tell in _references(content):
        if target.sample and not record.sample:
            hint = "示例是虚构的，正式的网站上没有：请改成指向真实的记录，或去掉这个关联"
            yield tell("R03", f"正式记录指向了示例记录“{target.title}”", hint)
        if record.is_published and target.status is Status.DRAFT:
            yield tell("R04", f"指向的“{target.title}”还是草稿", "请先发布那条记录，或去掉这个关联")
        if record.is_published and target.status is Status.WITHDRAWN:
            yield tell("R07", f"指向的“{target.key}”已经撤下", "请去掉这个关联，并核对文字里是否还提到它")


def _references(content: Content) -> Iterator[tuple[Record, Record, Tell]]:
    """(record, target, problem maker) for every link to an existing record, in a field or a text."""
    for record in content.records.values():
        for link in links(record):
            if link.target in content.records:
                yield record, content.records[link.target], partial(content.problem, record, link.loc)
        for loc, target, written in _text_links(record):
            if target in content.records:
                yield record, content.records[target], partial(texts.in_value, content, record, loc, written)


def _text_links(record: Record) -> Iterator[tuple[Loc, str, str]]:
    """(place, target, target in its brackets) of the links in a record's texts, without pictures, which another rule
    reports."""
    for loc, text in texts.rich(record):
        if _LINKED.search(text):
            for target in record_links(PICTURE.sub("", text)):
                yield loc, target, f"({target})" if f"({target})" in text else f"（{target}）"


def body_links_resolve(content: Content) -> Iterator[Problem]:
    """A link in a rich text is a plain http(s) address of another site, or ``folder/id`` of a record."""
    own = content.settings.url
    names = content.names
    for record in content.records.values():
        for loc, target, written in _text_links(record):
            tell = partial(texts.in_value, content, record, loc)
            if own and target.startswith(own):
                hint = f"请写“文件夹/编号”，例如 {target.removeprefix(own).strip('/') or 'news/2026/jia'}"
                yield tell(written, "R06", f"正文里的链接“{target}”是本站自己的网址", hint)
            elif _OUT.match(target):
                if wrong := url_problem(target):
                    meant = "https://" + re.sub(r"^(?:https?[:：])?//", "", target)
                    hint = "请写完整网址（https://…）或“文件夹/编号”" if url_problem(meant) else f"请写完整网址 {meant}"
                    yield tell(target, "S02", f"链接“{target[:60]}”：{wrong}", hint)
            elif target not in content.records and target not in content.partial:
                cure = _link_cure(names, Lock.of(content), target)
                cure += "；不是链接的，两个括号之间空一格" if written[0] == "（" else ""
                yield tell(written, "R06", f"正文里的链接“{target}”不对", cure)


def _link_cure(names: RecordNames, held: Lock, target: str) -> str:
    """The cure for a broken link."""
    if not target:
        return "请在圆括号里写网址或“文件夹/编号”；不要链接的，删去方括号和圆括号"
    if _DOCUMENT.search(target):
        return "文档和表格不能当附件发布：请把内容写进正文，或放在单位自己的网站上，这里写它的网址（https://…）"
    if _HOST.match(target):
        return f"网址请写完整：(https://{target})"
    if "@" in target or target.startswith("tel:"):
        return f"邮箱、电话照写就行，不用做成链接：请只留 {target.rpartition(':')[2]}"
    if target.startswith(("/", ".", "#")) or ":" in target:
        return "请写完整网址（https://…），或写“文件夹/编号”，例如 role-models/an-huai-qiu"
    return _unresolved(names, held, Link((), Relation("", ""), target))[2]


def counted_fields_exist(content: Content) -> Iterator[Problem]:
    """A statistic's ``counted`` names an existing type and its fields."""
    for record in content.of(Statistic):
        if not record.counted:
            continue
        kind = TYPES.get(record.counted.folder)
        if kind is None:
            message = f"没有“{record.counted.folder}”这种记录"
            yield content.problem(record, ("counted", "folder"), "F04", message, "可选：" + "、".join(TYPES))
            continue
        for name in record.counted.where:
            if name not in kind.model_fields:
                hint = "可用的字段：" + "、".join(kind.model_fields)
                loc = ("counted", "where", name)
                yield content.problem(record, loc, "F01", f"{kind.label}没有“{name}”这个字段", hint, key=True)


_NOT_OF_THE_CENTRE = frozenset({VenueLevel.STATION, VenueLevel.POINT})
"""Levels of which the centre itself is never the parent (research: public-site-rules-cn §7.2)."""


def parent_is_of_a_higher_level(content: Content) -> Iterator[Problem]:
    """Each venue except the centre has a parent of the right level: station → institute → centre."""
    levels = list(VenueLevel)  # the centre first
    for venue in content.of(Venue):
        above = levels[: levels.index(venue.level)]
        allowed = above[1:] if venue.level in _NOT_OF_THE_CENTRE else above
        words = "或".join(level.label for level in allowed)
        parent = content.records.get(f"venues/{venue.parent}")
        if venue.parent and not allowed:
            yield content.problem(venue, ("parent",), "T02", "实践中心没有上级阵地", "请删去 parent 这一行")
        elif not venue.parent and allowed:
            message = f"{venue.level.label}没有写上级"
            yield content.problem(venue, ("level",), "T02", message, f"请写 parent: 上级{words}的编号")
        elif isinstance(parent, Venue) and allowed and parent.level not in allowed:
            message = f"{venue.level.label}的上级不能是{parent.level.label}“{parent.title}”"
            yield content.problem(venue, ("parent",), "T02", message, f"上级应是{words}")


def street_is_the_parents(content: Content) -> Iterator[Problem]:
    """A station is in its institute's street, unless the parent is the centre."""
    for venue in content.of(Venue):
        parent = content.records.get(f"venues/{venue.parent}")
        if not isinstance(parent, Venue) or parent.level is VenueLevel.CENTRE or venue.street == parent.street:
            continue
        own, above = (content.records.get(f"streets/{street}") for street in (venue.street, parent.street))
        if own and above:
            message = f"街道写的是{own.title}，上级“{parent.title}”却在{above.title}"
            hint = f"请核对：是同一个街道的，写 street: {parent.street}；上级写错的，改 parent"
            yield content.problem(venue, ("street",), "R09", message, hint)


def positions_lie_together(content: Content) -> Iterator[Problem]:
    """Every venue has another one nearby; else its position is probably wrong."""
    cells = [(venue, (here.lat // FAR, here.lng // FAR)) for venue in content.of(Venue) if (here := venue.position)]
    taken = Counter(cell for _, cell in cells)
    for venue, (lat, lng) in cells:
        if len(cells) > 1 and sum(taken[lat + up, lng + on] for up in (-1, 0, 1) for on in (-1, 0, 1)) == 1:
            message = "坐标附近五十公里没有别的阵地"
            yield content.problem(venue, ("position",), "T17", message, "请在地图上重新取一次；真在那么远的，不用改")


def no_circles(content: Content) -> Iterator[Problem]:
    """No record is its own ancestor."""
    for record in content.records.values():
        seen = {record.key}
        above = _parent(content, record)
        while above is not None and above.key not in seen:
            seen.add(above.key)
            above = _parent(content, above)
        if above is not None and above.key == record.key:
            yield content.problem(record, ("parent",), "R05", "上下级绕成了圈", "请改正 parent，让它指向真正的上级")


def _parent(content: Content, record: Record) -> Record | None:
    parent_id = getattr(record, "parent", None)
    return content.records.get(f"{record.folder}/{parent_id}") if parent_id else None


def one_institute_per_street(content: Content) -> Iterator[Problem]:
    """Each street has exactly one institute, as a general rule."""
    venues = content.of(Venue)
    counts = Counter(venue.street for venue in venues if venue.level is VenueLevel.INSTITUTE)
    for street in content.of(Street):
        if counts and counts[street.id] != 1:
            said = f"有 {counts[street.id]} 个" if counts[street.id] else "还没有"
            message = f"“{street.title}”{said}实践所，一般是一个街道一个"
            yield content.problem(street, ("title",), "T06", message, "请核对 content/venues/ 里实践所的 street")
