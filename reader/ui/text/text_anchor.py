"""A place in a text that outlives its width: a block of it, and how far into that.

Source: `Layout.block_lines`.
"""

from bisect import bisect_right
from collections.abc import Sequence

from reader.layout.line import Layout

TOP = -1.0
"""The place of a text's first line."""


def anchor_at_line(layout: Layout, line: int) -> float:
    """Return the block on a line, from 0, and as a fraction how much of it lies above.

    What stands above the first block of a text is from -1 up to 0. Of a layout that knows no
    blocks all lines are one.
    """
    starts = _starts(layout)
    index = max(bisect_right(starts, line) - 1, 0)
    start, end = _span(layout, starts, index)
    height = max(end - start, 1)
    return _first(layout) + index + min(max(line - start, 0), height - 1) / height


def line_at_anchor(layout: Layout, anchor: float) -> int:
    """Return the line at a place; the nearest where the layout is a part of the text."""
    starts = _starts(layout)
    offset = anchor - _first(layout)
    index = min(max(int(offset // 1), 0), len(starts) - 1)
    start, end = _span(layout, starts, index)
    share = min(max(offset - index, 0.0), 1.0)
    return start + round(share * (end - start))


def block_at_line(layout: Layout, line: int) -> int:
    """Return the number of the document's block that is on a line, at least 0."""
    return max(int(anchor_at_line(layout, line) // 1), 0)


def _first(layout: Layout) -> int:
    """Return the number of what begins with line 0: a block, or -1 for what is above them."""
    return layout.first_block if layout.first_block or not layout.block_lines else -1


def _starts(layout: Layout) -> "_Starts":
    return _Starts(layout.block_lines, has_header=_first(layout) < 0)


def _span(layout: Layout, starts: "_Starts", index: int) -> tuple[int, int]:
    end = starts[index + 1] if index + 1 < len(starts) else len(layout.lines)
    return starts[index], end


class _Starts:
    """The first line of each block, and before them that of the header, without a copy of all."""

    def __init__(self, block_lines: Sequence[int], *, has_header: bool) -> None:
        self._block_lines = block_lines or (0,)
        self._before = 1 if has_header else 0

    def __len__(self) -> int:
        return len(self._block_lines) + self._before

    def __getitem__(self, index: int) -> int:
        return self._block_lines[index - self._before] if index >= self._before else 0
