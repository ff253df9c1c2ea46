"""The last step of the build: the search index into the finished site."""

import shutil
from collections.abc import Iterable
from pathlib import Path

from scripts.search.bundles import bundles
from scripts.search.documents import Document
from scripts.search.shards import files

FOLDER = "search/data"
"""Where the index stands in the site: below the page that reads it."""


def write(documents: Iterable[Document], site: Path, cache: Path) -> int:
    """Writes the index of ``documents`` into ``site``; what was there before goes. Returns the number of files.

    ``cache`` holds encoded bundles between builds; without it all are encoded anew, to the same bytes.
    """
    folder = site / FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    for name in ("names", "text", "cards", "texts"):
        (folder / name).mkdir(parents=True)
    count = 0
    for path, data in files(bundles(documents, cache)):
        (folder / path).write_bytes(data)
        count += 1
    return count
