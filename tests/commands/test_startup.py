"""What a command imports before it works, so that help texts and errors in options appear at once."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands.support import GOOD
from tests.support import plant

pytestmark = pytest.mark.slow
SLOW = {"pydantic", "pypinyin", "jinja2", "mkdocs", "markdown", "PIL", "icalendar", "yaml", "scripts.records"}
FOR_PAGES = {"jinja2", "markdown", "icalendar", "mkdocs.structure", "mkdocs.config", "scripts.render", "scripts.search"}
SAY = "import sys, atexit; from scripts.__main__ import commands; atexit.register(lambda: print(*sys.modules)); commands()"


def _imported(*words: str | Path) -> set[str]:
    done = subprocess.run([sys.executable, "-c", SAY, *words], capture_output=True, text=True, check=False)
    found = set(done.stdout.split())
    assert "click" in found, done.stderr
    return found


@pytest.mark.parametrize(
    "words",
    [["--help"], ["build", "--help"], ["check", "--help"], ["publish", "--help"], ["serve", "--nothing"], ["chek"]],
    ids=" ".join,
)
def test_help_and_wrong_use_import_nothing_slow(words: list[str]) -> None:
    assert _imported(*words) & SLOW == set()


def test_a_check_imports_nothing_that_makes_pages(tmp_path: Path) -> None:
    imported = _imported("check", "--content", plant(tmp_path, GOOD))
    assert "scripts.checks" in imported
    assert imported & FOR_PAGES == set()
