"""The synthetic tree: its size and mix, no problems, the same everywhere."""

import os
import re
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from scripts.catalogue import Site
from scripts.checks import check
from scripts.load.content import Content, load
from scripts.publish.audit import Forbidden, audit
from scripts.records.news import News
from scripts.records.role_models import RoleModel
from scripts.records.vocabularies import HonourStatus
from scripts.records.walk import links
from scripts.render.pages import render
from scripts.search.documents import documents
from scripts.search.index import write_index
from tests.sample import write_sample
from tests.sample.records import MAKERS, han
from tests.support import ROOT, bytes_below

pytestmark = pytest.mark.slow
_folders = TemporaryDirectory()
LARGE = 300, 8


@cache
def tree(records: int, seed: int) -> Content:
    """A sample tree, written and loaded once for all tests."""
    folder = Path(_folders.name) / f"{records}-{seed}"
    write_sample(folder, records, seed)
    return load(folder)


def bodies() -> list[str]:
    return [record.body for record in tree(*LARGE).records.values() if isinstance(record, News) and record.body]


@pytest.mark.parametrize(("records", "written"), [(1, 16), (300, 300)])
def test_writes_exactly_the_number_asked_for_or_the_least_that_has_every_type(
    records: int, written: int, tmp_path: Path
) -> None:
    counts = write_sample(tmp_path, records)
    assert sum(counts.values()) == written == len(list(tmp_path.rglob("*.yml")))
    assert set(counts) == set(MAKERS) == {path.name for path in tmp_path.iterdir()}
    with pytest.raises(FileExistsError, match="不是空文件夹"):
        write_sample(tmp_path, records)


@pytest.mark.parametrize(("records", "seed"), [(1, 1), (200, 2), LARGE])
def test_has_no_problems(records: int, seed: int) -> None:
    assert check(tree(records, seed)) == []


def test_the_last_search_finds_nothing_in_its_pages(tmp_path: Path) -> None:
    """Of another tree than that of ``sample_site``, whose build asks it; without MkDocs' typesetting. The index was refused thrice."""
    content = tree(200, 2)
    site = Site(content)
    for page in render(site):
        path = (tmp_path / page.path).with_suffix(".html" if page.path.endswith(".md") else Path(page.path).suffix)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page.text, encoding="utf-8")
    write_index(documents(site, tmp_path / "none"), tmp_path)
    assert list(audit(tmp_path, Forbidden.of(content))) == []


def test_same_bytes_under_other_hash_seed_locale_zone_and_folder_and_others_of_another_seed(tmp_path: Path) -> None:
    code = "import sys; from pathlib import Path; from tests.sample import write_sample; write_sample(Path(sys.argv[1]), 120)"
    env = {**os.environ, "PYTHONHASHSEED": "77", "LC_ALL": "C", "TZ": "Pacific/Apia", "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "there")], check=True, env=env, cwd=tmp_path)
    write_sample(tmp_path / "here", 120)
    write_sample(tmp_path / "other", 120, seed=2)
    here, there, other = (bytes_below(tmp_path / name) for name in ("here", "there", "other"))
    assert here == there != other


USED = """news.mentions news.related events.venue events.lecture_teams events.volunteer_teams events.people events.hall
events.exhibition events.campaign exhibitions.sections lecture-teams.members lecture-halls.venues volunteer-teams.parent
volunteer-projects.team role-models.honours statistics.source"""


def test_holds_every_relation_status_and_mark_and_is_spread_over_the_years() -> None:
    records = tree(*LARGE).records.values()
    assert set(USED.split()) <= {f"{record.folder}.{link.loc[0]}" for record in records for link in links(record)}
    assert {honour.status for record in records for honour in getattr(record, "honours", ())} == set(HonourStatus)
    years = Counter(record.year for record in records if isinstance(record, News))
    assert len(years) == 10 and min(years.values()) > 0.75 * max(years.values())
    assert all(record.sample for record in records)
    lengths = [han(body) for body in bodies()]
    assert 300 <= min(lengths) < 400 and 1000 < max(lengths) <= 1200
    for mark in (r"(?m)^## ", r"(?m)^- ", r"(?m)^1\. ", r"(?m)^> ", r"\]\(role-models/"):
        assert sum(bool(re.search(mark, body)) for body in bodies()) > 20, mark


def test_names_are_nearly_all_different_but_for_the_twins() -> None:
    people = [record for record in tree(*LARGE).records.values() if isinstance(record, RoleModel)]
    shared = [person for person in people if sum(other.title == person.title for other in people) > 1]
    assert len(shared) == 2 and all(person.distinction for person in shared)


def test_phrases_of_five_characters_are_mostly_rare() -> None:
    """Search is judged on this text: a phrase taken from one record should lead to few others."""
    runs = re.findall("[一-鿿]{5,}", re.sub(r"\]\([^)]*\)", "]", "\n".join(bodies())))
    found = Counter(run[place : place + 5] for run in runs for place in range(len(run) - 4))
    assert sum(count for count in found.values() if count == 1) > 0.6 * sum(found.values())
