"""The workflow files of three code hosts: valid, safe, and every command in them runs."""

import os
import platform
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from PIL import Image

from scripts.__main__ import commands
from scripts.commands.ci import SITES
from scripts.commands.release import publish
from scripts.release.browser import BROWSERS
from scripts.release.screenshots import GAP, HEIGHT, WIDTH
from tests.commands.support import BAD, GOOD
from tests.commands.test_ci import commit, git, program, repository
from tests.serving import Quiet, serving
from tests.support import ROOT, plant

__all__ = ["repository"]
TOOLS = Path(sys.executable).parent
GITHUB, GITLAB, GITEE = ROOT / ".github/workflows/site.yml", ROOT / ".gitlab-ci.yml", ROOT / ".workflow"
CHECKS: dict[str, list[str | Path]] = {
    "GitHub's schema": ["check-jsonschema", "--builtin-schema", "vendor.github-workflows", GITHUB],
    "GitLab's schema": [
        "check-jsonschema", "--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci", GITLAB
    ],
    "actionlint": ["actionlint", GITHUB],
    "zizmor": ["zizmor", "--offline", "--quiet", ROOT / ".github"],
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", CHECKS)
def test_the_files_are_valid_and_safe(name: str) -> None:
    program, *words = CHECKS[name]
    if name == "actionlint" and not (sys.platform == "linux" and platform.machine() == "x86_64"):
        pytest.skip("it comes for no other system")
    done = subprocess.run([TOOLS / str(program), *words], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_actions_are_pinned_and_proposals_write_no_cache() -> None:
    text = GITHUB.read_text(encoding="utf-8")
    assert re.findall(r"uses: \S+@(?![0-9a-f]{40} # v\d)", text) == []
    answer, publish = (str(read(GITHUB)["jobs"][name]["steps"]) for name in ("answer", "publish"))
    assert "cache/restore" in answer and "cache/save" not in answer and "cache/restore" not in publish


def test_each_job_may_do_no_more_than_it_does() -> None:
    """The token that writes to the repository is in one step's hands, and no job may both write there and deploy."""
    text = GITHUB.read_text(encoding="utf-8")
    found = read(GITHUB)["jobs"]
    steps = [step for job in found.values() for step in job["steps"] if "token" in str(step)]
    assert [step["run"] for step in steps] == ['.ci/lock "$GITHUB_REF_NAME"']
    assert text.count("github.token") == 1 and "secrets." not in text and read(GITHUB)["permissions"] == {}
    assert {name: job["permissions"] for name, job in found.items()} == {
        "answer": {"contents": "read"},
        "publish": {"contents": "write"},
        "deploy": {"pages": "write", "id-token": "write"},
        "night": {"contents": "read"},
        "successors": {"contents": "read"},
    }


def test_a_proposal_is_asked_what_main_is_asked() -> None:
    """What differs is what it is compared with, and how the host shows it."""
    words = re.compile(r"\.ci/(?:run|answer) --for \w+ (.*?)(?: --base \S+)?(?: --preview \S+)?")
    asked = {found[1] for lines in JOBS.values() for line in lines if (found := words.fullmatch(line))}
    assert asked == {'--production --site-url "$SITE_URL"'}
    published = [line for lines in JOBS.values() for line in lines if "scripts publish" in line]
    assert len(published) == 3 and all('--site-url "$SITE_URL" --production' in line for line in published)


def test_a_run_by_hand_may_be_given_every_option_that_lets_more_pass() -> None:
    names = {str(option.envvar) for option in publish.params if option.envvar}
    github, gitlab, gitee = read(GITHUB), read(GITLAB)["variables"], read(GITEE / "publish.yml")["variables"]
    inputs = {name.upper() for name in github[True]["workflow_dispatch"]["inputs"]}  # YAML 1.1 reads `on` as true
    assert inputs == names == github["jobs"]["publish"]["env"].keys() - {"SITE_URL", "BASE"}
    assert {name for name, given in gitlab.items() if "description" in given} == names == gitee.keys()


def test_gitee_gets_only_words_its_documentation_knows() -> None:
    """No schema of Gitee Go is published: these are the words of its help pages that we use."""
    for path in GITEE.glob("*.yml"):
        flow = read(path)
        assert flow.keys() <= {"version", "name", "displayName", "triggers", "variables", "strategy", "stages"}
        assert flow["triggers"].keys() <= {"trigger", "push", "pr", "schedule"}
        for time in flow["triggers"].get("schedule", []):
            assert re.fullmatch(r"\d+ \d+ \* \* \?", time["cron"]), "minute, hour, day, month, day of the week"
        for step in (step for stage in flow["stages"] for step in stage["steps"]):
            known = {"step", "name", "displayName", "pythonVersion", "commands", "artifacts"}
            assert step.keys() <= known and step["step"] == "build@python"


def read(path: Path) -> Any:
    return yaml.load(path.read_bytes(), yaml.CSafeLoader)


def jobs() -> Iterator[tuple[str, list[str]]]:
    """Each job of the three hosts with its commands."""
    for name, job in read(GITHUB)["jobs"].items():
        if runs := [step["run"] for step in job["steps"] if "run" in step]:
            yield f"github {name}", runs
    for name, job in read(GITLAB).items():
        if "script" in job:
            yield f"gitlab {name}", job["script"]
    for path in sorted(GITEE.glob("*.yml")):
        for step in (step for stage in read(path)["stages"] for step in stage["steps"]):
            yield f"gitee {step['name']}", step["commands"]


JOBS = dict(jobs())


def test_every_host_answers_and_publishes() -> None:
    assert {"github answer", "github publish", "github night", "gitlab answer", "gitlab pages", "gitlab night"} < {
        *JOBS
    }
    assert {"gitee answer", "gitee publish", "gitee night"} < {*JOBS}
    assert sum(SUCCESSORS in lines for lines in JOBS.values()) == 3


CAMERA = """#!/bin/sh
for word; do case $word in --screenshot=*) cp "${0%/bin/*}/shot.png" "${word#*=}" ;; esac; done
"""
"""In the place of a browser, which takes seconds for a picture; test_screenshots asks a real one."""


@pytest.fixture
def runner(repository: Path, tmp_path: Path, kept: Path) -> Iterator[tuple[Path, dict[str, str]]]:
    """A clone of a small project with its tools, on a proposal's commit, and the environment a host gives it.

    Its site is served at ``SITE_URL`` as soon as there is one.
    """
    folder, remote = repository.parent, tmp_path / "origin.git"
    config = repository.read_text(encoding="utf-8")
    config = config.replace('organiser: ""', "organiser: 甲区委宣传部").replace('contact: ""', "contact: 甲路 1 号")
    repository.write_text(config, encoding="utf-8")
    (folder / ".gitignore").write_text("/build/\n/.cache\n/.venv/\n", encoding="utf-8")
    (folder / ".cache").symlink_to(kept)
    shutil.copytree(ROOT / ".ci", folder / ".ci")
    for name in ("Makefile", "requirements.txt"):
        shutil.copy(ROOT / name, folder / name)
        os.utime(folder / name, (0, 0))  # older than the environment, so that make finds nothing to do
    venv = folder / ".venv"
    venv.mkdir()
    for name in ("bin", "lib"):
        (venv / name).symlink_to(TOOLS.parent / name)
    shutil.copy(TOOLS.parent / "pyvenv.cfg", venv)
    for name in ("site", "publish"):
        (venv / name).touch()
    commit(folder)
    git(tmp_path, "init", "-q", "--bare", str(remote))
    git(folder, "remote", "add", "origin", str(remote))
    git(folder, "push", "-q", "origin", "main")
    git(folder, "fetch", "-q", "origin")
    plant(folder, {"streets/he-an.yml": GOOD["streets/liu-yin.yml"].replace("柳荫", "河岸").replace("1001", "1002")})
    commit(folder)
    Image.new("L", (2 * WIDTH + GAP, HEIGHT)).save(tmp_path / "shot.png")
    program(tmp_path / "bin" / BROWSERS[0], CAMERA)
    with serving(folder / "build/sealed", Quiet) as url:
        yield (
            folder,
            {
                **os.environ,
                "PATH": f"{tmp_path}/bin:{os.environ['PATH']}",
                "PYTHONPATH": str(folder),
                "SITE_URL": url,
                "PUSH_URL": str(remote),
                "BASE": "HEAD^",
                "CI_COMMIT_BEFORE_SHA": "0" * 40,
                "CI_DEFAULT_BRANCH": "main",
                "CI_JOB_URL": "https://example.cn/job",
                "CI_MERGE_REQUEST_DIFF_BASE_SHA": "origin/main",
                "GITEE_COMMIT": "origin/main",
                "GITHUB_REF_NAME": "main",
                "GITHUB_STEP_SUMMARY": str(tmp_path / "step.md"),
                "URL": "https://example.cn/artifact",
            },
        )


SUCCESSORS = ".ci/successors"
"""It fetches other generators, so that it runs only at night in CI."""


def run(command: str, folder: Path, environment: dict[str, str]) -> str:
    """Runs a line of a workflow as its host does. Returns what it said."""
    words = ["bash", "-e", "-c", command]
    done = subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    return done.stdout + done.stderr


@pytest.mark.parametrize("name", JOBS)
def test_each_command_has_words_that_are_understood(name: str) -> None:
    for command in JOBS[name]:
        line = re.sub(
            r"^\.ci/(?:run|answer) ", ".venv/bin/python -m scripts ci ", command.removesuffix(" || [ $? = 3 ]")
        )
        if found := re.fullmatch(r"\.venv/bin/python -m scripts (\S+) ?(.*)", line):
            commands.commands[found[1]].make_context(found[1], shlex.split(found[2]))  # raises at a word it has not


def distinct(names: Iterable[str]) -> list[str]:
    """The commands of some jobs one after another; one that differs only in its host, a variable or where to comes once.

    ``.ci/run`` passes its words on to ``.ci/answer``; a site that is made again for `verify` is compared as one that is not.
    """
    own = re.compile(
        r" --(?:for|base|preview|to) \S+| --rebuild|(?<=\.ci/)(?:run|answer)|^PUSH_URL=\S+ |(?<=\.ci/lock ).*| \|\| \[ .*"
    )
    found: dict[str, str] = {}
    for line in (line for name in names for line in JOBS[name]):
        found.setdefault(own.sub("", line), line)
    return list(found.values())


DAY = ["github answer", "github publish", "github night", "gitee publish"]


def test_other_hosts_run_the_same_words() -> None:
    others = [name for name in JOBS if SUCCESSORS not in JOBS[name]]
    assert len(distinct([*DAY, *others])) == len(distinct(DAY))


def test_the_report_is_kept_with_the_folder_its_preview_is_in() -> None:
    files = {"github": GITHUB, "gitlab": GITLAB, "gitee": GITEE / "answer.yml"}
    for host, path in files.items():
        (keeping,) = re.findall(rf"(?:path: .*|paths: .*|\n *)build/{SITES[host]}\b", path.read_text(encoding="utf-8"))
        made = f".venv/bin/python -m scripts offline build/{SITES[host]}"
        assert keeping and (SITES[host] == "site" or made in JOBS[f"{host} answer"])


@pytest.mark.slow
def test_each_command_runs_as_written(runner: tuple[Path, dict[str, str]]) -> None:
    """From the proposal over main to the night; a command that all hosts have alike runs once."""
    folder, environment = runner
    for command in distinct(DAY):
        run(command, *runner)
    assert (folder / "build/sealed/streets/he-an/index.html").is_file()
    words = ["git", "-C", environment["PUSH_URL"], "show", "main:urls.lock"]
    assert b"/streets/he-an/ 2026" in subprocess.run(words, capture_output=True, check=True).stdout


@pytest.mark.slow
def test_an_error_on_main_does_not_end_the_job_where_one_wants_the_rest(runner: tuple[Path, dict[str, str]]) -> None:
    folder, environment = runner
    plant(folder, {"streets/he-an.yml": BAD["streets/liu-yin.yml"].replace("柳荫", "河岸")})
    plant(folder, {"streets/liu-yin.yml": GOOD["streets/liu-yin.yml"].replace("柳荫", "柳岸")})
    commit(folder)
    first, *others = JOBS["github publish"]
    locked, published = (next(line for line in others if words in line) for words in (".ci/lock", "scripts publish"))
    environment |= {"KEEP_GOING": "true"}  # without, the first ends the job: test_ci
    said = "".join(run(command, folder, environment) for command in (first, locked, published))
    assert "::error file=content/streets/he-an.yml" in said and "还不能发布" in said
    assert "没有记进 urls.lock" in said and "content/streets/he-an.yml：有错，仍是以前的" in said
    assert "柳岸" in (folder / "build/sealed/streets/liu-yin/index.html").read_text(encoding="utf-8")


@pytest.mark.slow
def test_an_editor_is_told_that_packages_could_not_be_installed(runner: tuple[Path, dict[str, str]]) -> None:
    folder, environment = runner
    (folder / ".venv/site").unlink()
    program(folder.parent / "broken/bin/pip", "#!/bin/sh\nexit 1\n")
    (folder / ".venv/bin").unlink()
    (folder / ".venv/bin").symlink_to(folder.parent / "broken/bin")
    (folder.parent / "broken/bin/python").symlink_to(sys.executable)
    done = subprocess.run([folder / ".ci/answer"], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1 and "没有检查" in done.stderr
    assert "没有检查" in Path(environment["GITHUB_STEP_SUMMARY"]).read_text(encoding="utf-8")


@pytest.mark.slow
def test_lock_fails_loudly_where_it_may_not_push(runner: tuple[Path, dict[str, str]]) -> None:
    folder, environment = runner
    given = {**environment, "PUSH_URL": "/nowhere.git"}
    done = subprocess.run([folder / ".ci/lock", "main"], env=given, capture_output=True, text=True, check=False)
    assert done.returncode == 1 and "没有写入 main 的权限" in done.stderr


@pytest.mark.slow
def test_lock_says_that_main_has_moved(runner: tuple[Path, dict[str, str]], tmp_path: Path) -> None:
    folder, environment = runner
    other = tmp_path / "other"
    git(tmp_path, "clone", "-q", "-b", "main", environment["PUSH_URL"], str(other))
    (other / "note.txt").write_text("甲", encoding="utf-8")
    git(other, "add", "-A")
    commit(other)
    git(other, "push", "-q", "origin", "HEAD:main")
    done = subprocess.run([folder / ".ci/lock", "main"], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1 and "main 上又有了新的提交" in done.stderr
