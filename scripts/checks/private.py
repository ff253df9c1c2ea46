"""Rules about the private folder: it lies outside the public tree, and what editors keep there can be used."""

from collections.abc import Iterator
from dataclasses import replace

from scripts.checks.copies import letters
from scripts.load.consents import LOCK
from scripts.load.content import Content
from scripts.load.encodings import decoded
from scripts.load.file_names import LITTER
from scripts.problems import Problem


def folder_is_outside(content: Content) -> Iterator[Problem]:
    """The consent registry and the originals lie outside the public tree."""
    private, docs = content.settings.private, content.settings.docs
    public = [folder.resolve() for folder in (content.root, docs) if folder]
    if private and any(private.resolve().is_relative_to(folder) for folder in public):
        yield Problem("private", 1, 1, "D15", "同意书登记簿放在了公开的文件夹里", "请移到 content 和 docs 之外")


def registry_can_be_read(content: Content) -> Iterator[Problem]:
    """The consent registry is a list of consents, each of them whole; so is its lockfile."""
    registry, locked = content.registry, content.locked_registry
    if registry and (problem := registry.problem):
        yield problem.of("private/consents.yml")
    if locked and (problem := locked.problem):
        yield replace(problem, hint="请从版本历史里恢复这个文件；有登记簿的，运行 python -m scripts lock 重写").of(LOCK)


def lock_agrees_with_registry(content: Content) -> Iterator[Problem]:
    """``consents.lock``, by which CI judges, says what the registry says."""
    registry, locked = content.registry, content.locked_registry
    if registry and locked and not registry.problem and not locked.problem and registry.text != locked.text:
        other = sorted({number for number, _ in registry.consents.items() ^ locked.consents.items()})
        message = f"{LOCK} 与登记簿不一致：{'、'.join(other[:5])}{'等' if len(other) > 5 else ''}"
        yield Problem(LOCK, 1, 1, "D31", message, f"请运行 python -m scripts lock，把 {LOCK} 一起提交")


def originals_are_compared(content: Content) -> Iterator[Problem]:
    """Every source text that an editor keeps can be read: else a copy would pass unseen."""
    folder = content.settings.private / "originals" if content.settings.private else None
    for path in sorted(folder.rglob("*")) if folder else ():
        if path.is_file() and not path.name.startswith(".") and not LITTER.fullmatch(path.name):
            name = path.relative_to(folder.parent).as_posix() if folder else ""
            if path.suffix != ".txt":
                hint = "请另存为文字文件（.txt）"
                yield Problem(f"private/{name}", 1, 1, "C11", "来源原文不是 .txt 文件，没有拿来比对", hint)
            elif not letters(decoded(path.read_bytes()) or ""):
                hint = "请重新粘贴成文字文件，编码选 UTF-8"
                yield Problem(f"private/{name}", 1, 1, "C11", "来源原文是空的或读不出来，没有拿来比对", hint)
