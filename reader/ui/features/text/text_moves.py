"""Moving in a text: to headings, and sideways in wide blocks."""

from textual.app import App

from reader.messages.language import gettext as _
from reader.ui.features.dialog_loading import dialogs_of
from reader.ui.features.panes import Panes
from reader.ui.features.text.history import History
from reader.ui.pane_layout import Pane
from reader.ui.widgets.main_widgets import MainWidgets

_SIDEWAYS_CELLS = 8


class TextMoves:
    """Jumps to headings, and scrolls wide blocks."""

    def __init__(self, app: App[int], widgets: MainWidgets, history: History, panes: Panes) -> None:
        self._app = app
        self._text = widgets.text
        self._posts = widgets.posts
        self._bottom_line = widgets.bottom_line
        self._history = history
        self._panes = panes

    def show_contents(self) -> None:
        """Show the table of contents, to jump to a heading."""
        layout = self._text.text_layout
        if layout is None or not self._panes.is_text_visible:
            self._bottom_line.say(_("no post is open"))
            return
        if not layout.headings:
            self._bottom_line.say(_("no headings in this text"))
            return
        dialogs = dialogs_of(self._app)
        dialogs.choose_heading(layout.headings, self._text.top, self._go_to_heading)

    def _go_to_heading(self, line: int | None) -> None:
        if line is not None:
            self._history.jump_to(line)
            self._panes.go_to(Pane.TEXT)

    def scroll_right(self) -> None:
        """Scroll wide code and tables right; in the list, the title."""
        self._scroll(1, _("nothing more on the right"))

    def scroll_left(self) -> None:
        """Scroll wide code and tables left; in the list, the title."""
        self._scroll(-1, _("nothing more on the left"))

    def _scroll(self, step: int, at_end: str) -> None:
        if self._panes.current is Pane.LIST:
            self._posts.shift_title(step)
            return
        has_moved = self._text.sideways.move(self._text.visible_lines, step * _SIDEWAYS_CELLS)
        if has_moved:
            self._text.repaint()
        elif has_moved is None:
            self._bottom_line.say(_("nothing here is wider than the pane"))
        else:
            self._bottom_line.say(at_end)
