"""Mistakes of newcomers while publishing: one Chinese sentence with the cure, and nothing is done."""

import shutil
from functools import partial
from pathlib import Path

import pytest

from scripts.commands.chinese import disk_error_text
from scripts.commands.ci import answer
from scripts.publish import config
from scripts.publish.config import load_settings
from scripts.release.git import GitError, head_commit
from scripts.release.manifest import TargetError
from scripts.release.send import target_of
from tests.commands.support import run
from tests.commands.test_ci import committed, git, repository

__all__ = ["repository"]
HERE = "http://127.0.0.1:9"
WRONG = [
    ("publish --to web@host:/srv/site", "不认识“web@host:/srv/site”这个去处：写文件夹，或者像 ssh://"),
    ("publish --to=~nobody-here/www", "不认识“~nobody-here/www”这个去处"),
    ("publish --to build/www", "随时会被删去：--to 后面换一个文件夹"),
    ("publish --to ssh://host:abc/srv", "不认识“ssh://host:abc/srv”这个去处"),
    ("publish --to ssh://-oProxyCommand=x@host/srv", "例如 ssh://web@www.example.cn/srv/site"),
    ("publish --to ssh://host/srv#1", "例如 ssh://web@www.example.cn/srv/site"),
    ("publish --to ssh://host/~/site", "例如 ssh://web@www.example.cn/srv/site"),
    ("publish --to https://host:abc/", "不是完整的网址，例如 https://www.example.cn/"),
    ("publish --to https://没有.invalid/", "没有回答"),
    ("publish --to=\u3000", "请写明发布到哪里"),
    ("publish --to mkdocs.yml", "那里已经有一个文件"),
    ("publish --to ssh://host", "例如 ssh://web@www.example.cn/srv/site"),
    ("publish --to ssh://127.0.0.1:9/srv", "核对服务器名、端口、密钥（~/.ssh/config）"),
    ("publish --to s3://bucket/site", "s3://桶/文件夹?endpoint=https://…&style=virtual（或 path）"),
    ("publish --to s3://bucket/site?endpoint=nonsense", "s3://桶/文件夹?endpoint=https://…&style=virtual（或 path）"),
    (
        f"publish --to s3://bucket?endpoint={HERE}&style=odd",
        "s3://桶/文件夹?endpoint=https://…&style=virtual（或 path）",
    ),
    (f"publish --to s3://bucket?endpoint={HERE}", "放进环境变量 AWS_ACCESS_KEY_ID 和 AWS_SECRET_ACCESS_KEY"),
    ("rollback nowhere", "没有发布过的网站"),
    ("verify nowhere", "这个文件夹"),
    ("verify ssh://host/srv", "能核对的是文件夹和网址"),
    ("verify http://127.0.0.1:9/", "没有回答"),
    ("links --out nowhere", "请先生成网站"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A committed project; nothing is written to it."""
    return committed(tmp_path_factory.mktemp("wrong")).parent


@pytest.mark.parametrize(("line", "words"), WRONG, ids=[line for line, _ in WRONG])
def test_a_sentence_says_what_to_do_before_anything_is_built(
    line: str, words: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    monkeypatch.setattr(config, "load_settings", partial(load_settings, folder / "mkdocs.yml"))
    for name, value in (("AWS_EC2_METADATA_DISABLED", "true"), ("AWS_CONFIG_FILE", "none")):
        monkeypatch.setenv(name, value)
    before = sorted(folder.iterdir())
    done = run(*line.split(" "))
    assert done.exit_code and words in done.stderr and len(done.stderr.splitlines()) == 1, done.stderr
    assert sorted(folder.iterdir()) == before


def test_what_a_disk_refuses_while_a_folder_is_copied_is_said_in_chinese(tmp_path: Path) -> None:
    (tmp_path / "from").mkdir()
    (tmp_path / "from/a").symlink_to("nowhere")
    with pytest.raises(shutil.Error) as refused:
        shutil.copytree(tmp_path / "from", tmp_path / "to")
    assert disk_error_text(refused.value) == f"不能读写 {tmp_path}/to/a：没有这个文件或文件夹"


def test_git_is_told_of_in_chinese(repository: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    git(empty, "init", "-q")
    for folder, words in ((tmp_path, "git clone"), (empty, "还没有提交")):
        with pytest.raises(GitError, match=words):
            head_commit(folder)


@pytest.mark.slow
def test_a_version_that_is_not_here_is_named(repository: Path) -> None:
    done = answer(load_settings(repository), "plain", "origin/main")
    assert "没有和上一版对比：这里没有“origin/main”" in done.text and "全部历史" in done.text


def test_a_page_in_the_place_of_the_manifest_is_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "current/release").mkdir(parents=True)
    (tmp_path / "current/release/manifest.json").write_text("<!doctype html>", encoding="utf-8")
    with pytest.raises(TargetError, match="不是发布清单"):
        target_of(str(tmp_path)).manifest()
