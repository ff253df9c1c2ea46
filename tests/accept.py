"""`python -m tests.accept` writes the miniature site's pages to tests/site/expected, which the tests compare with."""

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
    """Writes to ``target`` what a build writes to ``build/docs``, except hand-written pages and schemas, which depend on no
    record."""
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
