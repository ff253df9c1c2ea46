"""Rules about whose a text or a picture is, and what contradicts it (著作权法 arts. 5, 10, 24; research: public-site-rules-cn §1.5, §5)."""

import re
from collections.abc import Iterator
from functools import partial

from scripts.catalogue import expiry
from scripts.catalogue.urls_lock import Lock
from scripts.checks import texts
from scripts.checks.each import shared
from scripts.load.content import Content
from scripts.media import decode, labels
from scripts.problems import Loc, Problem
from scripts.records.base import Citation, Image, Record, Rights
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
"""How many days before a licence ends it is told of."""
_RENEW = "请续签后改到期日；不续的，是文字的写 status: 撤下 和 withdrawn_because: 授权到期，是图片的删去"
FORBIDDING = {ReprintPolicy.LINK_ONLY, ReprintPolicy.BY_PERMISSION}
ALLOWED = {RightsKind.LICENSED, RightsKind.LINK_ONLY, RightsKind.QUOTE}


def all_rights(content: Content) -> Iterator[tuple[Record, Loc, Rights]]:
    """The rights of every text and picture that is shown; a withdrawn record shows neither."""
    for record in content.records.values():
        if record.status is not Status.WITHDRAWN:
            for loc, rights in texts.parts(record, Rights):
                yield record, loc, rights


def licence_is_whole(content: Content) -> Iterator[Problem]:
    """Licensed work names licensor, reference, scope and the day the licence ends (C02)."""
    for record, loc, rights in all_rights(content):
        missing = [word for name, word in NEEDED.items() if not getattr(rights, name)]
        if rights.kind is RightsKind.LICENSED and missing:
            hint = "请在 rights 下写 " + "、".join(name for name in NEEDED if not getattr(rights, name))
            yield content.problem(record, loc, "C01", f"授权使用没有写{'、'.join(missing)}", hint)


