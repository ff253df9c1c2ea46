"""Rules about honours."""

from collections.abc import Iterator

from scripts.load import Content
from scripts.problems import Problem
from scripts.records.awards import Award
from scripts.records.parts import Honour


def fits_the_award(content: Content) -> Iterator[Problem]:
    """An honour's category is one of the award's categories, where the award lists them."""
    for record in content.records.values():
        honours: tuple[Honour, ...] = getattr(record, "honours", ())
        for place, honour in enumerate(honours):
            award = content.records.get(f"awards/{honour.award}")
            if not isinstance(award, Award) or not honour.category or not award.categories:
                continue
            if honour.category not in award.categories:
                message = f"“{award.title}”没有“{honour.category}”这个类别"
                hint = "可选：" + "、".join(award.categories)
                yield content.problem(record, ("honours", place, "category"), "T03", message, hint)
