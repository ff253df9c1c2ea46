"""What machines are told of works that machines made (IPTC Digital Source Type, schema.org ``digitalSourceType``)."""

from typing import Any

from scripts.records.base import Ai, Image, Record
from scripts.records.vocabularies import AiKind
from scripts.records.walk import files_of

_IPTC = "http://cv.iptc.org/newscodes/digitalsourcetype/"
_SOURCES = {AiKind.GENERATED: "trainedAlgorithmicMedia", AiKind.ASSISTED: "compositeWithTrainedAlgorithmicMedia"}


def source_type(ai: Ai) -> str:
    return _IPTC + _SOURCES[ai.kind]


def media(record: Record) -> list[dict[str, Any]]:
    """The pictures and sounds of a record that a machine made or helped to make."""
    found = []
    for _, item in files_of(record):
        if item.ai:
            image = isinstance(item, Image)
            name = item.alt if isinstance(item, Image) else item.transcript[:60]
            kind = "ImageObject" if image else "AudioObject"
            found.append({"@type": kind, "name": name, "digitalSourceType": source_type(item.ai)})
    return found


def linked(record: Record) -> dict[str, Any] | None:
    """JSON-LD of a page with machine-made text, pictures or sounds; None for any other."""
    made = media(record)
    if not made and record.ai is None:
        return None
    text = {"digitalSourceType": source_type(record.ai)} if record.ai else {}
    page = {"@context": "https://schema.org", "@type": "CreativeWork", "name": record.title, "inLanguage": "zh-CN"}
    return page | text | ({"associatedMedia": made} if made else {})
