"""Text anchors: a position in a text that stays valid at another width.

An anchor is the number of a block plus the fraction of its lines above the position.

Source: `Layout.block_lines`.
"""

from bisect import bisect_right
from collections.abc import Sequence

from reader.layout.line import Layout

TOP = -1.0
"""The anchor of a text's first line."""


def anchor_at_line(layout: Layout, line: int) -> float:
    """Return the anchor of a line: its block, from 0, plus the fraction of the block above it.

    The header above the first block has anchors from -1 up to 0. A layout without blocks counts
    as one block.
    """
    starts = _starts(layout)
    index = max(bisect_right(starts, line) - 1, 0)
    start, end = _span(layout, starts, index)
    height = max(end - start, 1)
    return _first(layout) + index + min(max(line - start, 0), height - 1) / height


def line_at_anchor(layout: Layout, anchor: float) -> int:
    """Return the line at an anchor, or the nearest line if the layout is only a part."""
    starts = _starts(layout)
    offset = anchor - _first(layout)
    index = min(max(int(offset // 1), 0), len(starts) - 1)
    start, end = _span(layout, starts, index)
    share = min(max(offset - index, 0.0), 1.0)
    return start + round(share * (end - start))


def block_at_line(layout: Layout, line: int) -> int:
    """Return the number of the document's block on a line, at least 0."""
    return max(int(anchor_at_line(layout, line) // 1), 0)


def _first(layout: Layout) -> int:
    """Return the number of the block at line 0, or -1 for the header."""
    return layout.first_block if layout.first_block or not layout.block_lines else -1


def _starts(layout: Layout) -> "_Starts":
    return _Starts(layout.block_lines, has_header=_first(layout) < 0)


def _span(layout: Layout, starts: "_Starts", index: int) -> tuple[int, int]:
    end = starts[index + 1] if index + 1 < len(starts) else len(layout.lines)
    return starts[index], end


class _Starts:
    """View of the first lines of header and blocks; copies nothing."""

    def __init__(self, block_lines: Sequence[int], *, has_header: bool) -> None:
        self._block_lines = block_lines or (0,)
        self._before = 1 if has_header else 0

    def __len__(self) -> int:
        return len(self._block_lines) + self._before

    def __getitem__(self, index: int) -> int:
        return self._block_lines[index - self._before] if index >= self._before else 0
