"""Writes the miniature site's pages to tests/site/expected: `python -m tests.accept` takes them as right from now on."""

import shutil
import tempfile
from pathlib import Path

from scripts.catalogue import Site
from scripts.load.content import load
from scripts.publish.stage import Staging
from scripts.render import reference
from scripts.render.pages import render
from tests.support import EXPECTED, INVENTED, MINI


def generate(target: Path) -> None:
    """Puts into ``target`` what a build puts into ``build/docs``, left out what is written by hand and the schemas, which no
    record decides."""
    site = Site(load(MINI, INVENTED))
    with tempfile.TemporaryDirectory() as nothing:
        staging = Staging(target, Path(nothing))
        for page in render(site):
            if not page.path.startswith(reference.FOLDER):
                staging.page(page)
        for name in site.files():
            staging.file(name, (MINI / name).read_bytes())
        staging.finish()


if __name__ == "__main__":
    shutil.rmtree(EXPECTED, ignore_errors=True)
    generate(EXPECTED)
    print(
        f"{sum(path.is_file() for path in EXPECTED.rglob('*'))} files in {EXPECTED}; look at `git diff` before you commit"
    )
