"""Rules about printed panels of exhibitions: their QR codes and the length of their text."""

from collections.abc import Iterator

from scripts.catalogue.panel_fit import CAPACITY, text_size
from scripts.catalogue.urls_lock import Lock, redirects
from scripts.load.content import Content
from scripts.problems import Loc, Problem
from scripts.records.exhibitions import Exhibition


def panels_keep_their_numbers(content: Content) -> Iterator[Problem]:
    """A published number stays with its panel, whose printed QR code contains it."""
    held = Lock.of(content)
    shows = content.of(Exhibition) if held.panels else []
    led_on = redirects(shows, held)
    for show in shows:
        if not show.is_published or show.sample:
            continue
        placed = zip(show.numbered, show.panel_places, strict=True)
        by_number = {number: (panel, loc) for (number, panel), loc in placed}
        places = {panel.id: loc for panel, loc in by_number.values()}
        published = sorted(held.numbers(show.key))
        free = max([*by_number, *published], default=0) + 1
        for number in published:
            address = f"{show.key}/{number}/"
            then = held.panels[address]
            now, here = by_number.get(number, (None, ()))
            if then != (now.id if now else "") and address not in led_on:
                yield _moved(content, show, number, then, here or places.get(then, ()), free, there=then in places)


def _moved(content: Content, show: Exhibition, number: int, then: str, loc: Loc, free: int, *, there: bool) -> Problem:
    message = f"{number} 号展板的二维码已经公布，指的是 id 为 {then} 的展板，现在不是它了"
    if there:
        hint = f"请在 id: {then} 的展板里写 number: {number}；新加的展板写没用过的号，例如 number: {free}"
    elif loc:
        hint = f"撤掉的展板，号不再用：请给这块展板写 number: {free}，再在这个展览里写 aliases: [{show.key}/{number}]"
    else:
        hint = f"撤掉的展板，请在这个展览里写 aliases: [{show.key}/{number}]，扫码的人会到展览的首页"
    return content.problem(show, loc, "A06", message, hint)


def panels_fit_their_sheet(content: Content) -> Iterator[Problem]:
    """A panel's text fits one A3 or A4 sheet in a size legible on a wall."""
    for show in content.of(Exhibition):
        for loc, panel in zip(show.panel_places, show.panels, strict=True):
            if (asked := text_size(panel)) > CAPACITY:
                message = f"这块展板的文字有 {len(panel.text.strip())} 字，印成展板（A3、A4）一张纸放不下"
                hint = f"请把约 {asked - CAPACITY} 字移到 more，网页上在“再多看一点”里；或分成两块展板"
                yield content.problem(show, (*loc, "text"), "T12", message, hint)
