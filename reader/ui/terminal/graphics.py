"""Detects the kind of graphics that the terminal supports.

Source: kitty's graphics protocol; iTerm2's documentation of its inline images; xterm's control
sequences for primary device attributes (``4`` is sixel graphics).
"""

import fcntl
import re
import struct
import termios

_SIXEL_ATTRIBUTE = 4
DEFAULT_CELL = (10, 20)
"""Cell size in pixels if the terminal does not report it."""
ASK_ATTRIBUTES = "\x1b[c"
_REPLY = re.compile(r"\x1b\[\?([\d;]*)c")
_BEGUN = re.compile(r"\x1b(?:\[(?:\?[\d;]*)?)?\Z")


def cell_pixels(descriptor: int) -> tuple[int, int] | None:
    """Return width and height of a cell in pixels, or None if the terminal does not report them."""
    try:
        answer = fcntl.ioctl(descriptor, termios.TIOCGWINSZ, b"\0" * 8)
    except OSError:
        return None
    rows, columns, width, height = struct.unpack("HHHH", answer)
    if not (rows and columns and width >= columns and height >= rows):
        return None
    return width // columns, height // rows


class DeviceAttributes:
    """The terminal's answer to the query of its attributes."""

    def __init__(self) -> None:
        self.is_asked = False
        self._known: frozenset[int] | None = None
        self._held = ""

    @property
    def is_known(self) -> bool:
        """Whether the terminal has answered."""
        return self._known is not None

    @property
    def has_sixels(self) -> bool:
        """Whether the terminal draws sixels."""
        return self._known is not None and _SIXEL_ATTRIBUTE in self._known

    def take_from(self, text: str) -> str:
        """Return the input without the answer, which may arrive in several pieces.

        An escape at the end is held back until the next call; an empty `text` releases it.
        """
        if not self.is_asked or self.is_known:
            return text
        typed, self._held = self._held + text, ""
        reply = _REPLY.search(typed)
        if reply is not None:
            self._known = frozenset(int(part) for part in reply[1].split(";") if part)
            return typed[: reply.start()] + typed[reply.end() :]
        begun = _BEGUN.search(typed) if text else None
        if begun is not None:
            typed, self._held = typed[: begun.start()], begun[0]
        return typed
