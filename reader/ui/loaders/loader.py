"""One background thread that runs calls in order and hands their answers to the event loop.

Owns two rules. A request replaces one in its slot that still waits, so a burst of them costs two
calls. An answer is handed over only while its request is the newest in its slot, and still
wanted: no receiver ever sees an outdated one.

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
"""Has a call made on the event loop, soon and in order. Safe to call from any thread."""


def always() -> bool:
    """Return True: the answer is wanted as long as its request is the newest."""
    return True


@dataclass(frozen=True, slots=True, eq=False)
class _Request:
    slot: str
    work: Callable[[], Callable[[], object]]
    """Returns the call that hands the answer over."""
    is_wanted: Callable[[], bool]


class Loader:
    """Runs calls in a thread of its own, the oldest slot first."""

    def __init__(self, name: str, deliver: Deliver) -> None:
        """Start the thread.

        Args:
            name: The thread's name.
            deliver: Makes a call on the event loop.
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
        """Run a call soon, and hand its answer over on the event loop.

        Args:
            slot: Takes the place of a request with this name, whose answer is dropped.
            work: Runs in the thread.
            then: Takes the answer.
            failed: Takes the `ReaderError` that `work` raised. Any other exception, and without
                this also that one, is raised on the event loop and ends the app.
            is_wanted: Asked on the event loop, just before the answer is handed over.
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
        """Have a call made on the event loop, from work that reports before it ends."""
        if not self._is_closed:
            self._deliver(call)

    def wait_briefly(self, seconds: float) -> None:
        """Block until all requests have been answered, for `seconds` at most."""
        with self._changed:
            self._changed.wait_for(lambda: not self._waiting and not self._is_at_work, seconds)

    def close(self) -> None:
        """Forget what waits, and hand over no answer any more."""
        with self._changed:
            self._is_closed = True
            self._waiting.clear()
            self._newest.clear()
            self._changed.notify_all()

    @property
    def is_closed(self) -> bool:
        """Whether no answer is wanted any more; long calls ask."""
        return self._is_closed

    @property
    def has_waiting(self) -> bool:
        """Whether another request waits for the end of this one, or the loader is closed."""
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
