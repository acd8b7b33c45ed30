"""Timers as features use them; a Textual screen has them all."""

from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from typing import Protocol


class Timer(Protocol):
    """A call that is to be made."""

    def stop(self) -> None:
        """Don't make it."""

    def reset(self) -> None:
        """Make it after the whole time from now on."""


class Timers(Protocol):
    """Makes calls later, on the event loop."""

    def set_timer(self, delay: float, callback: Callable[[], object]) -> Timer:
        """Make a call once, after `delay` seconds."""

    def set_interval(self, interval: float, callback: Callable[[], object]) -> Timer:
        """Make a call every `interval` seconds."""

    def call_after_refresh(self, callback: Callable[[], object]) -> bool:
        """Make a call once what has changed is drawn."""


class Countdown:
    """One call after a time without a restart."""

    def __init__(self, timers: Timers, seconds: float, call: Callable[[], object]) -> None:
        self._timers = timers
        self._seconds = seconds
        self._call = call
        self._timer: Timer | None = None

    def restart(self) -> None:
        """Make the call after the whole time from now on."""
        if self._timer is None:
            self._timer = self._timers.set_timer(self._seconds, self._end)
        else:
            self._timer.reset()

    def stop(self) -> None:
        """Don't make the call."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _end(self) -> None:
        self._timer = None
        self._call()


class HeldDrawing:
    """Draws nothing until what was asked for is there, so that it is drawn once."""

    def __init__(self, timers: Timers, hold: Callable[[], AbstractContextManager[object]]) -> None:
        """Draw as ever.

        Args:
            timers: For the time after which drawing goes on in any case.
            hold: Returns the context in which nothing is drawn.
        """
        self._timers = timers
        self._hold = hold
        self._held = ExitStack()

    def hold(self, seconds: float) -> None:
        """Draw nothing until `release`, but for so long at most."""
        self._held.close()
        self._held.enter_context(self._hold())
        self._timers.set_timer(seconds, self._held.close)

    def release(self) -> None:
        """Draw again."""
        self._held.close()
