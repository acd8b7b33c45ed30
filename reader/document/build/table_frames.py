"""Tables and captions under construction."""

from reader.document.build.frames import Frame
from reader.document.nodes import (
    Alignment,
    Block,
    BlockQuote,
    Callout,
    CodeBlock,
    Details,
    Figure,
    Heading,
    Inline,
    LineBreak,
    ListBlock,
    Paragraph,
    Table,
    TableCell,
)
from reader.document.plain_text import inline_text

_LONGEST_ENTRY = 40
_MOST_ROWS_OF_A_PAGE = 3
_MOST_BLOCKS_OF_AN_ENTRY = 2


class CaptionedFrame(Frame):
    """Base of what can have a caption."""

    def __init__(self) -> None:
        super().__init__()
        self.caption: tuple[Inline, ...] = ()

    def add_caption(self, inlines: tuple[Inline, ...]) -> None:
        """Take a caption; a further one is joined by a line break."""
        self.caption = (*self.caption, LineBreak(), *inlines) if self.caption else inlines


class CaptionFrame(Frame):
    """``figcaption`` or ``caption``: text in one run, what is no text beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.inlines: list[Inline] = []

    def add_inlines(self, inlines: tuple[Inline, ...]) -> None:
        """Join paragraphs by line breaks."""
        if self.inlines:
            self.inlines.append(LineBreak())
        self.inlines.extend(inlines)

    def add(self, block: Block) -> None:
        """Take the text of a heading; keep other blocks apart."""
        if isinstance(block, Heading):
            self.add_inlines(block.children)
        else:
            super().add(block)

    def hand_over(self, parent: Frame) -> None:
        """Become the caption of the frame around."""
        if self.inlines and isinstance(parent, CaptionedFrame):
            parent.add_caption(tuple(self.inlines))
        elif self.inlines:
            parent.add_inlines(tuple(self.inlines))
        super().hand_over(parent)


class FigureFrame(CaptionedFrame):
    """``figure``."""

    def hand_over(self, parent: Frame) -> None:
        """Become a figure; without a caption it is only its blocks, without blocks its caption."""
        if self.blocks and self.caption:
            parent.add(Figure(tuple(self.blocks), self.caption))
        elif self.caption:
            parent.add_inlines(self.caption)
        else:
            super().hand_over(parent)


class DetailsFrame(CaptionedFrame):
    """``details``, whose caption is its summary."""

    def hand_over(self, parent: Frame) -> None:
        """Become details; without a summary it is only its blocks."""
        if self.caption:
            parent.add(Details(self.caption, tuple(self.blocks)))
        else:
            super().hand_over(parent)


class CalloutFrame(CaptionedFrame):
    """``blockquote`` of a callout, whose caption is its title."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self._kind = kind

    def hand_over(self, parent: Frame) -> None:
        """Become a callout."""
        if self.caption or self.blocks:
            parent.add(Callout(self._kind, self.caption, tuple(self.blocks)))


