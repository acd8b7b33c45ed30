"""Ends a screen that nobody uses."""

from time import monotonic

from rich.text import Text
from textual.app import App

from reader.messages.language import ngettext


class IdleEnd:
    """Ends the app after some minutes without input; wakes up no more often than these pass."""

    def __init__(self, app: App[int], minutes: float) -> None:
        self._app = app
        self._minutes = minutes
        self._last = monotonic()

    def acted(self) -> None:
        """Note that the user has pressed a key or used the mouse."""
        self._last = monotonic()

    def start(self) -> None:
        """Begin to wait."""
        self._wait(self._minutes * 60)

    def _wait(self, seconds: float) -> None:
        self._app.set_timer(seconds, self._look)

    def _look(self) -> None:
        left = self._last + self._minutes * 60 - monotonic()
        if left > 0:
            self._wait(left)
            return
        count = round(self._minutes)
        sentence = ngettext(
            "The reader has ended after {count} minute without a key.",
            "The reader has ended after {count} minutes without a key.",
            count,
        )
        self._app.exit(return_code=0, message=Text(sentence.format(count=count)))
