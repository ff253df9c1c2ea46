"""The marker for slow tests, readable names for cases, the same examples each time in CI, and the real site."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

from scripts import pipeline
from tests.support import CaseBase, build


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "slow: builds a whole site or starts a browser; `-m 'not slow'` leaves it out")
    settings.register_profile("ci", derandomize=True)
    if os.environ.get("CI") == "true":
        settings.load_profile("ci")


def pytest_make_parametrize_id(val: object) -> str | None:
    return f"{val.file}: {val.name}" if isinstance(val, CaseBase) else None


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of content/ and docs/ as they are, built once."""
    return build(pipeline.CONTENT, tmp_path_factory.mktemp("real"))
