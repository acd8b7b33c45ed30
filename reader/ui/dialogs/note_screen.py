"""A small editor for the person's note on a post."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import TextArea

from reader.terminal_text import clean_text


class NoteScreen(ModalScreen[str | None]):
    """Answers with the note, empty to take it away, or None to leave it as it was."""

    BINDINGS = [
        Binding("ctrl+s", "keep", show=False, priority=True),
        Binding("escape", "dismiss", show=False, priority=True),
    ]

    def __init__(self, note: str, title: str) -> None:
        super().__init__()
        self._note = note
        self._title = title

    def compose(self) -> ComposeResult:
        """Lay out the editor in a box."""
        with Vertical(id="note-box") as box:
            box.border_title = "Note"
            box.border_subtitle = "^s keeps it, Esc leaves it as it was"
            yield TextArea(self._note, id="note-text", show_line_numbers=False)

    def on_mount(self) -> None:
        """Begin at the end of the note."""
        editor = self.query_one(TextArea)
        editor.cursor_blink = False
        editor.move_cursor(editor.document.end)
        editor.focus()

    def action_keep(self) -> None:
        """Answer with what was written."""
        self.dismiss(clean_text(self.query_one(TextArea).text))
