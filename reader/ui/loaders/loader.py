"""One background thread that runs calls in order and delivers answers on the event loop.

Owns two rules. A request replaces a waiting one in its slot, so a burst costs two calls. An answer
is delivered only if its request is still the newest in its slot and still wanted: no receiver
ever sees an outdated answer.

The thread is a daemon: quitting never waits for a call.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from reader.errors import ReaderError

_T = TypeVar("_T")

Deliver = Callable[[Callable[[], object]], object]
"""Schedules a call on the event loop, in order. Safe to call from any thread."""


def always() -> bool:
    """Return True: being the newest request is enough."""
    return True


@dataclass(frozen=True, slots=True, eq=False)
class _Request:
    slot: str
    work: Callable[[], Callable[[], object]]
    """Returns the call that delivers the answer."""
    is_wanted: Callable[[], bool]


class Loader:
    """Runs calls in its own thread, oldest slot first."""

    def __init__(self, name: str, deliver: Deliver) -> None:
        """Start the thread.

        Args:
            name: The thread's name.
            deliver: Schedules a call on the event loop.
        """
        self._deliver = deliver
        self._waiting: OrderedDict[str, _Request] = OrderedDict()
        self._newest: dict[str, _Request] = {}
        self._changed = threading.Condition()
        self._is_at_work = False
        self._is_closed = False
        threading.Thread(target=self._run, name=name, daemon=True).start()

    def ask(
        self,
        slot: str,
        work: Callable[[], _T],
        then: Callable[[_T], object],
        failed: Callable[[ReaderError], object] | None = None,
        *,
        is_wanted: Callable[[], bool] = always,
    ) -> None:
        """Run a call in the thread, and deliver its answer on the event loop.

        Args:
            slot: Replaces an earlier request of this name, whose answer is dropped.
            work: Runs in the thread.
            then: Takes the answer.
            failed: Takes a `ReaderError` raised by `work`. Any other exception is raised on the
                event loop and ends the app, and so is a `ReaderError` without `failed`.
            is_wanted: Called on the event loop, just before the answer is delivered.
        """

        def answer() -> Callable[[], object]:
            try:
                return partial(then, work())
            except ReaderError as error:
                if failed is None:
                    raise
                return partial(failed, error)

        request = _Request(slot, answer, is_wanted)
        with self._changed:
            self._waiting[slot] = self._newest[slot] = request
            self._changed.notify_all()

    def tell(self, call: Callable[[], object]) -> None:
        """Schedule a call on the event loop, for progress reports of running work."""
        if not self._is_closed:
            self._deliver(call)

    def wait_briefly(self, seconds: float) -> None:
        """Block until all requests are answered, at most `seconds`."""
        with self._changed:
            self._changed.wait_for(lambda: not self._waiting and not self._is_at_work, seconds)

    def close(self) -> None:
        """Drop waiting requests, and deliver no more answers."""
        with self._changed:
            self._is_closed = True
            self._waiting.clear()
            self._newest.clear()
            self._changed.notify_all()

    @property
    def is_closed(self) -> bool:
        """Whether the loader is closed; long calls check this."""
        return self._is_closed

    @property
    def has_waiting(self) -> bool:
        """Whether another request waits, or the loader is closed; long calls check this."""
        return bool(self._waiting) or self._is_closed

    def _run(self) -> None:
        while (request := self._next()) is not None:
            try:
                answer = request.work()
            except Exception as error:
                answer = partial(_raise, error)
            self.tell(partial(self._hand_over, request, answer))

    def _hand_over(self, request: _Request, answer: Callable[[], object]) -> None:
        if self._newest.get(request.slot) is request:
            del self._newest[request.slot]
            if request.is_wanted():
                answer()

    def _next(self) -> _Request | None:
        with self._changed:
            self._is_at_work = False
            self._changed.notify_all()
            while not self._waiting and not self._is_closed:
                self._changed.wait()
            if self._is_closed:
                return None
            self._is_at_work = True
            return self._waiting.popitem(last=False)[1]


def _raise(error: Exception) -> None:
    raise error
