"""Rules about addresses and dates once published (research: public-site-rules-cn G08, G14)."""

import re
from collections.abc import Iterator

from scripts import lock
from scripts.checks import texts
from scripts.load import RESERVED, Content
from scripts.problems import Problem
from scripts.records import TYPES
from scripts.records.base import Citation
from scripts.records.parts import Member
from scripts.records.role_models import RoleModel
from scripts.records.vocabularies import Status

_ALIAS = re.compile(r"/?[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*)*/?")
_OWN = frozenset({"assets", "search", "handbook", "sitemap", "tags", "404"})
"""First parts of addresses that the site keeps for itself."""


def addresses_stay(content: Content) -> Iterator[Problem]:
    """An address once published stays: as a page, as a redirect to its new place, or as a note that it was withdrawn."""
    held = lock.Lock.of(content)
    there = lock.current(content).keys() | lock.aliases(content).keys()
    for number in held.bad:
        hint = "请从版本历史里恢复这个文件，再运行 python -m scripts lock"
        yield Problem(lock.NAME, number, 1, "A04", "这一行读不出，或地址写了两次", hint)
    for address in held.dates.keys() - there:
        if content.terms.docs is None and address.split("/")[0] not in TYPES:
            continue  # no hand-written pages were given to look among
        hint = "改了名的，在新记录里写 aliases；撤下的，留着文件写 status: withdrawn；错删的，恢复文件"
        yield Problem(lock.NAME, held.lines[address], 1, "A01", f"公布过的地址 /{address} 不见了", hint)


def dates_stay(content: Content) -> Iterator[Problem]:
    """The day a record was published does not move; a change is told by ``modified`` (国办 2022 第四季度检查: 伪造发稿日期)."""
    held = lock.Lock.of(content)
    for record in content.records.values() if held.dates else ():
        date = held.dates.get(f"{record.key}/", str(record.published))
        if date != str(record.published) and not record.sample:
            message = f"已经按 {date} 公布过，不能改成 {record.published}"
            hint = f"请改回 {date}，修改的日子写在 modified 里；原来确实写错的，运行 python -m scripts lock --redate {record.key}/"
            yield content.problem(record, ("published",), "A02", message, hint)


def aliases_are_free(content: Content) -> Iterator[Problem]:
    """An old address is a plain path, leads from one place only, and is nobody's present address."""
    taken: dict[str, str] = {f"{record.key}/": record.file for record in content.records.values()}
    if any(record.aliases for record in content.records.values()):
        taken |= {address: "网站自己的页面" for address in lock.current(content) if address not in taken}
    for record in content.records.values():
        for place, alias in enumerate(record.aliases):
            address = f"{lock.plain(alias)}/"
            first, *rest = address.strip("/").split("/")
            wrong = ""
            if not _ALIAS.fullmatch(alias):
                wrong = "写法不对"
            elif first in _OWN or any(RESERVED.fullmatch(part) and not part.isdigit() for part in [first, *rest]):
                wrong = "是网站保留的地址"
            elif address in taken:
                wrong = f"已经属于 {taken[address]}"
            taken.setdefault(address, record.file)
            if wrong:
                hint = "请写网址里主机名后面的部分，例如 news/2023/jiu-biao-ti"
                yield content.problem(record, ("aliases", place), "A03", f"旧地址“{alias}”{wrong}", hint)


def links_can_be_read_when_dead(content: Content) -> Iterator[Problem]:
    """A link to elsewhere carries a title and a date beside its publisher, so that a dead one can still be read."""
    for record in content.records.values():
        for loc, citation in texts.parts(record, Citation):
            if citation.url and not (citation.title and citation.published):
                missing = "title" if not citation.title else "published"
                hint = f"请加一行 {missing}，网页不在了读者还能知道是哪一篇"
                yield content.problem(record, (*loc, "url"), "A05", "外部链接没有写标题或日期", hint)


def withdrawn_people_are_named_nowhere(content: Content) -> Iterator[Problem]:
    """No name of a person whose page was withdrawn stands in another record (PIPL art. 47)."""
    people = [record for record in content.records.values() if isinstance(record, RoleModel)]
    shown = {name for person in people if person.status is Status.PUBLISHED for name in person.names}
    gone = {name: person.key for person in people if person.status is Status.WITHDRAWN for name in person.names}
    for name in sorted(set(gone) - shown):
        wanted = re.compile(r"[\s*_]{0,4}".join(map(re.escape, name)))
        longer = longer_names(content, name)
        for record in content.records.values():
            for file in record.files if record.status is Status.PUBLISHED and record.key != gone[name] else ():
                text = without(texts.raw(content, file), longer)
                if match := wanted.search(text):
                    place = texts.place_of(text, match.start(), len(match[0]))
                    message = f"这里还写着已撤下的人（{gone[name]}）"
                    shown_as = texts.file_of(content, file)
                    yield texts.problem_in(shown_as, place, "D19", message, "请删去姓名，或改用化名")


def longer_names(content: Content, name: str) -> tuple[str, ...]:
    """The names of other people that begin or end like ``name``: 李明亮 is not 李明."""
    shown = [record for record in content.records.values() if record.status is Status.PUBLISHED]
    names = {record.title for record in shown if isinstance(record, RoleModel)}
    names |= {member.name for record in shown for _, member in texts.parts(record, Member)}
    return tuple(sorted(other for other in names if name in other and other != name))


def without(text: str, names: tuple[str, ...]) -> str:
    """The text, as long as it is, with these names blanked out."""
    for name in names:
        text = text.replace(name, "　" * len(name))
    return text
