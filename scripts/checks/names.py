"""Rules about names of people."""

import re
from collections import Counter
from collections.abc import Iterator
from operator import ne

from scripts.catalogue.sorting import missing_strokes, tied_by_strokes
from scripts.checks import texts
from scripts.checks.incremental import shared
from scripts.load.content import Content
from scripts.problems import Problem
from scripts.records.clocks import hanzi
from scripts.records.han import HAN
from scripts.records.names import INTERPUNCTS, NameFinder, name_key
from scripts.records.parts import Member
from scripts.records.readings import romanised, sound
from scripts.records.role_models import RoleModel
from scripts.records.surnames import UNKNOWN, strokes, surname
from scripts.records.vocabularies import PersonKind

_NAME = f"[{HAN}]{{2,4}}"
"""One person's name; in a string of two names their boundary is unknown."""
_REMARK = (  # as a string: patterns of Han ranges take a millisecond each to compile, which most runs do not need
    rf"(?:\s*[（(][^（）()]*(?:男|女|族|党员|岁)[^（）()]*[)）]|(?<=[{HAN}]{{2}})(?:同志|先生|女士|老师|师傅))$"
)
_OF_ONE = (
    rf"^[{HAN}]*(?:书记|主任|经理|队长|[站所院校局科处社]长|医生|护士|教师|民警)\s*(?=[{HAN}]{{2,4}}$)(?!.*[队组团]$)"
    rf"|{_REMARK}|(?<=[{HAN}]{{2}})\s+[{HAN}]{{3,}}$"
)
_MASKED = f"[×*＊某]|(?<=[{HAN}])[xX]|[xX](?=[{HAN}])"
_NOT_ONE = (
    r"[㐀-鿿]{2,4}(?:[、，,；;和与/&＆][㐀-鿿]{2,4})+|.*[“”\"0-9０-９（()）\[\]［］?？□■〓○◯：:⿰-⿻].*"
    r"|.{2,}(?:夫妇|夫妻|一家|家庭|团队|小队|服务队|小组|班组|集体)"
)
_NO_INTERPUNCT = rf"(?<=[{HAN}])\s*[{re.escape(INTERPUNCTS[1:])}]+\s*(?=[{HAN}])"


def same_name_needs_a_distinction(content: Content) -> Iterator[Problem]:
    """People of the same name each have a different ``distinction``."""
    seen: dict[tuple[str, str], RoleModel] = {}
    people = content.of(RoleModel)
    keys = {person.key: name_key(person.title) for person in people}
    counts = Counter(keys.values())
    for person in people:
        own = keys[person.key]
        if counts[own] < 2:
            continue
        twin = seen.setdefault((own, person.distinction or ""), person)
        if twin is not person or not person.distinction:
            other = next(other for other in people if keys[other.key] == own and other is not person)
            message = f"“{person.title}”与 {other.file} 同名，没有区分说明"
            hint = "请加一行 distinction: 单位或街道，让读者分得清；两条记录的说明不能相同"
            yield content.problem(person, ("name",), "N04", message, hint)


def name_is_of_one_person(content: Content) -> Iterator[Problem]:
    """A name has no remarks from lists (女，回族), is one person's if the kind is 个人, and is not masked (穆××)."""
    for person in content.of(RoleModel):
        one = person.kind is PersonKind.PERSON
        if remark := re.search(_OF_ONE if one else _REMARK, person.title):
            where = "后" if remark.start() else "前"
            hint = "请只留姓名：身份写在 unit 里，同名要分清的写在 distinction 里；姓名分几段的，中间写间隔号·；两个人的，kind 写 两人"
            yield content.problem(person, ("name",), "N16", f"姓名{where}面带着“{remark[0].strip()}”", hint)
        elif re.search(_MASKED, person.title):
            hint = "请写全名；不便写全名的，不要发布这一条"
            yield content.problem(person, ("name",), "N16", f"“{person.title}”不是完整的姓名", hint)
        elif one and re.fullmatch(_NOT_ONE, person.title):
            hint = "请一人一条；合在一起表彰的，kind 写 两人 或 群体；称呼写在 also_known_as 里，同名要分清的写在 distinction 里；打不出来的字用生僻字输入法输入"
            yield content.problem(person, ("name",), "N16", f"“{person.title}”不像一个人的姓名", hint)
        elif wrong := re.search(_NO_INTERPUNCT, person.title):
            hint = f"姓名中间写间隔号·：{re.sub(_NO_INTERPUNCT, '·', person.title)}"
            yield content.problem(person, ("name",), "N16", f"姓名中间写的是“{wrong[0]}”", hint)


