"""What a release would take from readers, compared with what is public now and with the addresses that were promised."""

from collections.abc import Iterator
from pathlib import Path

from scripts.release.manifest import FOLDER, Manifest

PAGES, RECORDS = 0.2, 0.1
"""The part of all pages, and of the records of a type, whose loss stops a release."""


def losses(old: Manifest | None, new: Manifest, promised: frozenset[str], site: Path) -> Iterator[str]:
    """Why the release must not replace the ``old`` one. ``promised`` are the addresses of ``urls.lock``."""
    answered = new.pages | _led_on(site, new.base)
    if missing := sorted(promised - answered):
        yield f"{len(missing)} 个公布过的地址没有了：{_some(missing)}"
    if old is None:
        return
    if len(new.pages) < len(old.pages) * (1 - PAGES):
        yield f"页面从 {len(old.pages)} 个减到 {len(new.pages)} 个，少了五分之一以上"
    for folder, count in old.records.items():
        if (left := new.records.get(folder, 0)) < count * (1 - RECORDS):
            yield f"{folder} 从 {count} 条减到 {left} 条，少了十分之一以上"


def gone(old: Manifest | None, new: Manifest, site: Path) -> list[str]:
    """The addresses readers could open until now and to which nothing leads on, whether anybody wrote them down or not."""
    return sorted(old.pages - new.pages - _led_on(site, new.base)) if old else []


def told(addresses: list[str]) -> str:
    return f"{len(addresses)} 个地址以前能打开，这次没有了：{_some(addresses)}"


def _some(addresses: list[str]) -> str:
    shown = "、".join(f"/{address}" for address in addresses[:10])
    return f"{shown}……" if len(addresses) > 10 else shown


def _led_on(site: Path, base: str) -> frozenset[str]:
    """The addresses that the server answers with 301 or 410; the maps write them with the ``base`` they are below."""
    lines = [line for name in ("moved.map", "gone.map") for line in _lines(site / FOLDER / name)]
    return frozenset(line.split()[0].removeprefix(base) for line in lines if line.strip())


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
