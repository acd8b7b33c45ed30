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
        self.rows: list[tuple[TableCell, ...]] = []
        self.is_in_head = False
        self._is_layout = is_layout

    def add(self, block: Block) -> None:
        """Take a block that stands outside all cells as a row of its own."""
        self.rows.append((TableCell((block,)),))

    def hand_over(self, parent: Frame) -> None:
        """Become a table, or the blocks of one that only places things on a page."""
        cells = [cell for row in self.rows for cell in row]
        if self._places_things(cells):
            if self.caption:
                parent.add_inlines(self.caption)
            for cell in cells:
                for block in cell.blocks:
                    parent.add(block)
        elif any(cell.blocks for cell in cells):
            parent.add(Table(tuple(self.rows), self.caption))
        elif self.caption:
            parent.add_inlines(self.caption)

    def _places_things(self, cells: list[TableCell]) -> bool:
        if self._is_layout or len(cells) == 1 or any(map(_holds_table, cells)):
            return True
        if self._has_border or self.caption or any(cell.is_header for cell in cells):
            return False
        if all(len(row) == 1 for row in self.rows):
            return not all(map(_is_entry, cells))
        return len(self.rows) <= _MOST_ROWS_OF_A_PAGE and any(map(_is_page, cells))


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
            parent.rows.append(tuple(self.cells))


class CellFrame(Frame):
    """``td`` or ``th``."""

    def __init__(self, is_header: bool, alignment: Alignment, columns: int, rows: int) -> None:
        super().__init__()
        self._is_header = is_header
        self._alignment = alignment
        self._spans = columns, rows

    def hand_over(self, parent: Frame) -> None:
        """Become a cell of the row around; a cell without a row is a row of its own."""
        cell = TableCell(tuple(self.blocks), self._is_header, self._alignment, *self._spans)
        if isinstance(parent, RowFrame):
            parent.cells.append(cell)
        elif isinstance(parent, TableFrame):
            parent.rows.append((cell,))


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


def _holds_table(cell: TableCell) -> bool:
    return any(isinstance(block, Table) for block in cell.blocks)
