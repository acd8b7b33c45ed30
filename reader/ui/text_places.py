"""A place in a text that outlives its width: how much of the text lies above it."""

from bisect import bisect_left
from itertools import accumulate

from reader.layout.line import Layout

_MOST_LINES_MEASURED = 50_000
"""Of a longer text the share of its lines is near enough; measuring them takes 20 ms."""


def place_of_line(layout: Layout, line: int) -> float:
    """Return the share of the text above a line, from 0 up to 1."""
    if line <= 0 or not layout.lines:
        return 0.0
    if len(layout.lines) > _MOST_LINES_MEASURED:
        return min(line / len(layout.lines), 1.0)
    ends = _ends(layout)
    return ends[min(line, len(ends)) - 1] / (ends[-1] or 1)


def line_at_place(layout: Layout, place: float) -> int:
    """Return the line above which that share of the text lies; at most the line after the last."""
    if place <= 0 or not layout.lines:
        return 0
    if len(layout.lines) > _MOST_LINES_MEASURED:
        return round(place * len(layout.lines))
    ends = _ends(layout)
    return bisect_left(ends, round(place * ends[-1])) + 1


def _ends(layout: Layout) -> list[int]:
    """Return how many characters other than spaces stand up to each line's end.

    A line counts one more, so that no two have the same.
    """
    lengths = (len(line.text.replace(" ", "")) + 1 for line in layout.lines)
    return list(accumulate(lengths))