def same_title_and_day(content: Content) -> Iterator[Problem]:
    """No two records of a type have the same title; dated types also need the same day.

    People have their own rule.
    """
    seen: dict[tuple[str, str, str], str] = {}
    for record in content.records.values():
        if record.is_person:
            continue
        dated = record.listing.order in {"newest", "coming"}
        day = record.listed[:10] if dated else ""
        first = seen.setdefault((record.folder, name_key(record.title), day), record.file)
        if first != record.file:
            message = f"与 {first} 标题{'和日期' if dated else ''}一样，像是复制了一份"
            hint = "多余的一份请删去；不是一件事的，请把标题写得分得清"
            yield content.problem(record, (record.title_key(),), "N14", message, hint)


def surname_says_how_it_is_read(content: Content) -> Iterator[Problem]:
    """A person has ``pinyin`` if the surname has an unusual reading (单 Shàn, 乐 Yuè or Lè) or a reading is unknown."""
    for record in content.records.values():
        if not record.is_person or record.pinyin or not re.fullmatch(_NAME, name := _tidy(record.title)):
            continue
        if unread := re.search(f"[{HAN}]", sound(record)):
            hint = "请加一行 pinyin，姓和名分开写，例如 pinyin: Shàn Míngyuǎn"
            message = f"“{unread[0]}”查不到读音，排序和按拼音查找都会找错地方"
            yield content.problem(record, (record.title_key(),), "N11", message, hint)
        elif said := romanised(name):
            message = f"姓“{surname(name)}”是多音字，现在按 {said[0].split()[0]} 排序"
            lines = "；也可能是 ".join(f"pinyin: {one}" for one in said)
            yield content.problem(record, (record.title_key(),), "N11", message, f"请核对读音，加一行 {lines}")


def strokes_decide_who_comes_first(content: Content) -> Iterator[Problem]:
    """People whose surnames have the same strokes in the same order (叶, 申) have an ``order``.

    A surname missing in the stroke table sorts last among those of equal count, which editors cannot correct.
    """
    shown = [record for record in content.records.values() if record.is_published]
    missing = {person.key: person for person in missing_strokes(shown)}
    for group in tied_by_strokes(shown):
        surnames = "、".join(dict.fromkeys(person.surname for person in group))
        numbers = Counter(person.order for person in group)
        for place, person in enumerate(group, 1):
            if person.key not in missing and (person.order is None or numbers[person.order] > 1):
                message = f"按姓氏笔画排，{surnames}分不出先后"
                hint = f"写一行 order: {place}，数字小的在前，几个人的数字不能相同"
                yield content.problem(person, (person.title_key(),), "N20", message, hint)
    for person in missing.values():
        first = person.surname[0]
        where = f"{hanzi(strokes(first))}画的最后" if strokes(first) != UNKNOWN else "名单的最后"
        message = f"姓氏笔画表里没有“{first}”的笔顺，现在排在{where}"
        hint = f"记录不用改；请告诉维护网站的人，把“{first}”补进笔画表"
        yield content.problem(person, (person.title_key(),), "N20", message, hint)


def name_is_written_as_in_its_record(content: Content) -> Iterator[Problem]:
    """A person with a page is spelled everywhere as there: 古丽•买买提 is found, but reads as somebody else."""
    names = shared(content, _people, NameFinder)
    for record in content.records.values():
        if not record.is_published:
            continue
        own = {name_key(name) for name in record.names} if isinstance(record, RoleModel) else set()
        for loc, value in texts.strings(record):
            for found in names.find(value):
                is_id = found.owner.endswith(f"/{found.written}")  # Ann's record is ann
                if found.otherwise and not is_id and name_key(found.name) not in own:
                    message = f"这里写的是“{found.written}”，记录里是“{found.name}”（{found.owner}）"
                    tidy = _tidy(found.name)
                    hint = f"请统一写成“{tidy}”" + ("，记录里的姓名中间也不用空格" if tidy != found.name else "")
                    yield texts.in_value(content, record, loc, found.written, "N12", message, hint)


def _people(content: Content) -> dict[str, str]:
    """Name → record key of the published people."""
    shown = (person for person in content.of(RoleModel) if person.is_published)
    return {name: person.key for person in shown for name in reversed(person.names)}


def member_is_the_person_named(content: Content) -> Iterator[Problem]:
    """A linked member has a name of that page or one similar: 卞师傅 may be 卞如松, but neither 张禾 nor 卞如柏 is."""
    for record, loc, member in texts.every_part(content, Member):
        person = content.records.get(f"role-models/{member.person}")
        if not isinstance(person, RoleModel) or not person.is_published:
            continue
        said, names = name_key(member.name), {*map(name_key, person.names)}
        other = any(len(name) == len(said) > 2 and sum(map(ne, name, said)) == 1 for name in names)
        if said not in names and (other or not {*said} & {*"".join(names)}):
            message = f"这里写的是“{member.name}”，记录里是“{person.title}”（{person.key}）"
            yield content.problem(record, (*loc, "name"), "N12", message, "请改成一样的，或核对 person 写得对不对")


def _tidy(name: str) -> str:
    """A name without spaces between Han characters."""
    return re.sub(r"(?<=[㐀-鿿])\s+(?=[㐀-鿿])", "", name)
