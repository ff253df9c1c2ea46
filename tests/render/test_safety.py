"""No field of any record can inject markup: the miniature site with markup in every text."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest
import yaml

from scripts.load.content import load
from scripts.load.one_record import load_record
from scripts.records.inline_marks import record_links
from tests.render.test_markdown import tree
from tests.support import MINI, pages_of, plant

NASTY = "<script>x()</script><img src=x onerror=x()>`</p>{{7}}*a*[b](javascript:x)\"'&#60;marquee&#62;{:onclick=x}|\\"
MARK = "onerror=x()"


@pytest.fixture(scope="module")
def nasty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The miniature content with ``NASTY`` behind every text of every record that still loads with it."""
    content = plant(tmp_path_factory.mktemp("nasty"), {})
    for path in sorted(MINI.rglob("*")):
        target = content / path.relative_to(MINI)
        target.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".yml":
            record = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
            name = path.relative_to(MINI).as_posix()
            _spoil(record, content, name, target)
        elif path.is_file():
            target.write_bytes(path.read_bytes())
    return content


def test_the_markup_got_into_most_records(nasty: Path) -> None:
    spoilt = [path for path in nasty.rglob("*.yml") if MARK in path.read_text(encoding="utf-8")]
    assert len(spoilt) > 0.8 * len(load(MINI).records)


def test_no_page_holds_a_live_piece_of_it(nasty: Path) -> None:
    found = [(path, said) for path, text in pages_of(nasty).items() if path.endswith(".md") for said in _live(text)]
    assert found == []


def test_the_words_of_it_are_there_to_be_read(nasty: Path) -> None:
    page = pages_of(nasty)["role-models/bian-ru-song.md"]
    words = "".join(_tree(page).itertext())
    assert words.count("<script>x()</script><img src=x onerror=x()>`</p>{{7}}") > 5


def _spoil(record: dict[str, Any], content: Path, name: str, target: Path) -> None:
    for holder, key in list(_texts(record)):
        clean = holder[key]
        holder[key] = clean + NASTY
        target.write_text(yaml.safe_dump(record, allow_unicode=True, width=10_000), encoding="utf-8")
        if load_record(content, name)[1] or re.fullmatch(r"[a-z0-9/.-]+", clean):
            holder[key] = clean
    target.write_text(yaml.safe_dump(record, allow_unicode=True, width=10_000), encoding="utf-8")


def _texts(part: Any) -> Iterator[tuple[Any, Any]]:
    """Every text inside lists and mappings, as holder and key."""
    for key, value in list(part.items() if isinstance(part, dict) else enumerate(part)):
        if isinstance(value, str):
            yield part, key
        else:
            yield from _texts(value)


def _tree(page: str) -> Element:
    return tree(page.split("\n---\n", 1)[1])


def _live(page: str) -> list[str]:
    found = []
    for element in _tree(page).iter():
        if element.tag in {"script", "marquee"} or (element.tag == "img" and element.get("src") == "x"):
            found.append(element.tag)
        found += [name for name in element.attrib if name.startswith("on")]
        found += [value for value in element.attrib.values() if value.lower().startswith("javascript:")]
    return found


def test_the_link_to_a_script_is_seen_as_a_link(nasty: Path) -> None:
    assert "javascript:x" in list(record_links(NASTY))
