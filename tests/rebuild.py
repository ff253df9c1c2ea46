"""Compares incremental builds with builds from scratch: `python -m tests.rebuild --sequences 50` for a long run.

A sequence makes three edits, one after another, each chosen by a seed, and after each compares every byte that the two
write, and every problem they tell of. The edits are those on which other generators published broken pages.
"""

import os
import random
import re
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from io import StringIO
from pathlib import Path

import click
import pytest

from scripts import pipeline
from scripts.pipeline import Report
from scripts.publish.config import load_settings
from scripts.publish.progress import Progress
from scripts.render import environment
from scripts.settings import Settings
from tests.render.exhibition.show import photo
from tests.support import MINI, ROOT, project

EDITS = 3
STOPPED = "stopped"
"""Neither build publishes anything, for the same problems."""
PLAIN = r"(?m)^  - (\w+): \S+\.md$"
"""An entry of the menu that has none below it; the first is the home page."""
Tree = dict[str, bytes]


@dataclass
class Project:
    """A project of its own, of which everything may be edited; ``number`` tells one edit from the next."""

    folder: Path
    chance: random.Random
    patched: pytest.MonkeyPatch = field(default_factory=pytest.MonkeyPatch)
    number: int = 0

    @property
    def content(self) -> Path:
        return self.folder / "content"

    def record(self, holds: str = "") -> Path:
        """A record whose text holds something."""
        found = sorted(path for path in self.content.rglob("*.yml") if re.search(holds, path.read_text("utf-8")))
        return self.chance.choice(found)

    def change(self, path: Path, pattern: str, into: str, count: int = 1) -> None:
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(pattern, into, text, count=count), encoding="utf-8")

    def add_to(self, path: Path, text: str) -> None:
        path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def of_a_text(one: Project) -> None:
    one.change(one.record("(?m)^body: "), r"(?m)^(body: \|\n)", rf"\1  又添一句，第{one.number}句。\n\n")


def of_a_title(one: Project) -> None:
    one.change(one.record(), r"(?m)^(title|name): (.*)", rf"\1: \2又{one.number}")


def of_a_date(one: Project) -> None:
    one.change(one.record(), r"(?m)^published: (\d{4}).*", rf"published: \1-{one.chance.randint(1, 9):02}-02")


def of_tags(one: Project) -> None:
    one.change(one.record("(?m)^published: "), r"(?m)^(published: )", rf"tags: [词{one.number}]\n\1")


def of_a_comment(one: Project) -> None:
    one.add_to(one.record(), f"# 第{one.number}条备注\n")


def of_a_relation_by_name(one: Project) -> None:
    """What the record refers to then changes with the title of the street, and its own file does not."""
    path = one.record(r"(?m)^street: [a-z]")
    said = re.search(r"(?m)^street: ([a-z-]+)", path.read_text(encoding="utf-8"))
    street = (one.content / f"streets/{said[1] if said else ''}.yml").read_text(encoding="utf-8")
    title = re.search("(?m)^title: (.*)$", street)
    one.change(path, r"(?m)^street: [a-z-]+", f"street: {title[1] if title else ''}")


def a_record_more(one: Project) -> None:
    text = f"title: 新项目{one.number}\nstreet: liu-yin\npublished: 2026-03-0{one.number + 1}\n"
    (one.content / f"volunteer-projects/xin-{one.number}.yml").write_text(text, encoding="utf-8")


def a_record_less(one: Project) -> None:
    one.record().unlink()


def a_record_renamed(one: Project) -> None:
    path = one.record()
    one.add_to(path, f"aliases: [{path.relative_to(one.content).with_suffix('').as_posix()}]\n")
    path.rename(path.with_name(f"gai-{one.number}.yml"))


def a_record_withdrawn(one: Project) -> None:
    one.add_to(one.record(), "status: 撤下\n")


def a_picture(one: Project) -> None:
    path = one.chance.choice(sorted(path for path in one.content.rglob("*.*") if path.suffix in {".png", ".jpg"}))
    if path.suffix == ".jpg":
        path.write_bytes(photo(one.number))
        return
    path.with_suffix(".jpg").write_bytes(photo(one.number))
    for record in one.content.rglob("*.yml"):
        one.change(record, re.escape(path.name), path.with_suffix(".jpg").name, count=0)
    path.unlink()


def a_template(one: Project) -> None:
    one.add_to(one.chance.choice(sorted((one.folder / "templates").glob("*.j2"))), f"<p>第{one.number}处</p>\n")


def an_override(one: Project) -> None:
    one.add_to(one.chance.choice(sorted((one.folder / "overrides").rglob("*.html"))), f"<!-- {one.number} -->\n")


def a_setting(one: Project) -> None:
    lines = (("site_name: .*", "site_name: 又名{}"), ("site_url: .*", "site_url: https://www.example.cn/{}/"))
    pattern, into = one.chance.choice((*lines, ("(?m)^ +organiser: .*", "    organiser: 第{}个单位")))
    one.change(one.folder / "mkdocs.yml", pattern, into.format(one.number))


def the_menu(one: Project) -> None:
    label = one.chance.choice(re.findall(PLAIN, (one.folder / "mkdocs.yml").read_text(encoding="utf-8"))[1:])
    one.change(one.folder / "mkdocs.yml", rf"(?m)^  - {label}: ", f"  - {label}又{one.number}: ")


def the_menu_less(one: Project) -> None:
    label = re.findall(PLAIN, (one.folder / "mkdocs.yml").read_text(encoding="utf-8"))[-1]
    one.change(one.folder / "mkdocs.yml", rf"(?m)^  - {label}: .*\n", "")


