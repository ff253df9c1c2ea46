"""What ``check`` accepts the audit accepts too, however it is cut, escaped and put into data."""

import json
from pathlib import Path
from random import Random

import pytest
import yaml

from scripts import pipeline
from scripts.checks import check
from scripts.load.content import load
from scripts.publish.config import load_settings
from scripts.publish.progress import Progress
from tests.hostile.support import TODAY
from tests.support import plant

MARKS = [
    "<b>甲</b>", "<script>x()</script>", "</script>", "<img src=x onerror=x()>", "<!--", "-->", "]]>", "<",
    "</title>", "&", "AT&T", "Q&A", "&amp;", "&#60;", "&lt;script&gt;", '"', "'", "\\", "\\u003cscript\\u003e",
    "{{ x }}", "{% raw %}", ' onclick="x()"', "javascript:x()", "data:text/html,x", "//a.cn/x.js",
    "http-equiv=refresh", "<iframe src=a>", "<base href=a>",
]  # fmt: skip
PLAIN = [mark for mark in MARKS if not {"<", "{", "="} & set(mark)]
"""Those that a body may hold as well."""
SENTENCES = (
    "他在河边修过桥，1990年离开兰州。",
    "他长在河边。后来修过桥，1990年回到兰州。",
    "李明亮讲了一课。",
    "大家走进向阳小区的小花园。",
    "馆里有120件展品，见 https://www.example.cn/a?from=1&id=20 一页。",
    "热线12345全天有人接听，编号 6201-0210-0101 的展柜在二楼。",
)
GONE = "name: 李明\nstatus: 撤下\nlegal_basis: {kind: 历史人物, died: 1950}\nsummary: 一句谁都认得出的摘要文字\npublished: 2026\n"
SHOWN = "name: 李明亮\nlegal_basis: {kind: 历史人物, died: 1950}\npublished: 2026\n"
OWN = "title: 本站\nkind: 本站\npolicy: 本站自有\npublished: 2026\n"


def records(chance: Random) -> dict[str, str]:
    """Records of the types from which most is derived, with marks in their titles and sentences cut in excerpts."""

    def title() -> str:
        return f"甲{''.join(chance.sample(MARKS, chance.randint(1, 2)))}乙{chance.randint(1, 99)}"

    def text() -> str:
        return "\n\n".join(
            f"{chance.choice(SENTENCES)}{chance.choice(PLAIN)}{chance.choice(SENTENCES)}" for _ in range(3)
        )

    def panel(place: int) -> dict[str, object]:
        found: dict[str, object] = {"id": f"k-{place}", "title": title(), "text": text()}
        return found | {"objects": [{"title": title(), "label": text()}]}

    def one(kind: str) -> dict[str, object]:
        common: dict[str, object] = {"title": title(), "summary": title(), "published": "2026-06-01"}
        if kind == "exhibitions":
            sections = [{"id": "a", "title": title(), "panels": [panel(place) for place in range(3)]}]
            return common | {"format": "线上展", "sections": sections}
        if kind == "events":
            return common | {"format": "巡讲", "times": [{"start": "2026-06-18 9:30"}], "body": text()}
        return common | {"column": "实践动态", "source": "own", "rights": "本站原创", "body": text()}

    names = [
        f"{kind}/{'2026/' * (kind == 'news')}a-{place}"
        for kind in ("exhibitions", "events", "news")
        for place in range(16)
    ]
    made = {name: json.loads(json.dumps(one(name.partition("/")[0]))) for name in names}
    files = {f"{name}.yml": yaml.safe_dump(record, allow_unicode=True) for name, record in made.items()}
    return {**files, "role-models/b.yml": SHOWN, "role-models/gone.yml": GONE, "sources/own.yml": OWN}


@pytest.mark.slow
def test_what_check_lets_pass_the_last_search_lets_pass(tmp_path: Path) -> None:
    files = records(Random(1))
    options = load_settings(
        content=tmp_path / "content", out=tmp_path / "out", url="https://www.example.cn/", today=TODAY
    )
    refused = {problem.file.removeprefix("content/") for problem in check(load(plant(tmp_path, files), options))}
    for name in refused & files.keys():
        (tmp_path / "content" / name).unlink()
    left = files.keys() - refused
    assert len([name for name in left if name.startswith("exhibitions/")]) >= 4
    report = pipeline.build(options, Progress())
    assert report.built and [problem for problem in report.problems if not problem.file.startswith("content/")] == []
