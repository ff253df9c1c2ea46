"""Asks a built site in a real browser, through the page's own search code: is the right page found, how fast?"""

import shutil
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from scripts.search.cases import Case
from scripts.search.server import serving

SLOWED = 4
"""How many times slower than this machine the reader's phone is taken to be."""
WEIGHED = 4
"""Of how many queries a class the bytes are counted, each in a browser that has seen nothing yet."""

ASK = """async ([root, queries]) => {
  const { Engine } = await import(root + "assets/js/search/engine.js");
  const engine = new Engine(root + "search/data/");
  const store = await engine.store.open();
  const answers = [];
  for (const query of queries) {
    const start = performance.now();
    const { results } = await engine.search(query);
    const first = results.slice(0, 5).map(({ id }) => id);
    const cards = await Promise.all(first.map((id) => store.page(id)));
    answers.push([performance.now() - start, results.length, cards.map(({ address }) => address)]);
  }
  return answers;
}"""


@dataclass(frozen=True)
class Answer:
    """What came back for a case: milliseconds until the first five could be shown, how many there are, those five."""

    case: Case
    milliseconds: float
    found: int
    addresses: tuple[str, ...]

    @property
    def place(self) -> int:
        """Where the expected page stands, from 1; 0 when it is not among the first five."""
        return self.addresses.index(self.case.address) + 1 if self.case.address in self.addresses else 0


@dataclass(frozen=True)
class Row:
    """One class of the table. Times in milliseconds, bytes as they were sent, compressed."""

    kind: str
    asked: int
    first: float
    five: float
    median: float
    p95: float
    bytes_median: int
    bytes_most: int


def read_cases(path: Path) -> list[Case]:
    """Cases from tab-separated lines: class, query, address. Raises ValueError naming a line that has not three parts."""
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line and not line.startswith("#"):
            parts = line.split("\t")
            if len(parts) != 3:
                raise ValueError(f"{path}:{number}：每行三栏，用制表符分开：类别、查询、地址")
            found.append(Case(*parts))
    return found


def evaluate(site: Path, cases: Sequence[Case], slowed: int = SLOWED) -> tuple[list[Row], list[Answer]]:
    """Asks every case in a browser of its own; returns a row a class and all answers."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        try:
            return evaluate_in(browser, site, cases, slowed)
        finally:
            browser.close()


def evaluate_in(browser: Browser, site: Path, cases: Sequence[Case], slowed: int) -> tuple[list[Row], list[Answer]]:
    with serving(site) as root:
        answers = _ask(browser, root, cases, slowed)
        weights = {kind: _weigh(browser, root, group) for kind, group in _grouped(cases).items()}
    rows = []
    for kind, sizes in weights.items():
        group = [answer for answer in answers if answer.case.kind == kind]
        rows.append(_row(kind, group, sizes))
    return rows, answers


def launch(playwright: Any) -> Browser:
    """The system's Chromium, else the one Playwright brings."""
    found: Browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
    return found


def table(rows: Sequence[Row]) -> str:
    """The rows as a Markdown table."""
    head = "| 类别 | 查询 | 第一 | 前五 | 中位毫秒 | 95% 毫秒 | 中位 KB | 最多 KB |\n|---|---:|---:|---:|---:|---:|---:|---:|"
    return "\n".join([head, *map(_line, rows)])


def _line(row: Row) -> str:
    weights = f"{row.bytes_median / 1000:.0f} | {row.bytes_most / 1000:.0f}"
    return f"| {row.kind} | {row.asked} | {row.first:.1%} | {row.five:.1%} | {row.median:.0f} | {row.p95:.0f} | {weights} |"


def _ask(browser: Browser, root: str, cases: Sequence[Case], slowed: int) -> list[Answer]:
    page = browser.new_page()
    page.goto(f"{root}blank")
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": slowed})
    page.set_default_timeout(0)
    answers = page.evaluate(ASK, [root, [case.query for case in cases]])
    page.close()
    return [Answer(case, ms, found, tuple(five)) for case, (ms, found, five) in zip(cases, answers, strict=True)]


def _weigh(browser: Browser, root: str, cases: Sequence[Case]) -> list[int]:
    """Bytes of each of a few queries from a cold start: code, index and texts of the first five."""
    step = max(1, len(cases) // WEIGHED)
    return [_moved(browser, root, case.query) for case in cases[::step][:WEIGHED]]


def _moved(browser: Browser, root: str, query: str) -> int:
    page: Page = browser.new_page()
    page.goto(f"{root}blank")
    session = page.context.new_cdp_session(page)
    sizes: list[int] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
    session.send("Network.enable")
    page.evaluate(ASK, [root, [query]])
    page.wait_for_timeout(50)
    page.close()
    return sum(sizes)


def _grouped(cases: Sequence[Case]) -> dict[str, list[Case]]:
    groups: dict[str, list[Case]] = {}
    for case in cases:
        groups.setdefault(case.kind, []).append(case)
    return groups


def _row(kind: str, answers: Sequence[Answer], sizes: Sequence[int]) -> Row:
    times = sorted(answer.milliseconds for answer in answers)
    return Row(
        kind,
        len(answers),
        sum(answer.place == 1 for answer in answers) / len(answers),
        sum(answer.place > 0 for answer in answers) / len(answers),
        statistics.median(times),
        times[min(len(times) - 1, round(0.95 * (len(times) - 1)))],
        round(statistics.median(sizes)),
        max(sizes),
    )
