"""An exhibition as an IIIF Presentation 3 manifest: a range for each section and panel, a canvas for each picture (§5.3)."""

import json
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import quote, urlsplit

from scripts.catalogue import Site
from scripts.checks.texts import parts
from scripts.media.derivatives import CARD
from scripts.media.tiles import SIDE, WHOLE, Extent, factors, level
from scripts.records.base import Image, Rights
from scripts.records.exhibitions import Exhibit, Exhibition
from scripts.records.vocabularies import RightsKind
from scripts.records.walk import files_of
from scripts.render.exhibition.panels import NumberedPanel, numbered_panels
from scripts.render.markdown import strip_markdown
from scripts.render.pictures import SITE_CARD, File, images_of, sized, tiles_of
from scripts.render.values import Page

Data = dict[str, Any]
PUBLIC = "http://creativecommons.org/publicdomain/mark/1.0/"


def manifest(site: Site, show: Exhibition) -> Iterator[Page]:
    """``manifest.json`` beside the exhibition's page, and ``info.json`` of its pictures with tiles.

    The standard requires absolute addresses, so nothing is made without the site's own.
    """
    found = numbered_panels(show)
    if not site.url or not found:
        return
    base = f"{site.url}{show.key}/"
    views = [(numbered, canvases(site, show, base, numbered)) for numbered in found]
    data: Data = {
        "@context": "http://iiif.io/api/presentation/3/context.json",
        "id": f"{base}manifest.json",
        "type": "Manifest",
        "label": zh(show.title),
        "summary": zh(show.summary or show.title),
        "metadata": _metadata(show),
        "requiredStatement": {"label": zh("署名"), "value": zh(_statement(show))},
        "provider": [_provider(site)],
        "homepage": [{"id": base, "type": "Text", "label": zh(show.title), "format": "text/html"}],
        "thumbnail": [thumbnail(site, show, show.poster)] if show.poster else views[0][1][0]["thumbnail"],
        "items": [canvas for _, items in views for canvas in items],
        "structures": _ranges(show, base, views),
    }
    if _public(show):
        data["rights"] = PUBLIC
    if any(numbered.panel.objects for numbered in found):
        listed = {"type": "Dataset", "label": zh("展品清单"), "format": "application/json"}
        data["seeAlso"] = [{"id": f"{base}objects.json", **listed}]
    yield from _tile_sets(site, show)
    yield Page.of_json(f"{show.key}/manifest.json", data)


def content_state(site: Site, show: Exhibition, numbered: NumberedPanel) -> str:
    """The manifest's address with a content state that opens this panel (IIIF Content State 1.0, §2.2.3 and §6)."""
    base = f"{site.url}{show.key}/"
    whole = {"id": f"{base}manifest.json", "type": "Manifest"}
    state = {"id": f"{base}canvas/{numbered.number}", "type": "Canvas", "partOf": [whole]}
    escaped = quote(json.dumps(state, separators=(",", ":")), safe="!~*'()")  # as encodeURIComponent does
    return f"{whole['id']}?iiif-content={urlsafe_b64encode(escaped.encode()).decode().rstrip('=')}"


def _metadata(show: Exhibition) -> list[Data]:
    facts = {
        "形式": show.format.label,
        "展期": "—".join(str(day) for day in (show.opens, show.closes) if day),
        "主办": "、".join(show.organisers),
        "参观": show.admission or "",
    }
    return [{"label": zh(label), "value": zh(value)} for label, value in facts.items() if value]


def _statement(show: Exhibition) -> str:
    """The attribution: organisers and picture credits, or else the title."""
    credits = dict.fromkeys(item.credit for _, item in files_of(show) if isinstance(item, Image) and item.credit)
    return "；".join(filter(None, ("、".join(show.organisers), "、".join(credits)))) or show.title


def _provider(site: Site) -> Data:
    """The publisher of the manifest: the site's owner, or else its host. The organisers are in the metadata."""
    name = site.content.settings.facts.get("organiser") or urlsplit(site.url).hostname or site.url
    home = {"id": site.url, "type": "Text", "label": zh("网站首页"), "format": "text/html"}
    return {"id": site.url, "type": "Agent", "label": zh(name), "homepage": [home]}


def _public(show: Exhibition) -> bool:
    """Whether all texts, pictures and objects are in the public domain. The site's own card is not."""
    cards = not show.poster and not all(images_of(panel) for panel in show.panels)
    return not cards and all(rights.kind is RightsKind.PUBLIC_DOMAIN for _, rights in parts(show, Rights))


