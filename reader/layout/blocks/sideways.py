"""Cuts wide lines, so that they can be scrolled sideways.

Owns the look of a cut line: fixed columns at its start, then a window on the rest, with ``‹`` and
``›`` where more is hidden.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from reader.layout.line import Line, Overflow, Role, Run, WideBlock
from reader.layout.text.cells import cell_ends, cell_width

_MORE_LEFT = Run("‹", Role.MARKER)
_MORE_RIGHT = Run("›", Role.MARKER)
_MIN_WINDOW_CELLS = 4


def cut_wide_lines(
    rows: Sequence[tuple[Run, ...]], width_cells: int, fixed_cells: int = 0
) -> list[Line] | None:
    """Return lines cut to `width_cells` that can be scrolled, or None if nothing is too wide.

    Args:
        rows: The lines of one block at their full width.
        width_cells: Width of the context.
        fixed_cells: Columns at the start that stay; scrolled too if they leave no room.
    """
    most = max((sum(cell_width(run.text) for run in runs) for runs in rows), default=0)
    if most <= width_cells:
        return None
    if width_cells - fixed_cells < _MIN_WINDOW_CELLS:
        fixed_cells = 0
    block = WideBlock(most - width_cells)
    lines = (Line((), Overflow(block, runs, fixed_cells)) if runs else Line() for runs in rows)
    return [slide(line, 0, width_cells) for line in lines]


def slide(line: Line, offset_cells: int, width_cells: int) -> Line:
    """Return `line` as it looks after its block is scrolled by `offset_cells`.

    Args:
        line: A line of a layout; returned unchanged if it has no overflow.
        offset_cells: From 0 to `WideBlock.hidden_cells`.
        width_cells: Width of the layout.
    """
    overflow = line.overflow
    if overflow is None:
        return line
    whole_cells = sum(cell_width(run.text) for run in overflow.runs)
    start, end = overflow.fixed_cells + offset_cells, width_cells + offset_cells
    has_left = offset_cells > 0 and whole_cells > overflow.fixed_cells
    has_right = whole_cells > end
    window = [
        *clip_runs(overflow.runs, 0, overflow.fixed_cells),
        *([_MORE_LEFT] if has_left else []),
        *clip_runs(overflow.runs, start + has_left, end - has_right),
        *([_MORE_RIGHT] if has_right else []),
    ]
    return Line(tuple(_joined(window)), overflow, line.joint)


def clip_runs(runs: Sequence[Run], start: int, end: int) -> Iterator[Run]:
    """Yield the part of `runs` from column `start` to `end`; halved characters become blanks."""
    column = 0
    for run in runs:
        ends = cell_ends(run.text)
        cells = ends[-1] if run.text else 0
        if column < end and column + cells > start:
            text = _clip(run.text, ends, start - column, end - column)
            if text:
                yield Run(text, run.role, run.link)
        column += cells


def _clip(text: str, ends: Sequence[int], start: int, end: int) -> str:
    start, end = max(start, 0), min(end, ends[-1])
    first = bisect_right(ends, ends[bisect_left(ends, start)]) if start else 0
    last = bisect_right(ends, end)
    if last <= first:
        return " " * (end - start)
    before = ends[first - 1] if first else 0
    return " " * (before - start) + text[first:last] + " " * (end - ends[last - 1])


def _joined(runs: Sequence[Run]) -> Iterator[Run]:
    """Yield `runs` with neighbours of one role and link joined."""
    pending: Run | None = None
    for run in runs:
        if pending is None:
            pending = run
        elif (pending.role, pending.link) == (run.role, run.link):
            pending = Run(pending.text + run.text, run.role, run.link)
        else:
            yield pending
            pending = run
    if pending is not None:
        yield pending
