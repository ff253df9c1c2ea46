"""``python -m tests.search_eval`` draws queries from the records and runs them in Chromium on a built site."""

from pathlib import Path

import click

from scripts.catalogue import Site
from scripts.commands.options import CONTENT, PRODUCTION
from scripts.load.content import load
from scripts.search.documents import documents
from scripts.search.index import FOLDER
from scripts.settings import PROJECT
from tests.search_eval.cases import cases
from tests.search_eval.evaluate import evaluate
from tests.search_eval.table import table

SITE = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command(help="从记录里抽出查询，在真正的浏览器里逐条查")
@CONTENT
@PRODUCTION
@click.option("--site", type=SITE, default=PROJECT / "build/site", help="生成好的网站", show_default="build/site")
@click.option("--each", type=click.IntRange(1), default=100, show_default=True, help="每类至多几条")
@click.option("--seed", type=int, default=1, show_default=True, help="随机种子")
@click.option("--slowed", type=click.IntRange(1, 20), default=4, show_default=True, help="把处理器放慢几倍")
def main(content: Path, production: bool, site: Path, each: int, seed: int, slowed: int) -> None:
    if not (site / FOLDER).is_dir():
        raise click.UsageError(f"{site} 里没有搜索索引：请先运行 make site")
    asked = cases(documents(Site(load(content.resolve()), production=production), PROJECT / "docs"), each, seed)
    rows, answers = evaluate(site, asked, slowed)
    click.echo(table(rows))
    for answer in answers:
        if not answer.place:
            click.echo(f"没有进前五：{answer.case}（共 {answer.found} 条）", err=True)


if __name__ == "__main__":
    main(prog_name="python -m tests.search_eval")
