"""Turns Textual's frames into the fewest bytes, and passes everything else on."""

import re
from collections.abc import Callable
from threading import RLock

from reader.ui.terminal.drawing.cells import Canvas
from reader.ui.terminal.drawing.pace import QUERY, Pace
from reader.ui.terminal.drawing.strokes import Strokes
from reader.ui.terminal.picture_slices import put_in_slices

_FRAME = re.compile(r"\x1b\[\d*(?:;\d*)?H")
_SYNCHRONIZED = re.compile(r"\x1b\[\?2026([hl])")
_CLEARING = re.compile(r"\x1b\[\?1049[hl]|\x1b\[2J|\x1bc")
_SECOND_SCREEN = "\x1b[?1049h"
_TORN_CHARACTERS = 150
"""Length from which a frame may be seen half drawn, so that a terminal that can is told."""


class Frames:
    """Keeps what should be shown, and sends it."""

    def __init__(self, send: Callable[[str], None], *, can_erase: bool = True) -> None:
        """Create it.

        Args:
            send: Sends output to the terminal.
            can_erase: Whether the terminal supports erasing cells.
        """
        self._send = send
        self._canvas = Canvas()
        self._strokes = Strokes(can_erase=can_erase)
        self._pace = Pace()
        self._synchronizes = False
        self._lock = RLock()
        self.slices: dict[str, str] = {}

    def draw_in_ascii(self, uses_ascii: bool) -> None:
        """Draw frames and marks in ASCII from the next frame on, or no longer."""
        with self._lock:
            self._canvas.uses_ascii = uses_ascii

    def write(self, data: str) -> None:
        """Send output of Textual: frames, and sequences that are passed on as they are."""
        with self._lock:
            if _SYNCHRONIZED.fullmatch(data):
                self._synchronizes = True
            elif _FRAME.match(data):
                others = self._canvas.draw(data)
                self._draw()
                self._pass_on(others)
            else:
                self._pass_on(data)

    @property
    def uses_ascii(self) -> bool:
        """Whether frames and marks are drawn in ASCII."""
        return self._canvas.uses_ascii

    def forget(self) -> None:
        """Send everything with the next frame."""
        with self._lock:
            self._strokes.forget()
            self._canvas = Canvas(uses_ascii=self._canvas.uses_ascii)

    @property
    def is_waiting(self) -> bool:
        """Whether the terminal has yet to say that it has drawn what was sent."""
        return self._pace.is_asking

    def take_answers(self, text: str) -> str:
        """Return input without the terminal's answers, and send what has waited for them."""
        with self._lock:
            text, _ = self._pace.take_from(text)
            if self._canvas.written:
                self._draw()
        return text

    def _draw(self) -> None:
        """Send what differs, on a slow line no more than it can take."""
        while (room := self._pace.room) != 0:
            data = self._strokes.draw(self._canvas, room)
            if self.slices:
                data = put_in_slices(data, self.slices)
            if self._synchronizes and len(data) > _TORN_CHARACTERS:
                data = f"\x1b[?2026h{data}\x1b[?2026l"
            if data:
                self._send_counted(data)
            if not self._canvas.written:
                break

    def _pass_on(self, data: str) -> None:
        is_new_screen = _CLEARING.search(data) is not None
        if is_new_screen:
            self.forget()
        if data:
            # A query before anything is drawn measures the line's own delay.
            self._send_counted(data, ends=data == _SECOND_SCREEN)

    def _send_counted(self, data: str, *, ends: bool = False) -> None:
        size = len(data.encode(errors="replace"))
        asks = self._pace.count(size, ends=ends or bool(self._canvas.written))
        self._send(data + QUERY if asks else data)
