"""Makes a copy of the site that opens from a folder or USB stick; for a kiosk screen, without external links."""

import re
import shutil
from base64 import b64encode
from pathlib import Path
from posixpath import normpath, relpath

_LINK = re.compile(r'(\s(?:href|src|poster|action)="|<meta http-equiv="refresh" content="0; url=)([^"]*)(?=")')
_OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_AHEAD = re.compile(r'<link rel="preload"[^>]*>|<script async [^>]*/early\.js"[^>]*></script>')
"""Tags that request files before a script does."""
_WAY_OUT = re.compile(r'(<a\b[^>]*?)\shref="(?:[a-z][a-z0-9+.-]*:|//)[^"]*"', re.IGNORECASE)
FETCH = "assets/js/offline.js"
KIOSK = ("assets/js/kiosk.js", "assets/css/kiosk.css")
"""Added to every page of a copy (``FETCH``) and of a kiosk; the public site does not use them."""
_READ = ("search/data", "assets/js/search")
"""The folders of the files that search reads."""


def offline(site: Path, folder: Path, *, kiosk: bool = False) -> int:
    """Copies the built ``site`` to ``folder``, which must not exist; links lead to files. Returns the number of pages.

    Browsers let no ``file:`` page read files, so those that search reads become scripts (``FETCH``).
    """
    shutil.copytree(site, folder, ignore=shutil.ignore_patterns("404.html", "search_index.json"))
    pages = sorted(folder.rglob("*.html"))
    for path in pages:
        up = relpath(".", path.relative_to(folder).parent.as_posix())
        html = _AHEAD.sub("", path.read_text(encoding="utf-8"))
        html = _LINK.sub(lambda found: found[1] + _file(found[2]), html)
        html = html.replace("<head>", f'<head><script src="{up}/{FETCH}"></script>', 1)
        path.write_text(_kiosk(html, up) if kiosk else html, encoding="utf-8", newline="\n")
    for path in (path for name in _READ for path in (folder / name).rglob("*") if path.suffix in {".json", ".bin"}):
        packed = b64encode(path.read_bytes()).decode()
        path.with_name(f"{path.name}.js").write_text(f'offline("{packed}");\n', encoding="utf-8", newline="\n")
        path.unlink()
    return len(pages)


def _file(target: str) -> str:
    """Turns a link to a folder into one to its page: ``../news/#top`` → ``../news/index.html#top``."""
    path = re.split("[?#]", target, maxsplit=1)[0]
    folder = path.endswith("/") or normpath(path).rpartition("/")[2] in {".", ".."}
    if not path or not folder or _OUTSIDE.match(target):
        return target
    return f"{path.rstrip('/')}/index.html{target.removeprefix(path)}"


def _kiosk(html: str, up: str) -> str:
    script, style = (f"{up}/{path}" for path in KIOSK)
    start = f"{up}/index.html"
    head = f'<link rel="stylesheet" href="{style}"><script src="{script}" data-start="{start}" defer></script></head>'
    return _WAY_OUT.sub(r"\1", html).replace("</head>", head, 1)
