"""Rules about the private folder: it lies outside the public tree, and what editors keep there can be used."""

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from scripts.checks.text_overlap import letters
from scripts.load.consents import LOCK
from scripts.load.content import LITTER, Content
from scripts.load.encodings import decoded
from scripts.problems import Problem

_WHERE = "请放在与记录同名的 .txt 里，例如 private/originals/news/2026/shu-wu.txt"


def folder_is_outside(content: Content) -> Iterator[Problem]:
    """The consent registry and the originals lie outside the public tree."""
    private, docs = content.terms.private, content.terms.docs
    public = [folder.resolve() for folder in (content.root, docs) if folder]
    if private and any(private.resolve().is_relative_to(folder) for folder in public):
        yield Problem("private", 1, 1, "D15", "同意书登记簿放在了公开的文件夹里", "请移到 content 和 docs 之外")


def registry_can_be_read(content: Content) -> Iterator[Problem]:
    """The consent registry is a list of consents, each of them whole; so is its lockfile."""
    kept, locked = content.kept, content.locked
    if kept and (flaw := kept.fault):
        yield Problem("private/consents.yml", flaw.place.line, flaw.place.column, flaw.code, flaw.message, flaw.hint)
    if locked and (flaw := locked.fault):
        hint = "请从版本历史里恢复这个文件；有登记簿的，运行 python -m scripts lock 重写"
        yield Problem(LOCK, flaw.place.line, flaw.place.column, flaw.code, flaw.message, hint)


def lock_agrees_with_registry(content: Content) -> Iterator[Problem]:
    """``consents.lock``, by which CI judges, says what the registry says."""
    kept, locked = content.kept, content.locked
    if kept and locked and not kept.fault and not locked.fault and kept.text != locked.text:
        other = sorted(
            number
            for number in kept.consents.keys() | locked.consents.keys()
            if kept.consents.get(number) != locked.consents.get(number)
        )
        message = f"{LOCK} 与登记簿不一致：{'、'.join(other[:5])}{'等' if len(other) > 5 else ''}"
        yield Problem(LOCK, 1, 1, "D31", message, f"请运行 python -m scripts lock，把 {LOCK} 一起提交")


def originals_are_compared(content: Content) -> Iterator[Problem]:
    """Every source text that an editor keeps belongs to a record and can be read: else a copy would pass unseen."""
    folder = content.terms.private / "originals" if content.terms.private else None
    for path in sorted(folder.rglob("*")) if folder else ():
        if path.is_file() and not path.name.startswith(".") and not LITTER.fullmatch(path.name):
            name = path.relative_to(folder.parent).as_posix() if folder else ""
            if flaw := _not_compared(content, path, name.removeprefix("originals/")):
                yield Problem(f"private/{name}", 1, 1, "C11", *flaw)


def _not_compared(content: Content, path: Path, name: str) -> tuple[str, str] | None:
    """Why nothing is compared with an original, and the cure."""
    key = name.removesuffix(".txt")
    if key == name:
        return "来源原文不是 .txt 文件，没有拿来比对", "请另存为文字文件（.txt），与记录同名"
    if key not in content.records and not (content.root / f"{key}.yml").is_file():
        close = get_close_matches(key, content.records, n=1, cutoff=0.6)
        close += [other for other in content.records if other.endswith(f"/{key}")]
        hint = f"是不是 private/originals/{close[0]}.txt？" if close else _WHERE
        return f"没有“{key}”这条记录，这份来源原文没有拿来比对", hint
    if not letters(decoded(path.read_bytes()) or ""):
        return "来源原文是空的或读不出来，没有拿来比对", "请重新粘贴成文字文件，编码选 UTF-8"
    return None
