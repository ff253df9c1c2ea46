"""Rules about names of people."""

from collections import Counter
from collections.abc import Iterator

from scripts.load import Content
from scripts.problems import Problem
from scripts.readings import romanised
from scripts.records.role_models import RoleModel
from scripts.records.surnames import surname


def same_name_needs_a_distinction(content: Content) -> Iterator[Problem]:
    """People of the same name each carry a ``distinction``, and no two the same one."""
    seen: dict[tuple[str, str], RoleModel] = {}
    people = content.of(RoleModel)
    counts = Counter(person.title for person in people)
    for person in people:
        if counts[person.title] < 2:
            continue
        twin = seen.setdefault((person.title, person.distinction or ""), person)
        if twin is not person or not person.distinction:
            other = next(other for other in people if other.title == person.title and other is not person)
            message = f"“{person.title}”与 {other.file} 同名，没有区分说明"
            hint = "请加一行 distinction: 单位或街道，让读者分得清；两条记录的说明不能相同"
            yield content.problem(person, ("name",), "N04", message, hint)


def surname_says_how_it_is_read(content: Content) -> Iterator[Problem]:
    """A person whose surname is read otherwise than the same character elsewhere has ``pinyin``: 单 is Shàn, 乐 Yuè or Lè."""
    for record in content.records.values():
        if record.is_person and not record.pinyin and (said := romanised(record.title)):
            message = f"姓“{surname(record.title)}”是多音字，现在按 {said[0].split()[0]} 排序"
            lines = "；也可能是 ".join(f"pinyin: {one}" for one in said)
            place = "name" if isinstance(record, RoleModel) else "title"
            yield content.problem(record, (place,), "N11", message, f"请核对读音，加一行 {lines}")
