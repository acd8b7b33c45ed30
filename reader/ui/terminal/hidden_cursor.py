"""Where the terminal's own cursor stands, which is hidden: where the user looks.

Input methods open their window there, and braille displays and screen magnifiers follow it.
"""

from typing import Protocol, runtime_checkable

from textual.geometry import Offset
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from reader.layout.text.cells import cell_width

_HOME = Offset(0, 0)


@runtime_checkable
class HasCursor(Protocol):
    """A widget or a screen that knows where the user looks; Textual's text areas do."""

    @property
    def cursor_screen_offset(self) -> Offset:
        """Column and row of the screen."""
        ...


def cursor_place(screen: Screen[object]) -> Offset:
    """Return the column and the row of the screen at which the cursor stands.

    A screen that says where it is goes before the focused widget. A widget that does not say
    it has the cursor in its corner.
    """
    owner: object = screen if isinstance(screen, HasCursor) else screen.focused
    match owner:
        case Input():
            return insertion_point(owner)
        case HasCursor():
            return owner.cursor_screen_offset
        case Widget():
            return owner.content_region.offset
        case _:
            return _HOME


def insertion_point(line: Input) -> Offset:
    """Return the place of the next character.

    Not `Input.cursor_screen_offset`, which is one column too far at the end of the text.
    """
    cells = cell_width(line.value[: line.cursor_position])
    return line.content_region.offset + Offset(cells - line.scroll_offset.x, 0)
