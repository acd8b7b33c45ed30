"""A small editor for the user's note on a post."""

from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import TextArea

from reader.messages.language import gettext as _
from reader.terminal_text import clean_text

_REST_SECONDS = 1.0
"""What was typed is kept as a draft after so long without a key, whatever ends the reader."""


_EDITING = {
    **{binding.key: binding.action for binding in Binding.make_bindings(TextArea.BINDINGS)},
    "ctrl+c": "screen.leave",
}


class NoteEditor(TextArea):
    """Acts on every key at once, in the order in which they were typed; as `PromptInput` does."""

    async def on_key(self, event: events.Key) -> None:
        """Edit, without a way through the app."""
        action = _EDITING.get(event.key)
        if action:
            event.stop()
            event.prevent_default()
            await self.run_action(action)


class NoteScreen(ModalScreen[str | None]):
    """Returns the note, an empty text to remove it, or None if it is not finished."""

    BINDINGS = [
        Binding("ctrl+s", "keep", show=False),
        Binding("escape", "leave", show=False),
    ]

    def __init__(self, text: str, keep_draft: Callable[[str], object], *, is_draft: bool) -> None:
        """Make the editor.

        Args:
            text: The note, or the draft of it.
            keep_draft: Takes what was typed: after a pause, and when the editor goes.
            is_draft: Whether `text` was left unfinished before.
        """
        super().__init__()
        self._text = text
        self._keep_draft = keep_draft
        self._is_draft = is_draft
        self._is_finished = False
        self._resting: Timer | None = None

    def compose(self) -> ComposeResult:
        """Compose the editor in a box."""
        with Vertical(id="note-box") as box:
            box.border_title = _("Note (draft)") if self._is_draft else _("Note")
            box.border_subtitle = _("^s saves the note, Esc leaves it as a draft")
            yield NoteEditor(self._text, id="note-text", show_line_numbers=False)

    def on_mount(self) -> None:
        """Put the cursor at the end of the note."""
        editor = self.query_one(TextArea)
        editor.cursor_blink = False
        editor.move_cursor(editor.document.end)
        editor.focus()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Keep a draft once the keys rest."""
        self._text = event.text_area.text
        if self._resting is None:
            self._resting = self.set_timer(_REST_SECONDS, self._rested)
        else:
            self._resting.reset()

    def _rested(self) -> None:
        self._resting = None
        self._keep_draft(clean_text(self._text))

    def action_keep(self) -> None:
        """Return the text to the caller."""
        self._is_finished = True
        self.dismiss(clean_text(self.query_one(TextArea).text))

    def action_leave(self) -> None:
        """Leave what was typed as a draft."""
        self._finish_as_draft()
        self.dismiss(None)

    def on_unmount(self) -> None:
        """Keep what was typed as a draft, whatever closes the editor."""
        self._finish_as_draft()

    def _finish_as_draft(self) -> None:
        if not self._is_finished:
            self._is_finished = True
            self._keep_draft(clean_text(self._text))
