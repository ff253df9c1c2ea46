"""Builds synthetic trees of 1,000 and 10,000 records and prints what they cost, side by side; then asks the search: `make bench`.

What counts is the ratio within one run: a tenfold tree should cost about tenfold time and less than tenfold memory.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SIZES = (1_000, 10_000)


def main() -> int:
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


def _measure(folder: Path, records: int) -> dict[str, float]:
    """Seconds and megabytes for one tree; each step runs in a process of its own."""
    content, out = folder / "content", folder / "out"
    _run("sample", str(content), "--records", str(records))
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
    child = [sys.executable, __file__, "--child", *words]
    said = subprocess.run(child, check=True, stdout=subprocess.PIPE, text=True).stdout
    return time.monotonic() - start, float(json.loads(said.splitlines()[-1]))


def _child(words: list[str]) -> int:
    """Runs one command and says its peak memory, apart from that of the other commands."""
    done = subprocess.run([sys.executable, "-m", "scripts", *words], check=True, stdout=sys.stderr)
    print(json.dumps(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024))
    return done.returncode


if __name__ == "__main__":
    sys.exit(_child(sys.argv[2:]) if sys.argv[1:2] == ["--child"] else main())
