"""The command line: parses options, calls, prints, sets the exit code (0 clean, 1 problems, 2 wrong use).

Each command imports its modules when it runs, so that help texts and errors in options appear at once.
"""

import gc
import io
import os
import shlex
import sys
import threading
import time
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import click

from scripts.commands import editing, release
from scripts.commands.chinese import disk_error_text, translate_click, translate_metavars
from scripts.commands.options import (
    CONTENT,
    FORMAT,
    JOBS,
    OUT,
    PLAIN,
    PRIVATE,
    PRODUCTION,
    PROFILE,
    SITE_URL,
    TODAY,
    LateChoice,
    print_problems,
    refuse_foreign,
    settings_from,
    with_settings,
)
from scripts.commands.unchanged import Answer, Unchanged
from scripts.problems import RefusedError, has_errors
from scripts.publish.progress import Progress
from scripts.settings import Settings

translate_click()


class Commands(click.Group):
    """Turns a refusal in any command into one sentence and an exit code."""

    def main(self, *args: Any, **extra: Any) -> Any:
        code = 2
        try:
            return super().main(*args, **extra)
        except RefusedError as error:
            why, code = str(error), error.code
        except OSError as error:
            why = disk_error_text(error)
        except ModuleNotFoundError as error:
            if str(error.name).startswith("scripts"):
                raise
            why = f"还没有装 {error.name}：请先运行一次 make site；编辑台是 make desk，表格是 make sheets"
        click.echo(f"错误：{why}", err=True)
        sys.exit(code)


@click.group(cls=Commands, help="文明实践网站：检查记录，生成网站。")
def commands() -> None:
    gc.set_threshold(200_000, 20)  # records and pages live until the build ends: frequent collections find nothing


for command in (*editing.COMMANDS, *release.COMMANDS):
    commands.add_command(command)


@commands.command(help="生成网站")
@with_settings(CONTENT, OUT, SITE_URL, PRODUCTION, PROFILE, TODAY, PRIVATE, FORMAT, JOBS, PLAIN)
def build(settings: Settings, style: str) -> None:
    start = time.monotonic()
    last = Unchanged(settings)
    if not (told := last.answer()):
        refuse_foreign(settings)
        told = _built(settings, last)
    else:
        Progress().stage("和上一次生成时完全一样，不用重新生成")
    print_problems(told.problems, style, settings.content)
    for name, count in told.records.items():
        click.echo(f"  {name}：{count}", err=True)
    click.echo(
        f"{'已生成' if told.built else '没有生成'}：{sum(told.records.values())} 条记录，{told.pages} 个页面，"
        f"{len(told.problems)} 个问题，{time.monotonic() - start:.1f} 秒",
        err=True,
    )
    if told.built:
        run = (sys.executable, "-m", "http.server", "--directory", str(settings.site), "8000")
        click.echo(f"预览：运行 {shlex.join(run)}，再打开 http://127.0.0.1:8000/", err=True)
    elif settings.site.is_dir():
        click.echo("上一次生成的网站还在，没有动", err=True)
    sys.exit(not told.built)


def _built(settings: Settings, last: Unchanged) -> Answer:
    """Builds the site and stores the answer, which is reused until something changes."""
    from scripts.pipeline import Report, build
    from scripts.records import TYPES

    def answer(report: Report) -> Answer:
        records = {f"{TYPES[folder].label}（{folder}）": count for folder, count in report.records.items()}
        return Answer(records, report.pages, report.problems, report.built)

    return answer(build(settings, Progress(), lambda report: last.keep(answer(report))))


@commands.command(help="只检查记录")
@with_settings(CONTENT, PRODUCTION, PROFILE, TODAY, PRIVATE, FORMAT)
def check(settings: Settings, style: str) -> None:
    from scripts.checks import load_and_check

    loaded, problems = load_and_check(settings)
    print_problems(problems, style, settings.content)
    count = sum(not (settings.production and record.sample) for record in loaded.records.values())
    click.echo(f"{count} 条记录，{len(problems)} 个问题", err=True)
    sys.exit(has_errors(problems))


@commands.command(help="回答一次提交：检查、生成，写明哪里要改，或者读者会看到什么变化")
@click.option(
    "--for",
    "host",
    type=LateChoice("scripts.commands.ci", "HOSTS"),
    default="plain",
    show_default=True,
    help="哪个代码托管",
)
@click.option("--base", default="", help="和哪个版本比，例如 origin/main")
@click.option("--preview", default="", help="预览的网址，写进小结的链接")
@with_settings(CONTENT, OUT, SITE_URL, PRODUCTION, TODAY)
def ci(settings: Settings, host: str, base: str, preview: str) -> None:
    from scripts.commands.ci import answer

    refuse_foreign(settings)
    done = answer(settings, host, base, preview)
    click.echo(f"{done.log}\n" if done.log else "", nl=False)
    click.echo(done.text, err=True)
    sys.exit(has_errors(done.problems))


@commands.command(help="给改动的页面拍照，改动前后各一张（先运行 ci --base；需要 Chromium）")
@with_settings(OUT, SITE_URL, PRODUCTION, TODAY)
def pictures(settings: Settings) -> None:
    from scripts.release.screenshots import take_screenshots as taken

    click.echo(taken(settings, Progress()), err=True)


