"""A hostile case: a small record with one thing wrong, and what must come of it."""

from pathlib import Path

import yaml

from tests.support import TESTS, CaseBase, cases, plant

FOLDER = TESTS / "hostile"
TITLE, RECORD = "甲街道", "streets/a.yml"
SOURCE = "title: 甲社\nkind: 新闻媒体\npolicy: 不得转载，只能链接\npublished: 2026\n"


class Hostile(CaseBase):
    """``refused`` are problems as ``CODE:line`` in the record (or ``CODE path``); ``harmless`` is shown and inert.

    The record has the lines title, code, published, then ``extra`` or ``summary`` or ``body``; ``record`` replaces all.
    """

    title: str = TITLE
    summary: str = ""
    body: str = ""
    extra: str = ""
    record: str = ""
    at: str = RECORD
    files: dict[str, str] = {}
    refused: str = ""
    harmless: bool = False

    def text(self, number: int = 1) -> str:
        """The record's YAML; ``number`` keeps several of them apart."""
        if self.record:
            return self.record
        lines = [f"title: {_quoted(self.title)}", f'code: "990{number:06}"', "published: 2026"]
        lines += [f"summary: {_quoted(self.summary)}"] if self.summary else []
        lines += [self.extra] if self.extra else []
        lines += ["body: |", *(f"  {line}".rstrip(" ") for line in self.body.split("\n"))] if self.body else []
        return "\n".join(lines) + "\n"

    def planted(self, folder: Path) -> Path:
        """A content folder with the record and what it leans on."""
        return plant(folder, {self.at: self.text(), "sources/jia.yml": SOURCE, **self.files})


def _quoted(text: str) -> str:
    return yaml.dump(text, allow_unicode=True, default_style='"', width=10_000).strip()


ALL = [case for path in sorted(FOLDER.glob("*.yml")) for case in cases(path, Hostile)]
