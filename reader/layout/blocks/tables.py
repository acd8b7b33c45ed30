"""Lays out a table in columns, or as one record per row if they don't fit.

Columns are as wide as their content; if the table is too wide, the widest columns shrink first.
Figures are right-aligned. A rule separates header and body, and also the rows if one of them takes
more than a line.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from reader.document.nodes import Alignment, Table
from reader.layout.blocks.block_context import BlockContext, BlockLayout
from reader.layout.blocks.column_widths import fit_columns, widen_for_span
from reader.layout.blocks.records import lay_out_records
from reader.layout.blocks.sideways import cut_wide_lines
from reader.layout.blocks.table_cells import SetCell, lay_out_cell, set_row
from reader.layout.blocks.table_grid import place_cells
from reader.layout.line import Line, Role, Run
from reader.layout.text.cells import cell_width
from reader.layout.text.inline_runs import set_inlines
from reader.layout.text.line_breaking import break_lines

_BAR = "│"
_SEPARATORS = (" │ ", "│")
_RULE, _CROSSING = "─", "┼"
_MIN_WIDE_CELLS = 8
_MIN_CELLS_BESIDE_MOVING = 16
"""Minimum column width; narrower columns read worse than a table that scrolls."""
_HEADER_RULE, _HEADER_CROSSING = "═", "╪"


@dataclass(frozen=True, slots=True)
class _Columns:
    """The columns of one table at one width."""

    widths: Sequence[int]
    separator: str
    numeric: frozenset[int]
    """Columns of figures, right-aligned."""

    def span_cells(self, column: int, span: int) -> int:
        gaps = len(self.separator) * (span - 1)
        return sum(self.widths[column : column + span]) + gaps

    def rule(self, rule: str, crossing: str) -> Line:
        between = self.separator.replace(" ", rule).replace(_BAR, crossing)
        return Line((Run(between.join(rule * width for width in self.widths), Role.MARKER),))


def lay_out_table(table: Table, context: BlockContext, inner: BlockLayout) -> list[Line]:
    """Return the lines of a table, its caption first."""
    lines = _lay_out_caption(table, context)
    grid = place_cells(table)
    if not grid.column_count:
        return lines
    header = [set_row(row, context) for row in grid.header]
    body = [set_row(row, context) for row in grid.body]
    can_move = context.typesetting.scrolls_wide_blocks
    min_cells = _MIN_CELLS_BESIDE_MOVING if can_move else 0
    columns = _fit(header, body, grid.column_count, context.width_cells, min_cells)
    if columns is not None:
        return lines + _lay_out_grid(header, body, columns, context, inner)
    if can_move:
        return lines + _lay_out_wide_grid(header, body, grid.column_count, context, inner)
    return lines + lay_out_records(header, body, context, inner)


def _lay_out_caption(table: Table, context: BlockContext) -> list[Line]:
    if not table.caption:
        return []
    segments = set_inlines(table.caption, context.role | Role.EMPHASIS, context.numbering)
    return [line for runs in segments for line in break_lines(runs, context.width_cells)]


def _fit(
    header: list[list[SetCell]],
    body: list[list[SetCell]],
    column_count: int,
    width_cells: int,
    min_cells: int,
) -> _Columns | None:
    """Return columns that fit, or None; narrow separators are preferred to narrow columns.

    No column is narrower than `min_cells`, unless its content is.
    """
    cells = [cell for row in (*header, *body) for cell in row]
    natural = _natural_widths(cells, column_count)
    gaps = column_count - 1
    for separator in _SEPARATORS:
        if sum(natural) + gaps * len(separator) <= width_cells:
            return _Columns(natural, separator, _numeric_columns(body, column_count))
    least = [2] * column_count
    for cell in cells:
        if cell.slot.span == 1:
            needed = max(cell.min_cells, min(cell.natural_cells, min_cells))
            least[cell.slot.column] = max(least[cell.slot.column], needed)
    for separator in _SEPARATORS:
        widths = fit_columns(natural, least, width_cells - gaps * len(separator))
        if widths is not None:
            return _Columns(widths, separator, _numeric_columns(body, column_count))
    return None


def _lay_out_wide_grid(
    header: list[list[SetCell]],
    body: list[list[SetCell]],
    column_count: int,
    context: BlockContext,
    inner: BlockLayout,
) -> list[Line]:
    """Lay out a table at its natural width, to be scrolled sideways."""
    cells = [cell for row in (*header, *body) for cell in row]
    natural = _natural_widths(cells, column_count)
    most = max(context.width_cells // 2, _MIN_WIDE_CELLS)
    widths = [min(width, most) for width in natural]
    columns = _Columns(widths, _SEPARATORS[0], _numeric_columns(body, column_count))
    lines = _lay_out_grid(header, body, columns, context, inner)
    rows = [line.runs for line in lines]
    fixed_cells = widths[0] + len(columns.separator)
    return cut_wide_lines(rows, context.width_cells, fixed_cells) or lines


def _natural_widths(cells: Sequence[SetCell], column_count: int) -> list[int]:
    widths = [2] * column_count
    for cell in cells:
        if cell.slot.span == 1:
            widths[cell.slot.column] = max(widths[cell.slot.column], cell.natural_cells)
    for cell in cells:
        span = cell.slot.span
        if span > 1:
            gaps = len(_SEPARATORS[0]) * (span - 1)
            widen_for_span(widths, cell.slot.column, span, cell.natural_cells - gaps)
    return widths


def _numeric_columns(body: list[list[SetCell]], column_count: int) -> frozenset[int]:
    """Return the columns with at least one figure, and only figures and dashes."""
    numeric = set(range(column_count))
    with_digit = set()
    for row in body:
        for cell in row:
            column = cell.slot.column
            if column not in numeric or cell.slot.span > 1 or cell.is_empty:
                continue
            if not cell.is_number:
                numeric.remove(column)
            elif cell.has_digit:
                with_digit.add(column)
    return frozenset(numeric & with_digit)


def _lay_out_grid(
    header: list[list[SetCell]],
    body: list[list[SetCell]],
    columns: _Columns,
    context: BlockContext,
    inner: BlockLayout,
) -> list[Line]:
    rows = [_lay_out_row(row, columns, context, inner) for row in body]
    has_tall_rows = len(rows) > 1 and any(len(row) > 1 for row in rows)
    lines = [line for row in header for line in _lay_out_row(row, columns, context, inner)]
    if header:
        marks = (_HEADER_RULE, _HEADER_CROSSING) if has_tall_rows else (_RULE, _CROSSING)
        lines.append(columns.rule(*marks))
    rule = columns.rule(_RULE, _CROSSING)
    for index, row in enumerate(rows):
        if index and has_tall_rows:
            lines.append(rule)
        lines += row
    return lines


def _lay_out_row(
    row: Sequence[SetCell], columns: _Columns, context: BlockContext, inner: BlockLayout
) -> list[Line]:
    cells = []
    for cell in row:
        width_cells = columns.span_cells(cell.slot.column, cell.slot.span)
        lines = lay_out_cell(cell, width_cells, context, inner)
        cells.append((cell, width_cells, lines))
    height = max(len(lines) for _, _, lines in cells)
    return [_lay_out_row_line(cells, index, columns) for index in range(max(height, 1))]


def _lay_out_row_line(
    cells: Sequence[tuple[SetCell, int, list[Line]]], index: int, columns: _Columns
) -> Line:
    """Join the lines of one row of cells; the gap between two cells is one run."""
    runs: list[Run] = []
    gap = ""
    column = 0
    for cell, width_cells, lines in cells:
        if column < cell.slot.column:
            gap += _empty_columns(columns, column, cell.slot.column)
        line = lines[index].runs if index < len(lines) else ()
        free = width_cells - sum(cell_width(run.text) for run in line)
        left = _left_cells(cell, columns, free)
        gap += " " * left
        if line:
            _append_gap(runs, gap)
            gap = ""
            if runs and runs[-1].role == line[0].role == Role.MARKER:
                _append_gap(runs, line[0].text)
                line = line[1:]
            runs += line
        column = cell.slot.column + cell.slot.span
        gap += " " * (free - left)
        if column < len(columns.widths):
            gap += columns.separator
    if column < len(columns.widths):
        gap += _empty_columns(columns, column, len(columns.widths))
    _append_gap(runs, gap.rstrip(" "))
    return Line(tuple(runs))


def _append_gap(runs: list[Run], gap: str) -> None:
    if runs and runs[-1].role == Role.MARKER:
        runs[-1] = Run(runs[-1].text + gap, Role.MARKER)
    elif gap:
        runs.append(Run(gap, Role.MARKER))


def _empty_columns(columns: _Columns, start: int, stop: int) -> str:
    last = len(columns.widths) - 1
    return "".join(
        " " * columns.widths[column] + (columns.separator if column < last else "")
        for column in range(start, stop)
    )


def _left_cells(cell: SetCell, columns: _Columns, free_cells: int) -> int:
    """Return the number of free columns to the left of the text."""
    alignment = cell.alignment
    is_figure = cell.slot.span == 1 and cell.slot.column in columns.numeric
    if alignment is Alignment.RIGHT or (alignment is Alignment.DEFAULT and is_figure):
        return free_cells
    return free_cells // 2 if alignment is Alignment.CENTER else 0
