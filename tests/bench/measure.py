"""Measures one command: elapsed and processor seconds, peak memory of all its processes, the files it wrote."""

import resource
import subprocess
import threading
from dataclasses import asdict, dataclass
from pathlib import Path
from time import monotonic

EVERY = 0.1
"""Seconds between two looks at the memory."""


@dataclass(frozen=True)
class Cost:
    """``wall`` and ``cpu`` in seconds, ``memory`` in MB over all processes at once, ``written`` in MB, ``files``."""

    wall: float
    cpu: float
    memory: float
    written: float
    files: int

    def row(self) -> dict[str, float]:
        return asdict(self)


def run(*words: str | Path, cwd: Path, site: Path) -> Cost:
    """Runs a command to its end and measures it; ``site`` is the folder it writes. Raises CalledProcessError."""
    before = _processor()
    start = monotonic()
    said = cwd / "bench.log"
    with said.open("wb") as log:
        child = subprocess.Popen([*map(str, words)], cwd=cwd, stdout=log, stderr=log, start_new_session=True)
        peak = _Peak(child.pid)
        peak.start()
        code = child.wait()
    wall = monotonic() - start
    peak.ended.set()
    peak.join()
    if code:
        raise subprocess.CalledProcessError(code, [*map(str, words)], said.read_text(errors="replace")[-2000:])
    sizes = [path.stat().st_size for path in site.rglob("*") if path.is_file()]
    return Cost(wall, _processor() - before, peak.most / 1e6, sum(sizes) / 1e6, len(sizes))


def _processor() -> float:
    """Seconds of processor time of all children that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class _Peak(threading.Thread):
    """Looks at the memory of a session's processes: a page two of them share counts half in each (PSS)."""

    def __init__(self, session: int) -> None:
        super().__init__(daemon=True)
        self.session, self.most, self.ended = session, 0.0, threading.Event()

    def run(self) -> None:
        while not self.ended.wait(EVERY):
            self.most = max(self.most, sum(map(_proportional, self._members())))

    def _members(self) -> list[str]:
        names = (path.name for path in Path("/proc").iterdir())
        return [name for name in names if name.isdigit() and _session(name) == self.session]


def _session(process: str) -> int:
    try:
        stat = Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return 0
    return int(stat.rpartition(")")[2].split()[3])


def _proportional(process: str) -> float:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(float(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
