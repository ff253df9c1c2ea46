"""The same harmless texts in a finished site, its search index and feeds: there each is told apart from its surroundings."""

from pathlib import Path

import pytest

from scripts import pipeline
from scripts.publish.config import configured
from scripts.publish.progress import Progress
from tests.harmless.test_harmless import ALL, ASKED, problems, street
from tests.hostile.support import TODAY
from tests.support import plant


@pytest.mark.slow
def test_a_site_of_all_harmless_texts_is_built(tmp_path: Path) -> None:
    asked = {text for text, problem in problems("street") if problem.code == ASKED}
    records = {f"streets/t-{number}.yml": street(number) for number, text in enumerate(ALL) if text not in asked}
    content = plant(tmp_path, records)
    assert len(records) > 100
    options = configured(content=content, out=tmp_path / "out", today=TODAY)
    report = pipeline.build(options, Progress())
    assert report.problems == () and report.built
