"""Labels of AI-generated works: found in every carrier, kept in every derived file, declared on the page."""

import json
from html import escape
from io import BytesIO
from pathlib import Path

import pytest
from PIL import ExifTags, Image, PngImagePlugin

from scripts.catalogue import Site
from scripts.checks import check, load_and_check
from scripts.load.content import load
from scripts.load.file_names import PICTURES as PICTURE_SUFFIXES
from scripts.media import images, labels
from scripts.media.derivatives import derivative_bytes, derivatives
from scripts.media.tiles import make_tiles
from scripts.pipeline import site_of, write_pages
from scripts.publish.audit import Forbidden, audit
from scripts.publish.config import load_settings
from scripts.render.pages import render
from scripts.speed.cache import Cache
from tests.support import SILENCE, plant

LABEL = json.dumps({"Label": "1", "ContentProducer": "00119111010519491231", "ProduceID": "1234567890123456"})
XMP = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><a TC260:AIGC="{escape(LABEL)}"/></x:xmpmeta>'
ELEMENT = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><TC260:AIGC>{LABEL}</TC260:AIGC></x:xmpmeta>'


def saved(kind: str, extent: tuple[int, int] = (900, 600), **notes: object) -> bytes:
    data = BytesIO()
    Image.new("RGB", extent, "#86611c").save(data, kind, **notes)
    return data.getvalue()


def comment(code: bytes, text: bytes) -> Image.Exif:
    exif = Image.Exif()
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.UserComment] = code + text
    return exif


def png_text(name: str = "AIGC", text: str = LABEL) -> PngImagePlugin.PngInfo:
    notes = PngImagePlugin.PngInfo()
    notes.add_text(name, text, zip=True)
    return notes


PICTURES = {
    "xmp.jpg": saved("JPEG", xmp=XMP.encode()),
    "element.jpg": saved("JPEG", xmp=ELEMENT.encode()),
    "xmp.webp": saved("WEBP", xmp=XMP.encode()),
    "text.png": saved("PNG", pnginfo=png_text()),
    "ascii.jpg": saved("JPEG", exif=comment(b"ASCII\0\0\0", f'{{"AIGC":{LABEL}}}'.encode())),
    "wide.jpg": saved("JPEG", exif=comment(b"UNICODE\0", f'{{"AIGC":{LABEL}}}'.encode("utf-16-le"))),
    "other.png": saved("PNG", pnginfo=png_text("Description", f'{{"AIGC":{LABEL}}}')),
    "comment.jpg": saved("JPEG", comment=f"AIGC{LABEL}".encode()),
    "small.png": saved("PNG", (40, 30), pnginfo=png_text()),
}
SOUNDS = {
    "a.mp3": labels.with_label(SILENCE * 3, ".mp3", LABEL),
    "wide.mp3": b"ID3\x03\0\0\0\0\x08\0" + ("AIGC\0" + LABEL).encode("utf-16").ljust(1024, b"\0") + SILENCE * 3,
}
RECORD = "title: 甲展\nformat: 线上展\nposter:\n  file: a/{}\n  alt: 一盏灯\n  rights: 本站原创\n{}published: 2026\n"


def planted(folder: Path, name: str, data: bytes, declared: str = "") -> Path:
    return plant(folder, {"exhibitions/a.yml": RECORD.format(name, declared), f"exhibitions/a/{name}": data})


