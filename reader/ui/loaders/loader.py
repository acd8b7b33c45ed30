"""One background thread that runs calls in order and posts what they answer.

The thread is a daemon: quitting never waits for a call. A request replaces one of its kind that
still waits, so a burst of them costs two calls, not one each.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable

from textual.message import Message

Work = Callable[[], Message | None]
"""A call; None where there is nothing to tell."""
Deliver = Callable[[Message], object]


class LoaderCrashed(Message):
    """A call raised what it never should; the app ends with it."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error


class Loader:
    """Runs calls in a thread of its own, the oldest kind of request first."""

    def __init__(self, name: str, deliver: Deliver) -> None:
        """Start the thread.

        Args:
            name: The thread's name.
            deliver: Takes each answer; must be safe to call from any thread.
        """
        self._deliver = deliver
        self._waiting: OrderedDict[str, Work] = OrderedDict()
        self._changed = threading.Condition()
        self._is_at_work = False
        self._is_closed = False
        threading.Thread(target=self._run, name=name, daemon=True).start()

    def request(self, kind: str, work: Work) -> None:
        """Run `work` soon, instead of a waiting request of the same kind."""
        with self._changed:
            self._waiting[kind] = work
            self._changed.notify_all()

    def settle(self, seconds: float) -> None:
        """Wait until all requests are answered, but for so long at most."""
        with self._changed:
            self._changed.wait_for(lambda: not self._waiting and not self._is_at_work, seconds)

    def close(self) -> None:
        """Forget what waits, and deliver no answer any more."""
        with self._changed:
            self._is_closed = True
            self._waiting.clear()
            self._changed.notify_all()

    @property
    def is_closed(self) -> bool:
        """Whether the answers are still wanted; long calls ask."""
        return self._is_closed

    @property
    def has_waiting(self) -> bool:
        """Whether another request waits for the end of this one, or nothing is wanted any more."""
        return bool(self._waiting) or self._is_closed

    def _run(self) -> None:
        while (work := self._next()) is not None:
            answer: Message | None
            try:
                answer = work()
            except Exception as error:
                answer = LoaderCrashed(error)
            if answer is not None and not self._is_closed:
                self._deliver(answer)

    def _next(self) -> Work | None:
        with self._changed:
            self._is_at_work = False
            self._changed.notify_all()
            while not self._waiting and not self._is_closed:
                self._changed.wait()
            if self._is_closed:
                return None
            self._is_at_work = True
            return self._waiting.popitem(last=False)[1]
