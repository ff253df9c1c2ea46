"""Queries with the page they must find, made from any content tree.

A query is taken only if at most five pages truly match it: with more, no order could bring each into the first five.
"""

import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from scripts.records.han import HAN, fold
from scripts.records.readings import other_sounds, readings
from scripts.search.documents import Document
from scripts.search.terms import characters_by_syllable, characters_of
from tests.search_eval.tree import Tree, initials

MOST = 5
TEAMS = frozenset({"lecture-teams", "volunteer-teams"})
_HAN_RUN = re.compile(f"[{HAN}]+")


@dataclass(frozen=True)
class Case:
    """One query: its class, what is typed, and the address that must come first or among the first five."""

    kind: str
    query: str
    address: str

    def __str__(self) -> str:
        return f"{self.kind}\t{self.query}\t{self.address}"


def cases(documents: Sequence[Document], each: int, seed: int) -> list[Case]:
    """At most ``each`` cases of every class, drawn with ``seed``; classes the tree has nothing for are left out."""
    tree = Tree(documents)
    found: list[Case] = []
    for kind, draw in CLASSES.items():
        rng = random.Random(f"{seed} {kind}")
        seen: dict[str, Case] = {}
        for query, document in draw(tree, rng):
            seen.setdefault(query, Case(kind, query, document.address))
            if len(seen) == each:
                break
        found += seen.values()
    return found


Drawn = Iterator[tuple[str, Document]]


def _shuffled(documents: Iterable[Document], rng: random.Random) -> list[Document]:
    found = list(documents)
    rng.shuffle(found)
    return found


def _full(tree: Tree, rng: random.Random) -> Drawn:
    same = Counter(person.title for person in tree.documents)
    yield from ((person.title, person) for person in _shuffled(tree.people, rng) if same[person.title] <= MOST)


def _given(tree: Tree, rng: random.Random) -> Drawn:
    for person in _shuffled(tree.people, rng):
        given = person.title[1:] if len(person.title) < 4 else person.title[2:]
        if len(given) > 1 and tree.endings[given] <= MOST:
            yield given, person


def _pinyin(tree: Tree, rng: random.Random) -> Drawn:
    for person in _shuffled(tree.people, rng):
        full = "".join(readings(person.title, person.pinyin)[0])
        if tree.sounds[full] <= MOST:
            yield full, person


def _initial(tree: Tree, rng: random.Random) -> Drawn:
    for person in _shuffled(tree.people, rng):
        letters = initials(readings(person.title, person.pinyin)[0])
        if len(letters) > 1 and tree.sounds[letters.upper()] <= MOST:
            yield letters, person


def _homophone(tree: Tree, rng: random.Random) -> Drawn:
    """A name with one character exchanged for another of the same sound, which nobody is called."""
    for person in _shuffled(tree.people, rng):
        reading = readings(person.title, person.pinyin)[0]
        if len(reading) != len(person.title) or tree.sounds["".join(reading)] > MOST:
            continue
        at = rng.randrange(1, len(reading)) if len(reading) > 1 else 0
        others = [
            sign
            for sign in "".join(characters_by_syllable(characters_of([]), [f"~{reading[at]}"]).values())
            if sign != person.title[at]
        ]
        query = person.title[:at] + rng.choice(others or [""]) + person.title[at + 1 :]
        if others and not tree.saying(query):
            yield query, person


def _other_reading(tree: Tree, rng: random.Random) -> Drawn:
    """Pinyin with a reading of a character that its name does not have."""
    for person in _shuffled(tree.people, rng):
        reading = list(readings(person.title, person.pinyin)[0])
        others = list(other_sounds(person.title, person.pinyin))
        if others:
            place, sound, _ = rng.choice(others)
            reading[place] = sound
            if tree.sounds["".join(reading)] == 0:
                yield "".join(reading), person


def _team(tree: Tree, rng: random.Random) -> Drawn:
    for team in _shuffled((document for document in tree.documents if document.kind in TEAMS), rng):
        if tree.called(fold(team.title)) <= MOST:
            yield team.title, team


def _quoted(tree: Tree, rng: random.Random) -> Drawn:
    yield from ((f"“{name.strip('“”')}”", team) for name, team in _team(tree, rng))


def _title_part(tree: Tree, rng: random.Random) -> Drawn:
    for document in _shuffled(tree.documents, rng):
        part = _part(document.title, rng)
        if part and tree.called(part) <= MOST:
            yield part, document


def _phrase(tree: Tree, rng: random.Random) -> Drawn:
    for document in _shuffled(tree.documents, rng):
        part = _part(rng.choice([*document.passages] or [""]), rng)
        if part and tree.saying(part) <= MOST:
            yield part, document


def _with_street(tree: Tree, rng: random.Random) -> Drawn:
    same = Counter((person.title, person.street) for person in tree.people)
    for person in _shuffled(tree.people, rng):
        if person.street and same[person.title, person.street] <= MOST:
            yield f"{person.title} {person.street}", person


def _part(text: str, rng: random.Random) -> str:
    """Four to six Han characters in a row; empty when the text has none."""
    runs = [run for run in _HAN_RUN.findall(fold(text)) if len(run) >= 4]
    if not runs:
        return ""
    run = rng.choice(runs)
    size = rng.randint(4, min(6, len(run)))
    start = rng.randint(0, len(run) - size)
    return str(run[start : start + size])


CLASSES: dict[str, Callable[[Tree, random.Random], Drawn]] = {
    "全名": _full,
    "名": _given,
    "拼音": _pinyin,
    "首字母": _initial,
    "同音字": _homophone,
    "多音字": _other_reading,
    "队名": _team,
    "队名加引号": _quoted,
    "标题片段": _title_part,
    "正文短语": _phrase,
    "姓名加街道": _with_street,
}
"""Class → where its queries come from."""
