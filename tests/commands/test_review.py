"""`review`: lists unreviewed sentences and writes verdicts."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from scripts.__main__ import commands
from tests.support import plant

RECORD = """title: 甲街道
code: "990101001"
published: 2026
body: |
  王秀兰开了一家裁缝铺。确诊乳腺癌以后没有关门。

  她说：“关了门，谁来锁扣眼？”
"""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return plant(tmp_path, {"streets/a.yml": RECORD})


def run(content: Path, *words: str) -> Result:
    return CliRunner().invoke(commands, ["review", "--content", str(content), *words])


def test_an_open_sentence_is_shown_with_its_neighbours_and_its_line(content: Path) -> None:
    result = run(content)
    assert result.exit_code == 1
    assert "1. content/streets/a.yml:5　健康“确诊”" in result.output
    assert "王秀兰开了一家裁缝铺。\n    > 确诊乳腺癌以后没有关门。" in result.output


def test_what_was_decided_is_written_and_nothing_is_open_then(content: Path) -> None:
    assert run(content, "--number", "1", "--verdict", "不指任何人", "--by", "宣传科").exit_code == 0
    assert '{record: streets/a, sentence: "确诊乳腺癌以后没有关门。", verdict: 不指任何人' in _file(content)
    assert run(content).exit_code == 0


def test_what_a_draft_says_is_looked_at_before_it_is_published(content: Path) -> None:
    (content / "streets/a.yml").write_text(RECORD + "status: draft\n")
    assert "    > 确诊乳腺癌以后没有关门。" in run(content).output


def test_what_two_rules_ask_about_is_looked_at_once(content: Path) -> None:
    (content / "streets/a.yml").write_text(RECORD.replace("确诊", "人民网报道，她确诊"))
    assert "5　健康“确诊”；像是别处署名的“人民网报道”" in run(content).output
    assert run(content, "--number", "1", "--verdict", "自己写的", "--by", "宣传科").exit_code == 0
    assert run(content).exit_code == 0


@pytest.mark.parametrize(
    "words",
    [
        ("--verdict", "不指任何人", "--by", "宣传科"),
        ("--verdict", "不指任何人", "--number", "1"),
        ("--verdict", "不指任何人", "--number", "2", "--by", "宣传科"),
        ("--verdict", "本人书面同意", "--number", "1", "--by", "宣传科"),
        ("--verdict", "不指任何人", "--number", "1", "--by", "宣传科", "--reference", "TY-2026-0001"),
    ],
)
def test_half_a_decision_writes_nothing(words: tuple[str, ...], content: Path) -> None:
    assert run(content, *words).exit_code == 2
    assert not (content.parent / "reviews.yml").exists()


@pytest.mark.parametrize(
    "before",
    [
        "",
        "reviews: []\n",
        "reviews: ~\r\n",
        "# 谁看的\n",
        "# 谁看的\nreviews:\n- {record: a, sentence: b, verdict: nobody, by: 编辑部, date: 2026}",
    ],
)
def test_what_the_file_says_already_stays(before: str, content: Path) -> None:
    (content.parent / "reviews.yml").write_text(before, encoding="gb18030")
    assert run(content, "--number", "1", "--verdict", "不指任何人", "--by", "宣传科").exit_code == 0
    assert run(content).exit_code == 0
    assert all(line in _file(content) for line in before.split("\n") if line.startswith(("#", "- ")))


@pytest.mark.parametrize(
    "before", ["看过了\n", "reviews: [{record: a, sentence: b, verdict: nobody, by: 编辑部, date: 2026}]\n"]
)
def test_a_file_that_nothing_can_be_added_to_is_left_alone(before: str, content: Path) -> None:
    (content.parent / "reviews.yml").write_text(before, encoding="utf-8")
    assert run(content, "--number", "1", "--verdict", "不指任何人", "--by", "宣传科").exit_code == 2
    assert _file(content) == before


def _file(content: Path) -> str:
    return (content.parent / "reviews.yml").read_text(encoding="utf-8")
