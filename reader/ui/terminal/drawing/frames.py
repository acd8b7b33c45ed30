"""Turns Textual's frames into the fewest bytes, and passes everything else on."""

import re
from collections.abc import Callable
from threading import RLock

from reader.ui.terminal.drawing.cells import Canvas
from reader.ui.terminal.drawing.strokes import Strokes
from reader.ui.terminal.picture_slices import put_in_slices

_FRAME = re.compile(r"\x1b\[\d*(?:;\d*)?H")
_SYNCHRONIZED = re.compile(r"\x1b\[\?2026([hl])")
_CLEARING = re.compile(r"\x1b\[\?1049[hl]|\x1b\[2J|\x1bc")
_TORN_CHARACTERS = 150
"""Length from which a frame may be seen half drawn, so that a terminal that can is told."""
_WITHOUT_ERASING = frozenset({"ansi", "vt100", "vt102"})


def can_erase(term: str) -> bool:
    """Say whether a terminal of this name (``TERM``) supports erasing cells."""
    return term not in _WITHOUT_ERASING


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
        self._synchronizes = False
        self._lock = RLock()
        self.slices: dict[str, str] = {}

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

    def forget(self) -> None:
        """Send everything with the next frame."""
        with self._lock:
            self._strokes.forget()
            self._canvas = Canvas()

    def _draw(self) -> None:
        data = self._strokes.draw(self._canvas)
        if self.slices:
            data = put_in_slices(data, self.slices)
        if self._synchronizes and len(data) > _TORN_CHARACTERS:
            data = f"\x1b[?2026h{data}\x1b[?2026l"
        if data:
            self._send(data)

    def _pass_on(self, data: str) -> None:
        if _CLEARING.search(data):
            self.forget()
        if data:
            self._send(data)
