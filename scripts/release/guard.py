"""Finds what readers would lose by a release, compared with the public site and the addresses in ``urls.lock``."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from scripts.catalogue.addresses import address_of
from scripts.records import TYPES
from scripts.release import git
from scripts.release.manifest import Manifest, TargetError

PAGES, RECORDS = 0.2, 0.1
"""The fraction of all pages, and of one type's records, whose loss stops a release."""


class Built(NamedTuple):
    """The extent of an unreleased site: a proposal, or the base it is compared with."""

    pages: frozenset[str]
    records: dict[str, int]

    @classmethod
    def of(cls, docs: Path, records: dict[str, int]) -> "Built":
        """``docs`` is the folder of Markdown pages a build leaves."""
        return cls(frozenset(address_of(path.relative_to(docs).as_posix()) for path in docs.rglob("*.md")), records)


Extent = Built | Manifest
"""A site's page addresses and its number of records by type."""


def losses(old: Extent | None, new: Extent, promised: frozenset[str], redirected: frozenset[str]) -> Iterator[str]:
    """Why ``new`` must not replace ``old``, given the addresses in ``urls.lock`` and those redirected by the server."""
    if missing := sorted(promised - new.pages - redirected):
        yield f"{len(missing)} 个公布过的地址没有了：{_first_ten(missing)}"
    if old is None:
        return
    if len(new.pages) < len(old.pages) * (1 - PAGES):
        yield f"页面从 {len(old.pages)} 个减到 {len(new.pages)} 个，少了五分之一以上"
    for folder, count in old.records.items():
        if (left := new.records.get(folder, 0)) < count * (1 - RECORDS):
            name = TYPES[folder].label if folder in TYPES else folder
            yield f"{name}从 {count} 条减到 {left} 条，少了十分之一以上"


def lost_addresses(old: Extent | None, new: Extent, redirected: frozenset[str]) -> str:
    """A sentence that lists the addresses of ``old`` that ``new`` neither has nor redirects, locked or not; else empty."""
    lost = sorted(old.pages - new.pages - redirected) if old else []
    return f"{len(lost)} 个地址以前能打开，这次没有了：{_first_ten(lost)}" if lost else ""


def redirected_addresses(maps: Path, base: str) -> frozenset[str]:
    """The addresses that the server answers with 301 or 410, from its ``maps``, which prefix them with ``base``."""
    files = [path for name in ("moved.map", "gone.map") if (path := maps / name).is_file()]
    lines = (line.split() for path in files for line in path.read_text(encoding="utf-8").splitlines())
    return frozenset(words[0].removeprefix(base) for words in lines if words)


def refuse_older(root: Path, old: Manifest | None, commit: str, committed: int) -> None:
    """Raises TargetError if ``commit`` is older than the public one: rerunning yesterday's job must not undo today's work.

    Git decides; for commits that it lacks (a shallow clone) or that are unrelated, their times do (``committed``).
    """
    if old is None or old.commit == commit:
        return
    older = git.is_ancestor(root, commit, old.commit)
    if older is None:
        older = committed < old.committed
    if older:
        raise TargetError(
            f"公众看到的是更新的提交 {old.commit[:12]}，这里是 {commit[:12]}：先取最新的提交（git pull）再发布；"
            "真的要换回旧的，用 rollback，或者加 --accept-older"
        )


def _first_ten(addresses: list[str]) -> str:
    shown = "、".join(f"/{address}" for address in addresses[:10])
    return f"{shown}……" if len(addresses) > 10 else shown
