"""Sends the cells that differ from what the terminal shows, in few bytes.

Source: ECMA-48, CUP, CHA, ECH, EL. Erased cells take the background of the pen, which is plain
whenever something is erased.
"""

import re
from collections.abc import Iterator

from reader.ui.terminal.absolute_columns import has_risky, set_columns
from reader.ui.terminal.drawing.cells import Canvas, Row
from reader.ui.terminal.drawing.pen import PLAIN, change, is_link, of_blank

_KEPT_CELLS = 4
"""Longest run of unchanged cells that is sent again rather than gone over."""
_ERASED_AT_END, _ERASED = 6, 11
"""Shortest runs of blanks that are erased: before a move, and before text."""
_BYTES_PER_CELL = 2
"""At most, in a line of text with its styles."""
_OPAQUE = re.compile("[\U00100000-\U0010ffff\U0010eeee]")
"""Cells that stand for parts of a picture. They are sent together, as they were written."""


class Strokes:
    """Knows what the terminal shows, where its cursor is, and in which style it writes."""

    def __init__(self, *, can_erase: bool = True) -> None:
        self._can_erase = can_erase
        self._shown: dict[int, Row] = {}
        self._is_known = False
        self._pen: str | None = None
        self._cursor: tuple[int, int] | None = None
        self._out: list[str] = []

    def forget(self) -> None:
        """Take nothing for granted: the next frame clears the screen."""
        self._is_known, self._pen, self._cursor = False, None, None

    def draw(self, canvas: Canvas, max_bytes: int | None = None) -> str:
        """Return what makes the terminal show the canvas.

        Args:
            canvas: What it should show.
            max_bytes: Send no more lines beyond this size, the latest written first; the others
                stay written in the canvas.
        """
        if not self._is_known:
            self._clear()
        size, done = 0, []
        cells = sum(end - first for first, end in canvas.written.values())
        fits = max_bytes is None or cells * _BYTES_PER_CELL < max_bytes
        lines = sorted(canvas.written) if fits else list(canvas.written)[::-1]
        for line in lines:
            start = len(self._out)
            self._row(line, canvas.rows[line], *canvas.written[line])
            done.append(line)
            if max_bytes is not None:
                size += len("".join(self._out[start:]).encode(errors="replace"))
                if size >= max_bytes:
                    break
        for line in done:
            del canvas.written[line]
        if self._cursor != canvas.cursor:
            self._move(*canvas.cursor)
        if self._pen is not None and is_link(self._pen):
            self._style(PLAIN)  # what another program writes after the last frame is no link
        data, self._out = "".join(self._out), []
        return data

    def _clear(self) -> None:
        self._shown, self._is_known = {}, True
        self._style(PLAIN)
        self._out.append("\x1b[2J")

    def _row(self, line: int, wanted: Row, first: int, end: int) -> None:
        """Send the cells of a line that were written and differ."""
        shown = self._shown.setdefault(line, Row())
        shown.extend(len(wanted.graphemes))
        text = "".join(wanted.graphemes[first:end])
        if _OPAQUE.search(text) is not None:
            self._as_written(line, wanted, first, end)
        elif has_risky(text):
            if next(_differences(wanted, shown, first, end), None) is not None:
                self._as_written(line, wanted, first, end)
        else:
            for start, stop in _differences(wanted, shown, first, end):
                self._span(line, wanted, start, stop)
        shown.graphemes[first:end] = wanted.graphemes[first:end]
        shown.styles[first:end] = wanted.styles[first:end]

    def _as_written(self, line: int, wanted: Row, first: int, end: int) -> None:
        """Send cells whose columns terminals count differently."""
        place = len(self._out)
        self._out.append(f"\x1b[{line + 1};{first + 1}H")
        for column in range(first, end):
            self._style(wanted.styles[column])
            self._out.append(wanted.graphemes[column])
        self._out[place:] = [set_columns("".join(self._out[place:]))]
        self._cursor = None

    def _span(self, line: int, wanted: Row, start: int, stop: int) -> None:
        """Send cells from one column to another."""
        graphemes, styles = wanted.graphemes, wanted.styles
        tail = _blank_tail(wanted)
        column = start
        while column < stop:
            end = _blanks_end(wanted, column, stop)
            if self._can_erase and column >= tail and len(graphemes) - column > 3:
                self._go(line, column, PLAIN)
                self._out.append("\x1b[K")
                return
            if self._can_erase and end - column >= (_ERASED_AT_END if end == stop else _ERASED):
                self._go(line, column, PLAIN)
                self._out.append(f"\x1b[{end - column}X")
                column = end
                continue
            is_blank = graphemes[column] == " "
            self._go(line, column, styles[column], is_blank=is_blank)
            end = column + 1 if is_blank else _text_end(wanted, column, stop)
            self._out.append("".join(graphemes[column:end]))
            column = end
            self._cursor = line, column

    def _go(self, line: int, column: int, style: str, *, is_blank: bool = True) -> None:
        """Have the cursor in a cell and the pen in a style."""
        if self._cursor != (line, column):
            self._move(line, column)
        if not (is_blank and self._pen is not None and of_blank(self._pen) == style):
            self._style(style)

    def _style(self, style: str) -> None:
        self._out.append(change(self._pen, style, is_basic=not self._can_erase))
        self._pen = style

    def _move(self, line: int, column: int) -> None:
        """Move the cursor by the shortest sequence."""
        at_line = self._cursor[0] if self._cursor is not None else -2
        if self._can_erase and at_line in (line, line - 1):
            # Not relative: a terminal may have counted the columns before differently. VT is a
            # line feed that the terminal driver leaves alone.
            down = "\x0b" if at_line < line else ""
            self._out.append(f"{down}\x1b[{column + 1 if column else ''}G")
        elif column == 0:
            self._out.append("\x1b[H" if line == 0 else f"\x1b[{line + 1}H")
        else:
            self._out.append(f"\x1b[{line + 1};{column + 1}H")
        self._cursor = line, column


def _differences(wanted: Row, shown: Row, first: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where cells differ, from one column to another."""
    start = stop = -1
    cells = slice(first, end)
    pairs = zip(
        *(wanted.graphemes[cells], shown.graphemes[cells]),
        *(wanted.styles[cells], shown.styles[cells]),
        strict=False,
    )
    different = [
        column
        for column, (grapheme, old, style, old_style) in enumerate(pairs, first)
        if grapheme != old or style != old_style
    ]
    for column in different:
        if start >= 0 and column - stop > _KEPT_CELLS:
            yield start, stop
            start = -1
        start = column if start < 0 else start
        stop = column + 1
    if start >= 0:
        yield start, stop


def _text_end(row: Row, column: int, stop: int) -> int:
    """Return where the text of one style that starts in a column ends, at least a cell on."""
    style, end = row.styles[column], column + 1
    while end < stop and row.styles[end] == style and row.graphemes[end] != " ":
        end += 1
    return end


def _blanks_end(row: Row, column: int, stop: int) -> int:
    """Return where the plain blanks that start in a column end."""
    while column < stop and row.graphemes[column] == " " and row.styles[column] == PLAIN:
        column += 1
    return column


def _blank_tail(row: Row) -> int:
    """Return the column from which a row is blank."""
    column = len(row.graphemes)
    while column and row.graphemes[column - 1] == " " and row.styles[column - 1] == PLAIN:
        column -= 1
    return column
