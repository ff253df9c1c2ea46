"""Rules about what is inside pictures and sounds (research: editing-and-publishing §5; public-site-rules-cn P07)."""

from collections.abc import Iterator

from scripts import pictures
from scripts.checks import files, texts
from scripts.load import PICTURES, Content
from scripts.media.tiles import LARGE
from scripts.personal import find
from scripts.problems import Problem
from scripts.records.exhibitions import Picture

SOUND_STARTS = {
    ".mp3": (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2", b"\xff\xfa"),
    ".ogg": (b"OggS",),
    ".m4a": (b"ftyp",),
}
Flaw = tuple[str, str, str]


def pictures_are_what_they_seem(content: Content) -> Iterator[Problem]:
    """A picture keeps to the limits, is what its suffix says, and hides no place, owner, serial or personal number."""
    for name in sorted(content.files):
        if f".{name.rpartition('.')[2].lower()}" in PICTURES:
            for code, message, hint in _picture_flaws(content, name):
                yield Problem(texts.file_of(content, name), 1, 1, code, message, hint)


def sounds_are_what_they_seem(content: Content) -> Iterator[Problem]:
    """A sound file begins as its suffix says."""
    for name in sorted(content.files):
        starts = SOUND_STARTS.get(f".{name.rpartition('.')[2].lower()}")
        if starts:
            with (content.root / name).open("rb") as file:
                head = file.read(12)
            if not head.startswith(starts) and head[4:8] not in starts:
                yield Problem(texts.file_of(content, name), 1, 1, "P03", "不是可用的音频文件", "请重新导出这段声音")


def deep_pictures_are_large(content: Content) -> Iterator[Problem]:
    """Only a picture whose points do not fit on a screen is worth tiles."""
    for record in content.records.values():
        for loc, item in files.files_of(record):
            if isinstance(item, Picture) and item.zoom:
                size = files.picture_size(content, files.path_of(record, item.file))
                if size and max(size) <= LARGE:
                    message = f"图片只有 {size[0]}×{size[1]} 像素，用不着 zoom"
                    hint = f"请换成长边超过 {LARGE} 像素的原图，或删去 zoom 这一行"
                    yield content.problem(record, (*loc[:-1], "zoom"), "P08", message, hint)


def _picture_flaws(content: Content, name: str) -> Iterator[Flaw]:
    path = content.root / name
    if path.stat().st_size > pictures.MAX_BYTES:
        hint = "请缩小到长边 1600 像素以内再放进来"
        yield "P05", f"图片超过 {pictures.MAX_BYTES // 1024 // 1024} MB", hint
        return
    try:
        with pictures.opened(path) as picture:
            if picture.width * picture.height > pictures.MAX_PIXELS:
                hint = "请缩小到长边 1600 像素以内再放进来"
                yield "P06", f"图片有 {picture.width}×{picture.height} 像素，太大了", hint
                return
            kind = picture.format or ""
            if path.suffix.lower() not in pictures.SUFFIXES[kind]:
                yield (
                    "P07",
                    f"文件名是 {path.suffix}，里面却是 {kind}",
                    f"请把后缀改成 {sorted(pictures.SUFFIXES[kind])[0]}",
                )
            if hidden := pictures.secrets(picture):
                hint = "请先去掉：用看图软件另存为“不含位置信息”的副本，或运行 python -m scripts strip"
                yield "D07", f"图片里藏着{'、'.join(hidden)}", hint
            for one in find(pictures.words(picture)):
                yield one.code, one.message.replace("这里", "图片的附加信息里"), "请重新导出这张图片，不带附加信息"
    except pictures.UnfitError as error:
        if "exceeds limit" in str(error):
            yield "P06", "图片像素太多，解开来会占满内存", "请缩小到长边 1600 像素以内再放进来"
