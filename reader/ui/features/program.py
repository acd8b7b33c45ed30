"""The program itself: palette, going back, and quitting."""

from collections.abc import Callable, Iterable, Sequence

from textual.app import App

from reader.ui.features.dialog_loading import dialogs_of
from reader.ui.features.palette_entry import PaletteEntry
from reader.ui.terminal.driver import redraw
from reader.ui.widgets.bottom_line import BottomLine

StepBack = Callable[[], bool]
"""Goes back one step; False if it has nothing to undo."""


class Program:
    """Opens the palette, goes back, suspends and quits."""

    def __init__(
        self,
        app: App[int],
        bottom_line: BottomLine,
        entries: Callable[[], Iterable[PaletteEntry]],
        ways_back: Sequence[StepBack],
    ) -> None:
        """Create the feature.

        Args:
            app: The running app.
            bottom_line: Holds a message that goes with what it was about.
            entries: Returns what the palette offers now.
            ways_back: Tried in order by going back; the first that applies is used.
        """
        self._app = app
        self._bottom_line = bottom_line
        self._entries = entries
        self._ways_back = ways_back

    def go_back(self) -> bool:
        """Go back one step; False if there is none left."""
        with self._bottom_line.leaving_mode():
            return any(step() for step in self._ways_back)

    def go_back_or_quit(self) -> None:
        """Go back one step, or quit."""
        if not self.go_back():
            self.quit()

    def show_palette(self) -> None:
        """Find a command by name."""
        dialogs_of(self._app).show_palette([*self._entries()])

    def redraw(self) -> None:
        """Redraw the screen."""
        redraw(self._app)

    def suspend(self) -> None:
        """Suspend the process, as Ctrl-Z does in a shell."""
        self._app.action_suspend_process()

    def quit(self) -> None:
        """End the program."""
        self._app.exit(return_code=0)
