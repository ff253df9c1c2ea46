"""``make bench``: this build and others over the same pages, in one run; the ratios matter.

Each pair is measured in both orders, ours first and ours last, and the mean is told: a machine that grows slower in
the middle does not decide. Then the search of the largest tree is asked, and the cost of reading is measured.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.measure import Cost
from tests.bench.ours import ROOT, Project
from tests.bench.peers import Peers
from tests.bench.reading import read
from tests.bench.report import YARDSTICK, Rows, as_json, table, write_page

SIZES = [1_000, 10_000]
LARGE = 10_000
"""Above so many records only Hugo with Pagefind stands beside ours: the rest would take hours."""


def main() -> None:
    asked = _parser().parse_args()
    if asked.read:
        read()
        return
    results: dict[int, Rows] = {}
    for records in asked.records:
        with tempfile.TemporaryDirectory() as folder:
            project = Project(Path(folder) / "ours", records)
            results[records] = measure(project, Peers(Path(folder), project.docs), every=records <= LARGE)
            print(table({records: results[records]}), flush=True)
            if records == asked.records[-1] and not asked.quick:
                words: list[str | Path] = [
                    sys.executable,
                    "-m",
                    "tests.search.bench",
                    project.folder / "content",
                    Path(folder) / "search",
                ]
                subprocess.run(words, check=True)
    if asked.json:
        asked.json.write_text(as_json(results), encoding="utf-8")
    if asked.page:
        write_page(results, ROOT / "docs/decisions")
    if not asked.quick:
        read()


def measure(project: Project, peers: Peers, *, every: bool) -> Rows:
    """Ours from nothing, the yardstick twice, ours again; then ours after each change, and the other generators."""
    first = project.cold()
    beside = [peers.hugo(), peers.hugo()]
    rows = {YARDSTICK: mean(*beside), "ours, from nothing": mean(first, project.cold())}
    rows |= {f"ours, {name}": cost for name, cost in project.warm()}
    if every:
        rows |= {name: other() for name, other in peers.all().items() if name != YARDSTICK}
    return rows


def mean(one: Cost, two: Cost) -> Cost:
    wall, cpu = (one.wall + two.wall) / 2, (one.cpu + two.cpu) / 2
    return Cost(wall, cpu, max(one.memory, two.memory), two.written, two.files)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--records", type=int, nargs="+", default=SIZES, help="sizes; 100000 takes about an hour")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures there")
    parser.add_argument("--page", action="store_true", help="write a dated page with a chart into docs/decisions")
    parser.add_argument("--quick", action="store_true", help="builds only: no search, no reading")
    parser.add_argument("--read", action="store_true", help="only what pages cost to read")
    return parser


if __name__ == "__main__":
    main()
