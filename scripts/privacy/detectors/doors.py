"""A door as an address names it, known again however it is written."""

import re
from functools import cache
from typing import NamedTuple

from scripts.privacy.detectors.plain import Plain

_BEFORE = 48
"""So much before a finding is looked at: a town, a street, an estate."""
_NUMERAL = re.compile(
    r"[一二三四五六七八九十百〇零]+(?=号楼|号院|号|栋|幢|座|单元|[层楼室])|(?<=单元)[一二三四五六七八九〇零]{3,4}"
)
_UNITS = {"十": 10, "百": 100}
_VALUES = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0}
_ROOM = re.compile(r"[室号]\Z")
_ENDS_A_PLACE = re.compile(r"[0-9A-Za-z区园苑坊里村院寓路街巷楼栋幢座府庄城居馆号]\Z")
_ENDS_A_TOWN = re.compile(r"[省市区县镇乡街道社号]\Z")


class Door(NamedTuple):
    """``written`` is an address in the one way in which doors are compared."""

    written: str

    @classmethod
    @cache
    def of(cls, address: str) -> "Door":
        return cls(_written(address))

    def is_at(self, text: str, start: int, end: int) -> bool:
        """Whether the piece of ``text`` is this door: the whole address, or its tail when no other place stands before."""
        door = _ROOM.sub("", _written(text[start:end]))
        before = _written(text[max(0, start - _BEFORE) : start])
        place = self.written.find(door)
        while place >= 0:
            if not self.written[place + len(door) :][:1].isdigit() and _agree(self.written[:place], before):
                return True
            place = self.written.find(door, place + 1)
        return False


def _agree(address: str, before: str) -> bool:
    """Whether what stands before a door in the address stands there in the text, as far as the text tells it."""
    same = 0
    while same < min(len(address), len(before)) and address[-same - 1] == before[-same - 1]:
        same += 1
    more, other = address[: len(address) - same], before[: len(before) - same]
    if not more:
        return True
    return not _ENDS_A_PLACE.search(other) and (_ENDS_A_PLACE.search(more) or _ENDS_A_TOWN.search(more)) is not None


def _written(text: str) -> str:
    """Without spaces, with ASCII digits, 三号楼 as 3号楼."""
    return _NUMERAL.sub(_number, re.sub(r"\s+", "", Plain(text).figures))


def _number(match: re.Match[str]) -> str:
    numeral = match[0]
    if not _UNITS.keys() & set(numeral):
        return "".join(str(_VALUES[char]) for char in numeral)
    total, digit = 0, 0
    for char in numeral:
        if char in _UNITS:
            total, digit = total + (digit or 1) * _UNITS[char], 0
        else:
            digit = _VALUES[char]
    return str(total + digit)
