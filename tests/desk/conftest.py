"""The handbook's examples as the desk's records."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from scripts.desk.app import application
from scripts.publish.config import load_settings
from scripts.render.reference import EXAMPLES
from tests.support import INVENTED

PERSON = "role-models/bai-ting-lan.yml"
HOST = "http://127.0.0.1:8765"


@contextmanager
def asked(root: Path) -> Iterator[TestClient]:
    """The desk over a content folder, as a browser asks it."""
    app = application(load_settings(content=root, out=root.parent / "out", district=INVENTED.district), 8765)
    with TestClient(app, base_url=HOST, headers={"origin": HOST}, follow_redirects=False) as client:
        yield client


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(EXAMPLES, tmp_path / "content")
    return tmp_path / "content"


@pytest.fixture
def desk(root: Path) -> Iterator[TestClient]:
    with asked(root) as client:
        yield client


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """One for many questions, where nothing is saved."""
    root = tmp_path_factory.mktemp("desk") / "content"
    shutil.copytree(EXAMPLES, root)
    with asked(root) as client:
        yield client
