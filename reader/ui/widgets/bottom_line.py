"""The bottom line: the most important keys, or a message."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from rich.segment import Segment
from textual.strip import Strip
from textual.timer import Timer

from reader.layout.text.cells import cell_width, fit
from reader.terminal_text import clean_line
from reader.ui.widgets.line_pane import LinePane

_MIN_SECONDS, _MAX_SECONDS = 2.0, 6.0
_SECONDS_A_CELL = 0.06
"""Sixteen columns a second: eight Chinese characters, or three English words."""


class BottomLine(LinePane):
    """Shows hints, replaced for some seconds by a message."""

    COMPONENT_CLASSES = {"bottom-line--key", "bottom-line--message", "bottom-line--error"}

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name for it
        super().__init__(id=id)
        self._hints: Sequence[tuple[str, str]] = ()
        self._pending: Sequence[tuple[str, str]] = ()
        self._message = ""
        self._is_error = False
        self._timer: Timer | None = None

    def show_hints(self, hints: Sequence[tuple[str, str]]) -> None:
        """Show (key, hint) for each hint, the most important first, while there is no message."""
        if hints != self._hints:
            self._hints = hints
            self.repaint()

    def say(self, message: str, *, is_error: bool = False, seconds: float | None = None) -> None:
        """Show a message for as long as it takes to read, or until the next key."""
        self._message, self._is_error = clean_line(message), is_error
        self.repaint()
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(seconds or _reading_seconds(self._message), self.clear_message)

    def say_error(self, message: str) -> None:
        """Show an error message."""
        self.say(message, is_error=True)

    def key_pressed(self) -> None:
        """Clear a message that has been read; errors stay for their time."""
        if self._message and not self._is_error:
            self.clear_message()

    @contextmanager
    def leaving_mode(self) -> Iterator[None]:
        """Clear the message of a mode that ends meanwhile, unless another one takes its place."""
        before = self._message
        yield
        if before and self._message == before:
            self.clear_message()

    def show_pending(self, *hints: tuple[str, str]) -> None:
        """Show keys that wait for the next one, before all else; none ends that."""
        if hints or self._pending:
            self._pending = hints
            self.repaint()

    def clear_message(self) -> None:
        """Show the hints again."""
        self._message = ""
        self.repaint()

    @property
    def message(self) -> str:
        """The shown message; empty while hints are shown."""
        return self._message

    def strip_at(self, index: int) -> Strip:
        """Return the message, or as many whole hints as fit."""
        width = self.content_size.width
        if self._message and not self._pending:
            name = "bottom-line--error" if self._is_error else "bottom-line--message"
            return Strip([Segment(fit(f" {self._message}", width), self.role_style(name))])
        segments: list[Segment] = [Segment(" ", self.base_style)]
        used = 1
        for keys, word in self._pending or self._hints:
            used += cell_width(keys) + cell_width(word) + 3
            if used > width:
                break
            segments.append(Segment(keys, self.role_style("bottom-line--key")))
            segments.append(Segment(f" {word}  ", self.base_style))
        return Strip(segments)


def _reading_seconds(message: str) -> float:
    return min(_MIN_SECONDS + _SECONDS_A_CELL * cell_width(message), _MAX_SECONDS)
