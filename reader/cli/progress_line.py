"""A progress line on standard error.

Owns these rules: it is shown only on a terminal and after a short delay, and erased at the end. It
uses only sequences that every terminal understands and does not hide the cursor, so that a killed
command leaves the terminal intact. Rich's progress bar hides it, and starts a thread
before worker processes are forked.
"""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from reader.archive.progress_rate import ProgressRate, display_duration
from reader.archive.repository import Progress, Stage
from reader.cli.output import say

if TYPE_CHECKING:
    from types import TracebackType

PATIENCE_SECONDS = 0.5
"""Delay before progress is shown."""

STEP_SECONDS = 0.1
"""Minimum time between two updates."""
_DEFAULT_COLUMNS = 80
_BAR_CELLS = range(10, 31)
_DONE = {Stage.TEXTS: "texts read", Stage.SEARCHING: "texts searched"}


class ProgressLine:
    """A context manager; pass its `report` to a refresh."""

    def __init__(self, *, shows_at_once: bool = False) -> None:
        self._is_shown = sys.stderr.isatty()
        self._due = 0.0 if shows_at_once else time.monotonic() + PATIENCE_SECONDS
        self._rate = ProgressRate()
        self._cells = 0

    def __enter__(self) -> ProgressLine:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._take_away()

    def report(self, progress: Progress) -> None:
        """Show a report if it is due; a notice is always shown."""
        if progress.notice:
            self._take_away()
            say(progress.notice)
            return
        if not self._is_shown or progress.stage is Stage.DONE:
            return
        now = time.monotonic()
        if progress.stage is not Stage.CHECKING:
            self._rate.observe(progress, now)
        if now >= self._due:
            self._due = now + STEP_SECONDS
            self._write(progress_text(progress, self._rate, _columns() - 1))

    def _write(self, text: str) -> None:
        gap = " " * (self._cells - len(text))
        self._cells = len(text)
        with suppress(OSError):
            sys.stderr.write(f"\r{text}{gap}")
            sys.stderr.flush()

    def _take_away(self) -> None:
        if self._cells:
            self._write("")
            self._write("")


def progress_text(progress: Progress, rate: ProgressRate, max_cells: int) -> str:
    """Return the progress in at most `max_cells` columns, with a bar if there is room."""
    if progress.stage is Stage.CHECKING:
        known = f" in {progress.total:,} posts" if progress.total else ""
        return f"looking for changes{known}"[:max_cells]
    parts = [f"{progress.done:,} of {progress.total:,} {_DONE.get(progress.stage, 'posts read')}"]
    if rate.rate:
        parts.append(f"{rate.rate:,.0f} a second")
        parts.append(f"{display_duration(rate.seconds_left(progress) or 0)} left")
    text = "  ".join(parts)
    room = min(max_cells - len(text) - len("[]  "), _BAR_CELLS[-1])
    if room not in _BAR_CELLS:
        return text[:max_cells]
    full = room * progress.done // max(progress.total, 1)
    return f"[{'#' * full}{'-' * (room - full)}]  {text}"


def _columns() -> int:
    """Return the terminal's actual width; `COLUMNS` may be outdated."""
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or _DEFAULT_COLUMNS
    except (OSError, ValueError):
        return _DEFAULT_COLUMNS
