"""Moves within a pane: keys, titles and effects."""

from collections.abc import Callable
from dataclasses import dataclass

from textual.binding import Binding

from reader.messages.language import gettext_noop
from reader.ui.widgets.line_pane import LinePane


@dataclass(frozen=True, slots=True)
class Move:
    """One move; the fields are those of `Command`."""

    id: str
    keys: str
    title: str
    help: str
    make: Callable[[LinePane], None]

    def binding(self) -> Binding:
        """Return Textual's binding of the move."""
        return Binding(self.keys, f"run_command('{self.id}')", self.help, id=self.id, show=False)


def page_down(pane: LinePane) -> None:
    """Go a page down, keeping one line of overlap."""
    pane.move(max(pane.page_size - 1, 1))


def page_up(pane: LinePane) -> None:
    """Go a page up, keeping one line of overlap."""
    pane.move(-max(pane.page_size - 1, 1))


MOVES = (
    Move(
        "move_down",
        "j,down",
        gettext_noop("Line down"),
        gettext_noop("go one line down"),
        lambda it: it.move(1),
    ),
    Move(
        "move_up",
        "k,up",
        gettext_noop("Line up"),
        gettext_noop("go one line up"),
        lambda it: it.move(-1),
    ),
    Move(
        "half_page_down",
        "ctrl+d",
        gettext_noop("Half page down"),
        gettext_noop("go half a page down"),
        lambda it: it.move(max(it.page_size // 2, 1)),
    ),
    Move(
        "half_page_up",
        "ctrl+u",
        gettext_noop("Half page up"),
        gettext_noop("go half a page up"),
        lambda it: it.move(-max(it.page_size // 2, 1)),
    ),
    Move(
        "page_down",
        "pagedown,ctrl+f",
        gettext_noop("Page down"),
        gettext_noop("go a page down"),
        page_down,
    ),
    Move(
        "page_up", "pageup,ctrl+b", gettext_noop("Page up"), gettext_noop("go a page up"), page_up
    ),
    Move(
        "move_top",
        "g,home",
        gettext_noop("Go to top"),
        gettext_noop("go to the top"),
        lambda it: it.move_to_line(0),
    ),
    Move(
        "move_bottom",
        "G,end",
        gettext_noop("Go to bottom"),
        gettext_noop("go to the bottom"),
        lambda it: it.move_to_line(it.line_count - 1),
    ),
    Move(
        "choose",
        "enter",
        gettext_noop("Open"),
        gettext_noop("open the item at the cursor"),
        lambda it: it.choose(),
    ),
)
"""In the order of the help screen."""

MOVE_BY_ID = {move.id: move for move in MOVES}
