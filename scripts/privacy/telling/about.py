"""The person a text is read for, and how sentences call them."""

import re
from dataclasses import dataclass
from functools import cached_property

from scripts.privacy.telling.facts import KIND
from scripts.privacy.telling.others import HELPS, OTHER, PRONOUN, RELATIVE

_TRADE = r"(?:[一-鿿]{1,4}(?:家|师|匠|手|员|者|长))?"
_HOUSE = r"(?:家里|家中|一家|全家|家)(?![一-鿿]{0,3}[帮给为])"


@dataclass(frozen=True)
class About:
    """A person by their names; ``own`` where the text stands on their own page, so that a missing subject is theirs.

    ``several`` is for pairs and groups, who are 他们.
    """

    names: tuple[str, ...]
    own: bool
    several: bool = False

    @cached_property
    def named(self) -> re.Pattern[str]:
        return re.compile("|".join(re.escape(name) for name in self.names) or "(?!)")

    @cached_property
    def mention(self) -> re.Pattern[str]:
        """A word for somebody: with a pseudonym, of the family, for the person, for anybody else."""
        we = r"|[他她我]们" if self.several else ""
        called = rf"(?:{self.named.pattern})(?!（化名)|{PRONOUN}{we}"
        return re.compile(
            rf"(?P<alias>[一-鿿]{{1,4}}（化名[^）]*）)|(?P<family>{RELATIVE})|(?P<person>{called})|(?P<other>{OTHER})"
        )

    @property
    def _who(self) -> str:
        return rf"(?:{self.named.pattern}|{PRONOUN})"

    @cached_property
    def follows(self) -> re.Pattern[str]:
        """Behind a word for people of a kind: 残疾人｜申屠怀, 残疾人｜的他, 盲人｜歌手申屠怀."""
        return re.compile(rf"的?{_TRADE}(?:{self.named.pattern})|的(?:{PRONOUN})")

    @cached_property
    def qualified(self) -> re.Pattern[str]:
        """Behind a fact and its object: 患有癌症｜的申屠怀, 确诊｜的竟是他."""
        return re.compile(rf"[^，。的]{{0,10}}的(?:{_TRADE}|[会竟就]*是){self._who}")

    @cached_property
    def household(self) -> re.Pattern[str]:
        """In front of a word for people of a kind: 他家里｜有两个残疾人."""
        return re.compile(rf"{self._who}?{_HOUSE}")

    @cached_property
    def among(self) -> re.Pattern[str]:
        """In front of a word for people of a kind: 申屠怀等｜残疾人."""
        return re.compile(rf"(?:{self.named.pattern})等[^，。]{{0,4}}$")

    @cached_property
    def _alone(self) -> re.Pattern[str]:
        return re.compile(rf"(?:(?P<who>{self._who})|(?P<what>[^，。]{{2,8}}的)?)(?P<new>一[名位个])?(?:{KIND})*")

    def is_apposition(self, left: str, earlier: str) -> bool:
        """Whether a clause is nothing but the word: 申屠怀，残疾人，…; 一位残疾人，… is somebody new."""
        match = self._alone.fullmatch(left)
        if not match or (match["what"] and HELPS.search(match["what"])):
            return False
        return not match["new"] or bool(match["who"] or re.search(rf"{self._who}，$", earlier))
