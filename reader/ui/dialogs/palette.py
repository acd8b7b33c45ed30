"""The palette of commands: Textual's, on any size of terminal and under quick clicks."""

from textual.await_complete import AwaitComplete
from textual.binding import Binding
from textual.command import CommandList, CommandPalette
from textual.geometry import Offset
from textual.widgets import Input

from reader.ui.terminal.hidden_cursor import insertion_point
from reader.ui.terminal.textual_internals import row_place


class Palette(CommandPalette):
    """Textual's palette without two of its crashes.

    Upstream (Textual 8.2.8) raises a `KeyError` on a page key when no row of its list is laid
    out, and dismisses itself once for each click, beside it or on an entry.
    """

    BINDINGS = [Binding("ctrl+c", "dismiss", show=False, priority=True)]

    _is_on_row = False
    """Whether the last key moved in the list, not in the text."""

    @property
    def cursor_screen_offset(self) -> Offset:
        """The row that was moved to, or the insertion point while the user types."""
        if not self.is_mounted:  # a key typed ahead, before there is an input line
            return Offset()
        row = row_place(self.query_one(CommandList)) if self._is_on_row else None
        return row or insertion_point(self.query_one(Input))

    def _action_command_list(self, action: str) -> None:
        self._is_on_row = True
        if self.query_one(CommandList).scrollable_content_region.height > 0:
            super()._action_command_list(action)

    def on_input_changed(self) -> None:
        """Follow the text again."""
        self._is_on_row = False

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Close it, once: a second quick click comes after the first has closed it."""
        return super().dismiss(result) if self.is_current else AwaitComplete()
