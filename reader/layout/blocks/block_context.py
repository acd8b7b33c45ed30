"""The context in which a block is laid out, and margins, which make a context inside another.

Owns the invariant that margins never eat the text: a margin that would leave less than
`MIN_TEXT_CELLS`, or exceeds `MAX_MARGINS`, is dropped.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from reader.document.nodes import Block
from reader.layout.line import Line, Overflow, Role, Run
from reader.layout.text.cells import cell_width, split_at_cells
from reader.layout.text.inline_runs import PLAIN_NUMBERING, Numbering
from reader.layout.typesetting import PLAIN_TYPESETTING, Typesetting

MIN_TEXT_CELLS = 10
"""Minimum width of the text; a margin that leaves less is not drawn."""

MAX_MARGINS = 12
"""Maximum nesting of margins; deeper ones are not drawn. Each rewrites all lines in it."""

BLANK = Line()
"""The empty line shared by all layouts."""


@dataclass(frozen=True, slots=True)
class BlockContext:
    """The context of a block: its width and what surrounds it."""

    width_cells: int
    """At least 2."""
    role: Role = Role.TEXT
    """Role of all text in this context, besides its own."""
    list_depth: int = 0
    """Number of enclosing lists."""
    is_tight: bool = False
    """Whether a list may follow a paragraph without a blank line."""
    margins: int = 0
    """Number of enclosing margins."""
    numbering: Numbering = PLAIN_NUMBERING
    """Numbers of the special links."""
    typesetting: Typesetting = PLAIN_TYPESETTING
    """The user's settings."""

    def with_role(self, role: Role) -> "BlockContext":
        """Return this context with `role` added to its text."""
        return replace(self, role=self.role | role)

    def inside(self, margin_cells: int) -> "BlockContext":
        """Return the context inside a margin, or this one if the margin is dropped."""
        if not self.has_room_for(margin_cells):
            return self
        width_cells = self.width_cells - margin_cells
        return replace(self, width_cells=width_cells, margins=self.margins + 1)

    def has_room_for(self, margin_cells: int) -> bool:
        """Say whether a margin is drawn: it leaves enough text, and is not nested too deeply."""
        return self.margins < MAX_MARGINS and self.width_cells - margin_cells >= MIN_TEXT_CELLS


BlockLayout: TypeAlias = Callable[[Sequence[Block], BlockContext], list[Line]]
"""Lays out nested blocks: `lay_out_blocks`, passed as an argument to avoid circular imports."""


def add_margin(lines: Iterable[Line], margin: Run) -> list[Line]:
    """Put `margin` before every line; without trailing spaces on an empty line."""
    blank = replace(margin, text=margin.text.rstrip(" "))
    empty = Line((blank,)) if blank.text else BLANK
    return [_put_before(margin, line) if line.runs else empty for line in lines]


def add_marker(marker: Run, lines: list[Line], context: BlockContext) -> list[Line]:
    """Put `marker` before the first of `lines`, and the same width of space before the others.

    The lines were laid out in ``context.inside(width of the marker)``. If that dropped the margin,
    the marker goes into the first line if it fits there, otherwise above it.
    """
    cells = cell_width(marker.text)
    if not context.has_room_for(cells):
        return _put_above(replace(marker, text=marker.text.lstrip(" ")), lines, context.width_cells)
    first = lines[0] if lines else BLANK
    return [_put_before(marker, first), *add_margin(lines[1:], Run(" " * cells))]


def _put_above(marker: Run, lines: list[Line], width_cells: int) -> list[Line]:
    if lines and cell_width(marker.text) + cell_width(lines[0].text) <= width_cells:
        return [_put_before(marker, lines[0]), *lines[1:]]
    pieces = split_at_cells(marker.text.rstrip(" "), width_cells)
    return [Line((replace(marker, text=piece),)) for piece in pieces] + lines


def _put_before(margin: Run, line: Line) -> Line:
    if not line.runs:
        return Line((replace(margin, text=margin.text.rstrip(" ")),))
    overflow = line.overflow
    if overflow is not None:
        fixed_cells = overflow.fixed_cells + cell_width(margin.text)
        overflow = Overflow(overflow.block, _join(margin, overflow.runs), fixed_cells)
    return Line(_join(margin, line.runs), overflow, line.joint)


def _join(margin: Run, runs: tuple[Run, ...]) -> tuple[Run, ...]:
    first = runs[0]
    if first.role == margin.role and first.link == margin.link:
        return (Run(margin.text + first.text, first.role, first.link), *runs[1:])
    return (margin, *runs)
