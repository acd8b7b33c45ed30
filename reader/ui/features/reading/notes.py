"""The user's own notes, one per post."""

from textual.app import App

from reader.messages.language import gettext as _
from reader.posts.post import Post
from reader.session import Session
from reader.state.records import DRAFT, NOTE
from reader.ui.features.dialog_loading import dialogs_of
from reader.ui.features.reading.current_post import CurrentPost
from reader.ui.features.reading.marks import Marks
from reader.ui.loaders.state_loader import StateLoader
from reader.ui.widgets.bottom_line import BottomLine


class Notes:
    """Edits and saves a note."""

    def __init__(
        self,
        session: Session,
        app: App[int],
        bottom_line: BottomLine,
        marks: Marks,
        states: StateLoader,
        current: CurrentPost,
    ) -> None:
        self._state = session.state
        self._app = app
        self._bottom_line = bottom_line
        self._marks = marks
        self._states = states
        self._current = current

    def edit(self) -> None:
        """Edit the note of the post, or go on with the draft of it."""
        post = self._current.post
        if post is None:
            return
        draft = self._state.value(post.id, DRAFT)
        dialogs_of(self._app).edit_note(
            draft or self._state.note_of(post.id),
            is_draft=bool(draft),
            keep_draft=lambda written: self._keep_draft(post, written),
            then=lambda written: self._save(post, written),
        )

    def _keep_draft(self, post: Post, written: str) -> None:
        """Keep the typed text; nothing if it is the note itself."""
        is_note = written.strip() == self._state.note_of(post.id)
        self._state.keep(DRAFT, post.id, "" if is_note else written)
        self._states.save()

    def _save(self, post: Post, written: str | None) -> None:
        if written is None:
            if self._state.value(post.id, DRAFT):
                self._bottom_line.say(_("draft kept; e continues it"))
            return
        self._state.keep(DRAFT, post.id, "")
        change = self._marks.change(NOTE, [post.id], written.strip())
        if change.posts:
            self._marks.say_once_saved(_("note saved") if written.strip() else _("note deleted"))
