"""A hostile case: a small record with one attack, and its expected result."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from pydantic import model_validator

from scripts.settings import Settings
from tests.support import TESTS, CaseBase, cases, mended, plant

FOLDER = TESTS / "hostile"
TITLE, RECORD, PERSON = "甲街道", "streets/a.yml", "role-models/a.yml"
SOURCE = "title: 甲社\nkind: 新闻媒体\npolicy: 不得转载，只能链接\npublished: 2026\n"
CONSENTING = "name: 申屠怀\nlegal_basis: {kind: 本人同意公开, reference: TY-2026-0001}\npublished: 2026\n"

BYTES: dict[str, str | bytes] = {"BIG": "# " + "x" * 300_000, "GBK": "title: 甲街道\n".encode("gbk")}
TODAY = date(2026, 11, 24)
REGISTRY = """
consents:
  - {reference: TY-2026-0001, given: 2026-01-01, scope: [姓名, 事迹, 单位, 肖像], expires: 2028}
  - {reference: TY-2026-0002, given: 2026-01-01, scope: [姓名], expires: 2028, withdrawn: 2026-11-01}
  - {reference: TY-2026-0003, given: 2024-01-01, scope: [姓名], expires: 2026-11-23}
  - {reference: TY-2026-0004, given: 2026-01-01, scope: [姓名, 事迹], expires: 2028}
  - {reference: TY-2026-0005, given: 2026-01-01, scope: [事迹], expires: 2028}
  - {reference: TY-2026-0006, given: 2026-01-01, scope: [姓名, 事迹, sensitive], expires: 2028}
  - {reference: TY-2026-0008, given: 2026-01-01, scope: [姓名], expires: 2027-01-10}
  - {reference: TY-2026-0009, given: 2026-01-01, scope: [姓名], expires: 2028}
  - {reference: TY-2026-0010, given: 2030-01-01, scope: [姓名, 肖像], expires: 2032}
  - {reference: TY-2026-0007, given: 2026-01-01, signer: 监护人, scope: [姓名, 事迹], expires: 2028}
"""


class Hostile(CaseBase):
    """``refused`` are problems as ``CODE:line`` in the record (or ``CODE path``); ``harmless`` is shown and inert.

    The record has the lines title, code, published, then ``extra`` or ``summary`` or ``body``; ``record`` replaces all.
    ``told`` is the body of a role model who has consented to be named and told of, yet to nothing sensitive.
    """

    title: str = TITLE
    summary: str = ""
    body: str = ""
    extra: str = ""
    record: str = ""
    told: str = ""
    at: str = RECORD
    files: dict[str, str] = {}
    refused: str = ""
    harmless: bool = False

    @model_validator(mode="after")
    def _people_have_a_folder(self) -> "Hostile":
        self.at = PERSON if self.told else self.at
        return self

    @property
    def expected(self) -> str:
        """``CODE file:line``; empty when there must be no problem at all."""
        code, _, path = self.refused.partition(" ")
        name, _, line = code.partition(":")
        return f"{name} {path or self.at}:{line}" if line else ""

    def text(self, number: int = 1) -> str | bytes:
        """The record's YAML; ``number`` keeps several of them apart."""
        if self.record:
            return BYTES.get(self.record, self.record)
        if self.told:
            return CONSENTING + _block(self.told)
        lines = [f"title: {_quoted(self.title)}", f'code: "990{number:06}"', "published: 2026"]
        lines += [f"summary: {_quoted(self.summary)}"] if self.summary else []
        lines += [self.extra] if self.extra else []
        lines += [_block(self.body).rstrip("\n")] if self.body else []
        return ("\n".join(lines) + "\n").replace("LONG121", "长" * 121).replace("LONG", "l" * 600)

    def planted(self, folder: Path) -> Path:
        """A content folder with the record and what it leans on."""
        return planted(folder, {self.at: self.text(), "sources/jia.yml": SOURCE, **self.files})

    def planted_alone(self, folder: Path) -> Path:
        """The same, but for a source that the record does not name."""
        files = {self.at: self.text(), **self.files}
        named = any("jia" in text for text in files.values() if isinstance(text, str))
        return planted(folder, {"sources/jia.yml": SOURCE, **files} if named else files)

    def planted_cured(self, folder: Path) -> Path:
        """The same after the cure."""
        text = self.text()
        assert isinstance(text, str)
        return planted(folder, mended({self.at: text, "sources/jia.yml": SOURCE, **self.files}, self.cured))


def planted(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    (folder / "private").mkdir()
    (folder / "private" / "consents.yml").write_text(REGISTRY, encoding="utf-8")
    return plant(folder, files)


def terms(folder: Path) -> Settings:
    """A day of the tests' own, and a registry outside the content folder."""
    return Settings(today=TODAY, private=folder / "private")


def _block(text: str) -> str:
    return "\n".join(["body: |", *(f"  {line}".rstrip(" ") for line in text.split("\n"))]) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


ALL = [case for path in sorted(FOLDER.glob("*.yml")) for case in cases(path, Hostile)]
