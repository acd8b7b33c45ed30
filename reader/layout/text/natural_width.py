"""Estimates the natural width of blocks.

Makes no layout: measuring nested tables by laying them out doubles the cost with each level.
"""

from collections.abc import Iterable, Sequence
from typing import assert_never

from reader.document.nodes import (
    Block,
    BlockQuote,
    Callout,
    CodeBlock,
    DefinitionList,
    Details,
    Figure,
    FootnoteList,
    Heading,
    Inline,
    ListBlock,
    Paragraph,
    Table,
    TableCell,
    ThematicBreak,
)
from reader.layout.text.cells import cell_width
from reader.layout.text.inline_runs import Segment, set_inlines

_MARGIN_CELLS = 2
_LIST_MARGIN_CELLS = 4
_COLUMN_GAP_CELLS = 3
_RULE_CELLS = 3


def natural_width(blocks: Sequence[Block]) -> int:
    """Return the approximate natural width of `blocks`; 0 for none."""
    return max(map(_width_of, blocks), default=0)


def segments_width(segments: Iterable[Segment]) -> int:
    """Return the columns of the longest of `segments`."""
    return max((sum(cell_width(run.text) for run in runs) for runs in segments), default=0)


def _width_of(block: Block) -> int:  # noqa: C901, PLR0911, PLR0912 - one case a kind
    match block:
        case Paragraph(children):
            return _inlines_width(children)
        case Heading(_, children):
            return _inlines_width(children) + _MARGIN_CELLS
        case BlockQuote(blocks):
            return natural_width(blocks) + _MARGIN_CELLS
        case ListBlock(items):
            return max((natural_width(item.blocks) for item in items), default=0) + (
                _LIST_MARGIN_CELLS
            )
        case DefinitionList():
            return _definitions_width(block)
        case CodeBlock(text):
            longest = max(map(cell_width, text.expandtabs(4).split("\n")))
            return longest + _MARGIN_CELLS
        case ThematicBreak():
            return _RULE_CELLS
        case Table(rows, caption):
            return max(_inlines_width(caption), max(map(_row_width, rows), default=0))
        case Figure(blocks, caption):
            return max(natural_width(blocks), _inlines_width(caption))
        case Details(summary, blocks):
            return max(_inlines_width(summary), natural_width(blocks)) + _MARGIN_CELLS
        case Callout(_, title, blocks):
            return max(_inlines_width(title) + _MARGIN_CELLS, natural_width(blocks)) + _MARGIN_CELLS
        case FootnoteList(footnotes):
            return max((natural_width(note.blocks) + 6 for note in footnotes), default=0)
        case _:
            assert_never(block)


def _inlines_width(inlines: Sequence[Inline]) -> int:
    return segments_width(set_inlines(inlines))


def _definitions_width(block: DefinitionList) -> int:
    terms = (_inlines_width(term) for item in block.items for term in item.terms)
    described = (natural_width(blocks) for item in block.items for blocks in item.descriptions)
    return max(max(terms, default=0), max(described, default=0) + _MARGIN_CELLS)


def _row_width(row: Sequence[TableCell]) -> int:
    gaps = _COLUMN_GAP_CELLS * (len(row) - 1)
    return sum(natural_width(cell.blocks) for cell in row) + gaps
