"""The canvases of one panel in a IIIF manifest: one a picture, its words beside it (Presentation 3, §5.3, §5.5)."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from scripts.catalogue import Site
from scripts.media.derivatives import CARD
from scripts.media.tiles import WHOLE
from scripts.records.base import Image
from scripts.records.exhibitions import Exhibit, Exhibition, Picture
from scripts.records.walk import path_of
from scripts.render.exhibition.images import SITE_CARD, File, largest, smallest
from scripts.render.exhibition.panels import NumberedPanel
from scripts.render.markdown import strip_markdown

Data = dict[str, Any]


class View(NamedTuple):
    """What one canvas shows: a picture, the panel's first or not, the object that is on it; and what is said of it."""

    label: str
    image: Image | None
    notes: list[str]


def canvases(site: Site, show: Exhibition, base: str, numbered: NumberedPanel) -> list[Data]:
    """A canvas for each picture of a panel and of its objects; ``base`` is the address of the exhibition's page.

    Viewers show a canvas without a picture as an empty page, and do not paint text. A panel that has none is the
    exhibition's poster, or the site's card, with the panel's words beside it.
    """
    name = f"{base}canvas/{numbered.number}"
    return [
        _canvas(site, show, numbered, base, f"{name}-{place}" if place > 1 else name, view)
        for place, view in enumerate(_views(numbered), 1)
    ]


def thumbnail(site: Site, show: Exhibition, image: Image | None) -> Data:
    """A small picture for lists; the site's card where there is none."""
    file = smallest(site, show, image) if image else None
    return _resource(site, file or File(SITE_CARD, *CARD))


def zh(*texts: str) -> dict[str, list[str]]:
    return {"zh-Hans": list(texts)}


def _views(numbered: NumberedPanel) -> Iterator[View]:
    """The first view has the panel's name and words, and those of objects without a picture; all others their own."""
    panel = numbered.panel
    title = f"{numbered.number} {panel.title}"
    words = [strip_markdown(panel.text), *([strip_markdown(panel.more)] if panel.more else [])]
    words += [_said(item) for item in panel.objects if not item.image]
    found = [View(f"{title}（{place}）", image, []) for place, image in enumerate(panel.images, 1)]
    found += [
        View(f"{numbered.number} {item.title}", item.image, [_said(item)]) for item in panel.objects if item.image
    ]
    first = found[0] if found else View(title, None, [])
    yield first._replace(label=title, notes=words + first.notes)
    yield from found[1:]


def _said(item: Exhibit) -> str:
    """All that is said of an object, a line for each thing."""
    lines = (item.title, item.tombstone, item.lender, item.credit, item.label, item.description)
    return "\n".join(line for line in lines if line)


def _canvas(site: Site, show: Exhibition, numbered: NumberedPanel, base: str, here: str, view: View) -> Data:
    image = view.image or show.poster
    painted = _painted(site, show, image)
    texts = (
        {"type": "TextualBody", "value": note, "format": "text/plain", "language": "zh-Hans"} for note in view.notes
    )
    notes = [_note(f"{here}/note/{place}", here, body, "commenting") for place, body in enumerate(texts, 1)]
    painting = _note(f"{here}/painting/1", here, painted, "painting")
    home = {"id": f"{base}#{numbered.anchor}", "type": "Text", "label": zh(numbered.panel.title), "format": "text/html"}
    data = {
        "id": here,
        "type": "Canvas",
        "label": zh(view.label),
        "width": painted["width"],
        "height": painted["height"],
        "thumbnail": [thumbnail(site, show, image)],
        "homepage": [home],
        "items": [{"id": f"{here}/page", "type": "AnnotationPage", "items": [painting]}],
    }
    if image:
        data["summary"] = zh(image.caption or image.alt)
    if image and image.credit:
        data["requiredStatement"] = {"label": zh("署名"), "value": zh(image.credit)}
    if notes:
        data["annotations"] = [{"id": f"{here}/notes", "type": "AnnotationPage", "items": notes}]
    return data


def _painted(site: Site, show: Exhibition, image: Image | None) -> Data:
    """A picture as large as it is published. One with tiles: the whole, and the service that gives the parts in sight."""
    deep = site.pictures.tiles(path_of(show, image.file)) if isinstance(image, Picture) and image.zoom else None
    if deep:
        folder, tiles = deep
        service = {"id": f"{site.url}{folder}".rstrip("/"), "type": "ImageService3", "profile": "level0"}
        return _resource(site, File(f"{folder}{WHOLE}", tiles.width, tiles.height)) | {"service": [service]}
    file = largest(site, show, image) if image else None
    return _resource(site, file or File(SITE_CARD, *CARD))


def _resource(site: Site, file: File) -> Data:
    size = {"width": file.width, "height": file.height}
    return {"id": f"{site.url}{file.address}", "type": "Image", "format": file.format, **size}


def _note(name: str, target: str, body: Data, motivation: str) -> Data:
    return {"id": name, "type": "Annotation", "motivation": motivation, "target": target, "body": body}
