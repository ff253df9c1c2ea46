"""The commands: they parse, call, print and set the exit code. 0 clean, 1 problems, 2 wrong use."""

import datetime
import sys
from pathlib import Path

import click

from scripts import pipeline
from scripts.printers import FORMATS
from scripts.problems import Problem, has_errors
from scripts.progress import Progress
from scripts.records import TYPES
from scripts.terms import Profile, Terms

Day = datetime.datetime | None

CONTENT = click.option(
    "--content",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    callback=lambda context, option, folder: _content_folder(context, option, folder),
    default=pipeline.CONTENT,
    help="记录所在的文件夹",
    show_default="content",
)
OUT = click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=pipeline.OUT,
    help="生成到哪里",
    show_default="build",
)
SITE_URL = click.option(
    "--site-url",
    default="",
    callback=lambda context, option, address: _site_address(context, option, address),
    help="网站的公开地址，例如 https://www.example.cn/",
)
PRODUCTION = click.option("--production", is_flag=True, help="正式发布：不带示例内容")
PROFILE = click.option(
    "--profile", type=click.Choice([item.value for item in Profile]), default="demo", help="为谁生成", show_default=True
)
TODAY = click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="按哪一天检查，不写就是今天")
PRIVATE = click.option(
    "--private", type=click.Path(file_okay=False, path_type=Path), help="同意书登记簿和来源原文所在，不公开"
)
FORMAT = click.option("--format", "style", type=click.Choice(list(FORMATS)), default="full", help="问题的输出格式")


