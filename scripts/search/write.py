"""The last step of the build: the search index into the finished site."""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from scripts.search.bundles import bundles
from scripts.search.documents import Document
from scripts.search.store import FOLDERS, HEAD, Store

FOLDER = "search/data"
"""Where the index stands in the site: ``index.json``, and beside it a folder named by the version with all the rest."""


def write(documents: Iterable[Document], site: Path, cache: Path) -> int:
    """Writes the index of ``documents`` into ``site``; what was there before goes. Returns the number of files.

    ``cache`` may be deleted at any time: then all is made anew, to the same bytes.
    """
    store = Store(cache)
    version = store.fill(bundles(documents))
    folder = site / FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    for name in FOLDERS:
        (folder / version / name).mkdir(parents=True)
    paths = [path for name in ("", *FOLDERS) for path in _files(store.files, name)]
    _link(store.files, folder / version, paths)
    (folder / version / HEAD).rename(folder / HEAD)
    return len(paths)


def _files(folder: Path, name: str) -> list[str]:
    return [f"{name}/{entry.name}".lstrip("/") for entry in os.scandir(folder / name) if entry.is_file()]


def _link(kept: Path, folder: Path, paths: Iterable[str]) -> None:
    """Puts the kept files into ``folder``; copies them where the two lie on different disks."""
    try:
        for path in paths:
            os.link(f"{kept}/{path}", f"{folder}/{path}")
    except OSError:
        for path in paths:
            shutil.copyfile(f"{kept}/{path}", f"{folder}/{path}")
