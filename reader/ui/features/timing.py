"""Timers as features use them; a Textual screen provides them."""

from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from typing import Protocol


class Timer(Protocol):
    """A pending call."""

    def stop(self) -> None:
        """Cancel it."""

    def reset(self) -> None:
        """Restart its delay."""


class Timers(Protocol):
    """Makes calls later, on the event loop."""

    def set_timer(self, delay: float, callback: Callable[[], object]) -> Timer:
        """Make a call once, after `delay` seconds."""

    def set_interval(self, interval: float, callback: Callable[[], object]) -> Timer:
        """Make a call every `interval` seconds."""

    def call_after_refresh(self, callback: Callable[[], object]) -> bool:
        """Make a call after the next drawing."""


class Countdown:
    """Debounce: one call after a time without a restart."""

    def __init__(self, timers: Timers, seconds: float, call: Callable[[], object]) -> None:
        self._timers = timers
        self._seconds = seconds
        self._call = call
        self._timer: Timer | None = None

    def restart(self) -> None:
        """Start or restart the delay."""
        if self._timer is None:
            self._timer = self._timers.set_timer(self._seconds, self._end)
        else:
            self._timer.reset()

    def stop(self) -> None:
        """Cancel the call."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _end(self) -> None:
        self._timer = None
        self._call()


class HeldDrawing:
    """Holds back drawing until an answer has arrived, so that the screen is drawn once."""

    def __init__(self, timers: Timers, hold: Callable[[], AbstractContextManager[object]]) -> None:
        """Start without holding back.

        Args:
            timers: For the time limit of holding back.
            hold: Returns the context in which nothing is drawn.
        """
        self._timers = timers
        self._hold = hold
        self._held = ExitStack()

    def hold(self, seconds: float) -> None:
        """Hold back drawing until `release`, for a limited time."""
        self._held.close()
        self._held.enter_context(self._hold())
        self._timers.set_timer(seconds, self._held.close)

    def release(self) -> None:
        """Resume drawing."""
        self._held.close()
