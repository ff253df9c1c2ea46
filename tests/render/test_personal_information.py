"""The page on personal information: counted, configured or stated as missing."""

from pathlib import Path

from scripts.load.consents import CONSENTS
from scripts.load.content import load
from scripts.pipeline import site_of
from scripts.publish.config import load_settings
from scripts.render.pages import render
from tests.support import plant, visible

PERSON = "{name: NAME, published: 2026, sample: SAMPLE, legal_basis: {kind: BASIS, reference: A-2026-001}}"


def _person(name: str, basis: str, sample: str = "false") -> str:
    return PERSON.replace("NAME", name).replace("BASIS", basis).replace("SAMPLE", sample)


FILES = {
    "role-models/a.yml": _person("卞如松", "本人同意公开"),
    "role-models/b.yml": _person("尉迟白露", "历史人物"),
    "role-models/c.yml": _person("车惠得", "历史人物", "true"),
    "streets/a.yml": '{title: 甲街道, code: "990101001", status: 撤下, withdrawn_because: 应当事人要求, published: 2026}',
    "../reviews.yml": "reviews:\n"
    "  - {record: role-models/a, sentence: 他当过兵。, verdict: 本人书面同意, reference: A-2026-001, by: 办公室, date: 2026}\n"
    "  - {record: role-models/z, sentence: 不在了。, verdict: 不指任何人, by: 办公室, date: 2026}\n",
    f"../{CONSENTS}": "consents:\n  - {reference: A-2026-001, given: 2026, signer: 监护人, scope: [姓名], expires: 2030}\n",
}


def _page(folder: Path, files: dict[str, str], facts: dict[str, str]) -> str:
    content = plant(folder, files)
    settings = load_settings(content=content, out=folder / "out", facts=facts, consents=folder / CONSENTS)
    pages = {page.path: page.text for page in render(site_of(load(content, settings)))}
    return visible(pages["personal-information.md"])


def test_it_counts_what_is_published_and_committed(tmp_path: Path) -> None:
    text = _page(tmp_path, FILES, {"organiser": "甲单位", "audited": "2026年10月，办公室"})
    assert "本人同意公开 1 页，历史人物 1 页" in text
    assert "看过 1 句：本人书面同意 1 句" in text
    assert "登记簿里有 1 份，其中监护人签的 1 份。" in text
    assert "应当事人要求 1 页" in text
    assert "甲单位" in text and "2026年10月，办公室" in text
    again = _page(tmp_path, FILES | {"../reviews.yml": "reviews: []\n"}, {})
    assert "看过 " not in again  # the page kept from the last build is not shown again


def test_what_nobody_set_is_not_claimed(tmp_path: Path) -> None:
    text = _page(tmp_path, {"streets/a.yml": '{title: 甲街道, code: "990101001", published: 2026}'}, {})
    assert text.count("还没有登记") == 1 + 7
    assert "目前没有写到真实人物的页面" in text and "登记簿里也没有同意书" in text
