"""The docs folder has exactly the right files, and unchanged ones are not written."""

import os
from pathlib import Path

import pytest
from mkdocs.config import load_config

from scripts.catalogue.addresses import UNPUBLISHED
from scripts.publish.stage import ClashError, Staging
from scripts.render.values import Page
from tests.support import ROOT, bytes_below

OLD = 1_000_000_000


class Rooms:
    """The folder that is staged, and that of the hand-written pages."""

    def __init__(self, folder: Path) -> None:
        self.target, self.handwritten = folder / "target", folder / "docs"
        self.write("about.md", "# 关于")
        self.write("a/style.css", "b{}")

    def write(self, name: str, text: str) -> None:
        path = self.handwritten / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def stage(self, *pages: tuple[str, str], picture: bool = False) -> int:
        staging = Staging(self.target, self.handwritten)
        for path, text in pages:
            staging.page(Page(path, text))
        if picture:
            staging.file("x/p.png", "图".encode())
        staging.finish()
        return staging.pages

    @property
    def files(self) -> dict[str, str]:
        return {name: data.decode() for name, data in bytes_below(self.target).items()}


@pytest.fixture
def rooms(tmp_path: Path) -> Rooms:
    return Rooms(tmp_path)


def test_what_is_published_only_as_a_part_is_left_out(rooms: Rooms) -> None:
    Staging(rooms.target, rooms.handwritten, {"a/style.css"}).finish()
    assert set(rooms.files) == {"about.md"}


def test_handwritten_pages_generated_pages_and_files_of_records_are_put_together(rooms: Rooms) -> None:
    assert rooms.stage(("x/a.md", "甲\r\n乙\n"), ("index.md", "首页\n"), picture=True) == 2
    own = {"about.md": "# 关于", "a/style.css": "b{}"}
    assert rooms.files == own | {"x/a.md": "甲\r\n乙\n", "index.md": "首页\n", "x/p.png": "图"}


def test_what_no_longer_belongs_is_removed_with_its_empty_folders(rooms: Rooms) -> None:
    rooms.stage(("old/deep/a.md", "甲\n"), picture=True)
    rooms.stage(("b.md", "乙\n"))
    assert set(rooms.files) == {"about.md", "a/style.css", "b.md"}
    assert not (rooms.target / "old").exists() and not (rooms.target / "x").exists()


def test_a_file_whose_bytes_are_the_same_is_not_written_again(rooms: Rooms) -> None:
    rooms.stage(("a.md", "甲\n"), ("b.md", "乙\n"), picture=True)
    for path in rooms.target.rglob("*"):
        os.utime(path, (OLD, OLD))
    rooms.stage(("a.md", "甲\n"), ("b.md", "丙\n"), picture=True)
    assert [path.name for path in rooms.target.rglob("*.*") if path.stat().st_mtime != OLD] == ["b.md"]


def test_of_a_handwritten_page_in_another_encoding_what_can_be_read_is_staged(rooms: Rooms) -> None:
    (rooms.handwritten / "b.md").write_bytes(b"# b \xff\r\n")
    rooms.stage()
    assert rooms.files["b.md"] == "# b \ufffd\n"


def test_links_among_the_handwritten_files_are_not_followed(rooms: Rooms, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("秘密")
    (rooms.handwritten / "link.md").symlink_to(tmp_path / "secret.txt")
    rooms.stage()
    assert "link.md" not in rooms.files


@pytest.mark.parametrize(
    ("written", "made"),
    [
        ("a.md", "a.md"),
        ("news.md", "news/index.md"),
        ("news/index.md", "news/index.html"),
        ("a/b.md", "a/b/index.html"),
    ],
)
def test_two_files_of_one_address_are_an_error(rooms: Rooms, written: str, made: str) -> None:
    with pytest.raises(ClashError, match="two"):
        rooms.stage(("two.md", "甲\n"), ("two.md", "乙\n"))
    rooms.write(written, "# 甲")
    with pytest.raises(ClashError, match=made):
        rooms.stage((made, "生成的\n"))


def test_mkdocs_leaves_out_what_the_program_takes_for_unpublished() -> None:
    config = load_config(str(ROOT / "mkdocs.yml"))
    assert config.exclude_docs is not None
    assert all(config.exclude_docs.match_file(f"{folder}/a.md") for folder in UNPUBLISHED)
    assert not config.exclude_docs.match_file("handbook/index.md")
