"""What search costs and finds on a large tree: for ``make bench``. Needs no MkDocs, only the records."""

import dataclasses
import resource
import shutil
import sys
import time
from pathlib import Path

from scripts.load import load
from scripts.search.cases import cases
from scripts.search.documents import documents
from scripts.search.evaluate import evaluate, table
from scripts.search.write import FOLDER, write
from scripts.site import Site

ROOT = Path(__file__).parents[2]


def bench(content: Path, folder: Path, each: int = 100) -> str:
    """Indexes the records of ``content`` into ``folder``, asks them, and says in Markdown what it took and found.

    Peak memory is that of this process: call it in one of its own.
    """
    site = lay_out(folder / "site")
    docs = documents(Site(load(content)), ROOT / "docs")
    start = time.perf_counter()
    count = write(docs, site, folder / "cache")
    first = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    size = sum(path.stat().st_size for path in (site / FOLDER).rglob("*") if path.is_file()) / 1e6
    changed = [dataclasses.replace(docs[0], title=f"{docs[0].title}（改）"), *docs[1:]]
    start = time.perf_counter()
    write(changed, lay_out(folder / "changed"), folder / "cache")
    again = time.perf_counter() - start
    rows, _ = evaluate(site, cases(docs, each, seed=1))
    said = f"搜索：{len(docs)} 页，建索引 {first:.1f} 秒，改一条后 {again:.1f} 秒，内存最多 {memory:.0f} MB，"
    return f"{said}{count} 个文件 {size:.1f} MB\n\n{table(rows)}"


def lay_out(site: Path) -> Path:
    """A site of nothing but the assets that search needs."""
    shutil.copytree(ROOT / "docs" / "assets" / "js", site / "assets" / "js", dirs_exist_ok=True)
    return site


if __name__ == "__main__":
    print(bench(Path(sys.argv[1]), Path(sys.argv[2])))
