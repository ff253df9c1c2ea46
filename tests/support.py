"""Helpers of several tests: content folders from text, problems as short words, pages as a dictionary."""

import os
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from html import unescape
from io import BytesIO, StringIO
from pathlib import Path
from typing import NoReturn, TypeVar
from xml.etree.ElementTree import Element

import html5lib
import pytest
import yaml
from PIL import Image
from pydantic import BaseModel, ConfigDict

from scripts import pipeline
from scripts.catalogue import Site
from scripts.catalogue.addresses import address_of
from scripts.checks import check
from scripts.load.content import load
from scripts.problems import Problem
from scripts.publish.config import load_settings
from scripts.publish.progress import Progress
from scripts.render import environment, pages
from scripts.render.pages import OTHER_PARTS, parts
from scripts.settings import District, Settings

TESTS = Path(__file__).parent
ROOT = TESTS.parent
MINI = TESTS / "site" / "content"
EXPECTED = TESTS / "site" / "expected"
INVENTED = Settings(name="柳荫文明实践", district=District("柳荫区", "望川市", "云岭省", "990101"))
"""The settings of the miniature site and of the cases' small trees."""
PICTURE = "PICTURE"
"""The placeholder in case files for the bytes of a tiny real picture."""
SOUND = "SOUND"
"""The placeholder for a sound of one silent frame."""
OF_MODELS = ("fields", "schemas")
"""Parts of a site that depend only on models, not on records, and are slow to render."""
SILENCE = b"\xff\xfb\x90\x00" + bytes(413)  # MPEG 1 layer III, 128 kbit/s, 44.1 kHz


class CaseBase(BaseModel):
    """One case of a case file. An undeclared key is an error, so that no expectation is lost to a misspelling."""

    model_config = ConfigDict(extra="forbid")

    name: str
    file: str = ""
    """The case file without suffix, set on reading."""
    cured: dict[str, str] = {}
    """The cure: piece of a file's name or text → its replacement at the first place."""


C = TypeVar("C", bound=CaseBase)


def cases(path: Path, kind: type[C]) -> list[C]:
    """The cases of one file; all scalars are text, as in the records themselves."""
    found = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    return [kind.model_validate({**item, "file": path.stem}) for item in found]


def mended(files: Mapping[str, str], cured: Mapping[str, str]) -> dict[str, str]:
    """The files after the cure. Each piece must be in a name or else in a text."""
    found = dict(files)
    for wrong, right in cured.items():
        name = next((name for name in found if wrong in name), "")
        text = next((name for name in found if wrong in found[name]), "")
        assert name or text, f"“{wrong}” is in no file"
        if name:
            found = {other.replace(wrong, right) if other == name else other: text for other, text in found.items()}
        else:
            found[text] = found[text].replace(wrong, right, 1)
    return found


def plant(parent: Path, files: Mapping[str, str | bytes]) -> Path:
    """Writes ``parent/content`` from relative paths and their contents. Returns the folder."""
    content = parent / "content"
    content.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        path = content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        made = {PICTURE: picture(), SOUND: SILENCE}.get(text, text) if isinstance(text, str) else text
        path.write_bytes(made if isinstance(made, bytes) else made.encode())
    return content


