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
from reader.layout.text.cells import cell_width, cut
from reader.messages.language import gettext as _
from reader.messages.language import gettext_noop, ngettext

if TYPE_CHECKING:
    from types import TracebackType

PATIENCE_SECONDS = 0.5
"""Delay before progress is shown."""

STEP_SECONDS = 0.1
"""Minimum time between two updates."""
_DEFAULT_COLUMNS = 80
_BAR_CELLS = range(10, 31)
_POSTS_READ = gettext_noop("{done:,} of {total:,} posts read")
_DONE = {
    Stage.TEXTS: gettext_noop("{done:,} of {total:,} texts read"),
    Stage.SEARCHING: gettext_noop("{done:,} of {total:,} texts searched"),
}


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
        cells = cell_width(text)
        gap = " " * (self._cells - cells)
        self._cells = cells
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
        return cut(_checking(progress.total), max_cells)
    done = _(_DONE.get(progress.stage, _POSTS_READ))
    parts = [done.format(done=progress.done, total=progress.total)]
    if rate.rate:
        left = display_duration(rate.seconds_left(progress) or 0)
        parts.append(_("{count:,.0f} a second").format(count=rate.rate))
        parts.append(_("{duration} left").format(duration=left))
    text = "  ".join(parts)
    room = min(max_cells - cell_width(text) - len("[]  "), _BAR_CELLS[-1])
    if room not in _BAR_CELLS:
        return cut(text, max_cells)
    full = room * progress.done // max(progress.total, 1)
    return f"[{'#' * full}{'-' * (room - full)}]  {text}"


def _checking(posts: int) -> str:
    if not posts:
        return _("looking for changes")
    text = ngettext(
        "looking for changes in {count:,} post", "looking for changes in {count:,} posts", posts
    )
    return text.format(count=posts)


def _columns() -> int:
    """Return the terminal's actual width; `COLUMNS` may be outdated."""
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or _DEFAULT_COLUMNS
    except (OSError, ValueError):
        return _DEFAULT_COLUMNS
