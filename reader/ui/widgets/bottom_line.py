"""The bottom line: the most important keys, or a message."""

from collections.abc import Sequence

from rich.segment import Segment
from textual.strip import Strip
from textual.timer import Timer

from reader.layout.text.cells import cut
from reader.terminal_text import clean_line
from reader.ui.widgets.line_pane import LinePane

_MESSAGE_SECONDS = 6.0


class BottomLine(LinePane):
    """Shows hints, replaced for some seconds by a message."""

    COMPONENT_CLASSES = {"bottom-line--key", "bottom-line--message", "bottom-line--error"}

    def __init__(self, hints: Sequence[tuple[str, str]], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._hints = hints
        self._message = ""
        self._is_error = False
        self._is_mode_hint = False
        self._timer: Timer | None = None

    def say(
        self, message: str, *, is_error: bool = False, seconds: float = _MESSAGE_SECONDS
    ) -> None:
        """Show a message for some seconds, or until the next key."""
        self._is_mode_hint = False
        self._message, self._is_error = clean_line(message), is_error
        self.repaint()
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(seconds, self.clear_message)

    def say_error(self, message: str) -> None:
        """Show an error message."""
        self.say(message, is_error=True)

    def explain_mode(self, hint: str) -> None:
        """Show what keys do in a mode, until `clear_message` or another message."""
        self.say(hint)
        self._is_mode_hint = True
        if self._timer is not None:
            self._timer.stop()

    def key_pressed(self) -> None:
        """Clear a message that has been read; errors stay for their time."""
        if self._message and not (self._is_error or self._is_mode_hint):
            self.clear_message()

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
        if self._message:
            name = "bottom-line--error" if self._is_error else "bottom-line--message"
            return Strip([Segment(cut(f" {self._message}", width), self.role_style(name))])
        segments: list[Segment] = [Segment(" ", self.base_style)]
        used = 1
        for keys, word in self._hints:
            used += len(keys) + len(word) + 3
            if used > width:
                break
            segments.append(Segment(keys, self.role_style("bottom-line--key")))
            segments.append(Segment(f" {word}  ", self.base_style))
        return Strip(segments)
