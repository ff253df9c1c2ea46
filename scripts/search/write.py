"""The last step of the build: the search index into the finished site.

The index is kept beside the bundles in the cache and linked into the site, so that a small change writes few files. A
kept file is replaced, never written into: the same file may stand in the site that readers are looking at.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from scripts.search.bundles import bundles
from scripts.search.documents import Document
from scripts.search.shards import FOLDERS, files

FOLDER = "search/data"
"""Where the index stands in the site: below the page that reads it."""


def write(documents: Iterable[Document], site: Path, cache: Path) -> int:
    """Writes the index of ``documents`` into ``site``; what was there before goes. Returns the number of files.

    ``cache`` may be deleted at any time: then all is made anew, to the same bytes.
    """
    kept = cache / "files"
    manifest = cache / "files.json"
    before = json.loads(manifest.read_bytes()) if manifest.is_file() else {}
    manifest.unlink(missing_ok=True)
    now: dict[str, str] = {}
    for name in FOLDERS:
        (kept / name).mkdir(parents=True, exist_ok=True)
    for path, data in files(bundles(documents, cache)):
        now[path] = hashlib.blake2b(data, digest_size=16).hexdigest()
        if before.get(path) != now[path] or not (kept / path).is_file():
            fresh = kept / ".new"
            fresh.write_bytes(data)
            fresh.replace(kept / path)
    for path in before.keys() - now.keys():
        (kept / path).unlink(missing_ok=True)
    manifest.write_text(json.dumps(now))
    _link(kept, site / FOLDER, now)
    return len(now)


def _link(kept: Path, folder: Path, paths: Iterable[str]) -> None:
    """Puts the kept files into ``folder``; copies them where the two lie on different disks."""
    shutil.rmtree(folder, ignore_errors=True)
    for name in FOLDERS:
        (folder / name).mkdir(parents=True)
    try:
        for path in paths:
            os.link(f"{kept}/{path}", f"{folder}/{path}")
    except OSError:
        for path in paths:
            shutil.copyfile(kept / path, folder / path)
