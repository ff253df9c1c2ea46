"""A part is rendered again if and only if an answer it read has changed."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from scripts.catalogue import Site
from scripts.load.content import Content, load
from scripts.records import TYPES
from scripts.records.base import Record
from scripts.records.vocabularies import Status
from scripts.render.reads import Reads, SiteState
from scripts.settings import Settings
from scripts.speed.answers import Question
from tests.support import MINI


def changes(content: Content) -> Iterator[tuple[str, dict[str, Record]]]:
    """Every record taken out, withdrawn, renamed, and moved to another street and to another venue, whose street it is then in."""
    records = content.records
    venues = sorted(record.id for record in records.values() if record.folder == "venues")
    streets = sorted(record.id for record in records.values() if record.folder == "streets")
    for key, record in records.items():
        others = {
            "status": Status.WITHDRAWN,
            "title": "改过的标题",
            "venue": next(one for one in venues if one != getattr(record, "venue", "")),
        }
        others["street"] = next(one for one in streets if one != getattr(record, "street", ""))
        yield f"without {key}", {name: one for name, one in records.items() if name != key}
        for name, value in others.items():
            if getattr(record, name, value) != value:
                yield f"{name} of {key}", {**records, key: record.with_changes(**{name: value})}


def questions(site: Site) -> set[Question]:
    keys = [*site.records, "news/nowhere"]
    found: set[Question] = {(about, key) for about in ("record", "incoming") for key in keys}
    found |= {("list", folder) for folder in TYPES} | {("records",), ("as_of",), ("round_years",)}
    return found | {("fields", key, "title") for key in site.records} | {("print", key) for key in site.records}


@pytest.mark.slow
def test_what_is_not_asked_again_is_the_same(tmp_path: Path) -> None:
    settings = Settings(root=tmp_path, out=tmp_path / "build", accelerated=True)
    content = replace(load(MINI), settings=settings)
    before, every = SiteState(Site(content)), questions(Site(content))
    table = before.table("table", "")
    for question in every:
        fields = {question[1]: {question[2]}} if question[0] == "fields" else {}
        table.put(" ".join(question), Reads(fields, set() if fields else {question}).all_questions, "made")
    table.save()
    for name, records in changes(content):
        site = Site(replace(content, records=records))
        now = SiteState(site)
        right = {" ".join(one) for one in every if now.answer_digest(one) == before.answer_digest(one)}
        found = SiteState(site).table("table", "")
        assert {part for part in map(" ".join, every) if found.get(part)} == right, name
        assert len(right) < len(every), name


def test_only_what_was_got_or_put_is_kept(tmp_path: Path) -> None:
    site = Site(replace(load(MINI), settings=Settings(root=tmp_path, out=tmp_path / "build", accelerated=True)))
    state = SiteState(site)
    table = state.table("table", "")
    table.put("a", [("records",)], "made")
    table.put("b", [("as_of",)], "made")
    table.save()
    table = state.table("table", "")
    assert [table.get(part) for part in "abc"] == ["made", "made", None]
    table = state.table("table", "")
    table.get("a")
    table.save()
    assert state.table("table", "").get("b") is None
