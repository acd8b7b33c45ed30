"""The private modes that a program has set on its terminal, for a page that comes later.

Source: DECSET and DECRST, ``ESC [ ? Pm h`` and ``l``, as xterm's control sequences list them.
"""

import re

_MODES = re.compile(rb"\x1b\[\?([0-9;]+)([hl])")
_BEGUN = re.compile(rb"\x1b(?:\[(?:\?[0-9;]{0,64})?)?\Z")
_SYNCHRONIZED = b"2026"
"""Set around a frame: what is replayed must not begin one."""
_FULL_RESET = b"\x1bc"


class Modes:
    """Follows a program's output."""

    def __init__(self) -> None:
        self._is_set: dict[bytes, bool] = {}
        self._begun = b""

    def follow(self, output: bytes) -> None:
        """Take in the next output; a sequence may be split anywhere."""
        data = self._begun + output
        for numbers, what in _MODES.findall(data):
            self._is_set.update(dict.fromkeys(numbers.split(b";"), what == b"h"))
        begun = _BEGUN.search(data)
        self._begun = begun[0] if begun else b""

    def replay(self) -> bytes:
        """Return what brings a fresh terminal, or one in any state, into these modes."""
        changed = (
            b"\x1b[?%s%s" % (mode, b"h" if is_set else b"l")
            for mode, is_set in self._is_set.items()
            if mode != _SYNCHRONIZED
        )
        return _FULL_RESET + b"".join(changed)
