"""Labels and notes of the person's own, and marking many rows: a range, or all above or below."""

from textual.actions import SkipAction

from reader.posts.post import Post
from reader.session import Session
from reader.state.records import NOTE, SET, Mark, label_field
from reader.terminal_text import clean_line
from reader.ui.pane_layout import Pane
from reader.ui.screens.catching_up_screen import CatchingUpScreen
from reader.ui.widgets.prompt_line import Purpose


class LabellingScreen(CatchingUpScreen):
    """Asks for labels and notes, and marks ranges."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._noted: Post | None = None

    def action_select_rows(self) -> None:
        """See `commands`."""
        if self.current_pane is not Pane.LIST:
            raise SkipAction
        self.posts.toggle_range()
        if self.posts.range_rows:
            self.say("a range begins here: move, then mark it with s, m or t")

    def action_mark_above_read(self) -> None:
        """See `commands`."""
        self._mark_rows_read(range(self.posts.cursor + 1))

    def action_mark_below_read(self) -> None:
        """See `commands`."""
        self._mark_rows_read(range(self.posts.cursor, self.posts.line_count))

    def _mark_rows_read(self, rows: range) -> None:
        if self.posts.selection is not None and rows:
            self.archive.load_differing(self.posts.selection, Mark.READ.value, SET, rows)

    def action_label(self) -> None:
        """See `commands`."""
        if self.reading_post is not None:
            self.prompt.ask(Purpose.LABEL)
            self._offer_labels("")

    def label_typed(self, text: str) -> None:
        """Offer the labels that begin with what was typed."""
        self._offer_labels(text.strip())

    def _offer_labels(self, text: str) -> None:
        post = self.reading_post
        on_post = self.session.state.labels_of(post.id) if post else []
        known = [name for name in self.session.state.labels() if name.startswith(text)]
        words = [f"-{name}" if name in on_post else name for name in known]
        self.prompt.remark("  ".join(words[:8]))

    def label_accepted(self, text: str) -> None:
        """Give the post, or the range, a label; take it away where it has it."""
        post = self.reading_post
        label = self._completed(clean_line(text).strip())
        if post is None or not label:
            return
        field = label_field(label)
        is_set = bool(self.session.state.value(post.id, field))
        self.apply(field, "" if is_set else SET)
        self.say(f"{'without label' if is_set else 'labelled'} {label}")

    def _completed(self, text: str) -> str:
        """Return the one label that is meant: what was typed, or what it is the beginning of."""
        known = self.session.state.labels()
        begun = [name for name in known if name.startswith(text)]
        return begun[0] if text and text not in known and len(begun) == 1 else text

    def action_note(self) -> None:
        """See `commands`."""
        self._noted = self.reading_post
        if self._noted is not None:
            from reader.ui.screens.note_screen import NoteScreen  # noqa: PLC0415 - 40 ms, rare

            note = self.session.state.note_of(self._noted.id)
            self.app.push_screen(NoteScreen(note, self._noted.title), self._note_written)

    def _note_written(self, text: str | None) -> None:
        if text is not None and self._noted is not None:
            change = self.change(NOTE, [self._noted.id], text.strip())
            if change.posts:
                self.say("note kept" if text.strip() else "note taken away")
