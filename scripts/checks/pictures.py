"""Rules about the content of pictures and sounds (research: editing-and-publishing §5; public-site-rules-cn P07)."""

from collections.abc import Iterator
from pathlib import Path

from scripts.checks import files, texts
from scripts.load.content import Content
from scripts.load.file_names import PICTURES, SOUNDS
from scripts.media import audio, decode, images, labels
from scripts.media.tiles import LARGE
from scripts.privacy.detectors import find
from scripts.problems import Problem
from scripts.records.exhibitions import Picture
from scripts.records.walk import files_of, path_of
from scripts.speed.cache import Cache, digest

FileProblem = tuple[str, str, str]


def files_are_what_they_seem(content: Content) -> Iterator[Problem]:
    """Pictures can be decoded, are within the limits and match their suffix; sounds can be played and match theirs.

    A problem is reported at the line that names the file, or else at the file.
    """
    named, kept = files.named_files(content), content.settings.cache
    for name in sorted(content.files):
        path = content.root / name
        problems = picture_problems if path.suffix.lower() in PICTURES else sound_problems
        for code, message, hint in problems(path, kept):
            if name in named:
                record, loc = named[name]
                yield content.problem(record, loc, code, f"“{path.name}”{message}", hint)
            else:
                yield Problem(texts.file_of(content, name), 1, 1, code, message, hint)


def inputs(content: Content) -> list[tuple[str, str]]:
    """(name, digest) of every picture and sound."""
    return [(name, digest((content.root / name).read_bytes())) for name in sorted(content.files)]


def files_are_named(content: Content) -> Iterator[Problem]:
    """A record names each picture and sound; else it is not published.

    Not reported beside a name without a file (P01), which probably means this file, nor beside an unreadable record.
    """
    named = files.named_files(content)
    told = (Path(problem.file.partition("/")[2]) for problem in content.problems)
    others = [path for path in told if path.suffix.lower() not in PICTURES | SOUNDS]
    unread = [path for path in others if str(path).removesuffix(".yml") not in content.records]
    astray = [*unread, *(Path(name) for name in named if name not in content.files)]
    folders, stems = tuple({f"{path.parent}/" for path in astray}), {path.stem for path in astray}
    for name in sorted(content.files - named.keys()):
        path = Path(name)
        if name.startswith(folders) or not stems.isdisjoint({path.stem, path.parent.name}):
            continue
        written = f"{path.parent.name}/{path.name}" if str(path.parent) in content.all_records else path.name
        hint = f"要用它，请在记录里写上 file: {written}；不用就删去"
        yield Problem(texts.file_of(content, name), 1, 1, "P10", "没有记录用到这个文件，不会发布", hint)


def machine_made_works_are_declared(content: Content) -> Iterator[Problem]:
    """A file with the label of an AI-generated work is declared as one in its record (标识办法 art. 10)."""
    for record, loc, item in texts.every(content, files_of):
        path = path_of(record, item.file)
        if item.ai is None and path in content.files and labels.of_file(content.root / path, content.settings.cache):
            hint = "请在 file 下面加一行 ai: 生成；人做的、AI 只帮了忙，写 ai: 辅助。标识不能删去"
            yield content.problem(record, loc, "P11", f"“{item.file}”里有 AI 生成标识，记录里没有写明", hint)


def deep_pictures_are_large(content: Content) -> Iterator[Problem]:
    """Only a picture larger than a screen has deep zoom."""
    for record, loc, item in texts.every(content, files_of):
        if isinstance(item, Picture) and item.zoom:
            size = decode.size_of(content.root / path_of(record, item.file))
            if size and max(size) <= LARGE:
                message = f"图片只有 {size[0]}×{size[1]} 像素，用不着 zoom"
                hint = f"请换成长边超过 {LARGE} 像素的原图，或删去 zoom 这一行"
                yield content.problem(record, (*loc[:-1], "zoom"), "P08", message, hint)


def sound_problems(path: Path, _: Cache) -> Iterator[FileProblem]:
    """The problems of a sound."""
    try:
        audio.clean(path.read_bytes(), path.suffix.lower())
    except audio.NoSoundError:
        yield "P03", "不是可用的音频文件", "请重新导出这段声音，只要声音，不带画面和字幕；只收 mp3 和 m4a（AAC）"


def attached_sound_problems(path: Path, cache: Cache) -> Iterator[FileProblem]:
    """The problems of a sound among the hand-written pages, which is published unchanged and so must have no tags."""
    unfit = list(sound_problems(path, cache))
    yield from unfit
    if not unfit and images.published_bytes(path, cache) != path.read_bytes():
        yield "D07", "声音里有标签（标题、作者、备注、封面）", "请重新导出这段声音，不带标签和封面"


def attached_picture_problems(path: Path, cache: Cache) -> Iterator[FileProblem]:
    """The problems of a picture among the hand-written pages, which is published unchanged with its metadata."""
    yield from picture_problems(path, cache)
    try:
        with decode.open_picture(path.read_bytes()) as picture:
            hidden, words = images.private_metadata(picture), labels.without_labels(labels.metadata_text(picture))
    except decode.UnfitError:
        return  # reported above
    if hidden:
        yield "D07", f"图片里藏着{'、'.join(hidden)}", "请先去掉：用看图软件另存为“不含位置信息”的副本"
    for one in find(words):
        message = one.message.replace("这里", "图片的附加信息里")
        yield one.code, message, "请重新导出这张图片，不带附加信息（标题、作者、备注）"


def picture_problems(path: Path, cache: Cache) -> Iterator[FileProblem]:
    """The problems of a picture of a record; its metadata is not published."""
    if path.stat().st_size > decode.MAX_BYTES:
        yield "P05", f"图片超过 {decode.MAX_BYTES // 1024 // 1024} MB", decode.SMALLER
        return
    data = path.read_bytes()
    try:
        complete = decode.verify(data, cache)
        with decode.open_picture(data) as picture:
            kind, wide = decode.kind(picture), decode.wide_colours(data, picture)
    except decode.UnfitError as error:
        yield error.code, error.message, error.hint
        return
    if path.suffix.lower() not in decode.SUFFIXES[kind]:
        right = f"{path.stem}{min(decode.SUFFIXES[kind], key=len)}"
        yield "P07", f"文件名是 {path.suffix}，里面却是 {kind}", f"请把文件改名为 {right}，记录里也这样写"
    if not complete:
        hint = "多半是没有传完或存坏了：请打开看看，少了的，找到原来的图片重新上传；本来就是灰的，不用改"
        yield "P13", "图片下边是一片灰", hint
    if wide:
        hint = "请用看图软件打开，另存为 JPEG（.jpg），再看看颜色对不对"
        yield "P14", "图片是广色域或 HDR 的，发布后颜色会变淡", hint
