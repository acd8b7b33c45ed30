"""What a command printed, in a box over the main screen."""

from collections.abc import Callable

from rich.segment import Segment
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.strip import Strip

from reader.layout.line import Layout
from reader.layout.source_page import lay_out_source
from reader.messages.language import gettext as _
from reader.terminal_text import clean_line
from reader.ui.moves import MOVE_BY_ID, MOVES, page_down, page_up
from reader.ui.widgets.line_pane import LinePane


class OutputPane(LinePane, can_focus=True):
    """Plain text, its long lines broken at the width of the pane."""

    def __init__(self) -> None:
        super().__init__(id="output-text")
        self._text = ""
        self._layout: Layout = lay_out_source("", 1)

    @property
    def text(self) -> str:
        """The whole text."""
        return self._text

    def show_text(self, text: str) -> None:
        """Show another text from its start."""
        self._text = text
        self.top = 0
        self._lay_out()

    @property
    def line_count(self) -> int:
        """How many lines there are at this width."""
        return len(self._layout.lines)

    def strip_at(self, index: int) -> Strip:
        """Return a line."""
        text = "".join(run.text for run in self._layout.lines[index].runs)
        return Strip([Segment(text, self.base_style)])

    def move(self, lines: int) -> None:
        """Scroll by lines."""
        self.move_to_line(self.top + lines)

    def move_to_line(self, index: int) -> None:
        """Put a line on top, as far as the text goes."""
        self.top = max(min(index, self.last_top), 0)
        self.repaint()

    def on_resize(self) -> None:
        """Break the lines at the new width."""
        self._lay_out()

    def _lay_out(self) -> None:
        self._layout = lay_out_source(self._text, max(self.content_size.width, 2))
        self.move_to_line(self.top)


class OutputScreen(ModalScreen[None]):
    """Says that a command runs, then what it printed."""

    BINDINGS = [
        Binding("escape,q,ctrl+c", "leave", show=False),
        Binding("space", "page(1)", show=False),
        Binding("b,backspace", "page(-1)", show=False),
        Binding("y", "copy", show=False),
        *(move.binding() for move in MOVES),
    ]

    def __init__(self, command: str, stop: Callable[[], object]) -> None:
        """Create the screen.

        Args:
            command: Its title.
            stop: Called if the screen is left before the command has ended.
        """
        super().__init__()
        self._command = command
        self._stop = stop
        self._is_running = True
        self._pane = OutputPane()
        self._box = Vertical(id="output-box")

    def compose(self) -> ComposeResult:
        """Compose the pane in a box."""
        self._box.border_title = Content(clean_line(self._command))
        self._box.border_subtitle = _("running … Esc stops it")
        with self._box:
            yield self._pane

    def on_mount(self) -> None:
        """Take the keys."""
        self._pane.focus()

    def fill(self, text: str, remark: str) -> None:
        """Show what the command printed, and how it ended."""
        self._is_running = False
        if self.is_attached:
            self._box.border_subtitle = Content(remark)
            self._pane.show_text(text)

    def action_leave(self) -> None:
        """Close the screen, and stop a running command."""
        if self._is_running:
            self._stop()
        self.dismiss()

    def end(self) -> None:
        """Close the screen of a command that has ended, unless the user has closed it."""
        self._is_running = False
        if self.is_current:
            self.dismiss()

    def action_copy(self) -> None:
        """Copy the text."""
        self.app.copy_to_clipboard(self._pane.text)

    def action_page(self, step: int) -> None:
        """Go a page down or up."""
        (page_down if step > 0 else page_up)(self._pane)

    def action_run_command(self, name: str) -> None:
        """Move in the text."""
        MOVE_BY_ID[name].make(self._pane)
