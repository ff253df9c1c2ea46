"""``python -m tests.search_eval cases FILE`` writes queries; ``… ask FILE`` asks a built site those in Chromium."""

from pathlib import Path

import click

from scripts.catalogue import Site
from scripts.commands.options import CONTENT, PRODUCTION
from scripts.load.content import load
from scripts.search.documents import documents
from scripts.search.index import FOLDER
from scripts.settings import PROJECT
from tests.search_eval.cases import cases, read_cases
from tests.search_eval.evaluate import evaluate
from tests.search_eval.table import table


@click.group()
def commands() -> None:
    pass


@commands.command("cases", help="从任意一套记录生成搜索评测的查询，写成制表符分开的文件")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@CONTENT
@PRODUCTION
@click.option("--each", type=click.IntRange(1), default=100, show_default=True, help="每类至多几条")
@click.option("--seed", type=int, default=1, show_default=True, help="随机种子")
def cases_of(file: Path, content: Path, production: bool, each: int, seed: int) -> None:
    found = cases(documents(Site(load(content.resolve()), production=production), PROJECT / "docs"), each, seed)
    file.write_text("".join(f"{case}\n" for case in found), encoding="utf-8")
    click.echo(f"已写到 {file}，共 {len(found)} 条")


@commands.command("ask", help="在真正的浏览器里评测搜索：文件每行是类别、查询、应找到的地址")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--site",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=PROJECT / "build" / "site",
    help="生成好的网站",
    show_default="build/site",
)
@click.option("--slowed", type=click.IntRange(1, 20), default=4, show_default=True, help="把处理器放慢几倍")
def ask(file: Path, site: Path, slowed: int) -> None:
    try:
        asked = read_cases(file)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    if not (site / FOLDER).is_dir():
        raise click.UsageError(f"{site} 里没有搜索索引：请先运行 make site")
    rows, answers = evaluate(site, asked, slowed)
    click.echo(table(rows))
    for answer in answers:
        if not answer.place:
            click.echo(f"没有进前五：{answer.case}（共 {answer.found} 条）", err=True)


if __name__ == "__main__":
    commands(prog_name="python -m tests.search_eval")
