"""All messages of commands are Chinese, including click's own."""

import errno
import re

import pytest

from scripts.__main__ import commands
from scripts.commands.chinese import disk_error_text
from tests.commands.support import run

ENGLISH = re.compile(r"[a-z]{2,} [a-z]{2,} [a-z]{2,}")


@pytest.mark.parametrize("name", ["", *sorted(commands.commands)])
def test_the_help_is_chinese(name: str) -> None:
    said = run(*filter(None, [name, "--help"])).output
    assert "用法：" in said and "显示这份说明" in said
    assert [line for line in said.splitlines() if ENGLISH.search(line) and "python" not in line] == []
    assert re.findall(r"OPTIONS|COMMAND|ARGS|DIRECTORY|PATH|FILE|TEXT|INTEGER|RANGE|%", said) == []
    options = [line for line in said.partition("选项:")[2].splitlines() if re.match(r"  --[\w-]+(?: [^ \[]+)?  ", line)]
    starts = {_columns(re.match(r"  --[\w-]+(?: [^ ]+)? +", line)[0]) for line in options}  # type: ignore[index]
    assert len(starts) == 1  # what is said of them stands in one column


def _columns(text: str) -> int:
    return sum(2 if char > "\u2e7f" else 1 for char in text)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["new", "新文"], "没有“新文”这一类，请从这些里选一个：荣誉称号（awards）"),
        (["export", "a.xlsx", "人物"], "没有“人物”这一类"),
        (["new"], "没有写 '类别'"),
        (["chek"], "没有 chek 这个命令"),
        (["check", "--formt", "a"], "没有 --formt 这个选项"),
        (["check", "--format", "a"], "没有“a”，只能写"),
        (["check", "--today", "昨天"], "不是日期"),
        (["check", "--content", "/nowhere"], "没有 /nowhere"),
        (["serve", "--port", "0"], "不在"),
        (["check", "--format"], "还要写一样东西"),
        (["rename", "a", "b", "c"], "多写了 c"),
        (["ci", "--for", "nowhere"], "没有“nowhere”"),
        (["build", "--out", "mkdocs.yml"], "是文件"),
    ],
)
def test_a_command_typed_wrong_is_told_in_chinese(words: list[str], said: str) -> None:
    result = run(*words)
    assert result.exit_code == 2 and said in result.output
    assert [line for line in result.output.splitlines() if ENGLISH.search(line)] == []


def test_a_switch_of_the_environment_is_told_of_in_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KEEP_GOING", "是")
    said = run("publish").output
    assert "'--keep-going' 写得不对：“是”不行，只能写 true 或 false。" in said and "valid" not in said


@pytest.mark.parametrize(
    ("number", "said"), [(errno.ENOLCK, "网络盘"), (errno.EROFS, "那里只能读"), (errno.EIO, "stop")]
)
def test_what_the_disk_refuses_is_said_in_chinese_where_we_know_it(number: int, said: str) -> None:
    assert disk_error_text(OSError(number, "stop", "a/b")).startswith("不能读写 a/b：")
    assert said in disk_error_text(OSError(number, "stop", "a/b"))
