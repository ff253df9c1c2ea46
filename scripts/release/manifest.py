"""What a release consists of: the SHA-256 of every file, and what it was made from. Equal input, equal manifest."""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urlsplit

from scripts.problems import RefusedError

FOLDER = "release"
"""Where a site tells of itself; it is published with the rest."""
NAME = f"{FOLDER}/manifest.json"
SUMS = f"{FOLDER}/SHA256SUMS"
"""The files of the manifest as ``sha256sum --check`` reads them."""
HISTORY = f"{FOLDER}/history.txt"
"""In object storage: a line for each style and script of the last releases, ``release path``."""
APART = frozenset({NAME, SUMS, HISTORY, f"{FOLDER}/statement.json", f"{FOLDER}/statement.json.sig"})
"""Files that speak of the manifest and so cannot be in it."""
PACKED = frozenset({".css", ".csv", ".html", ".ics", ".js", ".json", ".map", ".svg", ".txt", ".xml", ".bin"})
"""Suffixes of the files that get compressed twins."""
KEPT = 10
"""How many releases stay: to go back to, and for readers whose pages are old."""
LASTING = re.compile(
    r"(?:assets|search/data)/[a-z]{12}/.+\.(?:bin|css|js|json|png|svg|txt|webp|woff2)\Z|assets/.+\.[0-9a-f]{8}\.min\.\w+\Z"
)
"""Files whose name or folder holds a digest of their content: the same name is always the same bytes. No page is one."""


class TargetError(RefusedError):
    """Where to publish cannot be used; the message says what to do. What readers see is as it was."""


@dataclass(frozen=True)
class Manifest:
    """``time``: seconds since 1970 that every file bears; ``today``: the day the calendar's rules went by; ``url``: the public
    address the site was built for, if it was named; ``production``: without samples; ``committed``: seconds since 1970.

    ``records``: how many of each type; ``held``: files of records with errors, and the earlier commit they are shown as of;
    ``left_out``: how many new ones with errors are not shown, nor named here; ``files``: SHA-256 in hexadecimal by path. Compressed files beside a text are not listed, for their bytes depend on the library that made them:
    ``wrong_in_folder`` unpacks them.
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
        """Raises TargetError when it is none."""
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
        """The name of the release: the commit, and what was made of it (that day, with these options)."""
        return f"{self.commit[:12]}-{self.digest[:8]}"

    @property
    def styles(self) -> list[str]:
        """Styles and scripts, which readers with an old page still ask for.

        Not the search index: that holds texts, and some of them may have been withdrawn since.
        """
        return [name for name in self.files if name.startswith("assets/") and LASTING.match(name)]

    @property
    def base(self) -> str:
        """The path the site is served below: ``/`` or ``/below/``."""
        return urlsplit(self.url).path or "/"

    @property
    def pages(self) -> frozenset[str]:
        """The addresses of all pages, relative to the site's root."""
        names = (name.removesuffix("index.html") for name in self.files if f"/{name}".endswith("/index.html"))
        return frozenset(names)


def files_of(site: Path) -> Iterator[tuple[str, Path]]:
    """Every file of a site that its manifest lists, with its path."""
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if path.is_file() and name not in APART and not packed_from(path):
            yield name, path


def packed_from(path: Path) -> Path | None:
    """The text of which ``path`` is the compressed twin."""
    twin = path.with_suffix("")
    return twin if path.suffix in {".gz", ".br"} and twin.is_file() else None


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read(site: Path) -> Manifest | None:
    """The manifest of a released site; None where there is no release."""
    path = site / NAME
    return Manifest.parse(path.read_bytes()) if path.is_file() else None