def licence_is_in_force(content: Content) -> Iterator[Problem]:
    """Nothing is shown after its licence has ended; the last thirty days are told of (C02).

    What was published while the licence was in force has left by itself (``expiry``), and is only told of.
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
    """What an outlet forbids to reprint is linked, quoted or licensed, whatever the record says (art. 24(4); C04)."""
    for record in content.of(News):
        source = content.records.get(f"sources/{record.source}")
        if not isinstance(source, Source) or record.status is Status.WITHDRAWN:
            continue
        if source.policy in FORBIDDING and record.rights.kind not in ALLOWED:
            message = f"“{source.title}”{source.policy.label}，这里却写“{record.rights.kind.label}”"
            hint = "请改成仅作链接、适当引用，或取得授权后写授权使用；自己写的文字，source 写 ben-zhan"
            yield content.problem(record, ("rights",), "C03", message, hint)
        elif source.policy is ReprintPolicy.WITH_CREDIT and record.rights.kind is RightsKind.ORIGINAL:
            message = f"文字来自“{source.title}”，不是本站原创"
            yield content.problem(record, ("rights",), "C03", message, "请写授权使用、适当引用或仅作链接")


def own_text_has_no_other_title(content: Content) -> Iterator[Problem]:
    """What was written here has no original title elsewhere: a reprint names the outlet it is from (国版办发〔2015〕3号)."""
    for record in content.of(News):
        if record.original_title and is_own(content, record):
            hint = "是转载的，source 写原来的媒体，照它的规定写 rights；是本站写的，删去 original_title"
            yield content.problem(record, ("original_title",), "C13", "来源写的是本站，却有原标题", hint, key=True)


def is_own(content: Content, record: News) -> bool:
    """Does the record name the site itself as its source?"""
    source = content.records.get(f"sources/{record.source}")
    return isinstance(source, Source) and ReprintPolicy.OWN is source.policy


def link_only_shows_no_work(content: Content) -> Iterator[Problem]:
    """Link-only is a title, an outlet, a date, an address and an own note: no body, no picture (C03)."""
    for record in content.records.values():
        shown = [*texts.rich(record), *texts.parts(record, Image), *texts.parts(record, Audio)]
        if record.rights.kind is RightsKind.LINK_ONLY and shown:
            hint = "请删去正文、图片和声音，用不超过 120 字的 summary 自己概述"
            yield content.problem(record, ("rights",), "C04", "仅作链接的记录有正文、图片或声音", hint)
        for loc, item in texts.parts(record, Exhibit):
            if item.rights and item.rights.kind is RightsKind.LINK_ONLY and item.image:
                hint = "请删去 image，只写名称和出处；或取得授权"
                yield content.problem(record, (*loc, "rights"), "C04", "仅作链接的展品有图片", hint)
        for loc, image in texts.parts(record, Image):
            if image.rights.kind is RightsKind.LINK_ONLY:
                yield content.problem(record, (*loc, "rights"), "C04", "图片不能“仅作链接”", "请换成有权使用的图片")


_SAID = {
    RightsKind.LINK_ONLY: ("C09", "仅作链接", ("author", "summary", "original_url"), _HOW_TO_FIND),
    RightsKind.LICENSED: ("C07", "转载", ("original_title", "author"), "请照原文写；原文没有署名的，写媒体名"),
}
"""Kind of right → code, word, fields and cure of what news of others has to say (art. 24; 国版办发〔2015〕3号; research:
public-site-rules-cn §1.5)."""


def news_of_others_can_be_found(content: Content) -> Iterator[Problem]:
    """A link-only item names its author and has an own note, and the address of the original or else a source that
    tells where it stood; a reprint keeps the original title and names the author."""
    for record in content.of(News):
        if record.rights.kind in _SAID and record.status is not Status.WITHDRAWN:
            code, word, names, hint = _SAID[record.rights.kind]
            there = {"original_url": record.original_url or record.sources}
            if missing := [name for name in names if not there.get(name, getattr(record, name))]:
                yield content.problem(record, ("rights",), code, f"{word}没有写 {'、'.join(missing)}", hint)


_AGENCIES = (
    "新华社|新华网|中新社|中新网|中国新闻网|人民日报|人民网|光明日报|经济日报|中国青年报|央视新闻|央视网|央广网|澎湃新闻|视觉中国|东方IC|全景网|图虫|甘肃日报|每日甘肃|中国甘肃网"
    "|新甘肃|兰州日报|兰州晚报|兰州晨报|西部商报|奔流新闻|掌上兰州|人民视觉|Getty|Reuters|路透|法新社|美联社|CFP|CNSPHOTO"
)
"""Whose texts and pictures are copied most here; the titles of the records of ``sources`` are added."""
_KIND = "(?:日报|晚报|晨报|商报|青年报|都市报|鑫报|报社|电视台|卫视|广播电台|通讯社|新闻网|图库)"
"""What names itself an outlet ends so, whether we know it or not."""
_WORK = "(?:本文|本稿|此文|原文|文章|稿件|图片|照片|文图|图文|素材|视频|以上内容|以上文字|内容|文字|信息|新闻)"
_BYLINE = (
    rf"(?:(?<![^（(【\[\s。；，])(?:来源|稿源|图源)|{_WORK}(?:来源|出处))\s*[:：丨|｜∣/]\s*(?!本站|本单位|本中心|本所|编辑部|原创|[^\s。，；]{{0,6}}(?:新时代文明实践|推荐|网格|居民|档案馆|统计局))[^\s。，；]"
    r"|原[载刊](?:于|[:：]|(?=《))|首发[:：]?(?=《)|(?:转载|转发|摘编|转引?|摘)自(?![家己来然])[^\s。，；]|转载(?:于|[）)])|系转载"
    rf"|{_WORK}[^，。；\n]{{0,4}}(?:(?:首发|刊发|刊载|发表)于|(?:选|引|编译|翻拍|复制)自|(?:来源于|来自|取自|源于)(?:(?:互联)?网络|公众号|视频号|微信|微博|抖音|快手))|图源网络|复制而来|侵删"
    r"|(?<![^\s（(])原标题[:：]|责(?:任编辑|编)[:：]|点击(?:上方|下方)?蓝字|全文照录|著作权归原作者|原作者不详|未经(?:本网|本报|本公众号)"
    r"|本报(?:讯|(?:首席|特约)?记者)|(?:全媒体|融媒体|见习|实习|特约)记者\s?[一-鿿]{2,3}(?![一-鿿])|(?:特约|见习|实习)?(?:记者|通讯员)(?![的们站会团])[^，。；\n]{1,14}?(?:报道|摄影?|供图|文/?图)"
    r"|(?:文|图|文图|图文|摄影)\s*[/／:：|｜]\s*(?:本报)?(?:记者|通讯员|[^，。；\n]{2,6}[（(](?:记者|通讯员))"
    r"|[Pp]hotos? by |[Vv]ia\s+[^\s。，；]|[Ss]ource\s*[:：]\s*[A-Z]"
)
"""How a text says that it is another's, whoever that is."""
_FROM = r"(?:来源|稿源|供图[:：]|供稿[:：]|©|©\s?\d{4}|版权所有[:：]|据|——)\s{0,2}《?"
_GIVEN = r"(?:》?[^，。；\n]{0,6}整理|》?(?:网|客户端)?\s*(?:[）)】]|\Z|\n))"
"""What stands before and behind an outlet that something is taken from: （据《…》）, © …, 供图：…."""
_TAKEN = (
    rf"(?:{_WORK}[^，。；\n]{{0,3}}(?:来自|取自|源自|源于|来源于?\s?|由)|(?:综合|整理)自|版权归"
    r"|(?:文字?|[文制]?图|摄影?|海报|音?视频|[Cc]redit|[Pp]hoto)\s?[/／:：|｜丨∣])\s?《?"
)
"""A work and where it is from: 素材取自…, 文图由…提供, 摄影：…."""
_SAYS = (
    r"(?:[》”]?[^，。；\n]{0,6}?(?:\d{1,2}月\d{1,2}日)?(?:电(?![视话影台])|讯(?!息)|消息|报道(?![了过的])|供稿|供图|刊发|摄)"
    r"|记者\s?[^，。；\n]{2,4}\s*(?:[）)】]|\n|\Z)|\s*[）)】]\s*\Z)"
)
"""What stands behind an outlet's name where it is the author; in brackets at the end it needs nothing."""
_HINT = (
    "是别人的，照来源的规定改 rights，source 写原来的媒体；是自己写的、自己拍的，删去这几个字，参考过的报道写进 sources"
)


