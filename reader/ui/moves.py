"""Moves within a pane: keys, titles and effects."""

from collections.abc import Callable
from dataclasses import dataclass

from textual.binding import Binding

from reader.ui.commands import bind
from reader.ui.widgets.line_pane import LinePane


@dataclass(frozen=True, slots=True)
class Move:
    """One move; the fields are those of `Command`."""

    id: str
    keys: str
    title: str
    help: str
    make: Callable[[LinePane], None]
    hint: str = ""

    def binding(self) -> Binding:
        """Return Textual's binding of the move."""
        return bind(self.id, self.keys, self.help)


def page_down(pane: LinePane) -> None:
    """Go a page down, keeping one line of overlap."""
    pane.move(max(pane.page_size - 1, 1))


def page_up(pane: LinePane) -> None:
    """Go a page up, keeping one line of overlap."""
    pane.move(-max(pane.page_size - 1, 1))


MOVES = (
    Move("move_down", "j,down", "Line down", "go one line down", lambda it: it.move(1), "move"),
    Move("move_up", "k,up", "Line up", "go one line up", lambda it: it.move(-1)),
    Move(
        "half_page_down",
        "ctrl+d",
        "Half page down",
        "go half a page down",
        lambda it: it.move(max(it.page_size // 2, 1)),
    ),
    Move(
        "half_page_up",
        "ctrl+u",
        "Half page up",
        "go half a page up",
        lambda it: it.move(-max(it.page_size // 2, 1)),
    ),
    Move("page_down", "pagedown,ctrl+f", "Page down", "go a page down", page_down),
    Move("page_up", "pageup,ctrl+b", "Page up", "go a page up", page_up),
    Move("move_top", "g,home", "Go to top", "go to the top", lambda it: it.move_to_line(0)),
    Move(
        "move_bottom",
        "G,end",
        "Go to bottom",
        "go to the bottom",
        lambda it: it.move_to_line(it.line_count - 1),
    ),
    Move("choose", "enter", "Open", "open the item at the cursor", lambda it: it.choose(), "read"),
)
"""In the order of the help screen."""

MOVE_BY_ID = {move.id: move for move in MOVES}
