"""The palette of commands: Textual's, on any size of terminal and under quick clicks."""

from textual.command import CommandList, CommandPalette
from textual.events import Click


class Palette(CommandPalette):
    """Textual's palette without two of its crashes.

    Upstream (Textual 8.2.8) raises a `KeyError` on a page key when no row of its list is laid
    out, and dismisses itself once for each click beside it.
    """

    def _action_command_list(self, action: str) -> None:
        if self.query_one(CommandList).scrollable_content_region.height > 0:
            super()._action_command_list(action)

    def _on_click(self, event: Click) -> None:  # type: ignore[override] # as upstream's palette
        if not self.is_current:
            event.prevent_default()  # of upstream's handler, which Textual calls next
