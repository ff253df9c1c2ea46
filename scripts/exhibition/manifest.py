"""An exhibition as a IIIF Presentation 3 manifest: a canvas per panel, a range per section."""

import json
from collections.abc import Iterator
from typing import Any

from scripts.checks.files import files_of, path_of
from scripts.exhibition.stops import Stop, stops
from scripts.media.tiles import Tiles
from scripts.records.exhibitions import Exhibition, Picture
from scripts.records.vocabularies import RightsKind
from scripts.render.values import Page
from scripts.site import Site

Data = dict[str, Any]
SIZE = (1200, 800)
"""The canvas of a panel without a picture, in no unit but its own."""
PUBLIC = "http://creativecommons.org/publicdomain/mark/1.0/"


def manifest(site: Site, show: Exhibition) -> Iterator[Page]:
    """``manifest.json`` beside the exhibition's page, ``info.json`` of its deep pictures.

    The standard asks for absolute addresses, so there is none without the site's own.
    """
    found = stops(show)
    if not site.url or not found:
        return
    base = f"{site.url}{show.key}/"
    data: Data = {
        "@context": "http://iiif.io/api/presentation/3/context.json",
        "id": f"{base}manifest.json",
        "type": "Manifest",
        "label": _zh(show.title),
        "summary": _zh(show.summary or show.title),
        "metadata": _metadata(show),
        "requiredStatement": {"label": _zh("署名"), "value": _zh(_statement(show))},
        "provider": [_provider(site, show)],
        "homepage": [{"id": base, "type": "Text", "label": _zh(show.title), "format": "text/html"}],
        "items": [_canvas(site, show, base, stop) for stop in found],
        "structures": [_range(show, base, number) for number in range(len(show.sections))],
    }
    if show.poster and (thumbnail := _picture(site, show, show.poster)):
        data["thumbnail"] = [thumbnail]
    if all(item.rights.kind is RightsKind.PUBLIC_DOMAIN for stop in found for item in stop.panel.images):
        data["rights"] = PUBLIC
    if any(stop.panel.objects for stop in found):
        data["seeAlso"] = [{"id": f"{base}objects.json", "type": "Dataset", "format": "application/json"}]
    yield from _tile_sets(site, show)
    yield Page(f"{show.key}/manifest.json", json.dumps(data, ensure_ascii=False, indent=1) + "\n")


def _metadata(show: Exhibition) -> list[Data]:
    facts = {
        "形式": show.format.label,
        "展期": "—".join(str(day) for day in (show.start, show.end) if day),
        "主办": "、".join(show.organisers),
        "参观": show.admission or "",
    }
    return [{"label": _zh(label), "value": _zh(value)} for label, value in facts.items() if value]


def _statement(show: Exhibition) -> str:
    """Who is to be named when the exhibition is shown elsewhere."""
    credits = dict.fromkeys(image.credit for panel in show.panels for image in panel.images if image.credit)
    return "；".join(filter(None, ("、".join(show.organisers), "、".join(credits)))) or show.title


def _provider(site: Site, show: Exhibition) -> Data:
    home = {"id": site.url, "type": "Text", "label": _zh("网站首页"), "format": "text/html"}
    return {"id": site.url, "type": "Agent", "label": _zh("、".join(show.organisers) or show.title), "homepage": [home]}


def _canvas(site: Site, show: Exhibition, base: str, stop: Stop) -> Data:
    """One panel: its first picture painted, its text beside it, the objects' labels as comments."""
    here = f"{base}canvas/{stop.number}"
    pictures = [found for image in stop.panel.images if (found := _picture(site, show, image))]
    width, height = (pictures[0]["width"], pictures[0]["height"]) if pictures else SIZE
    body: Data = pictures[0] if pictures else _text(stop.panel.title)
    words = [stop.panel.text, *(f"{item.title}，{item.tombstone}" for item in stop.panel.objects)]
    notes = [_note(f"{here}/note/{place}", here, _text(text), "commenting") for place, text in enumerate(words, 1)]
    painting = _note(f"{here}/painting/1", here, body, "painting")
    return {
        "id": here,
        "type": "Canvas",
        "label": _zh(f"{stop.number} {stop.panel.title}"),
        "width": width,
        "height": height,
        "items": [{"id": f"{here}/page", "type": "AnnotationPage", "items": [painting]}],
        "annotations": [{"id": f"{here}/notes", "type": "AnnotationPage", "items": notes}],
        "homepage": [
            {"id": f"{base}#{stop.anchor}", "type": "Text", "label": _zh(stop.panel.title), "format": "text/html"}
        ],
    }


def _range(show: Exhibition, base: str, place: int) -> Data:
    section = show.sections[place]
    canvases = [
        {"id": f"{base}canvas/{stop.number}", "type": "Canvas"} for stop in stops(show) if stop.section is section
    ]
    return {"id": f"{base}range/{section.id}", "type": "Range", "label": _zh(section.title), "items": canvases}


def _picture(site: Site, show: Exhibition, image: Picture) -> Data | None:
    """The largest size of a picture as a content resource; None for one too small to be resized."""
    path = path_of(show, image.file)
    if image.zoom and (deep := site.pictures.tiles(path)):
        return _deep_picture(site, *deep)
    plan = site.pictures.sizes(path)
    if plan is None:
        return None
    largest = plan.largest
    address = site.url + site.pictures.want(path, plan, largest)[0]
    size = {"width": largest.width, "height": largest.height}
    return {"id": address, "type": "Image", "format": "image/webp", **size}


def _deep_picture(site: Site, folder: str, tiles: Tiles) -> Data:
    """A picture with tiles: the whole of it, and the service a viewer asks for the parts in sight."""
    service = {"id": f"{site.url}{folder}".rstrip("/"), "type": "ImageService3", "profile": "level0"}
    size = {"width": tiles.width, "height": tiles.height}
    address = f"{site.url}{folder}full/max/0/default.jpg"
    return {"id": address, "type": "Image", "format": "image/jpeg", **size, "service": [service]}


def _tile_sets(site: Site, show: Exhibition) -> Iterator[Page]:
    """``info.json`` of each picture with tiles: like the manifest, it has to name its own address."""
    for path in dict.fromkeys(
        path_of(show, item.file) for _, item in files_of(show) if isinstance(item, Picture) and item.zoom
    ):
        if deep := site.pictures.tiles(path):
            yield Page(f"{deep[0]}info.json", deep[1].info(f"{site.url}{deep[0]}"))


def _note(name: str, target: str, body: Data, motivation: str) -> Data:
    return {"id": name, "type": "Annotation", "motivation": motivation, "target": target, "body": body}


def _text(text: str) -> Data:
    return {"type": "TextualBody", "value": text, "format": "text/plain", "language": "zh-Hans"}


def _zh(text: str) -> dict[str, list[str]]:
    return {"zh-Hans": [text]}
