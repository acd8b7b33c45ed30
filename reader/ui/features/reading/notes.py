"""Notes of the user's own, one a post."""

from textual.app import App

from reader.posts.post import Post
from reader.session import Session
from reader.state.records import NOTE
from reader.ui.features.reading.current_post import CurrentPost
from reader.ui.features.reading.marks import Marks


class Notes:
    """Has a note written, and keeps it."""

    def __init__(
        self,
        session: Session,
        app: App[int],
        marks: Marks,
        current: CurrentPost,
    ) -> None:
        self._state = session.state
        self._app = app
        self._marks = marks
        self._current = current

    def edit(self) -> None:
        """Write a note on the post."""
        post = self._current.post
        if post is not None:
            from reader.ui.dialogs.note_screen import NoteScreen  # noqa: PLC0415 - 40 ms, rare

            screen = NoteScreen(self._state.note_of(post.id), post.title)
            self._app.push_screen(screen, lambda text: self._keep(post, text))

    def _keep(self, post: Post, text: str | None) -> None:
        if text is not None:
            change = self._marks.change(NOTE, [post.id], text.strip())
            if change.posts:
                said = "note kept" if text.strip() else "note taken away"
                self._marks.say_once_saved(said)
