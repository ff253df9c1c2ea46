"""Work spread over the cores: processes that begin as copies of this one, so that nothing has to be sent to them.

They add speed and decide nothing: where one dies and where one fails, the work is done here.
"""

import gc
import os
import pickle
import signal
from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")
FEW = 16
"""With less to do a process more costs more than it saves."""


def spread(work: Callable[[T], R], items: Sequence[T], jobs: int, few: int = FEW) -> Iterator[R]:
    """What ``work`` makes of each item, in their order, by ``jobs`` processes at once.

    The results are pickled; no more of them are held than a pipe has room for. What ``work`` raises, it raises here.
    """
    if jobs < 2 or len(items) < few:
        yield from map(work, items)
        return
    yield work(items[0])  # what is made once, at first use, is then there for all copies
    items = items[1:]
    copies = [Copy(work, items[number::jobs]) for number in range(jobs)]
    try:
        for number, item in enumerate(items):
            yield from copies[number % jobs].result() or (work(item),)
    finally:
        for copy in copies:
            copy.close()


class Copy(Generic[T, R]):
    """A copy of this process that works through ``items``."""

    def __init__(self, work: Callable[[T], R], items: Sequence[T]) -> None:
        out, into = os.pipe()
        self._results = os.fdopen(out, "rb")
        self._process = os.fork()
        if self._process:
            os.close(into)
            return
        try:
            gc.freeze()  # else the first collection would write to every page of memory that is shared
            self._results.close()
            with os.fdopen(into, "wb") as results:
                for item in items:
                    pickle.dump([work(item)], results, pickle.HIGHEST_PROTOCOL)
                    results.flush()
        except BaseException:  # told by silence: the item is done again where its error can be seen
            os._exit(1)
        os._exit(0)

    def result(self) -> list[R]:
        """The next result; empty when the copy has ended early."""
        try:
            found: list[R] = pickle.load(self._results)  # noqa: S301  # from a copy of this process
        except (EOFError, pickle.UnpicklingError, OSError):
            return []
        return found

    def stop(self) -> None:
        """Ends it, also while another thread waits for a result."""
        if self._process:
            os.kill(self._process, signal.SIGKILL)
            os.waitpid(self._process, 0)
        self._process = 0

    def close(self) -> None:
        self.stop()
        self._results.close()
