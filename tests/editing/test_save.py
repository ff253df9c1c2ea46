"""Saving is all or nothing, despite kills and others' changes, and never outside the records."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from scripts.editing import save as saving
from scripts.editing.save import Change, recover, save
from scripts.editing.trial import new_errors, new_problems
from scripts.editing.writer import EditError
from scripts.settings import Settings
from tests.commands.support import GOOD
from tests.support import PICTURE, plant

STREET = GOOD["streets/liu-yin.yml"]
DONE = {"streets/liu-yin.yml": STREET + "summary: 甲\n", "streets/xin/san.yml": STREET + "summary: 三\n"}


class Killed(BaseException):
    """The process ends here."""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return plant(tmp_path, GOOD | {"streets/er.yml": STREET.replace("柳荫", "二")})


def two(content: Path) -> list[Change]:
    return [
        Change.of(content / "streets/liu-yin.yml", STREET + "summary: 甲\n"),
        Change.of(content / "streets/er.yml", None),
        Change.of(content / "streets/xin/san.yml", STREET + "summary: 三\n"),
    ]


def state(content: Path) -> dict[str, str]:
    return {str(path.relative_to(content)): path.read_text() for path in sorted(content.rglob("*.yml"))}


def test_all_files_take_their_places(content: Path) -> None:
    save(content, two(content))
    assert state(content) == DONE


@pytest.mark.parametrize("steps", range(12))
def test_a_save_killed_anywhere_is_undone_or_finished(
    content: Path, steps: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, changes = state(content), two(content)
    left = [steps]

    def dying(real: Callable[..., object]) -> Callable[..., object]:
        def call(*given: object, **named: object) -> object:
            if left[0] == 0:
                raise Killed
            left[0] -= 1
            return real(*given, **named)

        return call

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", dying(Path.replace))
        patch.setattr(Path, "unlink", dying(Path.unlink))
        patch.setattr(saving, "_write", dying(saving._write))
        with suppress(Killed):
            save(content, changes)
    recover(content)
    assert state(content) in (before, DONE)
    save(content, changes)  # by whoever had read the files before that
    assert state(content) == DONE


def test_a_full_disk_changes_nothing(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    before, changes = state(content), two(content)
    with monkeypatch.context() as patch:
        patch.setattr(saving, "_write", full)
        with pytest.raises(OSError):
            save(content, changes)
    recover(content)
    assert state(content) == before


def test_what_somebody_changed_meanwhile_is_not_overwritten(content: Path) -> None:
    changes = two(content)
    (content / "streets/er.yml").write_text("title: 别人\n")
    with pytest.raises(EditError, match="er.yml 刚才被别人改过"):
        save(content, changes)
    assert "summary" not in state(content)["streets/liu-yin.yml"]


def test_what_was_changed_after_a_save_was_killed_is_kept_beside_what_was_to_be_saved(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch, pytest.raises(Killed):
        real = Path.replace

        def once(self: Path, target: Path) -> Path:
            if Path(target).suffix == ".yml":
                raise Killed
            return real(self, target)

        patch.setattr(Path, "replace", once)
        save(content, two(content))
    (content / "streets/liu-yin.yml").write_text("title: 别人\n")
    with pytest.raises(EditError, match="请核对"):
        recover(content)
    assert state(content)["streets/liu-yin.yml"] == "title: 别人\n"
    assert (content.parent / ".cache/not-saved/liu-yin.yml").read_text() == STREET + "summary: 甲\n"
    recover(content)


@pytest.mark.parametrize("name", ["../mkdocs.yml", "../scripts/a.py", "../../a.yml", "streets/../../a.yml"])
def test_nothing_outside_the_records_is_written(content: Path, name: str) -> None:
    with pytest.raises(EditError, match="只能写"):
        save(content, [Change(content / name, None, b"x")])


def test_a_link_is_not_written_through(content: Path, tmp_path: Path) -> None:
    (content / "streets/lian.yml").symlink_to(tmp_path / "outside.yml")
    with pytest.raises(EditError, match="只能写"):
        save(content, [Change(content / "streets/lian.yml", None, b"x")])


def test_the_check_says_of_changes_what_it_would_say_of_the_files(tmp_path: Path) -> None:
    content = plant(tmp_path, GOOD | {"streets/dot.png": PICTURE})
    text = STREET.replace("990101001", "99") + "images: [{file: dot.png, alt: 一扇红漆木门, rights: original}]\n"
    assert [
        (one.code, one.line)
        for one in new_problems(content, [Change.of(content / "streets/liu-yin.yml", text)], Settings())
    ] == [("F10", 2)]
    assert state(content) == {"streets/liu-yin.yml": STREET}


def test_errors_that_were_there_before_hinder_only_their_own_file(tmp_path: Path) -> None:
    content = plant(tmp_path, GOOD | {"streets/er.yml": "title: 二\ncode: 1\npublished: 2026\n"})
    other = Change.of(content / "streets/liu-yin.yml", STREET + "summary: 好\n")
    same = Change.of(content / "streets/er.yml", "title: 二\ncode: 2\npublished: 2026\n")
    assert new_errors(content, [other], Settings()) == []
    assert [one.file for one in new_errors(content, [other, same], Settings())] == ["content/streets/er.yml"]
