"""The anchors reserved in the model are those that the page itself uses."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from scripts.records.exhibitions import TAKEN
from tests.render.exhibition.show import SHOW, changed, files
from tests.support import build, plant

OURS = {"qian", "hou", *(f"zhan-ban-{number}" for number in range(1, 5))}
"""What the record of this test calls its sections and panels."""
POSSIBLE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
"""What a record may call them; any other id on the page is out of its reach."""


def _with_every_block() -> dict[str, str | bytes]:
    found = files(4)
    record = found[f"{SHOW}.yml"]
    assert isinstance(record, str)
    sections: list[Any] = yaml.safe_load(record)["sections"]
    sections[0]["panels"][0]["people"] = ["ren"]
    note = {"date": "2026-06", "note": "改了一处"}
    more = {"curators": [{"name": "郗闻溪"}], "changes": [note], "corrections": [dict(note)]}
    basis = "{kind: 法定职责, reference: 文〔2026〕1号}"
    others = {"role-models/ren.yml": f"{{name: 郗闻溪, legal_basis: {basis}, published: 2026}}"}
    others["events/a.yml"] = (
        "{title: 开幕, format: 展览活动, times: [{start: 2026-05-01 10:00}], exhibition: deng-xia, published: 2026}"
    )
    for name in ("yi", "er"):
        others[f"exhibitions/{name}.yml"] = f"{{title: {name}展, format: 线上展, tags: [灯], published: 2026}}"
    return changed(found, sections=sections, tags=["灯"], related=["exhibitions/yi"], **more) | others


@pytest.mark.slow
def test_the_page_has_no_anchor_a_record_may_take_and_no_name_is_taken_for_nothing(tmp_path: Path) -> None:
    page = build(plant(tmp_path, _with_every_block()), tmp_path / "out") / SHOW / "index.html"
    ids = set(re.findall(r'\sid="([^"]+)"', page.read_text(encoding="utf-8")))
    assert ids >= OURS
    assert sorted(name for name in ids - OURS if POSSIBLE.fullmatch(name) and not TAKEN.fullmatch(name)) == []
    ids |= {folder.name for folder in page.parent.iterdir()}  # the short addresses of stops are kept free as well
    assert [name for name in TAKEN.pattern.split("|") if not any(re.fullmatch(name, one) for one in ids)] == []
