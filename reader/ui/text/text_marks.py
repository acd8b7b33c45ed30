"""What is marked in a text beside its own roles: hits, the link cursor, letters, a selection."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from reader.ui.text.link_positions import LinkPosition

if TYPE_CHECKING:
    from reader.ui.text.text_search import Hits

_WHOLE_LINE = 1 << 16


class Emphasis(Enum):
    """Why cells are marked; the value names the style."""

    HIT = "hit"
    CURRENT_HIT = "current-hit"
    LINK_CURSOR = "link-cursor"
    SELECTED = "selected"


@dataclass(frozen=True, slots=True)
class SelectedLines:
    """Lines that were chosen, from one end to the other."""

    start: int
    """The line at the end that stays; it may be the lower one."""
    end: int
    """The line at the end that keys move."""

    @property
    def lines(self) -> range:
        """All lines, from the upper end to the lower."""
        return range(min(self.start, self.end), max(self.start, self.end) + 1)


@dataclass(frozen=True, slots=True)
class MarkedCells:
    """Cells of one line, at its full width, that are marked."""

    start: int
    """First cell of the line."""
    end: int
    """First cell after it."""
    emphasis: Emphasis


class TextMarks:
    """All marks of the text that is shown; who changes them has the pane painted again."""

    def __init__(self) -> None:
        self.hits: Hits | None = None
        """None while nothing is looked for."""
        self.current_hit = -1
        """Number of the hit on which one stands, from 0, or -1."""

        self.link: LinkPosition | None = None
        """The link on which the link cursor stands."""
        self.selection: SelectedLines | None = None
        self.letters: dict[int, list[tuple[int, str]]] = {}
        """What is drawn over a line, and from which cell on: letters to choose links by."""

    def forget_lines(self, *, is_same: bool) -> None:
        """Take all marks away: there are other lines, of the same text or of another."""
        self.hits = self.link = self.selection = None
        self.letters = {}
        if not is_same:
            self.current_hit = -1

    def on_line(self, index: int) -> list[MarkedCells]:
        """Return what is marked on a line; later ones lie over earlier ones."""
        cells = []
        if self.selection is not None and index in self.selection.lines:
            cells.append(MarkedCells(0, _WHOLE_LINE, Emphasis.SELECTED))
        if self.hits is not None:
            cells += [
                MarkedCells(mark.start, mark.end, self._emphasis_of(mark.hit))
                for mark in self.hits.marks_on(index)
            ]
        if self.link is not None:
            cells += [
                MarkedCells(part.start, part.end, Emphasis.LINK_CURSOR)
                for part in self.link.parts
                if part.line == index
            ]
        return cells

    def _emphasis_of(self, hit: int) -> Emphasis:
        return Emphasis.CURRENT_HIT if hit == self.current_hit else Emphasis.HIT
