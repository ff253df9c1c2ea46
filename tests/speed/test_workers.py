"""Parallel work: the same results in the same order, whatever happens to a process."""

import os
import signal
from collections.abc import Callable

import pytest

from scripts.speed.workers import FEW, parallel_map

MANY = list(range(5 * FEW))
HERE = os.getpid()


def fails_elsewhere(number: int) -> int:
    if os.getpid() != HERE and number == 20:
        raise ValueError
    return number * 2


def dies_elsewhere(number: int) -> int:
    if os.getpid() != HERE and number == 20:
        os.kill(os.getpid(), signal.SIGKILL)
    return number * 2


@pytest.mark.parametrize("work", [lambda number: number * 2, fails_elsewhere, dies_elsewhere])
@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_the_results_are_the_same_with_any_number_of_processes(work, jobs: int) -> None:  # type: ignore[no-untyped-def]
    assert list(parallel_map(work, MANY, jobs)) == [number * 2 for number in MANY]


def gone(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    return False


def test_several_processes_do_the_work_and_none_is_left() -> None:
    processes = set(parallel_map(lambda _: os.getpid(), MANY, 3))
    assert len(processes) == 3 and HERE in processes and all(map(gone, processes - {HERE}))


def test_what_the_work_raises_is_raised_here_and_what_is_left_undone_ends() -> None:
    def work(number: int) -> tuple[int, str]:
        if number == 40:
            raise KeyError(number)
        return os.getpid(), "x" * 100_000

    processes = set()
    with pytest.raises(KeyError, match="40"):
        for process, _ in parallel_map(work, MANY, 2):
            processes.add(process)
    assert len(processes) == 2 and HERE in processes and all(map(gone, processes - {HERE}))


def test_a_result_that_cannot_be_sent_is_made_here() -> None:
    def later(number: int) -> Callable[[], int]:
        return lambda: number

    assert [found() for found in parallel_map(later, MANY, 2)] == MANY
