"""One site of all hostile inputs that are shown rather than refused."""

from pathlib import Path

import pytest

from scripts import pipeline
from scripts.publish.config import load_settings
from scripts.publish.progress import Progress
from tests.conftest import Shared
from tests.hostile.support import ALL, SOURCE, TODAY
from tests.support import plant

HARMLESS = [case for case in ALL if case.harmless]


@pytest.fixture(scope="session")
def shown(shared: Shared) -> Path:
    """The built site; record ``streets/h-N`` is the N-th harmless case."""
    return shared.folder("hostile", _shown) / "out" / "site"


def _shown(folder: Path) -> None:
    records = {f"streets/h-{number}.yml": case.text(number) for number, case in enumerate(HARMLESS, 1)}
    moved = 'title: 搬过家的街道\ncode: "990999999"\naliases: [old-place/jia]\npublished: 2026\n'
    withdrawn = "name: 申屠不存\naliases: [role-models/jiu-ming]\nstatus: 撤下\nlegal_basis: {kind: 历史人物}\nbody: 这一段已经撤下。\npublished: 2026\n"
    extra = {"streets/moved.yml": moved, "role-models/gone.yml": withdrawn, "streets/dot.png": "PICTURE"}
    content = plant(folder, {**records, **extra, "sources/jia.yml": SOURCE})
    options = load_settings(content=content, out=folder / "out", url="", today=TODAY)
    report = pipeline.build(options, Progress())
    assert report.built, report.problems