class Commands(click.Group):
    """Says in a sentence what the disk refused, whichever command met it."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except OSError as error:
            raise click.UsageError(f"不能读写 {error.filename or ''}：{error.strerror or error}", ctx) from None


@click.group(cls=Commands, help="城关文明实践网站：检查记录，生成网站。")
def commands() -> None:
    pass


@commands.command(help="生成网站")
@CONTENT
@OUT
@SITE_URL
@PRODUCTION
@PROFILE
@TODAY
@PRIVATE
@FORMAT
def build(
    content: Path, out: Path, site_url: str, production: bool, profile: str, today: Day, private: Path, style: str
) -> None:
    terms = _terms(production, profile, today, private)
    options = pipeline.Options(content.resolve(), out.resolve(), site_url, production, terms)
    _refuse_foreign(options)
    report = pipeline.build(options, Progress())
    _print_problems(report.problems, style, content)
    for folder, count in report.records.items():
        click.echo(f"  {TYPES[folder].label}（{folder}）：{count}", err=True)
    total = sum(report.records.values())
    click.echo(
        f"{'已生成' if report.built else '没有生成'}：{total} 条记录，{report.pages} 个页面，"
        f"{len(report.problems)} 个问题，{report.seconds:.1f} 秒",
        err=True,
    )
    if report.built:
        click.echo(f"打开 {out / 'site' / 'index.html'}", err=True)
    sys.exit(has_errors(report.problems))


@commands.command(help="只检查记录")
@CONTENT
@PRODUCTION
@PROFILE
@TODAY
@PRIVATE
@FORMAT
def check(content: Path, production: bool, profile: str, today: Day, private: Path, style: str) -> None:
    terms = _terms(production, profile, today, private)
    loaded, problems = pipeline.read(content.resolve(), terms)
    _print_problems(problems, style, content)
    count = sum(not (production and record.sample) for record in loaded.records.values())
    click.echo(f"{count} 条记录，{len(problems)} 个问题", err=True)
    sys.exit(has_errors(problems))


@commands.command(help="本机预览，改动后自动刷新")
@CONTENT
@OUT
@PRODUCTION
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="端口")
def serve(content: Path, out: Path, production: bool, port: int) -> None:
    from scripts.serve import serve as run

    click.echo(f"预览：http://127.0.0.1:{port}/ （按 Ctrl+C 停止）", err=True)
    try:
        run(pipeline.Options(content.resolve(), out.resolve(), "", production), port)
    except OSError as error:
        raise click.UsageError(f"端口 {port} 不能用：{error.strerror}。请换一个：--port {port + 1}") from None


@commands.command("search-cases", help="从任意一套记录生成搜索评测的查询，写成制表符分开的文件")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@CONTENT
@PRODUCTION
@click.option("--each", type=click.IntRange(1), default=100, show_default=True, help="每类至多几条")
@click.option("--seed", type=int, default=1, show_default=True, help="随机种子")
def search_cases(file: Path, content: Path, production: bool, each: int, seed: int) -> None:
    from scripts.search.cases import cases

    found = cases(pipeline.searchable(pipeline.Options(content.resolve(), production=production)), each, seed)
    file.write_text("".join(f"{case}\n" for case in found), encoding="utf-8")
    click.echo(f"已写到 {file}，共 {len(found)} 条")


@commands.command("search-eval", help="在真正的浏览器里评测搜索：文件每行是类别、查询、应找到的地址")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--site",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=pipeline.OUT / "site",
    help="生成好的网站",
    show_default="build/site",
)
@click.option("--slowed", type=click.IntRange(1, 20), default=4, show_default=True, help="把处理器放慢几倍")
def search_eval(file: Path, site: Path, slowed: int) -> None:
    from scripts.search.cases import read_cases
    from scripts.search.evaluate import evaluate
    from scripts.search.table import table

    try:
        asked = read_cases(file)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    rows, answers = evaluate(site, asked, slowed)
    click.echo(table(rows))
    for answer in answers:
        if not answer.place:
            click.echo(f"没有进前五：{answer.case}（共 {answer.found} 条）", err=True)


@commands.command(help="新建一条记录，带全部字段的说明")
@click.argument("folder", type=click.Choice(list(TYPES)))
@click.argument("name")
@CONTENT
def new(folder: str, name: str, content: Path) -> None:
    from scripts.new import BadNameError, write_new

    try:
        path = write_new(content, folder, name)
    except BadNameError as error:
        raise click.UsageError(str(error)) from None
    click.echo(f"已新建 {path}，请打开填写")


@commands.command("print-set", help="把一个展览的海报、展板、说明牌、清单存成 PDF（需要 Chromium）")
@click.argument("show")
@OUT
def print_set(show: str, out: Path) -> None:
    from scripts.exhibition.print_set import PrintError, print_set

    try:
        for path in print_set(out / "site", show, out / "print" / show):
            click.echo(path)
    except PrintError as error:
        raise click.UsageError(str(error)) from None


@commands.command(help="生成一套虚构的记录，用于测试和测速")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--records", type=click.IntRange(30), required=True, help="记录条数")
@click.option("--seed", type=int, default=1, show_default=True, help="随机种子")
def sample(folder: Path, records: int, seed: int) -> None:
    from scripts.sample import write_sample

    try:
        counts = write_sample(folder, records, seed)
    except FileExistsError as error:
        raise click.UsageError(str(error)) from None
    for name, count in counts.items():
        click.echo(f"  {TYPES[name].label}（{name}）：{count}")
    click.echo(f"已写到 {folder}，共 {sum(counts.values())} 条")


@commands.command(help="把新公布的地址记进 urls.lock")
@CONTENT
@click.option("--redate", multiple=True, help="这个地址的发布日期原来写错了，改记新的")
def lock(content: Path, redate: tuple[str, ...]) -> None:
    from scripts.lock import NAME, Lock, renewed

    loaded, problems = pipeline.read(content.resolve())
    wrong = [p for p in problems if p.severity == "error" and not (p.code == "A02" and redate)]
    _print_problems(wrong, "full", content)
    if wrong:
        sys.exit(1)
    path = content.resolve().parent / NAME
    path.write_text(renewed(Lock.read(path), loaded, frozenset(redate)), encoding="utf-8")
    click.echo(f"已写 {path}")


@commands.command(help="去掉图片里的位置、机主等附加信息")
@CONTENT
def strip(content: Path) -> None:
    from scripts.pictures import strip_all

    for name in strip_all(content):
        click.echo(f"已清理 {name}")


def _terms(production: bool, profile: str, today: Day, private: Path | None) -> Terms:
    day = today.date() if today else None
    return pipeline.terms(today=day, profile=Profile(profile), production=production, private=private)


def _content_folder(_: click.Context, __: click.Parameter, folder: Path) -> Path:
    """A folder that holds records, or nothing yet: not a whole disk by mistake."""
    if any((folder / name).is_dir() for name in TYPES) or not any(folder.iterdir()):
        return folder.resolve()
    raise click.BadParameter(f"{folder} 里没有记录的文件夹（{'、'.join(list(TYPES)[:3])}……）")


def _site_address(_: click.Context, __: click.Parameter, address: str) -> str:
    if address and not address.startswith(("https://", "http://")):
        raise click.BadParameter("请写完整网址，例如 https://www.example.cn/")
    return address


def _refuse_foreign(options: pipeline.Options) -> None:
    """Refuses an ``--out`` whose docs/ or site/ somebody else made: a build empties them."""
    out, content = options.out, options.content
    mine = [pipeline.DOCS, content]
    if (
        any(out.is_relative_to(folder) or folder.is_relative_to(out / "docs") for folder in mine)
        or out == pipeline.ROOT
    ):
        raise click.UsageError(f"不能生成到 {out}：那里是手写页面或记录的文件夹")
    taken = [folder for folder in (out / "docs", out / "site") if folder.is_dir() and any(folder.iterdir())]
    if taken and not pipeline.is_ours(out):
        raise click.UsageError(f"{taken[0]} 里已有别的文件，生成时会清空它：请换一个 --out")


def _print_problems(problems: list[Problem] | tuple[Problem, ...], style: str, content: Path) -> None:
    text = FORMATS[style](problems, content.resolve().parent)
    if text:
        click.echo(text)


if __name__ == "__main__":
    commands(prog_name="python -m scripts")
