import queue
import threading

from textual.message import Message

from reader.ui.loaders.loader import Loader, LoaderCrashed


class Answer(Message):
    def __init__(self, value: int) -> None:
        super().__init__()
        self.value = value


def answers() -> tuple[Loader, "queue.Queue[Message]"]:
    delivered: queue.Queue[Message] = queue.Queue()
    return Loader("test", delivered.put), delivered


def test_a_request_is_answered() -> None:
    loader, delivered = answers()
    loader.request("a", lambda: Answer(1))
    assert delivered.get(timeout=5).value == 1
    loader.close()


def test_a_request_that_still_waits_is_replaced_by_the_next_of_its_kind() -> None:
    loader, delivered = answers()
    gate = threading.Event()
    began = threading.Event()

    def slow() -> Message:
        began.set()
        gate.wait(5)
        return Answer(0)

    loader.request("a", slow)
    began.wait(5)
    for value in range(1, 100):
        loader.request("a", lambda value=value: Answer(value))
    loader.request("b", lambda: Answer(1000))
    gate.set()
    assert [delivered.get(timeout=5).value for _ in range(3)] == [0, 99, 1000]
    loader.close()


def test_to_settle_is_to_wait_until_all_requests_are_answered() -> None:
    loader, delivered = answers()
    gate = threading.Event()

    def slow() -> Message:
        gate.wait(5)
        return Answer(0)

    loader.request("a", slow)
    loader.request("b", lambda: Answer(1))
    threading.Timer(0.05, gate.set).start()
    loader.settle(5)
    assert [delivered.get_nowait().value for _ in range(2)] == [0, 1]
    loader.close()


def test_to_settle_ends_after_its_time_though_nothing_was_answered() -> None:
    loader, delivered = answers()
    gate = threading.Event()
    loader.request("a", lambda: Answer(int(gate.wait(5))))
    loader.settle(0.01)
    assert delivered.empty()
    gate.set()
    loader.settle(5)
    assert delivered.get_nowait().value == 1
    loader.close()


def test_after_closing_nothing_is_delivered() -> None:
    loader, delivered = answers()
    gate, began = threading.Event(), threading.Event()

    def slow() -> Message:
        began.set()
        gate.wait(5)
        return Answer(0)

    loader.request("a", slow)
    began.wait(5)
    loader.close()
    gate.set()
    loader.request("a", lambda: Answer(1))
    assert loader.is_closed
    assert delivered.empty()


def test_a_call_that_fails_is_delivered_as_a_crash_and_the_loader_goes_on() -> None:
    loader, delivered = answers()
    loader.request("a", lambda: Answer(1 // 0))
    crash = delivered.get(timeout=5)
    assert isinstance(crash, LoaderCrashed)
    assert isinstance(crash.error, ZeroDivisionError)
    loader.request("a", lambda: Answer(2))
    assert delivered.get(timeout=5).value == 2
    loader.close()