def bytes_below(folder: Path) -> dict[str, bytes]:
    """Relative path → bytes of every file in a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def problems_of(content: Path) -> list[Problem]:
    return check(load(content, INVENTED))


def places(problems: Iterable[Problem]) -> list[str]:
    """``CODE file:line:column`` of each problem, the file relative to the content folder."""
    return [f"{p.code} {p.file.removeprefix('content/')}:{p.line}:{p.column}" for p in problems]


def files_of(site: Site, pages: dict[str, str]) -> Iterator[tuple[str, bytes]]:
    """The pictures and sounds published beside some rendered pages."""
    named = {name for path, text in pages.items() for name in site.pictures.named_in(text, address_of(path))}
    return pipeline.record_files(site, named)


class Pages(Mapping[str, str]):
    """Path → text of every generated page; parts of the site are rendered on demand."""

    def __init__(self, site: Site) -> None:
        self.site, self.templates, self.open = site, environment.make(site), parts(site)
        self.made: dict[str, str] = {}

    def __getitem__(self, path: str) -> str:
        elsewhere = () if path.startswith("handbook/") else OF_MODELS
        while path not in self.made and (left := [part for part in self.open if part not in elsewhere]):
            self._render(min(left, key=lambda part: (not path.startswith(part), part not in OTHER_PARTS, -len(part))))
        return self.made[path]

    def __iter__(self) -> Iterator[str]:
        while self.open:
            self._render(self.open[0])
        return iter(self.made)

    def __len__(self) -> int:
        return len(list(iter(self)))

    def _render(self, part: str) -> None:
        self.open.remove(part)
        self.made |= {page.path: page.text for page in pages.pages_of(self.site, self.templates, part)}


def pages_of(content: Path, *, production: bool = False, url: str = "") -> Pages:
    return Pages(Site(load(content, INVENTED), production=production, url=url))


def visible(page: str) -> str:
    """The text of a Markdown page without tags, with its spaces."""
    return unescape(re.sub(r"<[^>]*>", "", page))


def parse_html(html: str) -> Element:
    """The tree a browser would parse from HTML."""
    tree: Element = html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False)
    return tree


@cache
def picture(width: int = 8, height: int = 6) -> bytes:
    """A PNG of one colour."""
    data = BytesIO()
    Image.new("RGB", (width, height), "#8a5a2b").save(data, "PNG")
    return data.getvalue()


def plant_page_reviews(folder: Path) -> None:
    """Writes the reviews of our hand-written pages beside a copy of them."""
    lines = (ROOT / "reviews.yml").read_text(encoding="utf-8").splitlines(keepends=True)
    text = "".join(line for line in lines if "record: docs/" in line)
    (folder / "reviews.yml").write_text(f"reviews:\n{text}", encoding="utf-8")


def lacking(program: str) -> NoReturn:
    """Skips a test on a machine without ``program``; fails it in CI, where ``.ci/run`` installs all programs."""
    (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(f"not on this machine: {program}")


def write_docs(folder: Path) -> Path:
    """Copies our hand-written pages, of the handbook only the headings, since converting it takes longer than all other
    pages of a small site. Returns the folder."""
    shutil.copytree(ROOT / "docs", folder, ignore=shutil.ignore_patterns("decisions", "operate"))
    for page in folder.glob("handbook/*.md"):
        headings = re.findall(r"\A---\n(?:.*\n)*?---\n|^#.* \{: #.*", page.read_text(encoding="utf-8"), re.M)
        page.write_text("\n\n".join(headings), encoding="utf-8")
    return folder


def project(folder: Path, *lines: str) -> Path:
    """Writes a project like ours, with top-level ``lines`` of mkdocs.yml replacing the options they name.

    Returns its mkdocs.yml.
    """
    folder.mkdir(exist_ok=True)
    write_docs(folder / "docs")
    for name in ("overrides", "scripts"):
        (folder / name).symlink_to(ROOT / name)
    (folder / "content").symlink_to(MINI)
    plant_page_reviews(folder)
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    for line in lines:
        text = re.sub(rf"(?m)^{line.partition(':')[0]}:.*\n(?:[ ].*\n)*", "", text) + line + "\n"
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")
    return folder / "mkdocs.yml"


def menu() -> list[str]:
    """The labels of the top level of our menu."""
    said = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    return [label for entry in said["nav"] for label in entry]


def build(content: Path, out: Path) -> Path:
    """Builds a site that must have no problems. Returns its folder."""
    report = pipeline.build(load_settings(content=content, out=out, url=""), Progress(StringIO()))
    assert report.built, "\n".join(str(problem) for problem in report.problems)
    return out / "site"
