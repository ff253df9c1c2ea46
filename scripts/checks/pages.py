"""Rules about text published from outside the records: hand-written pages, attachments, settings."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain, pairwise
from pathlib import Path

from scripts.catalogue.addresses import front_matter
from scripts.checks import active_content, hand_written, texts, withdrawn
from scripts.checks.personal import duty_mobiles, in_file_name
from scripts.checks.pictures import FileProblem, attached_picture_problems, attached_sound_problems
from scripts.load import yaml_reader
from scripts.load.content import Content
from scripts.load.file_names import PICTURES, SOUNDS
from scripts.privacy.detectors import find
from scripts.privacy.reviews import REVIEWS
from scripts.problems import Problem
from scripts.speed.cache import Cache, digest

ATTACHMENTS: dict[str, Callable[[Path, Cache], Iterator[FileProblem]]] = {
    **dict.fromkeys(PICTURES, attached_picture_problems),
    **dict.fromkeys(SOUNDS, attached_sound_problems),
}
"""Suffix → the check of an attachment that is no text."""
_MARKUP = frozenset({".md", ".html", ".svg", ".xml"})
_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f]")
"""Bytes that no text contains, and nearly every archive or picture does."""
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_IMAGE = re.compile(r"!\[[^\]\n]{0,300}\]\(\s*<?(?=(?:https?:)?//)([^\s)]+)")
_LINK = re.compile(rf"\]\(\s*<?((?:{active_content.SCHEMES}):[^\s)]*)", re.IGNORECASE)
_DRAWN = re.compile(r"\s(?:d|points|transform|viewBox|path|values)=(?:\"[^\"]*\"|'[^']*')")
"""Coordinates of a drawing, whose digits are no text."""
_CODED = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|`[^`]*`|/\*.*?(?:\*/|\Z)|//[^\n]*|\d{11,}", re.DOTALL)
"""The text in a script or style sheet: strings, comments, and numbers too long for a length."""
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_INLINE = re.compile(r"</?(?:a|abbr|b|code|em|font|i|mark|q|s|small|span|strong|sub|sup|u|wbr)\b[^<>]*>", re.IGNORECASE)


def inputs(content: Content) -> list[tuple[str, bool, str]]:
    """(name, is a symbolic link, digest) of every file that these rules read."""
    folders = (content.settings.docs, content.settings.theme)
    every = chain.from_iterable(map(hand_written.files, folders))
    return [(name, path.is_symlink(), digest(path.read_bytes()) if path.is_file() else "") for path, name in every]


def hand_written_files_can_be_read(content: Content) -> Iterator[Problem]:
    """A hand-written page or attachment is of a readable kind, by its name and its content."""
    for path, name in hand_written.files(content.settings.docs):
        suffix = path.suffix.lower()
        if path.is_symlink() or path.name.startswith("."):
            continue  # symbolic links: files.py; MkDocs publishes no hidden files
        elif suffix in ATTACHMENTS:
            yield from (Problem(name, 1, 1, *problem) for problem in ATTACHMENTS[suffix](path, content.settings.cache))
        elif suffix not in hand_written.READABLE:
            hint = "请把内容写成网页；确要提供下载的，放到单位自己的文件服务上再给链接"
            yield Problem(name, 1, 1, "D08", f"附件“{path.name}”里有什么，程序查不到", hint)
        elif not (data := path.read_bytes()).startswith(_UTF_16) and _CONTROLS.search(data):
            hint = "像是改了后缀的压缩包、文档或图片：请删去，把内容写成网页"
            yield Problem(name, 1, 1, "D08", f"“{path.name}”里面不是文字，程序查不出里面有什么", hint)
        elif "\ufffd" in data.decode("utf-8", errors="replace"):
            yield Problem(name, 1, 1, "Y01", "文件编码不是 UTF-8，查不到里面有什么", "请另存为 UTF-8")


def heads_of_pages_can_be_read(content: Content) -> Iterator[Problem]:
    """The front matter of a hand-written page is a YAML mapping."""
    for path, name in hand_written.files(content.settings.docs):
        text = hand_written.text(path).replace("\r\n", "\n") if path.suffix.lower() == ".md" else ""
        if (head := front_matter(text)[0]) and "\ufffd" not in head:  # else Y01 is reported
            read = yaml_reader.read(head)
            for problem in read.problems:
                yield replace(problem.of(name), line=problem.place.line + 1)
            if not read.problems and not isinstance(read.value, dict):
                yield Problem(name, 2, 1, "Y19", "两行 --- 之间不是“字段: 值”", "请写成 title: 页面的标题")


def none_in_hand_written_pages(content: Content) -> Iterator[Problem]:
    """No personal data in the names and texts of the hand-written pages, their attachments and the theme's templates."""
    may = duty_mobiles(content) if content.settings.docs else frozenset()
    for path, name in chain(hand_written.files(content.settings.docs), hand_written.files(content.settings.theme)):
        yield from in_file_name(name, name)
        yield from _personal(name, hand_written.text(path), may)