def _ranges(show: Exhibition, base: str, views: list[tuple[NumberedPanel, list[Data]]]) -> list[Data]:
    """A range for each section, containing one for each panel with its canvases."""
    inner: dict[str, list[Data]] = {}
    for numbered, items in views:
        shown = [{"id": canvas["id"], "type": "Canvas"} for canvas in items]
        panel = _range(f"{base}range/{numbered.anchor}", f"{numbered.number} {numbered.panel.title}", shown)
        inner.setdefault(numbered.section.id, []).append(panel)
    return [
        _range(f"{base}range/{part.id}", part.title, inner[part.id])
        | ({"summary": zh(strip_markdown(part.intro))} if part.intro else {})
        for part in show.sections
    ]


def _range(name: str, label: str, items: list[Data]) -> Data:
    return {"id": name, "type": "Range", "label": zh(label), "items": items}


def _tile_sets(site: Site, show: Exhibition) -> Iterator[Page]:
    """``info.json`` of each picture with tiles, which also needs absolute addresses."""
    found = (tiles_of(site, show, item) for _, item in files_of(show) if isinstance(item, Image))
    for folder, plan in dict.fromkeys(filter(None, found)):
        yield Page.of_json(f"{folder}info.json", _info(plan.size, f"{site.url}{folder}".rstrip("/")))


def _info(size: Extent, address: str) -> Data:
    """``sizes`` are those in which the whole picture can be requested: only that of the last level."""
    width, height = level(size, factors(size)[-1])
    return {
        "@context": "http://iiif.io/api/image/3/context.json",
        "id": address,
        "type": "ImageService3",
        "protocol": "http://iiif.io/api/image",
        "profile": "level0",
        "width": size[0],
        "height": size[1],
        "sizes": [{"width": width, "height": height}],
        "tiles": [{"width": SIDE, "scaleFactors": factors(size)}],
    }


class View(NamedTuple):
    """What one canvas shows: a label, a picture of a panel or an object, and texts about it."""

    label: str
    image: Image | None
    notes: list[str]


def canvases(site: Site, show: Exhibition, base: str, numbered: NumberedPanel) -> list[Data]:
    """A canvas for each picture of a panel and its objects; ``base`` is the address of the exhibition's page.

    Viewers show a canvas without a picture as empty and do not paint text, so a panel without pictures gets the
    exhibition's poster or the site's card, with its text as a note.
    """
    name = f"{base}canvas/{numbered.number}"
    return [
        _canvas(site, show, numbered, base, f"{name}-{place}" if place > 1 else name, view)
        for place, view in enumerate(_views(numbered), 1)
    ]


def thumbnail(site: Site, show: Exhibition, image: Image | None) -> Data:
    """The smallest size of a picture, for lists."""
    return _resource(site, sized(site, show, image, 0))


def zh(*texts: str) -> dict[str, list[str]]:
    return {"zh-Hans": list(texts)}


def _views(numbered: NumberedPanel) -> Iterator[View]:
    """The panel's views. The first has the panel's title and text, and the texts of objects without a picture."""
    panel = numbered.panel
    title = f"{numbered.number} {panel.title}"
    words = [strip_markdown(panel.text), *([strip_markdown(panel.more)] if panel.more else [])]
    words += [_about(item) for item in panel.objects if not item.image]
    found = [View(f"{title}（{place}）", image, []) for place, image in enumerate(panel.images, 1)]
    found += [
        View(f"{numbered.number} {item.title}", item.image, [_about(item)]) for item in panel.objects if item.image
    ]
    first = found[0] if found else View(title, None, [])
    yield first._replace(label=title, notes=words + first.notes)
    yield from found[1:]


def _about(item: Exhibit) -> str:
    """All texts of an object, one a line."""
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
    """The largest published size of a picture; for one with tiles the whole picture and its tile service."""
    if image and (deep := tiles_of(site, show, image)):
        folder, plan = deep
        service = {"id": f"{site.url}{folder}".rstrip("/"), "type": "ImageService3", "profile": "level0"}
        return _resource(site, File(f"{folder}{WHOLE}", *plan.size)) | {"service": [service]}
    return _resource(site, sized(site, show, image))


def _resource(site: Site, file: File | None) -> Data:
    """A picture file as an image resource; the site's card if None."""
    file = file or File(SITE_CARD, *CARD)
    size = {"width": file.width, "height": file.height}
    return {"id": f"{site.url}{file.address}", "type": "Image", "format": file.format, **size}


def _note(name: str, target: str, body: Data, motivation: str) -> Data:
    return {"id": name, "type": "Annotation", "motivation": motivation, "target": target, "body": body}
