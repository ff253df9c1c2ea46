"""Pictures on a page, in all sizes and with reserved space, and as files with public addresses.

The files are cards for sharing, and the sizes and tiles for viewers and lists.
"""

from typing import NamedTuple

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from pydantic import BaseModel

from scripts.catalogue import Site
from scripts.catalogue.addresses import relative
from scripts.media import decode
from scripts.media.derivatives import CARD, Derivatives
from scripts.media.pictures import beside
from scripts.media.tiles import SIDE, WHOLE
from scripts.records.base import Image, Record
from scripts.records.exhibitions import Panel, Picture
from scripts.records.values import MIDDLE
from scripts.records.walk import files_of, path_of
from scripts.render.exhibition.panels import NumberedPanel

PLACES = {
    "lead": "(min-width: 76rem) 68rem, (min-width: 60rem) 92vw, 100vw",
    "column": "(min-width: 44rem) 38rem, 94vw",
    "half": "(min-width: 60rem) 50vw, 100vw",
    "card": "(min-width: 60rem) 22rem, (min-width: 40rem) 46vw, 94vw",
    "portrait": "7rem",
    "paper": "100vw",
}
"""Kind of place → the width of a picture there (the HTML attribute ``sizes``)."""
SITE_CARD = "assets/card.png"
"""The card of a page without a picture, of size ``CARD``: drawn once, without text and so without a font."""


@pass_context
def picture(
    context: Context, record: Record, image: Image, *, lazy: bool = True, alt: bool = True, place: str = "column"
) -> Markup:
    """A ``picture`` element with width and height; a plain ``img`` for a small picture."""
    site, path = context["site"], path_of(record, image.file)
    text = image.alt + (f"（{image.ai.zh}）" if image.ai else "") if alt else ""
    plan = site.pictures.sizes(path)
    if plan is None:
        size = decode.size_of(site.content.root / path)
        wide = {"width": str(size[0]), "height": str(size[1])} if size else {}
        return _img(
            {"src": relative(path, context["current"].here), "alt": text, **wide, "class": "is-small"}, lazy=lazy
        )

    def at(name: str) -> str:
        return relative(beside(path, name), context["current"].here)

    srcset = ", ".join(f"{at(size.name)} {size.width}w" for size in plan.webp)
    wide = {"width": str(plan.largest.width), "height": str(plan.largest.height)}
    attributes = {"src": at(plan.jpeg.name), "alt": text, **wide}
    if image.focal and image.focal.classes:
        attributes["class"] = image.focal.classes
    source = Markup('<source type="image/webp" srcset="{}" sizes="{}">').format(srcset, PLACES[place])
    return Markup('<picture class="pic">{}{}</picture>').format(source, _img(attributes, lazy=lazy))


@pass_context
def zoom(context: Context, record: Record, image: Image) -> Markup:
    """The attributes of the link that enlarges a picture: its largest size, or its tiles."""
    site: Site = context["site"]
    path = path_of(record, image.file)
    plan = site.pictures.sizes(path)
    large = relative(beside(path, plan.largest.name) if plan else path, context["current"].here)
    found = tiles_of(site, record, image)
    if found is None:
        return Markup('class="zoom" href="{}"').format(large)
    folder = relative(found[0], context["current"].here)
    return Markup(
        'class="zoom" href="{}{}" data-large="{}" data-tiles="{}" data-side="{}" data-width="{}" data-height="{}"'
    ).format(folder, WHOLE, large, folder, SIDE, *found[1].size)


def tiles_of(site: Site, record: Record, image: Image) -> tuple[str, Derivatives] | None:
    """The folder address and plan of a picture's tiles; None unless it asks for deep zoom."""
    return site.pictures.tiles(path_of(record, image.file)) if isinstance(image, Picture) and image.zoom else None


def deep(part: BaseModel) -> bool:
    """Whether a record, or a part of one, has a picture with deep zoom."""
    return any(isinstance(item, Picture) and item.zoom for _, item in files_of(part))


def _img(attributes: dict[str, str], *, lazy: bool) -> Markup:
    attributes |= {"loading": "lazy", "decoding": "async"} if lazy else {"fetchpriority": "high"}
    return Markup("<img {}>").format(Markup(" ").join(Markup('{}="{}"').format(*pair) for pair in attributes.items()))


class File(NamedTuple):
    """A picture file: its address from the site's root, its size in pixels, its alternative text."""

    address: str
    width: int
    height: int
    alt: str = ""
    made: bool = False
    """Whether it is AI-generated: then it is not drawn into other pictures, which would lose its label."""

    @property
    def format(self) -> str:
        """Its media type."""
        suffix = self.address.rpartition(".")[2].lower()
        return f"image/{'jpeg' if suffix == 'jpg' else suffix}"


def images_of(panel: Panel) -> list[Image]:
    """The pictures of a panel, then those of its objects."""
    return [*panel.images, *(item.image for item in panel.objects if item.image)]


def share(site: Site, record: Record, numbered: NumberedPanel | None = None) -> File | None:
    """The card from a record's or panel's first large picture, for a panel else its show's; None if there is none."""
    images: list[Image] = images_of(numbered.panel) if numbered else []
    images += [image for name in ("poster", "portrait") if (image := record.optional(name))]
    images += record.images
    images += [image for panel in getattr(record, "panels", ()) for image in images_of(panel)]
    return next(filter(None, (_card(site, record, image) for image in images)), None)


def sized(site: Site, record: Record, image: Image | None, place: int = -1) -> File | None:
    """The size of a picture at ``place`` among its sizes, by default the largest; a small picture's only one."""
    if image is None:
        return None
    path = path_of(record, image.file)
    if plan := site.pictures.sizes(path):
        one = plan.webp[place]
        return File(beside(path, one.name), one.width, one.height, image.alt)
    size = decode.size_of(site.content.root / path)
    return File(path, *size, image.alt) if size else None


def _card(site: Site, record: Record, image: Image) -> File | None:
    path = path_of(record, image.file)
    plan = site.pictures.sizes(path, image.focal or MIDDLE)
    return File(beside(path, plan.card.name), *CARD, image.alt, image.ai is not None) if plan else None
