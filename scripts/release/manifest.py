"""The manifest of a release: the SHA-256 of every file, and the inputs. Equal inputs give an equal manifest."""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urlsplit

from scripts.problems import RefusedError

FOLDER = "release"
"""The folder of the manifest and its companions, published with the site."""
NAME = f"{FOLDER}/manifest.json"
SUMS = f"{FOLDER}/SHA256SUMS"
"""The manifest, its files and their compressed twins, as ``sha256sum --check`` reads them."""
HISTORY = f"{FOLDER}/history.txt"
"""In object storage only: a line ``release path`` for each style and script of the last releases."""
UNLISTED = frozenset({NAME, SUMS, HISTORY, f"{FOLDER}/statement.json", f"{FOLDER}/statement.json.sig"})
"""Files that depend on the manifest and so cannot be listed in it."""
COMPRESSIBLE = frozenset({".css", ".csv", ".html", ".ics", ".js", ".json", ".map", ".svg", ".txt", ".xml", ".bin"})
"""Suffixes of the files that get compressed twins."""
KEPT_RELEASES = 10
"""How many releases are kept, for rollback and for readers with old pages open."""
FINGERPRINTED = re.compile(r"(?:assets|search/data)/[a-z]{12}/.+\.(?:bin|css|js|json|png|svg|txt|webp|woff2)\Z")
"""Files whose folder is named by a digest of their content: one name always means the same bytes. No pages."""


class TargetError(RefusedError):
    """The target cannot be used; the message says what to do. The public site is unchanged."""


@dataclass(frozen=True)
class Manifest:
    """``time``: the modification time of every file; ``committed``: the commit's; both in seconds since 1970. ``today``: the
    day of the build; ``url``: the public address it was built for, if known; ``production``: without samples.

    ``records``: the number by type; ``held``: record files with errors → the earlier commit whose version is published;
    ``left_out``: the number of new records left out for errors; ``files``: path → SHA-256 in hexadecimal. Compressed twins
    are not listed, since their bytes depend on the library: ``mismatches`` unpacks them.
    """

    commit: str
    time: int
    today: str
    url: str
    production: bool
    records: dict[str, int]
    held: dict[str, str]
    tools: dict[str, str]
    files: dict[str, str]
    committed: int = 0
    left_out: int = 0

    @classmethod
    def parse(cls, text: str | bytes) -> "Manifest":
        """Raises TargetError if ``text`` is no manifest."""
        try:
            return cls(**json.loads(text))
        except (TypeError, ValueError):
            raise TargetError(f"那里的 {NAME} 不是发布清单：核对去处有没有写错；没有错，把它移走再发布") from None

    @property
    def text(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, indent=1) + "\n"

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def release(self) -> str:
        """The release's name: the commit, and a digest of the manifest, which differs by day and options."""
        return f"{self.commit[:12]}-{self.digest[:8]}"

    @property
    def assets(self) -> list[str]:
        """The styles and scripts that pages of an older release still request.

        Not the search index, which holds texts that may have been withdrawn since.
        """
        return [name for name in self.files if name.startswith("assets/") and FINGERPRINTED.match(name)]

    @property
    def base(self) -> str:
        """The path of the site's root on its host: ``/`` or ``/below/``."""
        return urlsplit(self.url).path or "/"

    @property
    def pages(self) -> frozenset[str]:
        """The addresses of all pages, relative to the site's root."""
        names = (name.removesuffix("index.html") for name in self.files if f"/{name}".endswith("/index.html"))
        return frozenset(names)


def files_of(site: Path) -> Iterator[tuple[str, Path]]:
    """(name, path) of every file of a site that a manifest lists."""
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if path.is_file() and name not in UNLISTED and not uncompressed(path):
            yield name, path


def uncompressed(path: Path) -> Path | None:
    """The file whose compressed twin ``path`` is; None if it is none."""
    twin = path.with_suffix("")
    return twin if path.suffix in {".gz", ".br"} and twin.is_file() else None


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read(site: Path) -> Manifest | None:
    """The manifest of a released site; None where there is no release."""
    path = site / NAME
    return Manifest.parse(path.read_bytes()) if path.is_file() else None
