"""The docs folder holds exactly what it should, and nothing is written that did not change."""

import os
from pathlib import Path

import pytest
from mkdocs.config import load_config

from scripts.catalogue.addresses import UNPUBLISHED
from scripts.publish.stage import ClashError, Staging
from scripts.render.values import Page
from tests.support import ROOT

OLD = 1_000_000_000


@pytest.fixture
def rooms(tmp_path: Path) -> tuple[Path, Path]:
    """Target, hand-written pages."""
    target, handwritten = tmp_path / "target", tmp_path / "docs"
    for path, text in (
        (handwritten / "about.md", "# 关于"),
        (handwritten / "a/style.css", "b{}"),
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return target, handwritten


FILES = {"x/p.png": "图".encode()}


def stage(target: Path, handwritten: Path, made: dict[str, bytes], pages: list[Page]) -> int:
    staging = Staging(target, handwritten)
    for page in pages:
        staging.page(page)
    for name, data in made.items():
        staging.file(name, data)
    staging.finish()
    return staging.pages


def files(folder: Path) -> dict[str, str]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in paths}


def test_what_is_published_only_as_a_part_is_left_out(rooms: tuple[Path, Path]) -> None:
    target, handwritten = rooms
    Staging(target, handwritten, {"a/style.css"}).finish()
    assert set(files(target)) == {"about.md"}


def test_handwritten_pages_generated_pages_and_files_of_records_are_put_together(
    rooms: tuple[Path, Path],
) -> None:
    target, handwritten = rooms
    count = stage(target, handwritten, FILES, [Page("x/a.md", "甲\n"), Page("index.md", "首页\n")])
    assert count == 2
    assert files(target) == {
        "about.md": "# 关于",
        "a/style.css": "b{}",
        "x/a.md": "甲\n",
        "index.md": "首页\n",
        "x/p.png": "图",
    }


def test_what_no_longer_belongs_is_removed_with_its_empty_folders(rooms: tuple[Path, Path]) -> None:
    target, handwritten = rooms
    stage(target, handwritten, FILES, [Page("old/deep/a.md", "甲\n")])
    stage(target, handwritten, {}, [Page("b.md", "乙\n")])
    assert set(files(target)) == {"about.md", "a/style.css", "b.md"}
    assert not (target / "old").exists()
    assert not (target / "x").exists()


def test_a_file_whose_bytes_are_the_same_is_not_written_again(rooms: tuple[Path, Path]) -> None:
    target, handwritten = rooms
    pages = [Page("a.md", "甲\n"), Page("b.md", "乙\n")]
    stage(target, handwritten, FILES, pages)
    for path in target.rglob("*"):
        if path.is_file():
            os.utime(path, (OLD, OLD))
    stage(target, handwritten, FILES, [pages[0], Page("b.md", "丙\n")])
    written = {path.name for path in target.rglob("*") if path.is_file() and path.stat().st_mtime != OLD}
    assert written == {"b.md"}


def test_a_page_is_written_with_the_line_ends_it_has(rooms: tuple[Path, Path]) -> None:
    target, handwritten = rooms
    stage(target, handwritten, {}, [Page("a.md", "甲\r\n乙\n")])
    assert (target / "a.md").read_bytes() == "甲\r\n乙\n".encode()


def test_of_a_handwritten_page_in_another_encoding_what_can_be_read_is_staged(rooms: tuple[Path, Path]) -> None:
    target, handwritten = rooms
    (handwritten / "b.md").write_bytes(b"# b \xff\r\n")
    stage(target, handwritten, {}, [])
    assert files(target)["b.md"] == "# b \ufffd\n"


def test_a_handwritten_page_in_the_place_of_a_generated_one_is_an_error_that_names_it(
    rooms: tuple[Path, Path],
) -> None:
    target, handwritten = rooms
    with pytest.raises(ClashError, match=r"about\.md"):
        stage(target, handwritten, {}, [Page("about.md", "生成的\n")])


def test_two_generated_pages_of_one_path_are_an_error(rooms: tuple[Path, Path]) -> None:
    target, handwritten = rooms
    with pytest.raises(ClashError, match=r"a\.md"):
        stage(target, handwritten, {}, [Page("a.md", "甲\n"), Page("a.md", "乙\n")])


def test_links_among_the_handwritten_files_are_not_followed(rooms: tuple[Path, Path], tmp_path: Path) -> None:
    target, handwritten = rooms
    (tmp_path / "secret.txt").write_text("秘密")
    (handwritten / "link.md").symlink_to(tmp_path / "secret.txt")
    stage(target, handwritten, {}, [])
    assert "link.md" not in files(target)


@pytest.mark.parametrize(
    ("written", "made"),
    [("news.md", "news/index.md"), ("news/index.md", "news/index.html"), ("a/b.md", "a/b/index.html")],
)
def test_two_files_of_one_address_are_an_error(rooms: tuple[Path, Path], written: str, made: str) -> None:
    target, handwritten = rooms
    (handwritten / written).parent.mkdir(parents=True, exist_ok=True)
    (handwritten / written).write_text("# 甲", encoding="utf-8")
    with pytest.raises(ClashError, match=made):
        stage(target, handwritten, {}, [Page(made, "生成的\n")])


def test_mkdocs_leaves_out_what_the_program_takes_for_unpublished() -> None:
    config = load_config(str(ROOT / "mkdocs.yml"))
    assert config.exclude_docs is not None
    assert all(config.exclude_docs.match_file(f"{folder}/a.md") for folder in UNPUBLISHED)
    assert not config.exclude_docs.match_file("handbook/index.md")
