"""Small sites, built and sealed without MkDocs."""

from pathlib import Path

from scripts.release.manifest import Manifest
from scripts.release.seal import seal
from tests.support import ROOT

PAGE = (
    '<link rel="icon" href="assets/favicon.svg"><link rel="stylesheet" href="{up}assets/css/site.css">'
    '<script src="{up}assets/js/site.js"></script><p>assets/css/ {text}</p>' + "<p>一样的话</p>" * 40
)


FACTS = {
    "commit": "0" * 40,
    "time": 1_780_000_000,
    "today": "2026-11-28",
    "url": "",
    "production": False,
    "records": {"news": 1},
    "held": {},
}


def built(folder: Path, text: str = "甲", pages: tuple[str, ...] = ("", "news/a/")) -> Path:
    """A site as the build leaves it."""
    files = {f"{page}index.html": PAGE.format(up="../" * page.count("/"), text=text) for page in pages}
    files |= {
        "assets/css/site.css": f"p {{ content: '{text}' }}",
        "assets/js/site.js": "// 甲",
        "assets/favicon.svg": "<svg/>",
    }
    for name, words in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(words, encoding="utf-8")
    return folder


def sealed(
    folder: Path, text: str = "甲", pages: tuple[str, ...] = ("", "news/a/"), moved: str = "", **facts: object
) -> tuple[Path, Manifest]:
    """A sealed site in ``folder/sealed``, with its manifest."""
    maps = folder / "server"
    maps.mkdir(parents=True, exist_ok=True)
    (maps / "moved.map").write_text(moved, encoding="utf-8")
    (maps / "gone.map").write_text("", encoding="utf-8")
    site = built(folder / "site", text, pages)
    return folder / "sealed", seal(site, maps, folder / "sealed", FACTS | facts, ROOT / "requirements.txt")
