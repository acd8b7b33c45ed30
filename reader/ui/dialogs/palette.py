"""The palette of commands: Textual's, on any size of terminal and under quick clicks."""

from textual.await_complete import AwaitComplete
from textual.command import CommandList, CommandPalette


class Palette(CommandPalette):
    """Textual's palette without two of its crashes.

    Upstream (Textual 8.2.8) raises a `KeyError` on a page key when no row of its list is laid
    out, and dismisses itself once for each click, beside it or on an entry.
    """

    def _action_command_list(self, action: str) -> None:
        if self.query_one(CommandList).scrollable_content_region.height > 0:
            super()._action_command_list(action)

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Close it, once: a second quick click comes after the first has closed it."""
        return super().dismiss(result) if self.is_current else AwaitComplete()
