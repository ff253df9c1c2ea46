"""Rerunning an old job does not replace a newer commit by an older one."""

import subprocess
from pathlib import Path

import pytest

from scripts.release.guard import refuse_older
from scripts.release.manifest import Manifest, TargetError
from scripts.release.send import send, target_of
from scripts.settings import Settings
from tests.commands.test_ci import commit, committed, git, repository
from tests.release.support import FACTS, sealed

__all__ = ["repository"]


def head(folder: Path) -> str:
    return subprocess.run(["git", "-C", folder, "rev-parse", "HEAD"], capture_output=True, text=True).stdout.strip()


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return committed(tmp_path_factory.mktemp("older")).parent


@pytest.fixture(scope="module")
def commits(project: Path) -> dict[str, str]:
    """Two commits that follow each other, one beside the second, and one that nobody has."""
    folder, found = project, {"old": head(project), "unknown": "f" * 40}
    for name in ("side", "new"):
        git(folder, "checkout", "-q", "--detach", found["old"])
        (folder / "content" / f"{name}.txt").write_text(name, encoding="utf-8")
        commit(folder)
        found[name] = head(folder)
    return found


@pytest.mark.parametrize(
    ("public", "then", "published", "now", "refused"),
    [
        ("new", 2, "old", 1, True),
        ("new", 1, "old", 2, True),  # a clock that is wrong
        ("old", 2, "new", 1, False),
        ("side", 2, "new", 1, True),
        ("unknown", 1, "new", 2, False),
        ("unknown", 2, "new", 1, True),
        ("unknown", 0, "new", 1, False),  # a manifest that does not say it
    ],
)
def test_git_says_which_is_older_and_else_their_time(
    public: str, then: int, published: str, now: int, refused: bool, commits: dict[str, str], project: Path
) -> None:
    facts = FACTS | {"commit": commits[public], "committed": then, "tools": {}, "files": {}}
    try:
        refuse_older(project, Manifest(**facts), commits[published], now)  # type: ignore[arg-type]
    except TargetError as error:
        assert refused and "--accept-older" in str(error)
    else:
        assert not refused


def test_no_older_commit_is_taken_unasked(commits: dict[str, str], project: Path, tmp_path: Path) -> None:
    address = str(tmp_path / "www")

    def publish(name: str, **accepted: bool) -> Manifest:
        _, manifest = sealed(tmp_path / name, name, commit=commits[name])
        settings = Settings(root=project, content=tmp_path / "content", out=tmp_path / name)
        assert not send(settings, target_of(address), manifest, str, **accepted)[0]
        return manifest

    def public() -> Manifest | None:
        with target_of(address).opened() as target:
            return target.manifest()

    publish("old")
    new = publish("new")
    with pytest.raises(TargetError, match="公众看到的是更新的提交"):
        publish("old")
    assert public() == new
    assert publish("old", accept_older=True) == public()


def test_an_address_deleted_with_its_line_in_the_lock_is_still_promised(repository: Path, tmp_path: Path) -> None:
    lock, seen = repository.parent / "urls.lock", tuple(f"{letter}/" for letter in "abcdefgh")
    place = target_of(str(tmp_path / "www"))

    def publish(text: str, pages: tuple[str, ...], **accepted: bool) -> tuple[str, ...]:
        lock.write_text(text, encoding="utf-8")
        commit(repository.parent)
        out = tmp_path / head(repository.parent)
        _, manifest = sealed(out, text, pages, commit=out.name)
        settings = Settings(root=repository.parent, content=repository.parent / "content", out=out)
        return send(settings, place, manifest, str, **accepted)[0]

    assert publish("/a/ -\n/b/ -\n", seen) == ()
    assert publish("/b/ -\n", seen[1:]) == ("1 个公布过的地址没有了：/a/",)
    assert publish("/b/ -\n# 甲\n", seen[1:], accept_loss=True) == ()
    assert publish("/b/ -\n# 乙\n", seen[1:]) == ()
