"""Lays out lists, definition lists and footnotes with a hanging margin.

Source: HTML Living Standard 15.3.7 for the bullets by depth, 4.4.5 for the numberings; CSS
Counter Styles 3 for how far a roman or an alphabetic numbering goes.
"""

from dataclasses import replace

from reader.document.nodes import DefinitionList, FootnoteList, ListBlock, ListItem
from reader.layout.blocks.block_context import (
    BLANK,
    BlockContext,
    BlockLayout,
    add_margin,
    add_marker,
)
from reader.layout.line import Line, Role, Run
from reader.layout.text.cells import cell_width
from reader.layout.text.inline_runs import set_inlines
from reader.layout.text.line_breaking import break_lines

_BULLETS = ("•", "◦", "▪")
_CHECKBOXES = {True: "☑ ", False: "☐ "}
_DEFINITION_MARGIN = Run("  ")
_FOOTNOTE_RULE_CELLS = 12
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MAX_ROMAN = 3999


def lay_out_list(block: ListBlock, context: BlockContext, inner: BlockLayout) -> list[Line]:
    """Return the lines of a list, with blank lines between items unless it is tight."""
    context = replace(context, list_depth=context.list_depth + 1, is_tight=block.is_tight)
    markers = _markers(block, context.list_depth)
    margin_cells = max(map(cell_width, markers), default=0)
    lines: list[Line] = []
    for item, marker in zip(block.items, markers, strict=True):
        if lines and not block.is_tight:
            lines.append(BLANK)
        padded = Run(" " * (margin_cells - cell_width(marker)) + marker, Role.MARKER)
        lines += add_marker(padded, inner(item.blocks, context.inside(margin_cells)), context)
    return lines


def lay_out_definitions(
    block: DefinitionList, context: BlockContext, inner: BlockLayout
) -> list[Line]:
    """Return the lines of a definition list: terms, and their definitions below."""
    lines: list[Line] = []
    inside = context.inside(len(_DEFINITION_MARGIN.text))
    for definition in block.items:
        if lines:
            lines.append(BLANK)
        for term in definition.terms:
            for segment in set_inlines(term, context.role | Role.STRONG, context.numbering):
                lines += break_lines(segment, context.width_cells)
        for description in definition.descriptions:
            described = inner(description, inside)
            lines += described if inside is context else add_margin(described, _DEFINITION_MARGIN)
    return lines


def lay_out_footnotes(block: FootnoteList, context: BlockContext, inner: BlockLayout) -> list[Line]:
    """Return a short rule and the footnotes under it."""
    rule = "─" * min(_FOOTNOTE_RULE_CELLS, context.width_cells)
    lines = [Line((Run(rule, Role.MARKER),))]
    for footnote in block.footnotes:
        to_note = context.numbering.footnotes.get(footnote.label)
        marker = Run(f"[^{footnote.label}] ", Role.FOOTNOTE, 0 if to_note is None else to_note + 1)
        inside = context.inside(cell_width(marker.text))
        lines += add_marker(marker, inner(footnote.blocks, inside), context)
    return lines


def _markers(block: ListBlock, depth: int) -> list[str]:
    bullet = _BULLETS[min(depth, len(_BULLETS)) - 1]
    markers = []
    number = block.start
    for item in block.items:
        if number is not None:
            number = number if item.number is None else item.number
            marker = f"{_numeral(number, block.numbering)}. "
            number += -1 if block.is_reversed else 1
        else:
            marker = "" if item.is_checked is not None else f"{bullet} "
        markers.append(marker + _checkbox(item))
    return markers


def _checkbox(item: ListItem) -> str:
    return "" if item.is_checked is None else _CHECKBOXES[item.is_checked]


def _numeral(number: int, numbering: str) -> str:
    if number < 1:
        return str(number)
    if numbering in ("a", "A"):
        letters = _letters(number)
        return letters.upper() if numbering == "A" else letters
    if numbering in ("i", "I") and number <= _MAX_ROMAN:
        roman = _roman(number)
        return roman.upper() if numbering == "I" else roman
    return str(number)


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, letter = divmod(number - 1, 26)
        letters = chr(ord("a") + letter) + letters
    return letters


def _roman(number: int) -> str:
    numeral = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        numeral += letters * count
    return numeral
