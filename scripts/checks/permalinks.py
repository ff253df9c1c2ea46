"""Rules about published addresses and dates, and redirects (research: public-site-rules-cn G08, G14)."""

import re
from collections.abc import Iterator

from scripts.catalogue import urls_lock
from scripts.catalogue.urls_lock import redirects
from scripts.checks import texts
from scripts.load.content import Content
from scripts.load.file_names import PANEL_PAGE, RESERVED
from scripts.load.resolve import RecordNames
from scripts.problems import Problem
from scripts.records import TYPES
from scripts.records.base import Citation, Record

_ALIAS = re.compile(r"/?[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*)*/?")
_OWN = frozenset({"assets", "search", "handbook", "tags", "404", *(page.strip("/") for page in urls_lock.FIXED)})
"""First parts of addresses reserved for the site."""
_HINT = "请写网址里主机名后面的部分，例如 news/2023/jiu-biao-ti"


def addresses_stay(content: Content) -> Iterator[Problem]:
    """A published address stays as a page, a redirect or a note of withdrawal."""
    held = urls_lock.Lock.of(content)
    promised = (record for record in content.records.values() if not record.sample)
    there = urls_lock.addresses_of(content).keys() | redirects(promised, held).keys() | held.panels.keys()
    broken = {problem.file for problem in content.problems}
    for number in held.bad:
        hint = "请从版本历史里恢复这个文件，再运行 python -m scripts lock"
        yield Problem(urls_lock.URLS, number, 1, "A04", "这一行读不出，或地址写了两次", hint)
    for address in held.addresses - there:
        if content.settings.docs is None and address.split("/")[0] not in TYPES:
            continue  # the hand-written pages are unknown
        if texts.file_of(content, f"{address.strip('/')}.yml") in broken:
            continue  # the file exists and has its own problem
        message = f"公布过的地址 /{address} 不见了"
        yield Problem(urls_lock.URLS, held.lines[address], 1, "A01", message, _moved(content, address))


def _moved(content: Content, address: str) -> str:
    """The cure for a missing address; names the record it moved to if its title is unambiguous."""
    key = address.strip("/")
    folder, _, record_id = key.partition("/")
    if folder not in TYPES:
        page = f"{content.settings.handwritten.name}/{address}index.html"
        return f"改了名的，加一个跳到新地址的网页 {page}，或者改回原来的名字；错删的，从版本历史里恢复文件"
    if key in content.records:
        return f"content/{content.records[key].file} 还在，却写成了草稿或示例：请改回来；不再公开的，写 status: 撤下"
    new = RecordNames(content.records).similar(folder, record_id, sure=True)
    file = f"在 content/{content.records[new[0]].file} 里" if len(new) == 1 else "在新记录里"
    return f"改了名的，{file}加一行 aliases: [{key}]；撤下的，留着文件写 status: 撤下；错删的，从版本历史里恢复文件"


def dates_stay(content: Content) -> Iterator[Problem]:
    """A record's date of publication does not change; ``modified`` has the change (国办 2022 第四季度检查: 伪造发稿日期)."""
    held = urls_lock.Lock.of(content)
    for record in content.records.values() if held.dates else ():
        date = _held_date(held, record)
        if record.published and date != str(record.published) and not record.sample:
            message = f"已经按 {date} 公布过，不能改成 {record.published}"
            hint = f"请改回 {date}，修改的日子写在 modified 里；原来确实写错的，运行 python -m scripts lock --redate {record.key}/"
            yield content.problem(record, ("published",), "A02", message, hint)


def lock_is_complete(content: Content) -> Iterator[Problem]:
    """In a production build every address is in the lock: others could disappear unnoticed."""
    held = urls_lock.Lock.of(content)
    missing = sorted(urls_lock.addresses_of(content).keys() - held.addresses) if content.settings.production else []
    if missing:
        message = f"有 {len(missing)} 个地址还没有记进 {urls_lock.URLS}，第一个是 /{missing[0]}"
        hint = f"发布以后请运行 python -m scripts lock，把 {urls_lock.URLS} 随记录一起提交"
        yield Problem(urls_lock.URLS, 1, 1, "A07", message, hint)


def _held_date(held: urls_lock.Lock, record: Record) -> str:
    """The locked date of a record or of its old address; its own date if none is locked."""
    addresses = [record.key, *(alias.strip("/") for alias in record.aliases)]
    dates = [held.dates[f"{address}/"] for address in addresses if f"{address}/" in held.dates]
    moved_as_is = f"{record.key}/" not in held.dates and str(record.published) in dates
    return str(record.published) if not dates or dates[0] == "-" or moved_as_is else dates[0]


def links_can_be_read_when_dead(content: Content) -> Iterator[Problem]:
    """An external link has a title and a date, so that readers can identify it when it is dead."""
    for record, loc, citation in texts.every_part(content, Citation):
        if citation.url and not (citation.title and citation.published):
            missing = "title" if not citation.title else "published"
            hint = f"请加一行 {missing}，网页不在了读者还能知道是哪一篇"
            yield content.problem(record, (*loc, "url"), "A05", "外部链接没有写标题或日期", hint)


def aliases_are_free(content: Content) -> Iterator[Problem]:
    """An old address is a plain path, used once, and not a current address."""
    if not any(record.aliases for record in content.records.values()):
        return
    taken = dict.fromkeys(urls_lock.addresses_of(content), "网站自己的页面")
    for record in content.records.values():
        taken |= dict.fromkeys([f"{record.key}/", *urls_lock.panel_addresses(record)], record.file)
    held = urls_lock.Lock.of(content).addresses
    for record in content.records.values():
        for place, alias in enumerate(record.aliases):
            old = alias.strip("/")
            address = f"{old}/"
            if address not in held and f"{record.folder}/{address}" in held:
                hint = f"请写成 aliases: [{record.folder}/{old}]"
                yield content.problem(record, ("aliases", place), "A03", f"旧地址“{alias}”少了文件夹", hint)
                continue
            wrong = _wrong_alias(alias, address) or (f"已经属于 {taken[address]}" if address in taken else "")
            taken.setdefault(address, record.file)
            if wrong:
                yield content.problem(record, ("aliases", place), "A03", f"旧地址“{alias}”{wrong}", _HINT)


def _wrong_alias(alias: str, address: str) -> str:
    """The fault of an old address by itself; empty if none."""
    if not _ALIAS.fullmatch(alias):
        return "写法不对"
    first, *rest = address.strip("/").split("/")
    kept = [part for part in (first, *rest) if RESERVED.fullmatch(part)]
    names = any(not part.isdigit() for part in kept)
    year = first in TYPES and len(rest) == 1 and rest[0] in kept
    sheet = first == "exhibitions" and any(PANEL_PAGE.fullmatch(part) and not part.isdigit() for part in rest[1:])
    return "是网站保留的地址" if first in _OWN or names or year or sheet else ""
