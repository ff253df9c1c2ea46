"""QR codes as SVG: one for the exhibition, one for each panel. They need the site's public address."""

import io
from collections.abc import Iterator

import segno

from scripts.records.exhibitions import Exhibition
from scripts.render.exhibition.panels import numbered_panels
from scripts.render.values import Page


def code(address: str) -> str:
    """The SVG of a QR code: error level M, a quiet zone of four modules, black on white whatever the theme."""
    data = io.BytesIO()
    segno.make(address, error="m", micro=False, boost_error=False).save(
        data, kind="svg", border=4, xmldecl=False, svgclass=None, lineclass=None, dark="#000", light="#fff",
        omitsize=True, nl=False,
    )  # fmt: skip
    return data.getvalue().decode()


def code_path(show: Exhibition, number: int = 0) -> str:
    """Where the code of a panel lies; 0 is the whole exhibition's."""
    return f"{show.key}/codes/{number}.svg"


def codes(show: Exhibition, url: str) -> Iterator[Page]:
    """All codes of an exhibition; none when the site's address is not known."""
    if not url:
        return
    yield Page(code_path(show), code(f"{url}{show.key}/"))
    for numbered in numbered_panels(show):
        yield Page(code_path(show, numbered.number), code(f"{url}{numbered.address}"))
