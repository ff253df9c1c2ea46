"""Runs queries on a built site in a real browser through the page's own search code: correctness and speed."""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from scripts.release.browser import QUIET, find_browser
from tests.search_eval.cases import Case
from tests.search_eval.server import serving
from tests.search_eval.table import Answer, Row, Start

SLOWED = 4
"""How many times slower than this machine the reader's phone is taken to be."""
STARTS = 4
"""How many queries a class are also asked from a cold start: code, index and texts have still to come."""

ASK = """async ([root, queries]) => {
  const { Engine } = await import(root + "modules/engine.js");
  const { answers: found } = await import(root + "modules/answers.js");
  const { NONE_CHOSEN } = await import(root + "modules/state.js");
  const engine = new Engine(root + "search/data/");
  const store = await engine.store.open();
  const answers = [];
  for (const query of queries) {
    const start = performance.now();
    const { kept } = await found(engine, { ...NONE_CHOSEN, q: query });
    const first = kept.slice(0, 5).map(({ id }) => id);
    const cards = await Promise.all(first.map((id) => store.page(id)));
    answers.push([performance.now() - start, kept.length, cards.map(({ address }) => address)]);
  }
  return answers;
}"""


def evaluate(site: Path, cases: Sequence[Case], slowed: int = SLOWED) -> tuple[list[Row], list[Answer]]:
    """Asks every case in a browser of its own; returns a row a class and all answers."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=["--no-sandbox", *QUIET])
        try:
            return evaluate_in(browser, site, cases, slowed)
        finally:
            browser.close()


def evaluate_in(browser: Browser, site: Path, cases: Sequence[Case], slowed: int) -> tuple[list[Row], list[Answer]]:
    with serving(site) as root:
        answers = _ask(browser, root, cases, slowed)
        by_kind = {kind: list(group) for kind, group in groupby(answers, lambda answer: answer.case.kind)}
        return [Row(kind, group, _starts(browser, root, group, slowed)) for kind, group in by_kind.items()], answers


def _ask(browser: Browser, root: str, cases: Sequence[Case], slowed: int) -> list[Answer]:
    page, _ = _blank(browser, root, slowed)
    answers = page.evaluate(ASK, [root, [case.query for case in cases]])
    page.close()
    return [Answer(case, ms, found, tuple(five)) for case, (ms, found, five) in zip(cases, answers, strict=True)]


def _starts(browser: Browser, root: str, answers: Sequence[Answer], slowed: int) -> list[Start]:
    """A few queries of a class, each in a browser that has seen nothing yet."""
    step = max(1, len(answers) // STARTS)
    return [_cold(browser, root, answer.case.query, slowed) for answer in answers[::step][:STARTS]]


def _cold(browser: Browser, root: str, query: str, slowed: int) -> Start:
    page, session = _blank(browser, root, slowed)
    sizes: list[int] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
    session.send("Network.enable")
    milliseconds = page.evaluate(
        f"async (asked) => {{ const start = performance.now(); await ({ASK})(asked); return performance.now() - start; }}",
        [root, [query]],
    )
    page.wait_for_timeout(50)
    page.close()
    return Start(milliseconds, sum(sizes))


def _blank(browser: Browser, root: str, slowed: int) -> tuple[Page, CDPSession]:
    page = browser.new_page()
    page.set_default_timeout(0)
    page.goto(f"{root}blank")
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": slowed})
    return page, session
