"""Lays out the source file of a post, unparsed and complete."""

from reader.layout.blocks.block_context import BLANK
from reader.layout.line import Layout, Line, Role, Run
from reader.layout.text.cells import cell_width, split_at_cells
from reader.terminal_text import clean_text

_TAB_STOP_CELLS = 8
_MAX_PIECE_CHARACTERS = 100_000
"""Maximum characters measured by one call; more would block every other thread."""


def lay_out_source(source: str, width_cells: int) -> Layout:
    """Return every line of a file, divided if too wide, and cleaned for the terminal.

    Each line of the file is a block of the layout, so that anchors stay valid at another width.
    """
    lines: list[Line] = []
    starts = []
    for text in clean_text(source).split("\n"):
        starts.append(len(lines))
        for first in range(0, max(len(text), 1), _MAX_PIECE_CHARACTERS):
            expanded = _expand_tabs(text[first : first + _MAX_PIECE_CHARACTERS])
            pieces = split_at_cells(expanded, width_cells)
            lines += [Line((Run(piece, Role.CODE),)) for piece in pieces] or [BLANK]
    return Layout(tuple(lines), width_cells, block_lines=tuple(starts))


def _expand_tabs(line: str) -> str:
    if "\t" not in line:
        return line
    *pieces, last = line.split("\t")
    spaces = (_TAB_STOP_CELLS - cell_width(piece) % _TAB_STOP_CELLS for piece in pieces)
    return "".join(map(str.__add__, pieces, map(" ".__mul__, spaces))) + last
