"""街道: the subdistricts of the district with their division codes."""

from typing import Annotated

from pydantic import Field

from scripts.records.base import Items, Listing, Record


class Street(Record):
    """GB/T 10114 code of nine digits; the first six are the district's GB/T 2260 code."""

    folder = "streets"
    label = "街道"
    listing = Listing(order="given")
    closed = True

    code: Annotated[str, Field(pattern=r"^[0-9]{9}$")] = Field(description="九位区划代码", examples=["620102001"])
    former_names: Items = Field((), description="曾用名")

    @property
    def rank(self) -> str:
        return self.code
