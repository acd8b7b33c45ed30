"""Horizontal scrolling of wide code and tables."""

from collections.abc import Iterable

from reader.layout.blocks.sideways import slide
from reader.layout.line import Layout, Line, WideBlock

_NO_LAYOUT = Layout((), 2)


class SidewaysView:
    """The scroll offsets of a layout's wide blocks."""

    def __init__(self, layout: Layout | None = None) -> None:
        self._layout = layout or _NO_LAYOUT
        self._offsets: dict[WideBlock, int] = {}

    def line(self, index: int) -> Line:
        """Return a line at its current offset."""
        line = self._layout.lines[index]
        offset = self._offset_of(line)
        return slide(line, offset, self._layout.width_cells) if offset else line

    def _offset_of(self, line: Line) -> int:
        return self._offsets.get(line.overflow.block, 0) if line.overflow and self._offsets else 0

    def move(self, lines: Iterable[int], cells: int) -> bool | None:
        """Scroll the wide blocks of some lines.

        Returns:
            Whether anything moved; None if nothing is too wide.
        """
        blocks = self._blocks(lines)
        if not blocks:
            return None
        has_moved = False
        for block in blocks:
            before = self._offsets.get(block, 0)
            self._offsets[block] = after = max(min(before + cells, block.hidden_cells), 0)
            has_moved = has_moved or after != before
        return has_moved

    def _blocks(self, lines: Iterable[int]) -> list[WideBlock]:
        overflows = (self._layout.lines[index].overflow for index in lines)
        return list(dict.fromkeys(overflow.block for overflow in overflows if overflow))

    def shown(self, index: int, start: int, end: int) -> tuple[int, int]:
        """Return the visible range of cells of a full line; empty if they are hidden."""
        line = self._layout.lines[index]
        if line.overflow is None:
            return start, end
        width, fixed = self._layout.width_cells, line.overflow.fixed_cells
        if end <= fixed:
            return start, end
        offset = self._offset_of(line)
        least = fixed if start >= fixed else start
        first, last = max(start - offset, least), min(end - offset, width)
        return first, max(first, last)

    def bring_into_sight(self, index: int, start: int, end: int) -> None:
        """Scroll the block of a line so that some of its cells are visible."""
        overflow = self._layout.lines[index].overflow
        if overflow is None or end <= overflow.fixed_cells:
            return
        first, last = self.shown(index, start, end)
        if last - first < end - start:
            room = self._layout.width_cells - overflow.fixed_cells
            wanted = start - overflow.fixed_cells - max(room - (end - start), 0) // 2
            self._offsets[overflow.block] = max(min(wanted, overflow.block.hidden_cells), 0)
