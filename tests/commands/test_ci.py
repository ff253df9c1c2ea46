"""What `.ci/run` says to an editor: whose turn it is, and that the old site stands. Its commands are stubs here."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support import ROOT

PYTHON = '#!/bin/sh\necho "python $*" >> calls\n[ "$FAILS" != "$3" ]\n'


@pytest.mark.parametrize(
    ("fails", "code", "said", "calls"),
    [
        ("", 0, "记录没有错误，网站已经生成", ["check", "build", "test"]),
        ("check", 1, "结论：记录里有错误", ["check"]),
        ("build", 1, "结论：网站没有生成", ["check", "build"]),
        ("test", 1, "结论：记录没有问题，是程序的测试没有通过", ["check", "build", "test"]),
    ],
)
def test_the_last_line_says_whose_turn_it_is(
    fails: str, code: int, said: str, calls: list[str], tmp_path: Path
) -> None:
    (tmp_path / ".ci").mkdir()
    shutil.copy(ROOT / ".ci/run", tmp_path / ".ci/run")
    make = '#!/bin/sh\necho "make $*" >> calls\n[ "$FAILS" != "$1" ]\n'
    for name, text in {
        "bin/make": make,
        "bin/chromium": "#!/bin/sh\n",
        "bin/fc-list": "#!/bin/sh\necho 字体\n",
    }.items():
        program(tmp_path / name, text)
    program(tmp_path / ".venv/bin/python", PYTHON)
    environment = {"PATH": f"{tmp_path / 'bin'}:{os.defpath}", "FAILS": fails}
    done = subprocess.run([tmp_path / ".ci/run"], env=environment, capture_output=True, check=False)
    lines = done.stderr.decode().strip().splitlines()
    assert done.returncode == code and said in lines[-1]
    assert code == 0 or fails == "test" or "公众看到的还是上一次的网站" in lines[-1]
    ran = [line.split()[-1] for line in (tmp_path / "calls").read_text().splitlines()]
    assert [call for call in ran if call in {"check", "build", "test"}] == calls


def program(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)
