"""``python -m tests.sample FOLDER --records N --seed S``: writes a synthetic content tree."""

from pathlib import Path

import click

from scripts.records import TYPES
from tests.sample import write_sample


@click.command(help="生成一套虚构的记录，用于测试和测速")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--records", type=click.IntRange(30), required=True, help="记录条数")
@click.option("--seed", type=int, default=1, show_default=True, help="随机种子")
def sample(folder: Path, records: int, seed: int) -> None:
    try:
        counts = write_sample(folder, records, seed)
    except FileExistsError as error:
        raise click.UsageError(str(error)) from None
    for name, count in counts.items():
        click.echo(f"  {TYPES[name].label}（{name}）：{count}")
    click.echo(f"已写到 {folder}，共 {sum(counts.values())} 条")


if __name__ == "__main__":
    sample(prog_name="python -m tests.sample")
