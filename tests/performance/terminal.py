"""A program in a pseudo-terminal, with time and size of its output.

Output is rendered only when the screen is requested: rendering takes longer than the program and
would be measured with it.
"""

import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Self

from support.pseudo_terminal import PseudoTerminal

QUIET_SECONDS = 0.12
"""Silence after which a key counts as answered; the text that follows comes later."""
_ANSWER_SECONDS = 5.0


class NotMeasuredError(Exception):
    """A figure can't be measured; the message says why."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The output caused by a key."""

    bytes: int
    ms: float | None
    """From the key to the last byte; None without output."""
    first_ms: float | None = None
    """From the key to the first bytes."""


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """The output caused by a group of keys."""

    median_ms: float
    worst_ms: float
    first_ms: float
    """Median until the first bytes; output in two steps takes longer to the last."""
    median_bytes: float
    answered: int

    @property
    def remark(self) -> str:
        """Remark for the table, besides the times."""
        return (
            f"{self.answered} keys, {self.median_bytes:.0f} bytes each, "
            f"the first after {self.first_ms:.1f} ms"
        )


class TimedTerminal(PseudoTerminal):
    """A `PseudoTerminal` of 120×40 in true colour that records when each byte arrived."""

    def __init__(
        self,
        command: Sequence[str | Path],
        environment: Mapping[str, str],
        folder: Path | None = None,
    ) -> None:
        self.started = time.perf_counter()
        """When the program was started, by `time.perf_counter`."""
        self._undrawn: list[tuple[float, bytes]] = []
        self._last_byte = self.started
        colors = {"COLORTERM": "truecolor"}
        super().__init__(command, environment=colors | dict(environment), folder=folder)

    def __enter__(self) -> Self:
        return self

    @property
    def screen(self) -> str:
        """The screen after all output read so far."""
        for _, data in self._undrawn:
            super()._show(data)
        self._undrawn.clear()
        return super().screen

    @property
    def top_line(self) -> str:
        """The first line of the screen."""
        return self.screen.partition("\n")[0]

    def wait_for_text(self, text: str, seconds: float) -> float:
        """Read until `text` arrives in one piece; return the seconds since the start.

        Raises:
            NotMeasuredError: It did not arrive.
        """
        wanted, looked_at = text.encode(), 0
        end = time.perf_counter() + seconds
        while self.raw.find(wanted, looked_at) < 0:
            looked_at = max(len(self.raw) - len(wanted), 0)
            left = end - time.perf_counter()
            if left <= 0 or not self._read(left):
                raise NotMeasuredError(f"{text!r} did not come: {self._last_words()}")
        return self._last_byte - self.started

    def shown(self, is_so: Callable[[str], bool], seconds: float) -> float:
        """Read until a condition on the screen holds; return the time, by `time.perf_counter`.

        For little output only: the screen is rendered after each piece.

        Raises:
            NotMeasuredError: The condition did not become true.
        """
        end = time.perf_counter() + seconds
        while True:
            while self._undrawn:
                moment, data = self._undrawn.pop(0)
                super()._show(data)
                if is_so(super().screen):
                    return moment
            left = end - time.perf_counter()
            if left <= 0 or not self._read(left):
                raise NotMeasuredError(f"waited {seconds:.0f} s in vain: {self._last_words()}")

    def press(self, keys: str, quiet_seconds: float = QUIET_SECONDS) -> Answer:
        """Send keys at once and read their output, until nothing more arrives."""
        before = len(self.raw)
        sent = time.perf_counter()
        self.send(keys)
        if not self._read(_ANSWER_SECONDS):
            return Answer(0, None)
        first_byte = self._last_byte
        while self._read(quiet_seconds):
            pass
        first_ms, ms = (first_byte - sent) * 1000, (self._last_byte - sent) * 1000
        return Answer(len(self.raw) - before, ms, first_ms)

    def press_each(self, keys: Sequence[str], quiet_seconds: float = QUIET_SECONDS) -> KeyFigures:
        """Press keys one after another, each after the answer to the previous one.

        Raises:
            NotMeasuredError: None of them was answered.
        """
        answers = [self.press(key, quiet_seconds) for key in keys]
        times = [answer.ms for answer in answers if answer.ms is not None]
        if not times:
            raise NotMeasuredError(f"no key was answered: {self._last_words()}")
        first_ms = median(answer.first_ms for answer in answers if answer.first_ms is not None)
        sizes = median(answer.bytes for answer in answers)
        return KeyFigures(median(times), max(times), first_ms, sizes, len(times))

    def read_for(self, seconds: float) -> None:
        """Read for some seconds."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0 and self.process.poll() is None:
            self._read(left)

    def _show(self, data: bytes) -> None:
        """Record output and its time."""
        if data:
            self._last_byte = time.perf_counter()
            self._undrawn.append((self._last_byte, data))

    def _last_words(self) -> str:
        """Return the end of the program's output on one line, for an error."""
        status = self.process.poll()
        is_over = "it runs" if status is None else f"it ended with {status}"
        words = re.sub(r"\s+", " ", self.screen)[-160:]
        return f"{is_over}; the screen ends with {words!r}"
