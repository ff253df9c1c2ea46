"""Answers of the evaluation → a row a class."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from tests.search_eval.cases import Case


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
class Start:
    """A query from a cold start: milliseconds and bytes, compressed, with the code, the index and the first five's texts."""

    milliseconds: float
    bytes: int


@dataclass(frozen=True)
class Row:
    """One class of the table: times in milliseconds; ``first`` and ``five`` are shares."""

    kind: str
    asked: int
    first: float
    five: float
    median: float
    p95: float
    start: float
    bytes_median: int
    bytes_most: int


def row(kind: str, answers: Sequence[Answer], starts: Sequence[Start]) -> Row:
    times = sorted(answer.milliseconds for answer in answers)
    sizes = [start.bytes for start in starts]
    return Row(
        kind,
        len(answers),
        sum(answer.place == 1 for answer in answers) / len(answers),
        sum(answer.place > 0 for answer in answers) / len(answers),
        statistics.median(times),
        times[round(0.95 * (len(times) - 1))],
        statistics.median(start.milliseconds for start in starts),
        round(statistics.median(sizes)),
        max(sizes),
    )


def table(rows: Sequence[Row]) -> str:
    """The rows as a Markdown table."""
    head = "| 类别 | 查询 | 第一 | 前五 | 中位毫秒 | 95% 毫秒 | 首次毫秒 | 首次 KB | 最多 KB |"
    return "\n".join([head, "|---|" + "---:|" * 8, *map(_line, rows)])


def _line(row: Row) -> str:
    shares = f"{row.first:.1%} | {row.five:.1%}"
    times = f"{row.median:.0f} | {row.p95:.0f} | {row.start:.0f}"
    sizes = f"{row.bytes_median / 1000:.0f} | {row.bytes_most / 1000:.0f}"
    return f"| {row.kind} | {row.asked} | {shares} | {times} | {sizes} |"
