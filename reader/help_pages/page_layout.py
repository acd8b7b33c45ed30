"""Lays a page of the help out: rows in as many columns as the width allows.

Owns the invariant that no line is wider than the width, in cells.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reader.help_pages.page import HelpPage, HelpRow, HelpSection
from reader.layout.line import Line, Role, Run
from reader.layout.text.cells import cell_width
from reader.layout.text.line_breaking import break_lines
from reader.terminal_text import clean_line

_MIN_COLUMN_CELLS = 36
_MAX_COLUMNS = 4
_GAP_CELLS = 2
_INDENT_CELLS = 2
_MIN_TEXT_CELLS = 2


@dataclass(frozen=True, slots=True)
class HelpLine:
    """One line of a page."""

    line: Line
    text: str = ""
    """The whole text of the rows that begin here, to be searched."""
    query: str = ""
    """The search of the row that this line belongs to."""


def lay_out_page(page: HelpPage, width_cells: int) -> list[HelpLine]:
    """Return the lines of a page, an empty one between two sections.

    Args:
        page: The page.
        width_cells: At least 8.
    """
    lines: list[HelpLine] = []
    for section in page.sections:
        if lines:
            lines.append(HelpLine(Line()))
        lines += _section(section, width_cells)
    return lines


def _section(section: HelpSection, width: int) -> Iterator[HelpLine]:
    for line in break_lines([Run(section.heading, Role.HEADING)], width):
        yield HelpLine(line, line.text)
    fitting = (width + _GAP_CELLS) // (_MIN_COLUMN_CELLS + _GAP_CELLS)
    count = max(min(fitting, _MAX_COLUMNS), 1) if section.has_columns else 1
    column_width = (width - _GAP_CELLS * (count - 1)) // count
    left_width = _left_width(section.rows, column_width)
    blocks = [list(_row(row, left_width, column_width)) for row in section.rows]
    columns = _columns(blocks, count)
    for index in range(max(map(len, columns), default=0)):
        yield _beside([column[index : index + 1] for column in columns], column_width)


def _left_width(rows: Sequence[HelpRow], column_width: int) -> int:
    """Return the width of the left sides that leaves most of a column to the right."""
    limit = column_width * 2 // 5
    widths = (cell_width(clean_line(row.left)) for row in rows)
    return max((width for width in widths if width <= limit), default=_INDENT_CELLS)


def _row(row: HelpRow, left_width: int, column_width: int) -> Iterator[HelpLine]:
    """Yield the lines of a row: the explanation beside its left side, or below a long one."""
    left, right = clean_line(row.left), clean_line(row.right)
    text = f"{left} {right}"
    role = Role.LINK if row.query else Role.KEYBOARD
    margin = left_width + _GAP_CELLS
    broken = break_lines([Run(right)], max(column_width - margin, _MIN_TEXT_CELLS))
    if cell_width(left) > left_width:
        for line in break_lines([Run(left, role)], column_width):
            yield HelpLine(line, text, row.query)
            text = ""
        margin = _INDENT_CELLS * 2
        broken = break_lines([Run(right)], column_width - margin)
        first = " " * margin
    else:
        first = " " * (margin - cell_width(left))
    for line in broken:
        start = (Run(left, role),) if text else ()
        yield HelpLine(Line((*start, Run(first), *line.runs)), text, row.query)
        text, first = "", " " * margin


def _columns(blocks: Sequence[Sequence[HelpLine]], count: int) -> list[list[HelpLine]]:
    """Divide blocks into columns of about the same height, each block in one of them."""
    height = -(-sum(map(len, blocks)) // count)
    while len(columns := _filled(blocks, height)) > count:
        height += 1
    return columns


def _filled(blocks: Sequence[Sequence[HelpLine]], height: int) -> list[list[HelpLine]]:
    columns: list[list[HelpLine]] = [[]]
    for block in blocks:
        if columns[-1] and len(columns[-1]) + len(block) > height:
            columns.append([])
        columns[-1].extend(block)
    return columns


def _beside(cells: Sequence[Sequence[HelpLine]], column_width: int) -> HelpLine:
    """Join one line of each column; a column that has ended leaves its place empty."""
    runs: list[Run] = []
    for index, cell in enumerate(cells):
        found = cell[0] if cell else HelpLine(Line())
        runs += found.line.runs
        if any(cells[index + 1 :]):
            padding = column_width - cell_width(found.line.text) + _GAP_CELLS
            runs.append(Run(" " * padding))
    parts = [cell[0] for cell in cells if cell]
    text = "\n".join(filter(None, (part.text for part in parts)))
    return HelpLine(Line(tuple(runs)), text, parts[0].query)
