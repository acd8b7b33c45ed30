"""A small editor for the user's note on a post."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import TextArea

from reader.terminal_text import clean_text


class NoteScreen(ModalScreen[str | None]):
    """Returns the note, an empty text to remove it, or None to leave it unchanged."""

    BINDINGS = [
        Binding("ctrl+s", "keep", show=False, priority=True),
        Binding("escape", "dismiss", show=False, priority=True),
    ]

    def __init__(self, note: str, title: str) -> None:
        super().__init__()
        self._note = note
        self._title = title

    def compose(self) -> ComposeResult:
        """Compose the editor in a box."""
        with Vertical(id="note-box") as box:
            box.border_title = "Note"
            box.border_subtitle = "^s saves, Esc cancels"
            yield TextArea(self._note, id="note-text", show_line_numbers=False)

    def on_mount(self) -> None:
        """Put the cursor at the end of the note."""
        editor = self.query_one(TextArea)
        editor.cursor_blink = False
        editor.move_cursor(editor.document.end)
        editor.focus()

    def action_keep(self) -> None:
        """Return the text to the caller."""
        self.dismiss(clean_text(self.query_one(TextArea).text))
