"""Callouts become boxes with a title, open at the right so that text is copied without a border."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from reader.document.callout_titles import callout_title
from reader.document.nodes import Callout, Inline
from reader.layout.blocks.block_context import BlockContext, BlockLayout, add_margin, add_marker
from reader.layout.line import Line, Role, Run
from reader.layout.text.cells import cell_width

_SIGNS = {
    **dict.fromkeys(("warning", "caution", "attention", "important", "danger", "error"), "! "),
    **dict.fromkeys(("question", "help", "faq"), "? "),
    **dict.fromkeys(("success", "check", "done"), "✓ "),
    **dict.fromkeys(("failure", "fail", "missing", "bug"), "✗ "),
}
"""Tell kinds apart without colours."""

_TOP, _SIDE, _BOTTOM = "┌ ", "│ ", "└"

InlineLayout: TypeAlias = Callable[[Sequence[Inline], BlockContext], list[Line]]
"""`lay_out_inlines`, passed down to where it can't be imported."""


def lay_out_callout(
    callout: Callout, place: BlockContext, lay_out: BlockLayout, lay_out_title: InlineLayout
) -> list[Line]:
    """Return the lines of a callout; without room for a margin, title and text alone."""
    cells = cell_width(_SIDE)
    inside = place.inside(cells)
    sign = _SIGNS.get(callout.kind, "")
    within = inside.inside(cell_width(sign)) if sign else inside
    title = lay_out_title(callout_title(callout), within.with_role(Role.STRONG))
    if sign:
        title = add_marker(Run(sign, Role.STRONG | Role.MARKER), title, inside)
    text = lay_out(callout.blocks, inside)
    if not place.has_room_for(cells):
        return [*title, *text]
    top = add_margin(title[:1], Run(_TOP, Role.MARKER))
    bottom = Run(_BOTTOM + "─" * (place.width_cells - 1), Role.MARKER)
    sides = add_margin([*title[1:], *text], Run(_SIDE, Role.MARKER))
    return [*(_ruled(line, place.width_cells) for line in top), *sides, Line((bottom,))]


def _ruled(line: Line, width_cells: int) -> Line:
    """Return `line` with a rule from its end to the right edge, if there is room for one."""
    missing = width_cells - cell_width(line.text) - 1
    if missing < 1:
        return line
    return Line((*line.runs, Run(" " + "─" * missing, Role.MARKER)))
