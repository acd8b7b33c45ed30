"""Highlights over a text: hits, link cursor, link letters and selection."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from reader.ui.text.link_positions import LinkPosition

if TYPE_CHECKING:
    from reader.ui.text.text_search import Hits

_WHOLE_LINE = 1 << 16


class Emphasis(Enum):
    """Kind of a highlight; the value names the style."""

    HIT = "hit"
    CURRENT_HIT = "current-hit"
    LINK_CURSOR = "link-cursor"
    SELECTED = "selected"


@dataclass(frozen=True, slots=True)
class SelectedLines:
    """A selection of lines."""

    start: int
    """The fixed end; may be the lower line."""
    end: int
    """The end that keys move."""

    @property
    def lines(self) -> range:
        """The selected lines, from top to bottom."""
        return range(min(self.start, self.end), max(self.start, self.end) + 1)


@dataclass(frozen=True, slots=True)
class DraggedCells:
    """A selection by the mouse, from cell to cell; both ends are included."""

    start: tuple[int, int]
    """Line and cell where the button was pressed."""
    end: tuple[int, int]
    """Line and cell of the mouse."""

    def on_line(self, index: int) -> range:
        """Return the selected cells of a line."""
        first, last = sorted((self.start, self.end))
        if not first[0] <= index <= last[0]:
            return range(0)
        start = first[1] if index == first[0] else 0
        return range(start, last[1] + 1 if index == last[0] else _WHOLE_LINE)


@dataclass(frozen=True, slots=True)
class MarkedCells:
    """Highlighted cells of one full line."""

    start: int
    """First cell of the line."""
    end: int
    """End cell, exclusive."""
    emphasis: Emphasis


class TextMarks:
    """All highlights of the shown text; a caller that changes them repaints the pane."""

    def __init__(self) -> None:
        self.hits: Hits | None = None
        """Hits of the search; None without a search."""
        self._current_hit = -1
        self._link: LinkPosition | None = None
        self._is_at_link = False
        """Whether the link cursor has moved since the current hit."""
        self.selection: SelectedLines | None = None
        self.dragged: DraggedCells | None = None
        """The selection of a drag that is going on."""
        self.letters: dict[int, list[tuple[int, str]]] = {}
        """Link letters by line: start cell and text of each."""

    @property
    def current_hit(self) -> int:
        """Number of the current hit, from 0, or -1."""
        return self._current_hit

    @current_hit.setter
    def current_hit(self, hit: int) -> None:
        self._current_hit, self._is_at_link = hit, False

    @property
    def link(self) -> LinkPosition | None:
        """The link under the link cursor."""
        return self._link

    @link.setter
    def link(self, position: LinkPosition | None) -> None:
        self._link, self._is_at_link = position, True

    def forget_lines(self, *, is_same: bool) -> None:
        """Remove highlights that depend on lines, because the lines have changed."""
        self.hits = self.link = self.selection = self.dragged = None
        self.letters = {}
        if not is_same:
            self.current_hit = -1

    @property
    def focus(self) -> tuple[int, int] | None:
        """Line and cell of what keys moved last; None if they moved the whole text."""
        if self.selection is not None:
            return self.selection.end, 0
        link = None if self.link is None else (self.link.line, self.link.start)
        hit = None
        if self.hits is not None and 0 <= self.current_hit < len(self.hits):
            part = self.hits.parts_of(self.current_hit)[0]
            hit = part.line, part.start
        return link or hit if self._is_at_link else hit or link

    def on_line(self, index: int) -> list[MarkedCells]:
        """Return the highlights of a line; later ones cover earlier ones."""
        cells = []
        if self.selection is not None and index in self.selection.lines:
            cells.append(MarkedCells(0, _WHOLE_LINE, Emphasis.SELECTED))
        if self.dragged is not None and (dragged := self.dragged.on_line(index)):
            cells.append(MarkedCells(dragged.start, dragged.stop, Emphasis.SELECTED))
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