def hand_written_pages_are_inert(content: Content) -> Iterator[Problem]:
    """Hand-written pages and drawings have no active content."""
    for path, name in hand_written.files(content.settings.docs):
        if path.suffix.lower() in _MARKUP | {".css"}:
            text = hand_written.text(path)
            markup = hand_written.CODE.sub("", text) if path.suffix.lower() == ".md" else text
            images = [("页面向别的网站取文件（图片）", target) for target in _IMAGE.findall(markup)]
            links = [("页面里有不安全的地址（链接）", target) for target in _LINK.findall(markup)]
            for message, piece in (*active_content.active_in(markup), *active_content.imports(markup), *images, *links):
                start = max(0, text.find(piece))
                hint = "请删去；图片和声音放进 docs，链接写 https 网址"
                yield texts.in_text(name, text, start, start + len(piece), "S07", message, hint)


def withdrawn_words_stand_on_no_page(content: Content) -> Iterator[Problem]:
    """No hand-written page contains a sentence of a withdrawn record (PIPL art. 47)."""
    sentences = withdrawn.sentences(content)
    for path, name in hand_written.files(content.settings.docs) if sentences else ():
        text = "" if hand_written.is_internal(name) else hand_written.text(path)
        for words, key in sentences.items():
            if (start := text.find(words)) >= 0:
                message = f"这里还写着已撤下的内容（{key}）"
                yield texts.in_text(name, text, start, start + len(words), "D19", message, "请删去这一句")


def none_in_the_settings(content: Content) -> Iterator[Problem]:
    """No personal data in mkdocs.yml, whose facts are on every page, nor in reviews.yml."""
    facts, reviews = content.settings.facts, content.root.parent / REVIEWS
    files = {name: path for name, path in (("mkdocs.yml", content.settings.config), (REVIEWS, reviews)) if path}
    said = {name: path.read_text("utf-8", "replace") for name, path in files.items() if path.is_file()}
    may = duty_mobiles(content) if said or facts else frozenset()
    for name, text in said.items():
        yield from _personal(name, text, may)
    for name, value in facts.items():
        for one in find(value, may) if value not in said.get("mkdocs.yml", "") else ():
            yield Problem("mkdocs.yml", 1, 1, one.code, one.message.replace("这里", f"{name} 里"), one.hint)


def _personal(name: str, text: str, may: frozenset[str]) -> Iterator[Problem]:
    """Personal data in a text as written, and without inline tags, which may split a number."""
    text = _searchable_text(Path(name).suffix.lower(), text)
    hidden = _INLINE.sub(lambda tag: "\u200b" * len(tag[0]), text) if "<" in text else text
    found = [*find(text, may), *(find(hidden, may) if hidden != text else ())]
    for one in {(one.code, one.start): one for one in found}.values():
        yield texts.in_text(name, text, one.start, one.end, one.code, one.message, one.hint)


def _searchable_text(suffix: str, text: str) -> str:
    """The text without coordinates and lengths and with decoded ``\\u`` escapes, at the same length."""
    if suffix == ".svg":
        return _DRAWN.sub(lambda drawn: _blank(drawn[0]), text)
    if suffix in {".css", ".js", ".mjs"}:
        places = [0, *(place for match in _CODED.finditer(text) for place in match.span()), len(text)]
        pieces = [text[start:end] for start, end in pairwise(places)]
        text = "".join(piece if number % 2 else _blank(piece) for number, piece in enumerate(pieces))
    if suffix in {".js", ".mjs", ".json"}:
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)).ljust(6, "\u200b"), text)
    return text


def _blank(piece: str) -> str:
    """Replaces all characters except line ends by one that is part of no number."""
    return re.sub(r"[^\n]", "。", piece)