def a_page_by_hand(one: Project) -> None:
    one.add_to(one.folder / "docs/about.md", f"\n第{one.number}段，见[检索](search.md)。\n")


def a_page_by_hand_more(one: Project) -> None:
    link = one.chance.choice(("about.md", "about.md#nowhere", "nowhere.md", f"new-{one.number}.md"))
    (one.folder / f"docs/new-{one.number}.md").write_text(f"# 新页\n\n见[那里]({link})。\n", encoding="utf-8")


def a_page_by_hand_less(one: Project) -> None:
    one.chance.choice(sorted((one.folder / "docs").glob("*.md"))).unlink()


def a_static_file(one: Project) -> None:
    one.add_to(one.folder / "docs/assets/css/tokens.css", f"/* {one.number} */\n")


def a_version(one: Project) -> None:
    for module in ("publish.incremental", "render.pages"):
        one.patched.setattr(f"scripts.{module}.program_digest", lambda: f"version {one.number}")


KINDS: tuple[Callable[[Project], None], ...] = (
    of_a_text,
    of_a_title,
    of_a_date,
    of_tags,
    of_a_comment,
    of_a_relation_by_name,
    a_record_more,
    a_record_less,
    a_record_renamed,
    a_record_withdrawn,
    a_picture,
    a_template,
    an_override,
    a_setting,
    the_menu,
    the_menu_less,
    a_page_by_hand,
    a_page_by_hand_more,
    a_page_by_hand_less,
    a_static_file,
    a_version,
)


@contextmanager
def planned(folder: Path, seed: int, content: Path = MINI) -> Iterator[Project]:
    """A project with pages, overrides and templates of its own, and a copy of the records of the miniature site or others."""
    project(folder)
    for name, source in (("overrides", ROOT / "overrides"), ("content", content)):
        (folder / name).unlink()
        shutil.copytree(source, folder / name)
    shutil.copytree(environment.TEMPLATES, folder / "templates")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(environment, "TEMPLATES", folder / "templates")
        one = Project(folder, random.Random(seed), patched)
        poster = one.content / "exhibitions/deng-ying/poster.png"
        if poster.exists():
            one.change(one.content / "exhibitions/deng-ying.yml", r"poster\.png", "poster.jpg", count=0)
            poster.unlink()
            poster.with_suffix(".jpg").write_bytes(photo(1))
        yield one


def settings_of(one: Project, jobs: int) -> Settings:
    return replace(load_settings(one.folder / "mkdocs.yml", today=date(2026, 11, 28)), cores=jobs)


def built(settings: Settings) -> Report:
    return pipeline.build(settings, Progress(StringIO()))


def tree(out: Path) -> Tree:
    assert (out / "site").is_dir()
    found = (path for name in ("docs", "site", "server") for path in (out / name).rglob("*") if path.is_file())
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in found}


def differences(one: Project, jobs: int) -> list[str]:
    """What a build over the last one says and writes otherwise than one from nothing, which keeps nothing."""
    kept = settings_of(one, jobs)
    report = built(kept)
    with tempfile.TemporaryDirectory() as out:
        anew = replace(kept, out=Path(out), site=Path(out) / "site", accelerated=False)
        right = built(anew)
        said = [f"problem {problem}" for problem in {*report.problems} ^ {*right.problems}]
        said += [f"built {report.built}"] if report.built != right.built else []
        if not right.built or said:
            return said or [STOPPED, *map(str, right.problems)]
        ours, theirs = tree(kept.out), tree(anew.out)
    return sorted(name for name in ours | theirs if ours.get(name) != theirs.get(name))


def run(folder: Path, seed: int, jobs: int, kill: bool = False) -> list[str]:
    """One sequence of edits. Returns what differed, each with the edits that led there; empty when all is well."""
    (before := folder.with_name("before")).mkdir()
    with planned(folder, seed) as one:
        told: list[str] = []
        built(settings_of(one, jobs))
        for kind in one.chance.choices(KINDS, k=EDITS):
            one.number += 1
            _copy(folder, before)
            kind(one)
            told.append(kind.__name__)
            if kill:
                _killed(one, jobs)
            found = differences(one, jobs)
            if STOPPED in found:  # neither publishes: the edit is taken back
                _copy(before, folder)
            elif found:
                return [f"{' → '.join(told)}: {name}" for name in found]
    return []


def _copy(old: Path, new: Path) -> None:
    """Makes in another folder all that an edit may change the same."""
    for name in ("content", "docs", "overrides", "templates"):
        shutil.rmtree(new / name, ignore_errors=True)
        shutil.copytree(old / name, new / name)
    shutil.copy2(old / "mkdocs.yml", new)


def _killed(one: Project, jobs: int) -> None:
    """A build that ends at some moment, without a word."""
    process = os.fork()
    if not process:
        built(settings_of(one, jobs))
        os._exit(0)
    time.sleep(one.chance.random() * 3)
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)


@click.command()
@click.option("--sequences", type=click.IntRange(1), default=20, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True)
def main(sequences: int, seed: int) -> None:
    """三处随机改动一组，每改一处就比一次：用缓存的和从头来的，逐字节相同"""
    for number in range(seed, seed + sequences):
        with tempfile.TemporaryDirectory() as folder:
            found = run(Path(folder) / "project", number, jobs=1 + number % 2, kill=number % 4 == 3)
        print(f"{number}: {'; '.join(found[:5]) or 'same'}", flush=True)
        if found:
            sys.exit(1)


if __name__ == "__main__":
    main()
