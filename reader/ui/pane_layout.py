"""Which of the three panes are visible at a size of the screen, and where their borders are.

Owns this rule: a wider screen never shortens a title. The sidebar appears where the list keeps the
room for its titles beside it; the text appears once a post is opened.
"""

from dataclasses import dataclass
from enum import Enum
from math import inf

from reader.config.choices import PaneOrder

TWO_PANES_CELLS = 70
"""Width from which list and text stand side by side."""
WIDE_CELLS = 100
"""Width from which a text that is read leaves room for the list, unless the user chose otherwise.

At 80 columns a text beside the list takes nearly twice as many pages as alone.
"""
TWO_PANES_ROWS = 12
"""Height from which the text stands below the list."""
THREE_PANES_CELLS = 120
"""Width from which the sidebar stands beside the other panes."""
MIN_CELLS, MIN_ROWS = 12, 3
"""Smallest size of a pane that has company."""
_SIDEBAR_CELLS = 22
_LIST_BESIDE_CELLS = 51
_LIST_SHARE, _LIST_SHARE_OF_WIDE = 0.42, 0.36
_LIST_ROWS_SHARE = 0.36


class Pane(Enum):
    """The panes; the value is the widget's id."""

    SIDEBAR = "sidebar"
    LIST = "list"
    TEXT = "text"


ORDER = (Pane.SIDEBAR, Pane.LIST, Pane.TEXT)
"""From left to right."""


@dataclass(frozen=True, slots=True)
class Borders:
    """How far the user moved each border from its usual place; 0 leaves it there."""

    sidebar_cells: int = 0
    list_cells: int = 0
    list_rows: int = 0


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The visible panes and their sizes; the last pane in a direction takes what is left."""

    visible: frozenset[Pane]
    is_below: bool = False
    """Whether the text stands below the list."""
    sidebar_cells: int = 0
    list_cells: int = 0
    """Width of the list beside the text."""
    list_rows: int = 0
    """Height of the list above the text."""

    @property
    def is_list_roomy(self) -> bool:
        """Whether the list has no text beside it."""
        return self.is_below or not self.visible.issuperset({Pane.LIST, Pane.TEXT})


def arrange(
    width_cells: int,
    height_rows: int,
    current: Pane,
    order: PaneOrder,
    borders: Borders,
    *,
    is_text_open: bool,
    is_text_only: bool,
) -> Arrangement:
    """Arrange the panes; the focused pane `current` is always visible.

    Args:
        width_cells: Width of the screen.
        height_rows: Height of the screen, with top and bottom line.
        current: The focused pane.
        order: The user's choice of where the text stands.
        borders: Where the user moved the borders.
        is_text_open: Whether a post has been opened.
        is_text_only: Whether the user chose to see only the text.
    """
    if is_text_only:
        return Arrangement(frozenset({current}))
    has_text = is_text_open or current is Pane.TEXT
    is_below = has_text and order is PaneOrder.BELOW and height_rows >= TWO_PANES_ROWS
    is_beside = has_text and width_cells >= _cells_beside(order, current)
    visible = {Pane.LIST, Pane.TEXT} if is_below or is_beside else {current}
    if width_cells >= THREE_PANES_CELLS and visible != {Pane.TEXT}:
        visible |= {Pane.SIDEBAR, Pane.LIST}
    elif current is Pane.SIDEBAR:
        visible = {Pane.SIDEBAR}
        if width_cells >= TWO_PANES_CELLS:
            visible.add(Pane.LIST)
    sidebar = _bounded(_SIDEBAR_CELLS + borders.sidebar_cells, MIN_CELLS, width_cells // 2)
    beside = width_cells - (sidebar if Pane.SIDEBAR in visible else 0)
    return Arrangement(
        frozenset(visible),
        is_below,
        sidebar,
        _bounded(_list_cells(width_cells) + borders.list_cells, MIN_CELLS, beside - MIN_CELLS),
        _bounded(
            round(height_rows * _LIST_ROWS_SHARE) + borders.list_rows,
            MIN_ROWS,
            height_rows - MIN_ROWS - TWO_PANES_ROWS // 2,
        ),
    )


def _cells_beside(order: PaneOrder, current: Pane) -> float:
    """Return the width from which list and text stand side by side."""
    match order:
        case PaneOrder.BESIDE:
            return TWO_PANES_CELLS
        case PaneOrder.AUTO:
            return WIDE_CELLS if current is Pane.TEXT else TWO_PANES_CELLS
        case _:
            return inf


def _list_cells(width_cells: int) -> int:
    """Return the usual width of the list beside a text."""
    if width_cells < THREE_PANES_CELLS:
        return min(round(width_cells * _LIST_SHARE), _LIST_BESIDE_CELLS - 1)
    share = round((width_cells - _SIDEBAR_CELLS) * _LIST_SHARE_OF_WIDE)
    return max(share, _LIST_BESIDE_CELLS)


def _bounded(size: int, least: int, most: int) -> int:
    return max(min(size, most), least)


def neighbour(current: Pane, step: int, *, is_cyclic: bool = False) -> Pane:
    """Return the pane `step` to the right, limited to the outermost or wrapping around."""
    index = ORDER.index(current) + step
    return ORDER[index % 3 if is_cyclic else max(min(index, 2), 0)]
