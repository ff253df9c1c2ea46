"""Benchmarks of search on a large tree, for ``make bench``; need no MkDocs, only records."""

import dataclasses
import os
import resource
import sys
import time
from pathlib import Path

from scripts.catalogue import Site
from scripts.load.content import load
from scripts.render.assets import programs
from scripts.search.documents import Document, documents
from scripts.search.index import FOLDER, write_index
from scripts.speed.cache import Cache
from tests.search_eval.cases import cases
from tests.search_eval.evaluate import evaluate
from tests.search_eval.table import table

ROOT = Path(__file__).parents[2]


def bench(content: Path, folder: Path, each: int = 100) -> str:
    """Indexes the records of ``content`` into ``folder``, asks them, and says in Markdown what it took and found.

    Peak memory is that of this process: call it in one of its own.
    """
    site = lay_out(folder / "site")
    docs = documents(Site(load(content)), ROOT / "docs")
    first = _timed(docs, site, folder)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    files = [path.stat().st_size for path in (site / FOLDER).rglob("*") if path.is_file()]
    changed = dataclasses.replace(docs[0], title=f"{docs[0].title}（改）")
    edited = _timed([changed, *docs[1:]], lay_out(folder / "changed"), folder)
    newest = dataclasses.replace(docs[0], address="news/new/", date=max(document.date for document in docs))
    added = _timed([changed, *docs[1:], newest], lay_out(folder / "changed"), folder)
    rows, _ = evaluate(site, cases(docs, each, seed=1))
    said = f"搜索：{len(docs)} 页，建索引 {first:.1f} 秒，内存最多 {memory:.0f} MB，{len(files)} 个文件 {sum(files) / 1e6:.1f} MB；"
    return f"{said}改一条后 {edited:.1f} 秒，再加一条后 {added:.1f} 秒\n\n{table(rows)}"


def _timed(docs: list[Document], site: Path, folder: Path) -> float:
    """Seconds; the documents are fresh ones, as in a new process."""
    fresh = [dataclasses.replace(document) for document in docs]
    start = time.perf_counter()
    write_index(fresh, site, Cache(folder / "cache"), os.cpu_count() or 1)
    return time.perf_counter() - start


def lay_out(site: Path) -> Path:
    """A site of nothing but the programs and the table of search."""
    for page in programs(ROOT / "docs"):
        (site / page.path).parent.mkdir(parents=True, exist_ok=True)
        (site / page.path).write_text(page.text, encoding="utf-8")
    return site


if __name__ == "__main__":
    print(bench(Path(sys.argv[1]), Path(sys.argv[2])))
