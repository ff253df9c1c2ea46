"""Labels of AI-generated works in files, which may not be removed (人工智能生成合成内容标识办法 arts. 5 and 10, GB 45438-2025).

A label is JSON with the keys Label, ContentProducer, ProduceID and others, carried by XMP ``TC260:AIGC``, EXIF
UserComment, PNG tEXt ``AIGC``, ID3v2 TXXX ``AIGC`` or a box in an m4a. It is read before cleaning, and is the only metadata
of published files.
"""

import json
import re
from functools import lru_cache
from html import escape, unescape
from pathlib import Path
from typing import Any

from PIL import ExifTags, Image, PngImagePlugin

from scripts.load.content import Content
from scripts.media.audio import KINDS, id3_end
from scripts.media.decode import UnfitError, exif, open_picture
from scripts.records.base import Ai
from scripts.records.walk import files_of, path_of
from scripts.speed.cache import Cache, key_of, letter_digest, program_digest
from scripts.speed.hard_links import FileState, file_state

NAMESPACE = "http://www.tc260.org.cn/ns/AIGC/1.0/"
_LABEL = re.compile(r"\{[^{}]{0,4000}\"Label\"\s*:[^{}]{0,4000}\}")
_PACKET = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:TC260="{}" TC260:AIGC="{}"/></rdf:RDF></x:xmpmeta>'
)
_BOX = b"AIGC"


def metadata_text(picture: Image.Image) -> str:
    """All text in a picture's metadata, one value a line."""
    found = [f"{name} {_text(value)}" for name, value in picture.info.items() if name not in {"icc_profile", "exif"}]
    return "\n".join([*found, *map(_text, [*exif(picture).values(), *exif(picture, ExifTags.IFD.Exif).values()])])


def of_picture(picture: Image.Image) -> str:
    """The label in a picture's metadata, as JSON; empty if there is none."""
    return _label_in(metadata_text(picture))


def of_sound(data: bytes) -> str:
    """The label in an mp3's leading tag or an m4a's box; empty if there is none."""
    head = data[: id3_end(data)] if data.startswith(b"ID3") else data
    pieces = (head[match.start() : match.start() + 9000] for match in re.finditer(rb"A\0?I\0?G\0?C", head))
    codes = ("utf-8", "utf-16-le", "utf-16-be")
    labels = (_label_in("AIGC" + piece.decode(code, "replace")) for piece in pieces for code in codes)
    return next(filter(None, labels), "")


def of_content(content: Content) -> dict[str, str]:
    """Path → label of the AI-generated files of records: the one in the file, or else one made from ``ai:``."""
    named = [(path_of(record, one.file), one) for record in content.records.values() for _, one in files_of(record)]
    named = [(path, one) for path, one in named if path in content.files]
    found = {path: label for path, _ in named if (label := of_file(content.root / path, content.settings.cache))}
    publisher = content.settings.facts.get("organiser", "")
    new = {path: one.ai for path, one in named if one.ai and path not in found}
    return found | {path: _declared(ai, (content.root / path).read_bytes(), publisher) for path, ai in new.items()}


def _declared(ai: Ai, data: bytes, publisher: str) -> str:
    """The label of a work that its publisher declares as AI-generated or AI-assisted (GB 45438-2025, appendix E)."""
    producer = {"ContentProducer": ai.tool or "", "ProduceID": "", "ReservedCode1": ""}
    spread = {"ContentPropagator": publisher, "PropagateID": letter_digest(data), "ReservedCode2": ""}
    return json.dumps({"Label": "1"} | producer | spread, ensure_ascii=False)


def of_file(path: Path, cache: Cache | None = None) -> str:
    """The label in a picture or sound file, cached by content; empty also for unreadable files."""
    return _of_file(path, file_state(str(path)), cache or Cache())


@lru_cache(maxsize=65_536)
def _of_file(path: Path, _state: FileState, cache: Cache) -> str:
    data = path.read_bytes()
    sound = path.suffix.lower() in KINDS
    key = key_of("label", program_digest(), data)
    return cache.get_or_make(key, lambda: (of_sound(data) if sound else _of_picture(data)).encode()).decode()


def _of_picture(data: bytes) -> str:
    try:
        with open_picture(data) as picture:
            return of_picture(picture)
    except UnfitError:
        return ""


def without_labels(text: str) -> str:
    """A text without labels, whose long numbers are nobody's."""
    return _LABEL.sub("", unescape(text))


def _text(value: Any) -> str:
    """A metadata value as text, in every likely encoding unless it is plain UTF-8. The first eight bytes of an EXIF comment
    name its encoding, Windows writes UTF-16, Chinese agencies GBK (IPTC, a dictionary in Pillow)."""
    if isinstance(value, dict):
        return "\n".join(map(_text, value.values()))
    if not isinstance(value, bytes):
        return str(value)
    comment = value.startswith(b"UNICODE\0")
    value = value[8:] if comment or value.startswith(b"ASCII\0\0\0") else value
    text = value.decode("utf-8", "replace")
    codes = ("gb18030", "utf-16-le", "utf-16-be") if comment or "\0" in text or "\ufffd" in text else ()
    return "\n".join([text, *(value.decode(code, "replace") for code in codes)])


def _label_in(text: str) -> str:
    """The label in a text; empty if there is none."""
    text = unescape(text).replace("\0", "").replace('\\"', '"')
    match = _LABEL.search(text) if "AIGC" in text or "ContentProducer" in text else None
    return match[0] if match else ""


def options(kind: str, label: str) -> dict[str, Any]:
    """Arguments for Pillow's ``save`` that write the label as the only metadata."""
    if not label:
        return {}
    if kind == "PNG":
        info = PngImagePlugin.PngInfo()
        info.add_itxt("AIGC", label)
        return {"pnginfo": info}
    return {"xmp": _PACKET.format(NAMESPACE, escape(label)).encode()}


def with_label(data: bytes, suffix: str, label: str) -> bytes:
    """A cleaned sound with the label in a leading TXXX frame (ID3v2.4) of an mp3, or a last box of an m4a."""
    if not label:
        return data
    if suffix == ".mp3":
        body = b"\x03AIGC\0" + label.encode()
        frame = b"TXXX" + _syncsafe(len(body)) + b"\0\0" + body
        return b"ID3\x04\0\0" + _syncsafe(len(frame)) + frame + data
    body = label.encode()
    inner = (8 + len(body)).to_bytes(4) + _BOX + body
    return data + (8 + len(inner)).to_bytes(4) + b"udta" + inner


def _syncsafe(number: int) -> bytes:
    """A number as a synchsafe integer: four bytes of seven bits (ID3v2.4 §6.2)."""
    return bytes(number >> shift & 127 for shift in (21, 14, 7, 0))