class TableFrame(CaptionedFrame):
    """``table``."""

    def __init__(self, is_layout: bool, has_border: bool = False) -> None:
        super().__init__()
        self._has_border = has_border
        self.is_in_head = False
        self._is_layout = is_layout
        self._rows: list[tuple[TableCell, ...]] = []
        self._foot: list[tuple[TableCell, ...]] = []
        self._takes_foot = self._has_foot = False
        self._takes_loose_cells = False

    def begin_part(self, name: str) -> None:
        """Begin ``thead``, ``tbody`` or ``tfoot``; with an empty name, end it.

        The first ``tfoot`` stands last, wherever it is written.
        """
        self.is_in_head = name == "thead"
        self._takes_foot = name == "tfoot" and not self._has_foot
        self._has_foot = self._has_foot or self._takes_foot
        self._takes_loose_cells = False

    def add_row(self, row: tuple[TableCell, ...]) -> None:
        """Take a row."""
        (self._foot if self._takes_foot else self._rows).append(row)
        self._takes_loose_cells = False

    def add_cell(self, cell: TableCell) -> None:
        """Take a cell that stands in no row; those in succession form one."""
        rows = self._foot if self._takes_foot else self._rows
        before = rows.pop() if self._takes_loose_cells else ()
        self.add_row((*before, cell))
        self._takes_loose_cells = True

    def add(self, block: Block) -> None:
        """Take a block that stands outside all cells as a row of its own."""
        self.add_row((TableCell((block,)),))

    def hand_over(self, parent: Frame) -> None:
        """Become a table, or the blocks of one that only places things on a page."""
        rows = [*self._rows, *self._foot]
        cells = [cell for row in rows for cell in row]
        if self._places_things(rows, cells):
            if self.caption:
                parent.add_inlines(self.caption)
            for cell in cells:
                for block in cell.blocks:
                    parent.add(block)
        elif any(cell.blocks for cell in cells):
            parent.add(Table(tuple(rows), self.caption))
        elif self.caption:
            parent.add_inlines(self.caption)

    def _places_things(self, rows: list[tuple[TableCell, ...]], cells: list[TableCell]) -> bool:
        if self._is_layout or len(cells) == 1:
            return True
        if self._has_border or self.caption or any(cell.is_header for cell in cells):
            return False
        if any(map(_holds_table, cells)):
            return not _holds_data(rows)
        if all(len(row) == 1 for row in rows):
            return not all(map(_is_entry, cells))
        return len(rows) <= _MOST_ROWS_OF_A_PAGE and any(map(_is_page, cells))


class RowFrame(Frame):
    """``tr``."""

    def __init__(self, alignment: Alignment, is_in_head: bool) -> None:
        super().__init__()
        self.alignment = alignment
        self.is_in_head = is_in_head
        self.cells: list[TableCell] = []

    def add(self, block: Block) -> None:
        """Take a block that stands outside all cells as a cell."""
        self.cells.append(TableCell((block,)))

    def hand_over(self, parent: Frame) -> None:
        """Become a row, unless it has no cells."""
        if isinstance(parent, TableFrame) and self.cells:
            parent.add_row(tuple(self.cells))


class CellFrame(Frame):
    """``td`` or ``th``."""

    def __init__(self, is_header: bool, alignment: Alignment, columns: int, rows: int) -> None:
        super().__init__()
        self._is_header = is_header
        self._alignment = alignment
        self._spans = columns, rows

    def hand_over(self, parent: Frame) -> None:
        """Become a cell of the row around, or of one that its table makes up."""
        cell = TableCell(tuple(self.blocks), self._is_header, self._alignment, *self._spans)
        if isinstance(parent, RowFrame):
            parent.cells.append(cell)
        elif isinstance(parent, TableFrame):
            parent.add_cell(cell)


def _is_entry(cell: TableCell) -> bool:
    """Say whether a cell holds no more than a list's entry would."""
    match cell.blocks:
        case ():
            return True
        case (Paragraph(children),):
            return len(inline_text(children)) <= _LONGEST_ENTRY
    return False


def _is_page(cell: TableCell) -> bool:
    """Say whether a cell holds what stands on a page rather than in a table."""
    return len(cell.blocks) > _MOST_BLOCKS_OF_AN_ENTRY or any(
        isinstance(block, Heading | ListBlock | BlockQuote | Figure | CodeBlock)
        for block in cell.blocks
    )


def _holds_data(rows: list[tuple[TableCell, ...]]) -> bool:
    """Say whether rows that hold a table hold entries beside it, in columns."""
    others = [cell for row in rows for cell in row if not _holds_table(cell)]
    return len(rows) > 1 and all(len(row) > 1 for row in rows) and all(map(_is_entry, others))


def _holds_table(cell: TableCell) -> bool:
    return any(isinstance(block, Table) for block in cell.blocks)
