"""Rules about old addresses that lead on (research: public-site-rules-cn G08)."""

import re
from collections.abc import Iterator

from scripts.catalogue import urls_lock
from scripts.load.content import PANEL_PAGE, RESERVED, Content
from scripts.problems import Problem
from scripts.records import TYPES

_ALIAS = re.compile(r"/?[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*)*/?")
_OWN = frozenset({"assets", "search", "handbook", "sitemap", "tags", "404"})
"""First parts of addresses that the site keeps for itself."""
_HINT = "请写网址里主机名后面的部分，例如 news/2023/jiu-biao-ti"


def aliases_are_free(content: Content) -> Iterator[Problem]:
    """An old address is a plain path, leads from one place only, and is nobody's present address."""
    if not any(record.aliases for record in content.records.values()):
        return
    taken = dict.fromkeys(urls_lock.current(content), "网站自己的页面")
    for record in content.records.values():
        taken |= dict.fromkeys([f"{record.key}/", *urls_lock.panels(record)], record.file)
    held = urls_lock.Lock.of(content).addresses
    for record in content.records.values():
        for place, alias in enumerate(record.aliases):
            address = f"{urls_lock.strip_slashes(alias)}/"
            if address not in held and f"{record.folder}/{address}" in held:
                hint = f"请写成 aliases: [{record.folder}/{urls_lock.strip_slashes(alias)}]"
                yield content.problem(record, ("aliases", place), "A03", f"旧地址“{alias}”少了文件夹", hint)
                continue
            wrong = _flaw(alias, address) or (f"已经属于 {taken[address]}" if address in taken else "")
            taken.setdefault(address, record.file)
            if wrong:
                yield content.problem(record, ("aliases", place), "A03", f"旧地址“{alias}”{wrong}", _HINT)


def taken_by_an_alias(content: Content, path: str) -> Problem | None:
    """The problem of an alias whose page ``path`` met a generated one, such as the second page of a list."""
    for record in content.records.values():
        for place, alias in enumerate(record.aliases):
            if f"{urls_lock.strip_slashes(alias)}/index.html" == path:
                message = f"旧地址“{alias}”是网站自己生成的一页"
                return content.problem(record, ("aliases", place), "A03", message, _HINT)
    return None


def _flaw(alias: str, address: str) -> str:
    """What is wrong with an old address by itself; empty when nothing is."""
    if not _ALIAS.fullmatch(alias):
        return "写法不对"
    first, *rest = address.strip("/").split("/")
    kept = [part for part in (first, *rest) if RESERVED.fullmatch(part)]
    names = any(not part.isdigit() for part in kept)
    year = first in TYPES and len(rest) == 1 and rest[0] in kept
    sheet = first == "exhibitions" and any(PANEL_PAGE.fullmatch(part) and not part.isdigit() for part in rest[1:])
    return "是网站保留的地址" if first in _OWN or names or year or sheet else ""