def own_work_bears_no_other_name(content: Content) -> Iterator[Problem]:
    """A text or a picture that is called original bears nobody else's byline: 来源：, 转载自, 记者 … 摄, an agency's or a
    source's name as its author, in the text, in a credit or in the picture itself."""
    byline, name = shared(content, _outlets, _patterns)
    for record in content.records.values():
        if record.status is Status.WITHDRAWN or isinstance(record, Source):
            continue
        if record.rights.kind is RightsKind.ORIGINAL:
            yield from _in_text(content, record, byline)
        for loc, credit, file in _pictures(record):
            if found := byline.search(credit) or name.search(credit):
                message = f"写的是本站原创，署名里却有“{found[0]}”"
                yield content.problem(record, (*loc, "credit"), "C13", message, _HINT)
            elif found := name.search(_metadata(content, record, file)):
                message = f"写的是本站原创，图片自己的信息里却写着“{found[0]}”"
                yield content.problem(record, (*loc, "file"), "C13", message, _HINT)


def one_picture_has_one_owner(content: Content) -> Iterator[Problem]:
    """A picture that one record says is another's is called original in no other."""
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


def _patterns(outlets: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    named = f"(?:{outlets}|[一-鿿]{{2,8}}{_KIND})"
    taken = f"{_FROM}{named}{_GIVEN}|{_TAKEN}{named}"
    return re.compile(f"{_BYLINE}|(?:{outlets}|(?<=[一-鿿][一-鿿]){_KIND}){_SAYS}|{taken}|由{named}授权"), re.compile(
        named
    )


def _outlets(content: Content) -> str:
    """The agencies, and the sources that do not let everybody copy, as one pattern."""
    sources = (one.title for one in content.of(Source) if one.policy is not ReprintPolicy.OWN)
    return "|".join([_AGENCIES, *(re.escape(title) for title in sources if len(title) > 2)])


def _in_text(content: Content, record: Record, byline: re.Pattern[str]) -> Iterator[Problem]:
    cited = {loc for loc, _ in texts.parts(record, Citation)}
    for loc, value in texts.strings(record):
        found = byline.search(value) if loc[-1] != "credit" and loc[:-1] not in cited else None
        if found:
            message = f"写的是本站原创，文字里却有“{found[0]}”"
            yield texts.in_value(content, record, loc, found[0], "C13", message, _HINT)


def _pictures(record: Record) -> Iterator[tuple[Loc, str, str]]:
    """Place, credit and file of each picture that is called original; the file of an object shown is its picture's."""
    for loc, image in texts.parts(record, Image):
        if image.rights.kind is RightsKind.ORIGINAL:
            yield loc, image.credit, image.file
    for loc, item in texts.parts(record, Exhibit):
        if item.rights and item.rights.kind is RightsKind.ORIGINAL:
            yield loc, item.credit or "", ""


def _metadata(content: Content, record: Record, file: str) -> str:
    """What a picture says of itself; nothing where there is no such picture, which is told of elsewhere."""
    path = content.root / record.home / file
    if not file or not path.is_file() or path.stat().st_size > decode.MAX_BYTES:
        return ""
    try:
        with decode.opened(path.read_bytes()) as picture:
            return labels.notes(picture)
    except decode.UnfitError:
        return ""
