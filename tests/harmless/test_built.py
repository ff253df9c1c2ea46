"""The same harmless texts in a finished site, its search index and feeds."""

from pathlib import Path

import pytest

from scripts import pipeline
from scripts.publish.config import load_settings
from scripts.publish.progress import Progress
from tests.harmless.test_harmless import ALL, ASKED, problems
from tests.hostile.support import TODAY, Hostile
from tests.support import plant


@pytest.mark.slow
def test_a_site_of_all_harmless_texts_is_built(tmp_path: Path) -> None:
    asked = {text for text, problem in problems("person") if problem.code == ASKED}  # wherever they stand
    texts = [text for text in ALL if text not in asked]
    assert len(texts) > 150
    bodies = ["\n\n".join(texts[at : at + 3]) for at in range(0, len(texts), 3)]  # a page for each takes twice as long
    records = {f"t-{at}": Hostile(name="", title=f"甲街道{at}", body=body).text(at) for at, body in enumerate(bodies)}
    content = plant(tmp_path, {f"streets/{name}.yml": text for name, text in records.items()})
    options = load_settings(content=content, out=tmp_path / "out", today=TODAY)
    report = pipeline.build(options, Progress())
    assert report.problems == () and report.built
