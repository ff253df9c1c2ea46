"""The pictures of an exhibition as files with public addresses: cards for sharing, sizes for viewers and lists."""

from typing import NamedTuple

from scripts.catalogue import Site
from scripts.media import decode
from scripts.media.derivatives import CARD
from scripts.media.pictures import beside
from scripts.records.base import Image, Record
from scripts.records.exhibitions import Exhibition, Panel
from scripts.records.values import MIDDLE
from scripts.records.walk import path_of
from scripts.render.exhibition.panels import NumberedPanel

SITE_CARD = "assets/card.png"
"""What stands for a page without a picture, of the size ``CARD``: drawn once, without a word, so without a font."""


class File(NamedTuple):
    """One picture file: its address relative to the site's root, its size in pixels, what it shows."""

    address: str
    width: int
    height: int
    alt: str = ""
    made: bool = False
    """Whether a machine made it: then it is not drawn into other pictures, which would lose its label."""

    @property
    def format(self) -> str:
        """Its media type."""
        suffix = self.address.rpartition(".")[2].lower()
        return f"image/{'jpeg' if suffix == 'jpg' else suffix}"


def images_of(panel: Panel) -> list[Image]:
    """The pictures of a panel, then those of its objects."""
    return [*panel.images, *(item.image for item in panel.objects if item.image)]


def share(site: Site, record: Record, numbered: NumberedPanel | None = None) -> File | None:
    """The card of a record, or of one panel of an exhibition: its own first picture cut to ``CARD``, for a panel without one
    the exhibition's. None when no picture is large enough; the page then shows ``SITE_CARD``."""
    images: list[Image] = images_of(numbered.panel) if numbered else []
    images += [image for name in ("poster", "portrait") if (image := record.optional(name))]
    images += record.images
    images += [image for panel in getattr(record, "panels", ()) for image in images_of(panel)]
    return next(filter(None, (_card(site, record, image) for image in images)), None)


def sized(site: Site, show: Exhibition, image: Image | None, place: int = -1) -> File | None:
    """The largest size of a picture, or that at a ``place`` among its sizes; a small one as it is."""
    if image is None:
        return None
    path = path_of(show, image.file)
    if plan := site.pictures.sizes(path):
        one = plan.webp[place]
        return File(beside(path, one.name), one.width, one.height, image.alt)
    size = decode.size_of(site.content.root / path)
    return File(path, *size, image.alt) if size else None


def _card(site: Site, show: Record, image: Image) -> File | None:
    path = path_of(show, image.file)
    plan = site.pictures.sizes(path, image.focal or MIDDLE)
    return File(beside(path, plan.card.name), *CARD, image.alt, image.ai is not None) if plan else None
