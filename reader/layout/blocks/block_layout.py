"""Blocks become lines at a width.

Owns what lies between blocks: one blank line, none below a heading, none in a tight list between
a paragraph and the list in it.
"""

from collections.abc import Iterator, Sequence
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
    ThematicBreak,
)
from reader.layout.blocks.block_context import BLANK, BlockContext, add_margin, add_marker
from reader.layout.blocks.callouts import lay_out_callout
from reader.layout.blocks.code_blocks import lay_out_code
from reader.layout.blocks.lists import lay_out_definitions, lay_out_footnotes, lay_out_list
from reader.layout.blocks.tables import lay_out_table
from reader.layout.line import Line, Role, Run
from reader.layout.text.cells import cell_width
from reader.layout.text.inline_runs import set_inlines
from reader.layout.text.spacing import set_paragraph

_UNDERLINES = {1: "═", 2: "─"}
_HEADING_MARKS = {3: "◆ ", 4: "◇ ", 5: "▸ ", 6: "▹ "}
_DETAILS_MARK = Run("▾ ", Role.MARKER)
_QUOTE_MARGIN = Run("│ ", Role.MARKER)


def lay_out_blocks(blocks: Sequence[Block], place: BlockContext) -> list[Line]:
    """Return the lines of `blocks`; no blank line before the first or after the last."""
    lines: list[Line] = []
    for is_apart, laid_out in lay_out_each(blocks, place):
        if is_apart:
            lines.append(BLANK)
        lines += laid_out
    return lines


def lay_out_each(blocks: Sequence[Block], place: BlockContext) -> Iterator[tuple[bool, list[Line]]]:
    """Yield for each block whether a blank line stands before it, and its lines, when asked."""
    has_lines = False
    before: Block | None = None
    for block in blocks:
        lines = _lay_out_block(block, place)
        is_apart = before is not None and _is_apart(before, block, place)
        yield has_lines and bool(lines) and is_apart, lines
        has_lines = has_lines or bool(lines)
        before = block


def lay_out_inlines(
    inlines: Sequence[Inline], place: BlockContext, *, is_indented: bool = False
) -> list[Line]:
    """Return the lines of one run of text."""
    lines = []
    for segment in set_inlines(inlines, place.role, place.numbering):
        lines += set_paragraph(
            segment, place.width_cells, place.typesetting, is_indented=is_indented
        )
    return lines


def _is_apart(before: Block, block: Block, place: BlockContext) -> bool:
    if isinstance(before, Heading):
        return False
    return not (place.is_tight and (isinstance(before, ListBlock) or isinstance(block, ListBlock)))


def _lay_out_block(block: Block, place: BlockContext) -> list[Line]:  # noqa: C901, PLR0911, PLR0912 - one case a kind
    match block:
        case Paragraph():
            return _lay_out_paragraph(block, place)
        case Heading():
            return _lay_out_heading(block, place)
        case BlockQuote():
            return _lay_out_quote(block, place)
        case ListBlock():
            return lay_out_list(block, place, lay_out_blocks)
        case DefinitionList():
            return lay_out_definitions(block, place, lay_out_blocks)
        case CodeBlock():
            return lay_out_code(block, place)
        case ThematicBreak():
            return [Line((Run("─" * place.width_cells, Role.MARKER),))]
        case Table():
            return lay_out_table(block, place, lay_out_blocks)
        case Figure():
            return _lay_out_figure(block, place)
        case Details():
            return _lay_out_details(block, place)
        case Callout():
            return lay_out_callout(block, place, lay_out_blocks, lay_out_inlines)
        case FootnoteList():
            return lay_out_footnotes(block, place, lay_out_blocks)
        case _:
            assert_never(block)


def _lay_out_paragraph(paragraph: Paragraph, place: BlockContext) -> list[Line]:
    if paragraph.is_navigation:
        return lay_out_inlines(paragraph.children, place.with_role(Role.NAVIGATION))
    is_indented = place.typesetting.has_indent and not place.margins
    return lay_out_inlines(paragraph.children, place, is_indented=is_indented)


def _lay_out_details(details: Details, place: BlockContext) -> list[Line]:
    """Lay out a summary and what belongs to it, always open: nothing is hidden."""
    cells = cell_width(_DETAILS_MARK.text)
    inside = place.inside(cells)
    summary = lay_out_inlines(details.summary, inside.with_role(Role.STRONG))
    lines = lay_out_blocks(details.blocks, inside)
    if inside is not place:
        lines = add_margin(lines, Run(" " * cells))
    return [*add_marker(_DETAILS_MARK, summary, place), *lines]


def _lay_out_heading(heading: Heading, place: BlockContext) -> list[Line]:
    place = place.with_role(Role.HEADING)
    underline = _UNDERLINES.get(heading.level)
    if underline is None:
        mark = Run(_HEADING_MARKS.get(heading.level, "▹ "), Role.HEADING | Role.MARKER)
        return add_marker(mark, lay_out_inlines(heading.children, place.inside(2)), place)
    lines = lay_out_inlines(heading.children, place)
    longest = max(cell_width(line.text) for line in lines)
    return [*lines, Line((Run(underline * max(longest, 2), Role.HEADING | Role.MARKER),))]


def _lay_out_quote(quote: BlockQuote, place: BlockContext) -> list[Line]:
    place = place.with_role(Role.QUOTE)
    margin_cells = cell_width(_QUOTE_MARGIN.text)
    lines = lay_out_blocks(quote.blocks, place.inside(margin_cells))
    return add_margin(lines, _QUOTE_MARGIN) if place.has_room_for(margin_cells) else lines


def _lay_out_figure(figure: Figure, place: BlockContext) -> list[Line]:
    lines = lay_out_blocks(figure.blocks, place)
    if figure.caption:
        lines += lay_out_inlines(figure.caption, place.with_role(Role.EMPHASIS))
    return lines