@commands.command(help="本机预览，改动后自动刷新")
@CONTENT
@OUT
@PRODUCTION
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="端口")
def serve(content: Path, out: Path | None, production: bool, port: int) -> None:
    from scripts.commands.serve import serve as run

    ask = partial(settings_from, content=content, out=out, production=production)
    try:
        run(ask, port)
    except OSError as error:
        raise _port_taken(port, error) from None
    except Exception as error:  # a template, hook or plugin may raise anything
        from scripts.publish.build_errors import build_problem

        print_problems([build_problem(error, ask().root)], "full", content)
        sys.exit(1)


@commands.command(help="编辑台：在浏览器里用表格填写和修改记录（先运行一次 make desk）")
@with_settings(CONTENT)
@click.option("--port", type=click.IntRange(1, 65535), default=8765, show_default=True, help="端口")
def desk(settings: Settings, port: int) -> None:
    from scripts.desk.app import serve as run

    click.echo(f"编辑台：http://127.0.0.1:{port}/ （按 Ctrl+C 停止）", err=True)
    try:
        run(settings, port)
    except OSError as error:
        raise _port_taken(port, error) from None


@commands.command("print-set", help="把一个展览的海报、展板、说明牌、清单存成 PDF（需要 Chromium）")
@click.argument("show")
@with_settings(OUT)
def print_set(settings: Settings, show: str) -> None:
    from scripts.pipeline import is_ours
    from scripts.publish.swap import locked
    from scripts.release.browser import print_set

    if is_ours(settings):
        with locked(settings.out, site=settings.site):
            pass  # taking the lock repairs what a killed build left
    for path in print_set(settings.site, show, settings.out / "print" / show):
        click.echo(path)


@commands.command(help="把新公布的地址记进 urls.lock，把登记簿里同意书的编号、范围和期限记进 consents.lock")
@with_settings(CONTENT, PRIVATE)
@click.option("--redate", multiple=True, help="这个地址的发布日期原来写错了，改记新的")
def lock(settings: Settings, redate: tuple[str, ...]) -> None:
    from scripts.catalogue.urls_lock import URLS, Lock, updated_text
    from scripts.checks import load_and_check
    from scripts.editing.save import Change, save
    from scripts.load.consents import CONSENTS, private_registry

    content, folder = settings.content, settings.content.parent
    if (registry := private_registry(settings)) and not registry.problem:
        save(content, [Change.of(folder / CONSENTS, registry.text)])
        click.echo(f"已写 {folder / CONSENTS}")
    loaded, problems = load_and_check(settings)
    wrong = [p for p in problems if p.severity == "error" and not (p.code == "A02" and redate)]
    print_problems(wrong, "full", content)
    if wrong:
        sys.exit(1)
    path = folder / URLS
    save(content, [Change.of(path, updated_text(Lock.read(path), loaded, frozenset(redate)))])
    click.echo(f"已写 {path}")


@commands.command(help="列出要另一位同事复核的句子；写了 --verdict 就把结论记进 reviews.yml")
@with_settings(CONTENT, PRIVATE)
@click.option("--number", "numbers", type=click.IntRange(1), multiple=True, help="看过的是第几句，可以写几次")
@click.option("--verdict", type=LateChoice("scripts.privacy.reviews", "Verdict"), help="结论")
@click.option("--reference", help="结论是本人书面同意的，写同意书编号")
@click.option("--by", help="谁看的，写职务或部门")
def review(
    settings: Settings, numbers: tuple[int, ...], verdict: str | None, reference: str | None, by: str | None
) -> None:
    from scripts.commands.review import WAIVED, as_text, sentences_to_review, write_reviews
    from scripts.load.content import load

    loaded = load(settings.content, settings)
    found = sentences_to_review(loaded)
    if not verdict:
        click.echo("\n".join(as_text(loaded, number, one) for number, one in enumerate(found, 1)) or "没有要复核的句子")
        click.echo(WAIVED)
        sys.exit(bool(found))
    if not found:
        raise click.UsageError("没有要复核的句子")
    chosen = [one for number, one in enumerate(found, 1) if number in numbers]
    if not by or len(chosen) != len(set(numbers)) or not chosen:
        raise click.UsageError(f"请用 --by 写明谁看的，用 --number 写明是第几句（1 到 {len(found)}）")
    write_reviews(loaded, chosen, verdict=verdict, reference=reference, by=by, date=str(loaded.settings.today))
    click.echo(f"已把 {len(chosen)} 句记进 reviews.yml")


translate_metavars(commands)


def _port_taken(port: int, error: OSError) -> click.UsageError:
    return click.UsageError(f"端口 {port} 不能用：{error.strerror}。请换一个：--port {port + 1}")


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a GBK console shows ? for characters it lacks
    try:
        commands(prog_name="python -m scripts")
    except SystemExit as end:
        with suppress(OSError, AttributeError):  # a closed stream; a full disk has been reported already
            sys.stdout.flush()
            sys.stderr.flush()
        # Freeing all records and pages one by one takes a tenth of a build after an edit, and a failed write would be
        # tried again, with another exit code.
        if isinstance(end.code, int) and threading.active_count() == 1:
            os._exit(end.code)
        raise
