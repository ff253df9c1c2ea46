"""The same harmless texts in a finished site, its search index and feeds: there each is told apart from its surroundings."""

from pathlib import Path

import pytest

from scripts import pipeline
from scripts.publish.config import configured
from scripts.publish.progress import Progress
from tests.harmless.test_harmless import TEXTS
from tests.hostile.support import TODAY, Hostile
from tests.support import plant


@pytest.mark.slow
def test_a_site_of_all_harmless_texts_is_built(tmp_path: Path) -> None:
    records = [Hostile(name=text, title=f"甲街道{chr(0x4E00 + n)}", body=text).text(n) for n, text in enumerate(TEXTS)]
    content = plant(tmp_path, {f"streets/t-{n}.yml": record for n, record in enumerate(records)})
    options = configured(content=content, out=tmp_path / "out", today=TODAY)
    report = pipeline.build(options, Progress())
    assert report.problems == () and report.built
