"""Rules about what a statistic is compared with."""

from collections.abc import Iterator

from scripts.load.content import Content
from scripts.problems import Problem
from scripts.records import TYPES
from scripts.records.statistics import Statistic


def counts_what_there_is(content: Content) -> Iterator[Problem]:
    """A statistic is counted by a record type that exists, and by fields that type has."""
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
