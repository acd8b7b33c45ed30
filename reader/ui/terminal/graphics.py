"""Which kind of graphics the terminal shows, by what it says of itself.

Source: kitty's graphics protocol; iTerm2's documentation of its inline images; xterm's control
sequences for primary device attributes (``4`` is sixel graphics).
"""

import fcntl
import re
import struct
import termios
from collections.abc import Mapping

from reader.config import Images

_SIXEL_ATTRIBUTE = 4
_ITERM2_PROGRAMS = frozenset({"iTerm.app", "WezTerm"})
_KITTY_TERMS = frozenset({"xterm-kitty", "xterm-ghostty"})
DEFAULT_CELL = (10, 20)
"""Pixels, where the terminal does not tell."""
ASK_ATTRIBUTES = "\x1b[c"
_REPLY = re.compile(r"\x1b\[\?([\d;]*)c")
_BEGUN = re.compile(r"\x1b(?:\[(?:\?[\d;]*)?)?\Z")


def graphics_by_environment(environment: Mapping[str, str]) -> Images | None:
    """Return the graphics that the terminal's own variables tell of; None where none does.

    Multiplexers swallow what kitty and iTerm2 understand. `LC_TERMINAL` comes along over SSH.
    """
    if environment.get("TMUX") or environment.get("STY"):
        return None
    if environment.get("KITTY_WINDOW_ID") or environment.get("TERM") in _KITTY_TERMS:
        return Images.KITTY
    is_iterm2 = environment.get("LC_TERMINAL") == "iTerm2"
    if is_iterm2 or environment.get("TERM_PROGRAM") in _ITERM2_PROGRAMS:
        return Images.ITERM2
    return None


def cell_pixels(descriptor: int) -> tuple[int, int] | None:
    """Return width and height of a cell in pixels, or None where the terminal does not tell."""
    try:
        answer = fcntl.ioctl(descriptor, termios.TIOCGWINSZ, b"\0" * 8)
    except OSError:
        return None
    rows, columns, width, height = struct.unpack("HHHH", answer)
    if not (rows and columns and width >= columns and height >= rows):
        return None
    return width // columns, height // rows


class DeviceAttributes:
    """What the terminal answers when it is asked what it can do."""

    def __init__(self) -> None:
        self.is_asked = False
        self._known: frozenset[int] | None = None
        self._held = ""

    @property
    def is_known(self) -> bool:
        """Whether it has answered."""
        return self._known is not None

    @property
    def has_sixels(self) -> bool:
        """Whether it draws sixels."""
        return self._known is not None and _SIXEL_ATTRIBUTE in self._known

    def take_from(self, text: str) -> str:
        """Return what was typed without the answer, which may come in several pieces.

        An escape at the end is held back until more comes, or nothing (an empty `text`).
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
