"""The program itself: help, palette, going back, and quitting."""

from collections.abc import Callable, Sequence

from textual.app import App
from textual.command import CommandPalette

from reader.ui.commands import KeyRow
from reader.ui.features.dialog_loading import dialogs_of

StepBack = Callable[[], bool]
"""Undoes one step of going in; False where there is nothing of its kind to undo."""


class Program:
    """Shows what stands over the main screen, and leads back out."""

    def __init__(
        self, app: App[int], key_rows: Sequence[KeyRow], ways_back: Sequence[StepBack]
    ) -> None:
        """Take over.

        Args:
            app: The running app.
            key_rows: What the help says of each command.
            ways_back: What going back undoes; the first that applies is undone.
        """
        self._app = app
        self._key_rows = key_rows
        self._ways_back = ways_back

    def go_back(self) -> bool:
        """Undo one step of going in; False where there is none left."""
        return any(step() for step in self._ways_back)

    def go_back_or_quit(self) -> None:
        """Undo one step of going in, or quit."""
        if not self.go_back():
            self.quit()

    def show_help(self) -> None:
        """Show all keys."""
        dialogs_of(self._app).show_help(self._key_rows)

    def show_palette(self) -> None:
        """Find a command by name."""
        self._app.push_screen(CommandPalette())

    def redraw(self) -> None:
        """Draw everything again."""
        self._app.screen.refresh()

    def suspend(self) -> None:
        """Give the terminal back to the shell for a while."""
        self._app.action_suspend_process()

    def quit(self) -> None:
        """End the program."""
        self._app.exit(return_code=0)
