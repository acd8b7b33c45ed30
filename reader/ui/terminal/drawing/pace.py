"""Keeps output from queueing on a slow line, by asking the terminal what has arrived.

Between the program and a terminal far away, seconds of output may be under way: systems and SSH
buffer it. The terminal answers a status query after it has drawn what came before. A terminal that
never answers gets everything at once.

Source: ECMA-48, DSR 5, answered by DSR 0.
"""

import re
import time
from collections import deque
from collections.abc import Callable

QUERY = "\x1b[5n"
_ANSWER = re.compile(r"\x1b\[0n")
_BEGUN = re.compile(r"\x1b(?:\[0?)?\Z")
_ASKED_BYTES = 128
"""Output after which the terminal is asked."""
_LEAST_BYTES, _FIRST_BYTES, _MOST_BYTES = 320, 16_384, 1 << 20
"""What may be under way: at least, before anything is known, and at most."""
_PIECE_BYTES, _SLOW_BYTES = 160, 4096
"""Size of the pieces that are answered one by one, where less than the other may be under way."""
_QUEUE_SECONDS = 0.08
"""Delay that is accepted on top of the line's own, so that the line is never idle."""
_LOST_SECONDS = 10.0
"""After so long an answer is taken to be lost."""


class Pace:
    """Knows how much more output a line can take without queueing."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Create it with a clock in seconds."""
        self._clock = clock
        self._sent = self._arrived = self._asked = 0
        self._queries: deque[tuple[int, int, float]] = deque()
        """Bytes sent before each open query, those of them under way, and when it was sent."""
        self._window = _FIRST_BYTES
        self._shortest: float | None = None
        self._held = ""

    @property
    def is_asking(self) -> bool:
        """Whether an answer is awaited from a terminal that has answered before."""
        return self._shortest is not None and bool(self._queries)

    @property
    def room(self) -> int | None:
        """Bytes that can be sent now; None without a limit."""
        if self._queries and self._clock() - self._queries[0][2] > _LOST_SECONDS:
            self._queries.clear()
            self._arrived = self._sent
        if self._shortest is None:
            return None
        left = max(self._window - (self._sent - self._arrived), 0)
        return min(left, _PIECE_BYTES) if self._window < _SLOW_BYTES else left

    def count(self, size: int, *, ends: bool = False) -> bool:
        """Take note of output of `size` bytes; True if `QUERY` must follow it.

        Args:
            size: Number of bytes.
            ends: More waits for its arrival.
        """
        self._sent += size
        if not ends and self._sent - self._asked < _ASKED_BYTES:
            return False
        if self._shortest is None and self._queries:
            return False
        self._sent += len(QUERY)
        self._asked = self._sent
        self._queries.append((self._sent, self._sent - self._arrived, self._clock()))
        return True

    def take_from(self, text: str) -> tuple[str, int]:
        """Return the input without answers, and their number.

        The beginning of one is held back until the next call; an empty `text` releases it.
        """
        if not self._queries and not self._held:
            return text, 0
        typed, answers = _ANSWER.subn("", self._held + text)
        begun = _BEGUN.search(typed) if text else None
        self._held = begun[0] if begun is not None else ""
        for _ in range(answers):
            self._take_answer()
        return typed[: len(typed) - len(self._held)], answers

    def _take_answer(self) -> None:
        if not self._queries:
            return
        self._arrived, size, asked = self._queries.popleft()
        took = max(self._clock() - asked, 0.001)
        self._shortest = min(took, self._shortest or took)
        if took - self._shortest > _QUEUE_SECONDS:
            bytes_per_second = size / took
            wanted = int(bytes_per_second * (self._shortest + _QUEUE_SECONDS))
            # By halves: a small answer that was late by chance tells little about the line.
            self._window = max(wanted, self._window // 2, _LEAST_BYTES)
        elif size * 2 > self._window:
            self._window = min(self._window * 2, _MOST_BYTES)
