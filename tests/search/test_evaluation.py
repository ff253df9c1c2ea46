"""The evaluation on a small tree: every class of query finds its page."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from scripts.catalogue import Site
from scripts.load.content import load
from scripts.search.documents import documents
from scripts.search.index import write_index
from tests.search.bench import lay_out
from tests.search.tree import write_tree
from tests.search_eval.cases import CLASSES, cases
from tests.search_eval.evaluate import evaluate_in
from tests.search_eval.table import table

pytestmark = pytest.mark.slow


def test_every_class_finds_its_pages(browser: Browser, tmp_path: Path) -> None:
    docs = documents(Site(load(write_tree(tmp_path / "content", records=100))), Path("docs"))
    site = lay_out(tmp_path / "site")
    write_index(docs, site)
    asked = cases(docs, each=1, seed=1)
    assert {case.kind for case in asked} == set(CLASSES)
    rows, answers = evaluate_in(browser, site, asked, slowed=1)
    assert [str(answer.case) for answer in answers if not answer.place] == []
    assert len(table(rows).splitlines()) == 2 + len(CLASSES)
    tables = {"同音字": 50_000, "多音字": 50_000}  # of traditional characters and of sounds, fetched only for these
    assert [row.kind for row in rows if row.bytes_most > 150_000 + tables.get(row.kind, 0)] == []
