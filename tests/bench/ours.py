"""Our own build of synthetic records in a copy of the project: from scratch, unchanged, and after each kind of change."""

import re
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.bench.measure import Cost, run
from tests.sample import write_sample

ROOT = Path(__file__).parents[2]
PARTS = ("scripts", "overrides", "docs", "mkdocs.yml")
NOTE = "后来又补记了一句。"


class Project:
    """A copy of the project in ``folder`` with ``records`` synthetic ones: its templates can be changed too."""

    def __init__(self, folder: Path, records: int) -> None:
        self.folder = folder
        for part in PARTS:
            whole = ROOT / part
            (shutil.copytree if whole.is_dir() else shutil.copy2)(whole, folder / part)
        write_sample(folder / "content", records)

    @property
    def docs(self) -> Path:
        """The pages as MkDocs gets them."""
        return self.folder / "build/docs"

    def build(self) -> Cost:
        return run(sys.executable, "-m", "scripts", "build", cwd=self.folder, site=self.folder / "build/site")

    def cold(self) -> Cost:
        """A build without anything of an earlier one."""
        for folder in ("build", ".cache"):
            shutil.rmtree(self.folder / folder, ignore_errors=True)
        return self.build()

    def edit(self, records: int) -> None:
        """Adds a sentence to the text of some records."""
        found = sorted((self.folder / "content").glob("role-models/**/*.yml"))
        for path in found[:records]:
            text = path.read_text(encoding="utf-8")
            path.write_text(re.sub(r"(?m)^body: \|\n  ", rf"\g<0>{NOTE}", text), encoding="utf-8")

    def retouch(self) -> None:
        """Changes the template of every person's page."""
        path = self.folder / "scripts/render/templates/role-models.md.j2"
        path.write_text(path.read_text(encoding="utf-8") + "\n<p>改了模板。</p>\n", encoding="utf-8")

    def warm(self) -> Iterator[tuple[str, Cost]]:
        """Builds after a build, each kind of change once, in this order."""
        changes: dict[str, Callable[[], None]] = {
            "nothing changed": lambda: None,
            "one record edited": lambda: self.edit(1),
            "ten records edited": lambda: self.edit(10),
            "a template changed": self.retouch,
        }
        for name, change in changes.items():
            change()
            yield name, self.build()
