import os
import signal
from collections.abc import Sequence
from pathlib import Path

import pytest

from reader.index.scan.worker_pool import work_through

NUMBERS = range(100)


def spelled(numbers: Sequence[int]) -> bytes:
    return " ".join(map(str, numbers)).encode()


def spelled_by_a_mortal(numbers: Sequence[int]) -> bytes:
    """Spell; the worker that is given 50 is killed before its answer."""
    if 50 in numbers and os.getpid() != STARTED_BY:
        os.kill(os.getpid(), signal.SIGKILL)
    return spelled(numbers)


STARTED_BY = os.getpid()


@pytest.mark.parametrize("chunk", [1, 7, 100, 1000])
def test_results_come_in_the_order_of_the_items(chunk: int) -> None:
    results = list(work_through(NUMBERS, spelled, chunk))
    assert b" ".join(results) == spelled(NUMBERS)
    assert len(results) == -(-len(NUMBERS) // chunk)


def test_the_work_is_done_elsewhere() -> None:
    (result,) = work_through([0], lambda _: str(os.getpid()).encode(), 1)
    assert int(result) != os.getpid()


def test_the_share_of_a_worker_that_was_killed_is_done_here() -> None:
    results = list(work_through(NUMBERS, spelled_by_a_mortal, 10))
    assert b" ".join(results) == spelled(NUMBERS)


@pytest.mark.parametrize("delay_seconds", [0.001, 0.02, 0.05, 0.08, 0.11])
def test_the_share_of_a_worker_that_was_killed_amid_its_answer_is_done_here(
    delay_seconds: float,
) -> None:
    """An answer takes a tenth of a second; one of the moments lies in it."""

    def answer_at_length(numbers: Sequence[int]) -> bytes:
        if os.getpid() != STARTED_BY:
            signal.setitimer(signal.ITIMER_REAL, delay_seconds)  # which ends the process
        return bytes(1 << 26)

    assert [*map(len, work_through([0, 1], answer_at_length, 1))] == [1 << 26] * 2


def test_results_that_are_not_taken_block_no_worker(tmp_path: Path) -> None:
    """Results of many megabytes: the workers are ended amid them."""
    results = work_through(range(1000), lambda _: bytes(1 << 22), 1)
    assert len(next(results)) == 1 << 22
    results.close()  # type: ignore[attr-defined]
    assert not list(tmp_path.iterdir())


def test_nothing_to_do_gives_no_results() -> None:
    assert list(work_through([], spelled, 10)) == []
