"""Results of the evaluation → a table row for each class of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

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
    """What came of one class of queries."""

    kind: str
    answers: Sequence[Answer]
    starts: Sequence[Start]

    @property
    def bytes_most(self) -> int:
        return max(start.bytes for start in self.starts)

    def __str__(self) -> str:
        places = [answer.place for answer in self.answers]
        times = sorted(answer.milliseconds for answer in self.answers)
        shares = f"{places.count(1) / len(places):.1%} | {sum(map(bool, places)) / len(places):.1%}"
        p95, start = times[round(0.95 * (len(times) - 1))], median(start.milliseconds for start in self.starts)
        sizes = f"{median(start.bytes for start in self.starts) / 1000:.0f} | {self.bytes_most / 1000:.0f}"
        return f"| {self.kind} | {len(places)} | {shares} | {median(times):.0f} | {p95:.0f} | {start:.0f} | {sizes} |"


def table(rows: Sequence[Row]) -> str:
    """The rows as a Markdown table."""
    head = "| 类别 | 查询 | 第一 | 前五 | 中位毫秒 | 95% 毫秒 | 首次毫秒 | 首次 KB | 最多 KB |"
    return "\n".join([head, "|---|" + "---:|" * 8, *map(str, rows)])
