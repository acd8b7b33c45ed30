"""Lays out a wide table as one record per row, ``header: value`` on a line per cell."""

from collections.abc import Sequence

from reader.layout.blocks.block_context import BLANK, BlockContext, BlockLayout, add_margin
from reader.layout.blocks.table_cells import SetCell, lay_out_cell
from reader.layout.line import Line, Role, Run
from reader.layout.text.cells import cell_width, cut
from reader.layout.text.line_breaking import break_lines

_MARGIN = Run("  ")
_MAX_LABEL_CELLS = 40
_COLON = ": "


def lay_out_records(
    header: Sequence[Sequence[SetCell]],
    body: Sequence[Sequence[SetCell]],
    context: BlockContext,
    inner: BlockLayout,
) -> list[Line]:
    """Return the records of all rows, separated by blank lines.

    The whole header comes first if the labels would lose part of it: a label was cut, or a column
    has no cell to label.
    """
    labels = _labels(header)
    labelled = {cell.slot.column for row in body for cell in row if cell.slot.span == 1}
    is_cut = any(map(_is_long, labels.values()))
    records = []
    if is_cut or not _says_all(header, labels, labelled):
        records = [_lay_out_record(row, {}, context, inner) for row in header]
    short = {column: _shorten(label) for column, label in labels.items()}
    records += [_lay_out_record(row, short, context, inner) for row in body]
    lines: list[Line] = []
    for record in records:
        if lines and record:
            lines.append(BLANK)
        lines += record
    return lines


def _labels(header: Sequence[Sequence[SetCell]]) -> dict[int, str]:
    """Return the label of each column: its header cells from top to bottom.

    Text beyond the maximum length of a label is left out.
    """
    labels: dict[int, str] = {}
    for row in header:
        for cell in row:
            text = " ".join("".join(run.text for run in runs) for runs in cell.segments or ())
            if not text.strip():
                continue
            for column in range(cell.slot.column, cell.slot.column + cell.slot.span):
                label = labels.get(column)
                if label is None or not _is_long(label):
                    labels[column] = text if label is None else f"{label} / {text}"
    return labels


def _says_all(
    header: Sequence[Sequence[SetCell]], labels: dict[int, str], labelled: set[int]
) -> bool:
    """Say whether every header cell is plain text and labels at least one value."""
    cells = [cell for row in header for cell in row]
    is_plain = all(cell.segments is not None and not _has_link(cell) for cell in cells)
    return is_plain and labels.keys() <= labelled


def _has_link(cell: SetCell) -> bool:
    return any(run.link for runs in cell.segments or () for run in runs)


def _is_long(label: str) -> bool:
    return len(label) > _MAX_LABEL_CELLS or cell_width(label) > _MAX_LABEL_CELLS


def _shorten(label: str) -> str:
    return cut(label, _MAX_LABEL_CELLS - 1) + "…" if _is_long(label) else label


def _lay_out_record(
    row: Sequence[SetCell], labels: dict[int, str], context: BlockContext, inner: BlockLayout
) -> list[Line]:
    lines: list[Line] = []
    for cell in row:
        label = labels.get(cell.slot.column, "") if cell.slot.span == 1 else ""
        lines += _lay_out_value(cell, label, context, inner)
    return lines


def _lay_out_value(
    cell: SetCell, label: str, context: BlockContext, inner: BlockLayout
) -> list[Line]:
    """Lay out a label and its value; lines after the first have a margin."""
    inside = context.inside(len(_MARGIN.text))
    start = [Run(label + _COLON, context.role | Role.TABLE_HEADER)] if label else []
    if cell.segments:
        lines = break_lines([*start, *cell.segments[0]], inside.width_cells)
        for runs in cell.segments[1:]:
            lines += break_lines(runs, inside.width_cells)
    else:
        lines = break_lines(start, inside.width_cells) if start else []
        lines += lay_out_cell(cell, inside.width_cells, inside, inner)
    if inside is context:
        return lines
    return lines[:1] + add_margin(lines[1:], _MARGIN)
