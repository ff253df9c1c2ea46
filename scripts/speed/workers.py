"""Runs work on all cores, in this process and in forks of it, which inherit all data, so that only their results are sent.

The work of a process that fails or dies is done again in this one.
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
"""With fewer items a second process costs more than it saves."""


def parallel_map(work: Callable[[T], R], items: Sequence[T], jobs: int, few: int = FEW) -> Iterator[R]:
    """Like ``map(work, items)``, by this process and ``jobs - 1`` forks.

    Results of forks are pickled; a fork waits while its pipe is full. An exception of ``work`` is raised here.
    """
    if jobs < 2 or len(items) < few:
        yield from map(work, items)
        return
    yield work(items[0])  # the processes inherit what it computes once
    items = items[1:]
    processes = [ForkedWorker(work, items[number::jobs]) for number in range(1, jobs)]
    try:
        for number, item in enumerate(items):
            share = number % jobs
            yield from (processes[share - 1].result() if share else []) or (work(item),)
    finally:
        for process in processes:
            process.close()


class ForkedWorker(Generic[T, R]):
    """A fork of this process that works through ``items``."""

    def __init__(self, work: Callable[[T], R], items: Sequence[T]) -> None:
        out, into = os.pipe()
        self._results = os.fdopen(out, "rb")
        self._process = os.fork()
        if self._process:
            os.close(into)
            return
        try:
            gc.freeze()  # else the first collection writes to, and so processes, every shared page of memory
            self._results.close()
            with os.fdopen(into, "wb") as results:
                for item in items:
                    pickle.dump([work(item)], results, pickle.HIGHEST_PROTOCOL)
                    results.flush()
        except BaseException:  # the parent does the item again and meets its error
            os._exit(1)
        os._exit(0)

    def result(self) -> list[R]:
        """The next result as a list of one; empty when the process has ended early."""
        try:
            found: list[R] = pickle.load(self._results)  # noqa: S301  # from a process of this process
        except (EOFError, pickle.UnpicklingError, OSError):
            return []
        return found

    def stop(self) -> None:
        """Kills the process, even while another thread waits for a result."""
        if self._process:
            os.kill(self._process, signal.SIGKILL)
            os.waitpid(self._process, 0)
        self._process = 0

    def close(self) -> None:
        self.stop()
        self._results.close()
