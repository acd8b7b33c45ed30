"""Table cells prepared for measuring and layout."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reader.document.nodes import Alignment, Paragraph
from reader.layout.blocks.block_context import BlockContext, BlockLayout
from reader.layout.blocks.table_grid import Slot
from reader.layout.line import Line, Role
from reader.layout.text.inline_runs import Segment, set_inlines
from reader.layout.text.line_breaking import break_lines
from reader.layout.text.natural_width import natural_width, segments_width

_NUMBER = re.compile(r"[-+−±]?[￥¥$€£]?\d[\d,.]*\s?(?:[%％‰倍元股亿万]|万元|亿元|bps?)?|[-–—]{1,2}")
_DIGIT = re.compile(r"\d")
_WORD = re.compile("[!-~]+")
_MAX_CELLS_FOR_A_WORD = 12
_MIN_CELLS = 6


@dataclass(frozen=True, slots=True)
class SetCell:
    """A table cell with its text as runs."""

    slot: Slot
    segments: tuple[Segment, ...] | None
    """The runs of a cell with paragraphs only; None if it holds other blocks."""
    natural_cells: int
    """Natural width of the cell."""

    @property
    def is_empty(self) -> bool:
        """Whether the cell is empty."""
        return not self.slot.cell.blocks

    @property
    def is_number(self) -> bool:
        """Whether it is right-aligned by default: a figure or a dash."""
        return _NUMBER.fullmatch(self._text.strip()) is not None

    @property
    def has_digit(self) -> bool:
        """Whether it holds a figure."""
        return _DIGIT.search(self._text) is not None

    @property
    def min_cells(self) -> int:
        """Minimum readable width: its longest word, up to a limit."""
        longest = max(map(len, _WORD.findall(self._text)), default=0)
        most = min(max(longest, _MIN_CELLS), _MAX_CELLS_FOR_A_WORD)
        return max(2, min(self.natural_cells, most))

    @property
    def alignment(self) -> Alignment:
        """Alignment given by the document."""
        return self.slot.cell.alignment

    @property
    def _text(self) -> str:
        return " ".join("".join(run.text for run in runs) for runs in self.segments or ())


def set_row(row: Sequence[Slot], context: BlockContext) -> list[SetCell]:
    """Return the cells of a row, their text as runs."""
    header_role = context.role | Role.TABLE_HEADER
    return [_set_cell(slot, header_role, context) for slot in row]


def lay_out_cell(
    cell: SetCell, width_cells: int, context: BlockContext, inner: BlockLayout
) -> list[Line]:
    """Return the lines of a cell at the given width; none if it is empty."""
    if cell.segments is None:
        typesetting = replace(context.typesetting, scrolls_wide_blocks=False)
        context = replace(context, width_cells=width_cells, typesetting=typesetting)
        return inner(cell.slot.cell.blocks, context)
    return [line for runs in cell.segments for line in break_lines(runs, width_cells)]


def _set_cell(slot: Slot, header_role: Role, context: BlockContext) -> SetCell:
    blocks = slot.cell.blocks
    role = header_role if slot.cell.is_header else context.role
    segments: list[Segment] = []
    for block in blocks:
        if not isinstance(block, Paragraph):
            return SetCell(slot, None, natural_width(blocks))
        segments += set_inlines(block.children, role, context.numbering)
    return SetCell(slot, tuple(segments), segments_width(segments))
