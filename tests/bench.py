"""What the site costs to build and to read: `make bench`.

First visits by a cheap phone to the site of ``content/``: the aim is a largest paint within 1,500 ms, a layout shift of
at most 0.02 and 150 KB before pictures (`make bench-read` does only this). Then synthetic trees of 2,000 and 10,000
records side by side, whole; one that is refused ends the bench. What counts is the ratio within one run, about five in
time and less in memory. Then the larger
site's search is asked. Times depend on what else the machine does: look at the least of the visits.
"""

import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.slow_phone import served, visit
from tests.conftest import ARGUMENTS
from tests.sample import write_sample

SIZES = (2_000, 10_000)


VISITS = 5
PAGES = {
    "home": ("", "read"),
    "sample exhibition, read": ("exhibitions/shen-bian-de-guang/", "read"),
    "sample exhibition, walk": ("exhibitions/shen-bian-de-guang/", "walk"),
    "sample exhibition, listen": ("exhibitions/shen-bian-de-guang/", "listen"),
    "one of its stops": ("exhibitions/shen-bian-de-guang/2/", "read"),
    "exhibition of published facts": ("exhibitions/jian-bao-de-ming-zi/", "read"),
    "wall of posters": ("exhibitions/", "read"),
}


def main() -> int:
    read()
    with tempfile.TemporaryDirectory() as folder:
        small, large = (_measure(Path(folder) / str(size), size) for size in SIZES)
        print(f"{'':<18}{SIZES[0]:>12,}{SIZES[1]:>12,}{'比':>10}")
        for name in small:
            print(f"{name:<18}{small[name]:>12,.1f}{large[name]:>12,.1f}{large[name] / small[name]:>10.1f}", flush=True)
        asked = Path(folder) / str(SIZES[-1])
        print()
        subprocess.run(
            [sys.executable, "-m", "tests.search.bench", str(asked / "content"), str(asked / "search")], check=True
        )
    return 0


def read() -> int:
    """Prints the cost of first visits to the pages of the real content."""
    print(f"{'':<32}{'paint ms: least':>16}{'median':>8}{'shift':>8}{'KB before pictures':>20}")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        _run("build", "--out", folder)
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        with served(Path(folder) / "site") as url:
            visit(browser, url)  # the browser's own first steps
            for name, (address, view) in PAGES.items():
                found = sorted((visit(browser, url + address, view) for _ in range(VISITS)), key=lambda one: one.paint)
                middle = found[VISITS // 2]
                shift = max(one.shift for one in found)
                print(
                    f"{name:<32}{found[0].paint:>16,.0f}{middle.paint:>8,.0f}{shift:>8.3f}{middle.octets / 1e3:>20.0f}"
                )
        browser.close()
    return 0


def _measure(folder: Path, records: int) -> dict[str, float]:
    """Seconds and megabytes for one tree; each step runs in a process of its own."""
    content, out = folder / "content", folder / "out"
    write_sample(content, records)
    check, _ = _run("check", "--content", str(content))
    build, memory = _run("build", "--content", str(content), "--out", str(out))
    pages = [path.stat().st_size for path in (out / "site").rglob("*.html")]
    return {
        "check seconds": check,
        "build seconds": build,
        "peak MB": memory,
        "pages": float(len(pages)),
        "HTML MB": sum(pages) / 1e6,
        "largest page KB": max(pages) / 1e3,
    }


def _run(*words: str) -> tuple[float, float]:
    """Seconds and peak megabytes of one command."""
    start = time.monotonic()
    child = [sys.executable, "-m", "tests.bench", "--child", *words]
    said = subprocess.run(child, check=True, stdout=subprocess.PIPE, text=True).stdout
    return time.monotonic() - start, float(json.loads(said.splitlines()[-1]))


def _child(words: list[str]) -> int:
    """Runs one command and says its peak memory, apart from that of the other commands."""
    done = subprocess.run([sys.executable, "-m", "scripts", *words], check=True, stdout=sys.stderr)
    print(json.dumps(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024))
    return done.returncode


if __name__ == "__main__":
    commands = {"--child": partial(_child, sys.argv[2:]), "--read": read}
    sys.exit(commands.get(next(iter(sys.argv[1:]), ""), main)())
