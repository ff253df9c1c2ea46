"""Whole texts of the invented prose: paragraphs, headings, lists, quotations, and sentences that bring in records."""

from collections.abc import Mapping, Sequence

from tests.sample.draw import Draw
from tests.sample.prose import Prose, han

SHORTEST, LONGEST = 300, 1000
"""Chinese characters a story is aimed at; the last paragraph may add to it, up to about 1,150."""
_SENTENCE = 70
_KINDS = {"scene": 30, "action": 32, "speech": 18, "figure": 8, "turn": 12}
_WAYS = {"paragraph": 70, "headed": 14, "list": 10, "quotation": 6}


def story(prose: Prose, mentions: Sequence[str] = (), lists: bool = False) -> str:
    """A Markdown body of 300 to 1,200 Chinese characters that uses every sentence of ``mentions``.

    Lengths are even between the limits, with a few short and a few long; ``lists`` puts a list near the top.
    """
    target = prose.draw.number(SHORTEST, LONGEST)
    waiting = list(mentions)
    blocks = [prose.sentence("lead") + essay(prose, 1)]
    if lists:
        blocks.append(_list(prose))
    length = han("".join(blocks))
    while waiting or length < target:
        room = target - length
        way = prose.draw.weighted(_WAYS) if room > 3 * _SENTENCE and not waiting else "paragraph"
        block = _block(prose, way, room, waiting)
        blocks.append(block)
        length += han(block)
    return "\n\n".join([*blocks, prose.sentence("close")])


def essay(prose: Prose, sentences: int, kinds: Mapping[str, int] = _KINDS) -> str:
    """One paragraph of so many sentences."""
    return "".join(prose.sentence(prose.draw.weighted(kinds)) for _ in range(sentences))


def _block(prose: Prose, way: str, room: int, waiting: list[str]) -> str:
    if way == "list":
        return _list(prose)
    if way == "quotation":
        return prose.fill("> {speech_a}，{speech_b}。{saying}，{speech_b}。")
    count = min(4, 1 + max(0, room) // _SENTENCE)
    text = waiting.pop(0) if waiting else ""
    text += essay(prose, prose.draw.number(1, count) if count > 1 else 0 if text else 1)
    return f"## {prose.line('{heading}', 30)}\n\n{text}" if way == "headed" else text


def _list(prose: Prose) -> str:
    count = prose.draw.number(3, 5)
    numbered = prose.draw.chance(0.4)
    marks = [f"{place}. " if numbered else "- " for place in range(1, count + 1)]
    return "\n".join(prose.fill(mark + "{item}") for mark in marks)


def link(draw: Draw, title: str, key: str) -> str:
    """The name of a record as a text mentions it: as a link, or now and then as plain words."""
    return f"[{title}]({key})" if draw.chance(0.7) else title
