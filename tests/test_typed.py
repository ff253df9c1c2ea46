"""For any text, field and YAML style: readers see the typed words and digits, in order.

``typed.yml`` has records in which each TEXT is a place of free words. What is typed into one is either told of, or stands
on the record's page, and in its calendar, its linked data and its search document where they hold that field.
"""

import json
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from jinja2 import Environment

from scripts.catalogue import Site
from scripts.load.content import Content, load
from scripts.render import environment
from scripts.render.pages import record_pages
from scripts.render.values import Page
from scripts.search.documents import document
from tests.render.test_markdown import TARGET, TYPED, letters, read_aloud, tree
from tests.support import ROOT, plant

RECORDS: dict[str, str] = yaml.load((ROOT / "tests" / "typed.yml").read_bytes(), yaml.CSafeLoader)
PLACES = [(key, n) for key, text in RECORDS.items() for n, line in enumerate(text.splitlines()) if "TEXT" in line]
VENUE = "title: 一处阵地\nlevel: 实践点\npublished: 2026\n"
STYLES = {"plain": ("", ""), "double": ('"', '"'), "single": ("'", "'"), "|": ("|\n", ""), ">": (">\n", "")}
LINE = st.lists(st.sampled_from([*TYPED, " ", "、", "3", "#5", " ##6", "\\", '"', "'", ": ", "; ", "%3"]), max_size=6)
_NUMBERS = re.compile(r"(?m)[（(][0-9一二三四]+[)）]|[①-⑳]|(?:^|(?<=\s))(?:[0-9]+[.．、]|[一二三四]+、)")
WORDS = LINE.map("".join).map(str.strip).filter(lambda text: letters(_NUMBERS.sub("", text)))
SEVERAL = st.lists(WORDS, min_size=1, max_size=4).map("\n".join)
_SIGNS = re.compile(r"[^\w℃%]|_")


def read(text: str) -> str:
    """Its words and digits: what signs are for (to mark, to list, to part the items of a list) is said elsewhere."""
    return _SIGNS.sub("", letters(text))


def typed(key: str, place: int, text: str, style: str) -> str:
    """The record with ``text`` typed into one of its places; the others hold words of their own."""
    lines = RECORDS[key].splitlines()
    before, _, after = lines[place].partition("TEXT")
    open_, close = STYLES["double" if after and style in "|>" else style]
    pad = " " * (len(before) - len(before.lstrip(" -")) + 2)
    shown = ("\n" + pad).join(text.split("\n"))
    found = [line.replace("TEXT", f"话{number}号") for number, line in enumerate(lines)]
    found[place] = f"{before}{open_}{pad if style in '|>' and not after else ''}{shown}{close}{after}"
    return "\n".join(found) + "\n"


class Templates:
    """One environment for all examples: only the site changes."""

    made: Environment | None = None

    @classmethod
    def pages(cls, site: Site) -> Iterator[Page]:
        cls.made = cls.made or environment.make(site)
        cls.made.globals["site"] = site
        return (page for record in site.records.values() for page in record_pages(site, cls.made, record))


def loaded(folder: Path, key: str, text: str) -> Content:
    return load(plant(folder, {f"{key}.yml": text, "venues/b.yml": VENUE}))


def aloud(page: Page) -> str:
    """All that a page says: its text, the numbers of its lists, what stands in place of its pictures."""
    root = tree(re.sub(r"\A---\n.*?\n---\n", "", page.text, flags=re.DOTALL))
    return read(" ".join([read_aloud(root), *(image.get("alt", "") for image in root.iter("img"))]))


def unfolded(calendar: str) -> str:
    return re.sub(r"\\([\\;,])", r"\1", calendar.replace("\r\n ", "")).replace("\\n", "\n")


def front(page: Page) -> dict[str, Any]:
    head: dict[str, Any] = yaml.safe_load(page.text.split("---\n")[1])
    return head


@pytest.mark.slow
@given(st.sampled_from(PLACES), SEVERAL, st.sampled_from(sorted(STYLES)))
@example(("exhibitions/a", 19), "一、甲\n二、乙", "|")
@example(("events/a", 0), "甲\n乙", "|")
@example(("venues/a", 6), "一、甲\n二、乙", "double")
def test_what_is_typed_into_any_field_is_told_of_or_shown(place: tuple[str, int], text: str, style: str) -> None:
    key, number = place
    with tempfile.TemporaryDirectory() as folder:
        content = loaded(Path(folder), key, typed(key, number, text, style))
        if key not in content.records:
            assert content.problems
            return
        wanted = {read(text), read(TARGET.sub(r"\1", text))}  # of a link, a text of several lines shows the words
        if "、" in text:
            wanted.add(read("".join(dict.fromkeys(map(str.strip, re.split("[、，；,;\n]", text))))))  # a tag twice
        wanted.add(read(_NUMBERS.sub("", text)))  # a list has no numbers of its own
        pages = [page for page in Templates.pages(Site(content)) if page.path.startswith(key)]
    assert any(page.path.endswith(".md") and any(one in aloud(page) for one in wanted) for page in pages)


@pytest.mark.slow
@given(WORDS)
def test_machines_are_told_the_same_words(text: str) -> None:
    """Linked data, the page's head, a calendar and the search document hold a title as it was typed."""
    single = "'" + text.replace("'", "''") + "'"
    record = RECORDS["exhibitions/a"].replace("title: TEXT", f"title: {single}", 1)
    record = record.replace("summary: TEXT", f"summary: {single}").replace("note: TEXT", f"note: {single}", 1)
    with tempfile.TemporaryDirectory() as folder:
        content = loaded(Path(folder), "exhibitions/a", record.replace("TEXT", "字"))
        if "exhibitions/a" not in content.records:
            assert content.problems
            return
        site = Site(content)
        pages = {page.path: page for page in Templates.pages(site)}
        found = document(site, content.records["exhibitions/a"])
    head = front(pages["exhibitions/a.md"])
    assert head["title"] == head["description"] == text
    linked = json.loads(json.dumps(head["linked"][0]))
    assert linked["name"] == linked["description"] == text
    assert f"SUMMARY:展览：{text}\r\n" in unfolded(pages["exhibitions/a/calendar.ics"].text)
    assert f"DESCRIPTION:{text}\n{text}\r\n" in unfolded(pages["exhibitions/a/calendar.ics"].text)
    assert found.title == text and read(TARGET.sub(r"\1", text)) in read("".join(found.passages))


@pytest.mark.parametrize("key", RECORDS)
def test_the_records_to_type_into_are_right(key: str, tmp_path: Path) -> None:
    content = loaded(tmp_path, key, RECORDS[key].replace("TEXT", "字"))
    assert key in content.records and content.problems == ()
