"""Stored source texts: read in Windows' encodings, compared in any."""

from pathlib import Path

import pytest

from scripts.checks import check
from scripts.load.content import load
from scripts.load.encodings import decode_text
from tests.hostile.support import Hostile, terms

TEXT = "清早的河面上，浮着一层薄薄的雾气。摆渡的老人把缆绳解开又系上，等着第一个过河的人走下台阶。"


def codes(folder: Path, data: bytes, name: str = "streets/a.txt") -> set[tuple[str, str]]:
    content = Hostile(name="街道", body=TEXT).planted(folder)
    path = folder / "private" / "originals" / name
    path.parent.mkdir(parents=True)
    path.write_bytes(data)
    return {(problem.code, problem.file) for problem in check(load(content, terms(folder)))}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_a_copy_is_found_in_every_encoding(encoding: str, tmp_path: Path) -> None:
    assert codes(tmp_path, TEXT.encode(encoding)) == {("C05", "content/streets/a.yml")}


@pytest.mark.parametrize("data", [b"PK\x03\x04\x00\x00\xff\xff", TEXT.encode("utf-16-le"), b"\xff\xff\xff", b""])
def test_what_cannot_be_read_is_told_of(data: bytes, tmp_path: Path) -> None:
    assert codes(tmp_path, data) == {("C11", "private/originals/streets/a.txt")}


@pytest.mark.parametrize("name", ["a.txt", "streets/b.txt", "news/2026/a.txt"])
def test_a_copy_is_found_whichever_record_the_original_was_kept_for(name: str, tmp_path: Path) -> None:
    assert codes(tmp_path, TEXT.encode(), name) == {("C05", "content/streets/a.yml")}


@pytest.mark.parametrize("name", ["streets/a.md", "streets/a.TXT", "streets/a", "news/a.docx"])
def test_what_is_no_text_file_is_told_of(name: str, tmp_path: Path) -> None:
    assert codes(tmp_path, TEXT.encode(), name) == {("C11", f"private/originals/{name}")}


@pytest.mark.parametrize("name", ["Thumbs.db", ".DS_Store", "streets/~$a.docx"])
def test_what_a_system_leaves_there_is_not(name: str, tmp_path: Path) -> None:
    assert codes(tmp_path, TEXT.encode(), name) == set()


def test_a_text_is_decoded_by_its_mark_or_as_the_first_that_fits() -> None:
    for encoding in ("utf-8", "utf-8-sig", "gbk", "utf-16"):
        assert decode_text(TEXT.encode(encoding)) == TEXT
    assert decode_text(b"\xfe\xff" + TEXT.encode("utf-16-be")) == TEXT
