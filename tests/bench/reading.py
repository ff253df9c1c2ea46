"""First visits by a cheap phone to the site of ``content/``: ``make bench-read``.

The aim is a largest paint within 1,200 ms and 60 KB before pictures on lists, records and results, 1,500 ms and 150 KB on
exhibitions, a layout shift of at most 0.02. Times depend on what else the machine does: look at the least of the visits.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from scripts.records import TYPES
from scripts.release.browser import QUIET, find_browser
from tests.bench.weight import heaviest
from tests.browser.slow_phone import visit
from tests.serving import serving

VISITS = 5
PAGES = {  # besides the heaviest page of each kind
    "results for a name": ("search/?q=季春辉", "read"),
    "results for a phrase": ("search/?q=志愿服务", "read"),
    "results of filters": ("search/?q=2024 敬业奉献", "read"),
    "sample exhibition, read": ("exhibitions/shen-bian-de-guang/", "read"),
    "sample exhibition, walk": ("exhibitions/shen-bian-de-guang/", "walk"),
    "sample exhibition, listen": ("exhibitions/shen-bian-de-guang/", "listen"),
    "one of its stops": ("exhibitions/shen-bian-de-guang/2/", "read"),
    "exhibition of published facts": ("exhibitions/jian-bao-de-ming-zi/", "read"),
}


def read() -> None:
    """Prints the weight of the heaviest pages of each kind, then the cost of first visits, of the real content."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        subprocess.run([sys.executable, "-m", "scripts", "build", "--out", folder], check=True, stdout=sys.stderr)
        heavy = heaviest(Path(folder) / "site")
        kinds = {kind: (page.removesuffix("index.html"), "read") for kind, page, _ in heavy if _is_read(page)}
        for kind, page, octets in heavy:
            print(f"{kind:<32}{octets / 1e3:>8.1f} KB before pictures  {page}")
        browser = playwright.chromium.launch(executable_path=find_browser(), args=["--no-sandbox", *QUIET])
        print(f"{'':<32}{'paint ms: least':>16}{'median':>8}{'shift':>8}{'KB before pictures':>20}")
        with serving(Path(folder) / "site") as url:
            visit(browser, url)  # the browser's own first steps
            for name, (address, view) in {**kinds, **PAGES}.items():
                visits = sorted((visit(browser, url + address, view) for _ in range(VISITS)), key=lambda one: one.paint)
                middle = visits[VISITS // 2]
                shift = max(one.shift for one in visits)
                print(
                    f"{name:<32}{visits[0].paint:>16,.0f}{middle.paint:>8,.0f}{shift:>8.3f}{middle.octets / 1e3:>20.0f}"
                )
        browser.close()


def _is_read(page: str) -> bool:
    """Home, lists and records of each type, what is on and how to join."""
    return page.split("/")[0] in {*TYPES, "index.html", "today", "join"}
