"""The point of a picture that must stay in sight when it is cropped, as a record has it."""

import re
from dataclasses import dataclass
from typing import Annotated, Self

from pydantic import BeforeValidator

from scripts.records.refusal import refusal

_POINT = re.compile(r"([0-9]{1,3})%?[\s,，]+([0-9]{1,3})%?")


@dataclass(frozen=True, slots=True)
class Focal:
    """Per cent from the left and from the top; the middle unless said otherwise."""

    x: int = 50
    y: int = 50

    @classmethod
    def parse(cls, value: object) -> Self:
        """Reads ``50 30``. Raises PydanticCustomError ``focal`` for anything else or for more than 100."""
        if isinstance(value, cls):
            return value
        given = str(value).strip()
        match = _POINT.fullmatch(given)
        if not match or max(int(match[1]), int(match[2])) > 100:
            hint = "请写两个 0 到 100 的数，先离左边、再离上边的百分比，例如 50 30"
            raise refusal("focal", f"焦点“{given}”写法不对", hint)
        return cls(int(match[1]), int(match[2]))

    @property
    def shares(self) -> tuple[float, float]:
        return self.x / 100, self.y / 100

    @property
    def classes(self) -> str:
        """The style classes that keep this point in sight, in steps of ten; empty for the middle."""
        near = (round(self.x / 10) * 10, round(self.y / 10) * 10)
        return "" if near == (50, 50) else f"fx-{near[0]} fy-{near[1]}"


MIDDLE = Focal()
AnyFocal = Annotated[Focal, BeforeValidator(Focal.parse)]
