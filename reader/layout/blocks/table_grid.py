"""Assigns the cells of a table to columns.

Owns the invariant that the slots of a row run from left to right and never overlap.

Source: HTML Living Standard 4.9.12, the algorithm for forming a table.
"""

from dataclasses import dataclass

from reader.document.nodes import Table, TableCell

MAX_COLUMNS_SPANNED = 100
"""Maximum column span of a cell; larger values are reduced to it."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell and its columns."""

    cell: TableCell
    column: int
    """The first column, from 0."""
    span: int
    """Number of columns, at least 1."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of a table, each cell with its columns; rows without cells are left out."""

    header: tuple[tuple[Slot, ...], ...]
    """The top rows that hold only header cells; empty if all rows do."""
    body: tuple[tuple[Slot, ...], ...]
    column_count: int


def place_cells(table: Table) -> Grid:
    """Return the grid of `table`; a cell that spans rows is in the first of them."""
    from_above: dict[int, int] = {}
    rows = []
    for cells in table.rows:
        row, from_above = _place_row(cells, from_above)
        rows.append(row)
    column_count = max((slot.column + 1 for row in rows for slot in row), default=0)
    trimmed = [tuple(_trim(slot, column_count) for slot in row) for row in rows if row]
    header_count = _count_header_rows(trimmed)
    return Grid(tuple(trimmed[:header_count]), tuple(trimmed[header_count:]), column_count)


def _place_row(
    cells: tuple[TableCell, ...], from_above: dict[int, int]
) -> tuple[list[Slot], dict[int, int]]:
    """Return the slots of a row and, by column, the number of further rows they occupy."""
    further = {column: rows - 1 for column, rows in from_above.items() if rows > 1}
    row = []
    column = 0
    for cell in cells:
        while column in from_above:
            column += 1
        span = min(cell.column_span, MAX_COLUMNS_SPANNED)
        row.append(Slot(cell, column, span))
        if cell.row_span > 1:
            further.update(dict.fromkeys(range(column, column + span), cell.row_span - 1))
        column += span
    return row, further


def _trim(slot: Slot, column_count: int) -> Slot:
    if slot.column + slot.span <= column_count:
        return slot
    return Slot(slot.cell, slot.column, column_count - slot.column)


def _count_header_rows(rows: list[tuple[Slot, ...]]) -> int:
    for count, row in enumerate(rows):
        if not all(slot.cell.is_header for slot in row):
            return count
    return 0
