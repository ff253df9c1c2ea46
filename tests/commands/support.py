"""Runs the program's commands in this process, and small content folders to run them on."""

from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from scripts.__main__ import commands
from scripts.publish.config import load_settings

GOOD = {"streets/liu-yin.yml": 'title: 柳荫街道\ncode: "990101001"\npublished: 2026\n'}
BAD = {"streets/liu-yin.yml": "title: 柳荫街道\ncode: 99\npublished: 2026\n"}
WARNED = GOOD | {"streets/note.txt": "一张便条"}


def run(*words: str | Path) -> Result:
    """Runs a command in this process. A traceback would be an exception other than SystemExit."""
    result = CliRunner().invoke(commands, [str(word) for word in words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def run_in(project: Path, *words: str | Path) -> Result:
    """The same for the project in a folder: a process of its own takes longer to start than most commands take."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("scripts.publish.config.load_settings", partial(load_settings, project / "mkdocs.yml"))
        return run(*words)
