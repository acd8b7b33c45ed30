"""Marks, labels and notes: changed, saved at once, undone, and said in one sentence."""

from collections.abc import Collection

from reader.browsing.change_messages import describe_change
from reader.errors import ReaderError
from reader.linear.console import Console
from reader.messages.language import gettext as _
from reader.messages.language import in_one_line
from reader.posts.post import PostId
from reader.session import Session
from reader.state.reading_state import Change
from reader.state.records import NOTE, SET, Mark, label_field
from reader.terminal_text import clean_line


class Marks:
    """Changes the reading state; every change is saved before it is said."""

    def __init__(self, session: Session, console: Console) -> None:
        self._session = session
        self._state = session.state
        self._console = console

    def save(self) -> None:
        """Save; a failure is said, and the next change tries again."""
        try:
            self._session.state_file.save()
        except ReaderError as error:
            sentences = [str(error), _("saving is retried until you quit")]
            self._console.say(clean_line(in_one_line(sentences)))

    def read_silently(self, post: PostId) -> None:
        """Mark a post as read because it was read."""
        if self._state.set_mark(Mark.READ, [post], is_set=True).posts:
            self.save()

    def toggle(self, mark: Mark, posts: Collection[PostId]) -> None:
        """Give posts a mark, or take it away if the first has it."""
        is_set = not self._state.has(next(iter(posts)), mark)
        self.change(mark.value, posts, SET if is_set else "")

    def label(self, posts: Collection[PostId], typed: str) -> None:
        """Add a label to posts, or remove it if the first has it; asks for it where none is typed.

        Raises:
            EOFError: No label was given.
        """
        known = self._state.labels()
        if not typed and known:
            self._console.say(_("your labels: {labels}").format(labels=", ".join(known)))
        label = clean_line(typed or self._console.ask(_("label, added or removed:")))
        if label:
            field = label_field(label)
            is_set = bool(self._state.value(next(iter(posts)), field))
            self.change(field, posts, "" if is_set else SET)

    def note(self, post: PostId, typed: str) -> None:
        """Replace a post's note; a hyphen deletes it.

        Raises:
            EOFError: No note was given.
        """
        written = self._state.note_of(post)
        if not typed and written:
            self._console.say(_("note: {note}").format(note=written))
        note = (typed or self._console.ask(_("new note, or - for none:"))).strip()
        if note:
            self.change(NOTE, [post], "" if note == "-" else note)

    def change(self, field: str, posts: Collection[PostId], value: str) -> None:
        """Set a field of posts, save it, and say so."""
        change = self._state.set_value(field, posts, value)
        self.save()
        if change.posts:
            self._console.say(describe_change(change))
        else:
            self._console.say(_("nothing to mark here: all are marked so"))

    def undo(self, _typed: str) -> None:
        """Undo the last change."""
        self._say_again(self._state.undo(), _("undone"), _("nothing to undo"))

    def redo(self, _typed: str) -> None:
        """Redo the last undone change."""
        self._say_again(self._state.redo(), _("redone"), _("nothing to redo"))

    def _say_again(self, change: Change | None, done: str, otherwise: str) -> None:
        if change is None:
            self._console.say(otherwise)
            return
        self.save()
        self._console.say(in_one_line([done, describe_change(change)]))
