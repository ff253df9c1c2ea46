"""What a command imports before it works: a help text or a slip in an option is answered at once."""

import subprocess
import sys

import pytest

HEAVY = {"pydantic", "pypinyin", "jinja2", "mkdocs", "markdown", "PIL", "icalendar", "yaml", "scripts.records"}
SAY = "import sys; from scripts.__main__ import commands; import atexit; atexit.register(lambda: print(*sys.modules)); commands()"


@pytest.mark.parametrize(
    "words",
    [["--help"], ["build", "--help"], ["check", "--help"], ["publish", "--help"], ["serve", "--nothing"], ["chek"]],
    ids=" ".join,
)
def test_help_and_wrong_use_import_nothing_heavy(words: list[str]) -> None:
    done = subprocess.run([sys.executable, "-c", SAY, *words], capture_output=True, text=True, check=False)
    loaded = set(done.stdout.split())
    assert "click" in loaded
    assert loaded & HEAVY == set()
