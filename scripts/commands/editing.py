"""The commands that change records: they parse, call, print and set the exit code."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scripts.commands.options import CONTENT, LateChoice, print_problems, with_settings
from scripts.settings import Settings

if TYPE_CHECKING:
    from scripts.editing.save import Change


def _folder(said: str) -> str:
    """The folder of a type, given by its name or its Chinese label."""
    from scripts.load.resolve import LABELS
    from scripts.records import TYPES

    folder = LABELS.get(said, said)
    if folder not in TYPES:
        kinds = "、".join(f"{kind.label}（{name}）" for name, kind in TYPES.items())
        raise click.UsageError(f"没有“{said}”这一类，请从这些里选一个：{kinds}")
    return folder


@click.command(help="新建一条记录：只写必填的和选中的字段，缺什么问什么")
@click.argument("folder", metavar="类别", callback=lambda _, __, said: _folder(said))
@click.argument("name", metavar="[文件名]", required=False, default="")
@CONTENT
@click.option(
    "--set", "said", multiple=True, metavar="字段=值", help="直接写好一个字段，可以写几次，例如 --set 标题=夜课"
)
@click.option("--with", "more", multiple=True, metavar="字段", help="还要这个字段，留空待填，可以写几次")
@click.option("--full", is_flag=True, help="写手册里那条完整的样例")
def new(folder: str, name: str, content: Path, said: tuple[str, ...], more: tuple[str, ...], full: bool) -> None:
    from scripts.editing.new_records import write_example, write_new
    from scripts.load.one_record import load_record
    from scripts.load.split_records import record_of_part

    values = dict(_field_and_value(one) for one in said)
    ask = (lambda label: str(click.prompt(label, default="", show_default=False))) if sys.stdin.isatty() else None
    path = write_example(content, folder, name) if full else write_new(content, folder, name, values, more, ask)
    click.echo(f"已新建 {path}")
    file = path.relative_to(content).as_posix()
    _, problems = load_record(content, record_of_part(content, file) or file)
    for problem in problems:
        click.echo(f"  第 {problem.line} 行：{problem.message}。{problem.hint}")


@click.command(help="整理文件：字段按手册的次序，容易认错的值加引号；备注和内容不变")
@click.argument("files", nargs=-1, metavar="[文件]...", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@with_settings(CONTENT)
def fmt(settings: Settings, files: tuple[Path, ...]) -> None:
    from scripts.editing.fmt import format_text
    from scripts.editing.save import Change, read_text, save
    from scripts.editing.writer import EditError
    from scripts.load.content import load

    content, parent = settings.content, settings.content.resolve().parent
    loaded = load(content, settings)
    records = loaded.all_records if files else loaded.records
    known = {(content / file).resolve(): one.model_of(file) for one in records.values() for file in one.files}
    chosen = [path.resolve() for path in files]
    if lost := [path for path in chosen if path not in known]:
        raise EditError(f"{lost[0]} 读不成一条记录，没有整理：请先照 check 说的改好")
    changes = [Change.of(path, format_text(read_text(path), known[path])) for path in chosen or known]
    changed = [change for change in changes if change.before != change.after]
    for change in changed:
        click.echo(change.path.relative_to(parent))
    save(content, changed)
    click.echo(f"已整理 {len(changed)} 个文件", err=True)
    if not files and (
        left := {one.file for one in loaded.problems if one.file.endswith(".yml") and parent / one.file not in known}
    ):
        raise EditError(f"有 {len(left)} 个文件有错，没有整理：{'、'.join(sorted(left))}。请先照 check 说的改好")


@click.command(help="给一条记录改文件名：旧地址自动转到新地址，指向它的记录一起改")
@click.argument("old", metavar="原来的编号")
@click.argument("new", metavar="新的编号")
@with_settings(CONTENT)
def rename(settings: Settings, old: str, new: str) -> None:
    from scripts.editing.lifecycle import rename_changes
    from scripts.load.content import load

    _save_if_valid(settings, rename_changes(load(settings.content, settings), old, new))


@click.command(help="撤下一条记录：原地址写明已撤下，正文和图片一并拿掉")
@click.argument("record", metavar="编号")
@with_settings(CONTENT)
@click.option(
    "--because", type=LateChoice("scripts.records.vocabularies", "WithdrawalReason"), help="原因，会显示在原地址上"
)
def withdraw(settings: Settings, record: str, because: str | None) -> None:
    from scripts.editing.lifecycle import withdrawal_changes
    from scripts.load.content import load

    _save_if_valid(settings, withdrawal_changes(load(settings.content, settings), record, because))


@click.command(help="把记录导出成 .xlsx 表格，在 Excel 或 WPS 里改")
@click.argument("file", metavar="文件.xlsx", type=click.Path(dir_okay=False, path_type=Path))
@click.argument("folders", metavar="[类别]...", nargs=-1, callback=lambda _, __, said: [_folder(one) for one in said])
@with_settings(CONTENT)
@click.option(
    "--where", multiple=True, metavar="字段=字", help="只要这个字段里有这些字的记录，例如 --where 街道=渭源路"
)
def export(settings: Settings, file: Path, folders: tuple[str, ...], where: tuple[str, ...]) -> None:
    from scripts.editing.sheet_export import select_records, write_book
    from scripts.load.content import load
    from scripts.records import TYPES

    if file.suffix.lower() != ".xlsx" or not file.parent.is_dir():
        raise click.UsageError(f"“{file}”写不了：请写一个已有文件夹里的 .xlsx 文件名")
    loaded = load(settings.content, settings)
    keys = select_records(loaded, folders or list(TYPES), [_field_and_value(one) for one in where])
    write_book(loaded, keys, file, () if where else folders)
    click.echo(f"已写 {file}：{len(keys)} 条记录")


@click.command("import", help="把改过的 .xlsx 表格并回记录：先 --dry-run 看，再 --write 写")
@click.argument("file", metavar="文件.xlsx", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@with_settings(CONTENT)
@click.option("--dry-run", "dry", is_flag=True, help="只列出会改什么、哪里不对，不写")
@click.option("--write", is_flag=True, help="写进记录；有一处不对就什么也不写")
@click.option("--award", default="", metavar="荣誉", help="粘贴的名单没有“荣誉称号”一栏时，是哪项荣誉")
@click.option("--round", "edition", default="", metavar="届次", help="名单没有“届次”一栏时，是第几届或哪一期")
@click.option("--status", default="", metavar="进展", help="名单没有“进展”一栏时，是候选、入围、公示还是获评")
def import_(settings: Settings, file: Path, dry: bool, write: bool, award: str, edition: str, status: str) -> None:
    from scripts.editing.save import save
    from scripts.editing.sheet_import import plan
    from scripts.editing.sheet_read import read_book
    from scripts.editing.writer import EditError
    from scripts.load.content import load

    if dry == write:
        raise click.UsageError("请写 --dry-run（只看）或 --write（写进记录）")
    given = {"荣誉称号": award, "届次": edition, "进展": status}
    made = plan(load(settings.content, settings), read_book(file), given, file.parent)
    for line in made.lines:
        click.echo(line)
    if made.errors:
        click.echo("\n".join(made.errors))
        raise EditError(f"有 {len(made.errors)} 处要改，什么也没有写")
    if write:
        save(settings.content, made.changes)
    click.echo(f"{'已写' if write else '会写'} {len(made.changes)} 个文件", err=True)


def _field_and_value(said: str) -> tuple[str, str]:
    if "=" not in said:
        raise click.UsageError(f"“{said}”里没有等号：请写成 字段=值")
    name, _, value = said.partition("=")
    return name, value


def _save_if_valid(settings: Settings, changes: "Sequence[Change]") -> None:
    """Saves the changes unless the check would refuse the result; then prints the errors and saves nothing."""
    from scripts.editing.save import save
    from scripts.editing.trial import new_errors
    from scripts.editing.writer import EditError

    if errors := new_errors(settings.content, changes, settings):
        print_problems(errors, "concise", settings.content)
        raise EditError("这样改以后检查通不过，什么也没有写。请先改好上面几处")
    save(settings.content, changes)
    made = [change for change in changes if change.before != change.after]
    for change in made:
        done = "删去" if change.after is None else "改了" if change.before is not None else "新建"
        click.echo(f"{done} {change.path.relative_to(settings.content.parent)}")
    if not made:
        click.echo("已经是这样了，没有要改的")


COMMANDS = (new, fmt, rename, withdraw, export, import_)
