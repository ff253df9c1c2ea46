"""The handbook's examples as the records that the desk works on."""

import shutil
from pathlib import Path

import pytest

from scripts.render.reference import EXAMPLES

PERSON = "role-models/bai-ting-lan.yml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(EXAMPLES, tmp_path / "content")
    return tmp_path / "content"
