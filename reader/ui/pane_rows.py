"""Which line stands on which row of a pane, with and without headings between days.

Values, made for a page and thrown away: they cost what is visible, however much there is.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple, Protocol

HEADING = -1
"""The part of the row above the first line of a day."""
UNDATED = date.min
"""The day of posts without a date."""


class Place(NamedTuple):
    """What stands on a row."""

    line: int
    """Its index, from 0."""
    part: int
    """0 for its first row, `HEADING` for the heading above."""


class PaneRows(Protocol):
    """The visible rows of a pane."""

    @property
    def page_size(self) -> int:
        """Number of lines that are visible as a whole, at least 1."""

    def at(self, row: int) -> Place | None:
        """Return what stands on a row, from 0; None below the last line."""

    def row_of(self, index: int) -> int:
        """Return the first row of a line; one that is not visible stands outside of the pane."""

    def top_showing(self, index: int) -> int:
        """Return the first line of the earliest page that shows a line as a whole."""


class EvenRows(NamedTuple):
    """Lines of equal height, one after another."""

    top: int
    """The first visible line."""
    height: int
    """Rows of the pane."""
    line_count: int
    rows_per_line: int = 1

    @property
    def page_size(self) -> int:
        """Number of lines that are visible as a whole, at least 1."""
        return max(self.height // self.rows_per_line, 1)

    def at(self, row: int) -> Place | None:
        """Return what stands on a row; None below the last line."""
        line, part = divmod(row, self.rows_per_line)
        index = self.top + line
        return Place(index, part) if 0 <= index < self.line_count else None

    def row_of(self, index: int) -> int:
        """Return the first row of a line."""
        return (index - self.top) * self.rows_per_line

    def top_showing(self, index: int) -> int:
        """Return the first line of the earliest page that shows a line as a whole."""
        return max(index - self.page_size + 1, 0)


@dataclass(frozen=True)
class DayRows:
    """Lines with a heading above the first one of each day, and above the first visible one.

    So the day of every visible line can be read. A line of which the day is not known counts to
    the day before.
    """

    even: EvenRows
    """The same page without headings."""
    day_of: Callable[[int], date | None]
    """Returns the day of a line, `UNDATED`, or None where it is not known."""

    @cached_property
    def _places(self) -> tuple[Place, ...]:
        return tuple(place for place, _ in zip(self._all(), range(self.even.height), strict=False))

    def _all(self) -> Iterator[Place]:
        before: date | None = None
        for index in range(self.even.top, self.even.line_count):
            day = self.day_of(index) or before
            if day != before or index == self.even.top:
                yield Place(index, HEADING)
            before = day
            yield from (Place(index, part) for part in range(self.even.rows_per_line))

    @cached_property
    def _row_by_index(self) -> dict[int, int]:
        return {place.line: row for row, place in enumerate(self._places) if not place.part}

    @cached_property
    def page_size(self) -> int:
        """Number of lines that are visible as a whole, at least 1."""
        last = self.even.rows_per_line - 1
        return max(sum(place.part == last for place in self._places), 1)

    def at(self, row: int) -> Place | None:
        """Return what stands on a row; None below the last line."""
        return self._places[row] if 0 <= row < len(self._places) else None

    def row_of(self, index: int) -> int:
        """Return the first row of a line; one that is not visible stands outside of the pane."""
        return self._row_by_index.get(index, -1 if index < self.even.top else self.even.height)

    def top_showing(self, index: int) -> int:
        """Return the first line of the earliest page that shows a line as a whole."""
        top = max(index, 0)
        rows = 1 + self.even.rows_per_line
        while top > 0:
            rows += self.even.rows_per_line + self._is_other_day(top - 1, top)
            if rows > self.even.height:
                break
            top -= 1
        return top

    def _is_other_day(self, index: int, below: int) -> bool:
        day, day_below = self.day_of(index), self.day_of(below)
        return None not in (day, day_below) and day != day_below

    def whole_day(self, index: int) -> int | None:
        """Return the number of lines below the heading above a line, if the day is on the page.

        None if it begins above the page or ends below it.
        """
        if index and not self._is_other_day(index - 1, index):
            return None
        day, beyond = self.day_of(index), self.even.top + self.even.height
        for below in range(index, self.even.line_count):
            day_below = self.day_of(below)
            if day_below is None or below >= beyond:
                return None
            if day_below != day:
                return below - index
        return self.even.line_count - index
