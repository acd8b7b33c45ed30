"""The user's own notes, one per post."""

from textual.app import App

from reader.posts.post import Post
from reader.session import Session
from reader.state.records import NOTE
from reader.ui.features.dialog_loading import dialogs_of
from reader.ui.features.reading.current_post import CurrentPost
from reader.ui.features.reading.marks import Marks
from reader.ui.widgets.bottom_line import BottomLine


class Notes:
    """Edits and saves a note."""

    def __init__(
        self,
        session: Session,
        app: App[int],
        bottom_line: BottomLine,
        marks: Marks,
        current: CurrentPost,
    ) -> None:
        self._state = session.state
        self._app = app
        self._bottom_line = bottom_line
        self._marks = marks
        self._current = current

    def edit(self) -> None:
        """Edit the note of the post."""
        post = self._current.post
        if post is not None:
            note = self._state.note_of(post.id)
            dialogs_of(self._app).edit_note(note, post.title, lambda text: self._keep(post, text))

    def _keep(self, post: Post, text: str | None) -> None:
        if text is not None:
            change = self._marks.change(NOTE, [post.id], text.strip())
            if change.posts:
                self._bottom_line.say("note saved" if text.strip() else "note deleted")
