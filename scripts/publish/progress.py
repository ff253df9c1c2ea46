"""Shows the progress of a long command: a moving line on a terminal, plain lines elsewhere."""

import sys
import time
from typing import TextIO


class Progress:
    """Announces each stage, and counts its steps if their number is known."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self.stream = stream or sys.stderr
        self.live = self.stream.isatty()
        self.name, self.total, self.done, self.last = "", 0, 0, 0.0

    def stage(self, name: str, total: int = 0) -> None:
        self.finish()
        self.name, self.total, self.done = name, total, 0
        if not self.live or not total:
            print(f"· {name}", file=self.stream, flush=True)

    def step(self) -> None:
        """Counts one step; shown at most ten times a second on a terminal, else each tenth of the total."""
        self.done += 1
        now = time.monotonic()
        if self.live and (now - self.last > 0.1 or self.done == self.total):
            self.last = now
            print(f"\r· {self.name} {self.done}/{self.total}", end="", file=self.stream, flush=True)
        elif not self.live and self.total >= 1000 and self.done % max(1, self.total // 10) == 0:
            print(f"  {self.done}/{self.total}", file=self.stream, flush=True)

    def finish(self) -> None:
        """Ends the moving line, if there is one."""
        if self.live and self.total and self.done:
            print(file=self.stream)
            self.total = 0
