"""Lays out blocks as lines at a width.

Owns the space between blocks: one blank line; none below a heading; none in a tight list between
a paragraph and a nested list.
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


def lay_out_blocks(blocks: Sequence[Block], context: BlockContext) -> list[Line]:
    """Return the lines of `blocks`; no blank line before the first or after the last."""
    lines: list[Line] = []
    for is_apart, laid_out in lay_out_each(blocks, context):
        if is_apart:
            lines.append(BLANK)
        lines += laid_out
    return lines


def lay_out_each(
    blocks: Sequence[Block], context: BlockContext
) -> Iterator[tuple[bool, list[Line]]]:
    """Yield, lazily for each block, whether a blank line precedes it, and its lines."""
    has_lines = False
    before: Block | None = None
    for block in blocks:
        lines = _lay_out_block(block, context)
        is_apart = before is not None and _is_apart(before, block, context)
        yield has_lines and bool(lines) and is_apart, lines
        has_lines = has_lines or bool(lines)
        before = block


def lay_out_inlines(
    inlines: Sequence[Inline], context: BlockContext, *, is_indented: bool = False
) -> list[Line]:
    """Return the lines of one run of text."""
    lines = []
    for segment in set_inlines(inlines, context.role, context.numbering):
        lines += set_paragraph(
            segment, context.width_cells, context.typesetting, is_indented=is_indented
        )
    return lines


def _is_apart(before: Block, block: Block, context: BlockContext) -> bool:
    if isinstance(before, Heading):
        return False
    return not (
        context.is_tight and (isinstance(before, ListBlock) or isinstance(block, ListBlock))
    )


def _lay_out_block(  # noqa: C901, PLR0911, PLR0912 - one case a kind
    block: Block, context: BlockContext
) -> list[Line]:
    match block:
        case Paragraph():
            return _lay_out_paragraph(block, context)
        case Heading():
            return _lay_out_heading(block, context)
        case BlockQuote():
            return _lay_out_quote(block, context)
        case ListBlock():
            return lay_out_list(block, context, lay_out_blocks)
        case DefinitionList():
            return lay_out_definitions(block, context, lay_out_blocks)
        case CodeBlock():
            return lay_out_code(block, context)
        case ThematicBreak():
            return [Line((Run("─" * context.width_cells, Role.MARKER),))]
        case Table():
            return lay_out_table(block, context, lay_out_blocks)
        case Figure():
            return _lay_out_figure(block, context)
        case Details():
            return _lay_out_details(block, context)
        case Callout():
            return lay_out_callout(block, context, lay_out_blocks, lay_out_inlines)
        case FootnoteList():
            return lay_out_footnotes(block, context, lay_out_blocks)
        case _:
            assert_never(block)


def _lay_out_paragraph(paragraph: Paragraph, context: BlockContext) -> list[Line]:
    if paragraph.is_navigation:
        return lay_out_inlines(paragraph.children, context.with_role(Role.NAVIGATION))
    is_indented = context.typesetting.has_indent and not context.margins
    return lay_out_inlines(paragraph.children, context, is_indented=is_indented)


def _lay_out_details(details: Details, context: BlockContext) -> list[Line]:
    """Lay out a summary and its contents, always open: nothing is hidden."""
    cells = cell_width(_DETAILS_MARK.text)
    inside = context.inside(cells)
    summary = lay_out_inlines(details.summary, inside.with_role(Role.STRONG))
    lines = lay_out_blocks(details.blocks, inside)
    if inside is not context:
        lines = add_margin(lines, Run(" " * cells))
    return [*add_marker(_DETAILS_MARK, summary, context), *lines]


def _lay_out_heading(heading: Heading, context: BlockContext) -> list[Line]:
    context = context.with_role(Role.HEADING)
    underline = _UNDERLINES.get(heading.level)
    if underline is None:
        mark = Run(_HEADING_MARKS.get(heading.level, "▹ "), Role.HEADING | Role.MARKER)
        return add_marker(mark, lay_out_inlines(heading.children, context.inside(2)), context)
    lines = lay_out_inlines(heading.children, context)
    longest = max(cell_width(line.text) for line in lines)
    return [*lines, Line((Run(underline * max(longest, 2), Role.HEADING | Role.MARKER),))]


def _lay_out_quote(quote: BlockQuote, context: BlockContext) -> list[Line]:
    context = context.with_role(Role.QUOTE)
    margin_cells = cell_width(_QUOTE_MARGIN.text)
    lines = lay_out_blocks(quote.blocks, context.inside(margin_cells))
    return add_margin(lines, _QUOTE_MARGIN) if context.has_room_for(margin_cells) else lines


def _lay_out_figure(figure: Figure, context: BlockContext) -> list[Line]:
    lines = lay_out_blocks(figure.blocks, context)
    if figure.caption:
        lines += lay_out_inlines(figure.caption, context.with_role(Role.EMPHASIS))
    return lines
