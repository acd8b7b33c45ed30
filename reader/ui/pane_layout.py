"""Which of the three panes are visible: all from 110 columns, two from 70, one below."""

from enum import Enum

THREE_PANES_CELLS = 110
TWO_PANES_CELLS = 70


class Pane(Enum):
    """The panes; the value is the widget's id."""

    SIDEBAR = "sidebar"
    LIST = "list"
    TEXT = "text"


ORDER = (Pane.SIDEBAR, Pane.LIST, Pane.TEXT)
"""From left to right."""


def visible_panes(width_cells: int, current: Pane, *, is_text_only: bool) -> frozenset[Pane]:
    """Return the visible panes; the focused pane `current` is always among them.

    With two panes, the sidebar is hidden unless it is focused; then the text is hidden.
    """
    if is_text_only or width_cells < TWO_PANES_CELLS:
        return frozenset({current})
    if width_cells >= THREE_PANES_CELLS:
        return frozenset(Pane)
    beside = Pane.SIDEBAR if current is Pane.SIDEBAR else Pane.TEXT
    return frozenset({Pane.LIST, beside})


def neighbour(current: Pane, step: int, *, is_cyclic: bool = False) -> Pane:
    """Return the pane `step` to the right, limited to the outermost or wrapping around."""
    index = ORDER.index(current) + step
    return ORDER[index % 3 if is_cyclic else max(min(index, 2), 0)]