@pytest.mark.parametrize("name", PICTURES | SOUNDS)
def test_a_label_is_found_in_every_carrier(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes((PICTURES | SOUNDS)[name])
    assert json.loads(labels.of_file(tmp_path / name)) == json.loads(LABEL)


@pytest.mark.parametrize("name", ["plain.jpg", "plain.png", "plain.webp"])
def test_what_has_none_has_none(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(saved({"jpg": "JPEG"}.get(name[6:], name[6:].upper())))
    assert labels.of_file(tmp_path / name) == ""
    assert labels.of_sound(SILENCE * 3) == ""


@pytest.mark.slow
@pytest.mark.parametrize("name", PICTURES | SOUNDS)
def test_the_label_and_nothing_else_is_in_every_file_made_of_it(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes((PICTURES | SOUNDS)[name])
    copy = tmp_path / f"copy{path.suffix}"
    copy.write_bytes(images.published_bytes(path, Cache()))
    files = [copy]
    if plan := derivatives(path, label=labels.of_file(path)) if name in PICTURES else None:
        pieces = {one.name: derivative_bytes(plan, one, Cache()) for one in (*plan.webp, plan.jpeg, plan.card)}
        pieces["tile.jpg"] = next(iter(make_tiles(plan, Cache()).values()))
        files += [tmp_path / piece for piece in pieces]
        for piece, data in pieces.items():
            (tmp_path / piece).write_bytes(data)
    assert [file.name for file in files if json.loads(labels.of_file(file) or "{}") != json.loads(LABEL)] == []
    for file in files if name in PICTURES else ():
        with Image.open(file) as picture:
            assert not picture.getexif() and set(picture.info) <= {"xmp", "AIGC", "XML:com.adobe.xmp"} | {
                "jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression", "background", "loop",
                "duration", "timestamp",
            }  # fmt: skip


@pytest.mark.parametrize("name", PICTURES)
def test_a_labelled_file_that_is_not_declared_is_told_of_with_the_line_to_add(name: str, tmp_path: Path) -> None:
    told = [(p.code, p.line, p.hint) for p in check(load(planted(tmp_path / "a", name, PICTURES[name])))]
    assert [(code, line) for code, line, _ in told] == [("P11", 4)] and "ai: 生成" in told[0][2]
    assert check(load(planted(tmp_path / "b", name, PICTURES[name], "  ai: 生成\n"))) == []


@pytest.mark.parametrize(("declared", "words", "source"), [
    ("  ai: 生成\n", "AI生成", "trainedAlgorithmicMedia"),
    ("  ai: {kind: 辅助, tool: 某某绘图}\n", "AI辅助（某某绘图）", "compositeWithTrainedAlgorithmicMedia"),
])  # fmt: skip
def test_what_is_declared_is_shown_in_words_and_told_to_machines(
    declared: str, words: str, source: str, tmp_path: Path
) -> None:
    content = load(planted(tmp_path, "plain.jpg", saved("JPEG"), declared))
    pages = {page.path: page.text for page in render(Site(content))}
    page = pages["exhibitions/a.md"]
    for without_caption in ("index.md", "exhibitions/index.md"):
        assert f"图：{words}</" in pages[without_caption]
    assert f"<small>{words}</small>" in page and f"一盏灯（{words}）" in page
    assert f"digitalsourcetype/{source}" in page


@pytest.mark.slow
@pytest.mark.parametrize("name", ["plain.jpg", "plain.png", "plain.webp", "large.jpg", "small.png", "own.jpg"])
def test_what_is_declared_without_a_label_is_labelled_in_everything_published(name: str, tmp_path: Path) -> None:
    extent = {"large.jpg": (3100, 40), "small.png": (40, 30)}.get(name, (900, 600))
    kind = {"jpg": "JPEG"}.get(name[-3:], name.rpartition(".")[2].upper())
    data = PICTURES["xmp.jpg"] if name == "own.jpg" else saved(kind, extent)
    declared = "  ai: {kind: 生成, tool: 某某绘图}\n" + "  zoom: true\n" * (name == "large.jpg")
    options = load_settings(
        content=planted(tmp_path, name, data, declared), out=tmp_path / "out", facts={"organiser": "某单位"}
    )
    content, problems = load_and_check(options)
    assert problems == [] == write_pages(site_of(content))[2]
    files = [path for path in sorted((options.out / "docs/exhibitions").rglob("*")) if path.suffix in PICTURE_SUFFIXES]
    told = {labels.of_file(path) for path in files}
    assert len(files) >= (1 if name == "small.png" else 3) and len(told) == 1
    label = json.loads(told.pop())
    assert label == json.loads(LABEL) if name == "own.jpg" else label["ContentProducer"] == "某某绘图"
    assert name == "own.jpg" or (label["Label"], label["ContentPropagator"]) == ("1", "某单位")
    assert list(audit(options.out / "docs", Forbidden.of(content))) == []


def test_a_declared_sound_is_labelled_in_its_published_copy(tmp_path: Path) -> None:
    (tmp_path / "a.mp3").write_bytes(SILENCE * 3)
    (tmp_path / "copy.mp3").write_bytes(images.published_bytes(tmp_path / "a.mp3", Cache(), LABEL))
    assert json.loads(labels.of_file(tmp_path / "copy.mp3")) == json.loads(LABEL)


def test_a_text_a_machine_wrote_says_so(tmp_path: Path) -> None:
    street = 'title: 甲街道\ncode: "990101001"\nbody: 好。\nai: {kind: 生成, tool: 某某}\npublished: 2026\n'
    page = {p.path: p.text for p in render(Site(load(plant(tmp_path, {"streets/a.yml": street}))))}["streets/a.md"]
    assert "本页文字：AI生成（某某）" in page and "trainedAlgorithmicMedia" in page


def test_a_label_that_was_lost_is_found_in_the_built_site(tmp_path: Path) -> None:
    forbidden = Forbidden.of(load(planted(tmp_path, "xmp.jpg", PICTURES["xmp.jpg"], "  ai: 生成\n")))
    site = tmp_path / "site/exhibitions/a"
    site.mkdir(parents=True)
    (site / "xmp-abcdefgh-400.webp").write_bytes(saved("WEBP"))
    (site / "xmp-2.jpg").write_bytes(saved("JPEG"))
    found = [(problem.code, problem.file) for problem in audit(tmp_path / "site", forbidden)]
    assert found == [("P12", "exhibitions/a/xmp-abcdefgh-400.webp")]
