"""A loader: calls in a thread, answers on the event loop."""

import queue
import threading
from collections.abc import Callable

import pytest

from reader.errors import PatternError, ReaderError
from reader.ui.loaders.loader import Loader


class Loop:
    """Replaces the event loop: takes calls from threads, and makes them in order."""

    def __init__(self) -> None:
        self._calls: queue.Queue[Callable[[], object]] = queue.Queue()
        self.loader = Loader("test", self._calls.put)
        self.answers: list[object] = []

    def ask(self, slot: str, work: Callable[[], object], **options: object) -> None:
        self.loader.ask(slot, work, self.answers.append, **options)

    def run(self, count: int = 1) -> list[object]:
        """Make `count` calls, and return all answers so far."""
        for _ in range(count):
            self._calls.get(timeout=5)()
        return self.answers

    def run_what_is_there(self) -> list[object]:
        self.loader.wait_briefly(5)
        while not self._calls.empty():
            self._calls.get_nowait()()
        return self.answers


class Gate:
    """Work that blocks until it is released."""

    def __init__(self, answer: object) -> None:
        self._answer = answer
        self._open = threading.Event()
        self._began = threading.Event()

    def __call__(self) -> object:
        self._began.set()
        self._open.wait(5)
        return self._answer

    def wait_until_begun(self) -> None:
        assert self._began.wait(5)

    def open(self) -> None:
        self._open.set()


@pytest.fixture
def loop():
    loop = Loop()
    yield loop
    loop.loader.close()


def test_a_request_is_answered(loop: Loop) -> None:
    loop.ask("a", lambda: 1)
    assert loop.run() == [1]


def test_a_waiting_request_is_replaced_by_the_next_in_its_slot(loop: Loop) -> None:
    gate, worked = Gate(0), []
    loop.ask("a", gate)
    gate.wait_until_begun()
    for value in range(1, 100):
        loop.ask("b", lambda value=value: worked.append(value) or value)
    gate.open()
    assert loop.run(2) == [0, 99]
    assert worked == [99]


def test_the_answer_to_an_outdated_request_is_dropped(loop: Loop) -> None:
    gate = Gate("old")
    loop.ask("a", gate)
    gate.wait_until_begun()
    loop.ask("a", lambda: "new")
    gate.open()
    assert loop.run(2) == ["new"]


def test_an_answer_that_came_before_a_newer_request_is_dropped_too(loop: Loop) -> None:
    loop.ask("a", lambda: "old")
    loop.loader.wait_briefly(5)
    loop.ask("a", lambda: "new")
    assert loop.run_what_is_there() == ["new"]


def test_slots_do_not_touch_each_other(loop: Loop) -> None:
    loop.ask("a", lambda: 1)
    loop.ask("b", lambda: 2)
    assert loop.run(2) == [1, 2]


def test_an_answer_that_is_not_wanted_any_more_is_dropped(loop: Loop) -> None:
    wanted = [True]
    loop.ask("a", lambda: 1, is_wanted=lambda: wanted[0])
    loop.loader.wait_briefly(5)
    wanted[0] = False
    assert loop.run_what_is_there() == []


def test_reports_come_before_the_answer(loop: Loop) -> None:
    def work() -> str:
        loop.loader.tell(lambda: loop.answers.append("on the way"))
        return "done"

    loop.ask("a", work)
    assert loop.run(2) == ["on the way", "done"]


def test_an_expected_error_goes_to_the_request_that_raised_it(loop: Loop) -> None:
    def work() -> object:
        raise PatternError("no pattern")

    told: list[ReaderError] = []
    loop.ask("a", work, failed=told.append)
    assert loop.run() == []
    assert [str(error) for error in told] == ["no pattern"]


@pytest.mark.parametrize("error", [PatternError("no pattern"), ZeroDivisionError()])
def test_an_error_that_nobody_takes_is_raised_on_the_event_loop(
    loop: Loop, error: Exception
) -> None:
    def work() -> object:
        raise error

    loop.ask("a", work)
    with pytest.raises(type(error)):
        loop.run()
    loop.ask("a", lambda: 2)
    assert loop.run() == [2]


def test_waiting_briefly_ends_when_all_is_answered(loop: Loop) -> None:
    gate = Gate(0)
    loop.ask("a", gate)
    loop.ask("b", lambda: 1)
    threading.Timer(0.05, gate.open).start()
    loop.loader.wait_briefly(5)
    assert loop.run(2) == [0, 1]


def test_waiting_briefly_ends_after_its_time(loop: Loop) -> None:
    gate = Gate(0)
    loop.ask("a", gate)
    loop.loader.wait_briefly(0.01)
    assert loop.answers == []
    gate.open()
    assert loop.run() == [0]


def test_a_closed_loader_hands_nothing_over(loop: Loop) -> None:
    gate = Gate(0)
    loop.ask("a", gate)
    gate.wait_until_begun()
    loop.loader.close()
    gate.open()
    loop.ask("a", lambda: 1)
    assert loop.loader.is_closed
    assert loop.run_what_is_there() == []
