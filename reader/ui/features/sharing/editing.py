"""Opens the post's file in the user's editor; the reader itself never writes to it."""

import os
from pathlib import Path

from textual.app import App

from reader.errors import ProgramError
from reader.messages.language import gettext as _
from reader.posts.post import Post
from reader.session import Session
from reader.terminal_text import clean_line
from reader.ui.features.lists.refresh import Refresh
from reader.ui.features.reading.current_post import CurrentPost
from reader.ui.features.sharing.command_messages import describe_status, say_of
from reader.ui.features.text.texts import Texts
from reader.ui.terminal.programs import run_in_terminal, split_command
from reader.ui.widgets.bottom_line import BottomLine


class Editing:
    """Gives the terminal to the editor, and reads the post again if its file has changed."""

    def __init__(
        self,
        session: Session,
        app: App[int],
        bottom_line: BottomLine,
        current: CurrentPost,
        texts: Texts,
        refresh: Refresh,
    ) -> None:
        self._session = session
        self._app = app
        self._bottom_line = bottom_line
        self._current = current
        self._texts = texts
        self._refresh = refresh

    def edit(self) -> None:
        """Edit the file of the post."""
        post = self._current.post
        if post is None:
            self._bottom_line.say(_("no post to edit"))
            return
        try:
            self._edit(post, _editor())
        except ProgramError as error:
            self._bottom_line.say_error(str(error))

    def _edit(self, post: Post, editor: list[str]) -> None:
        before = self._session.stamp_of(post)
        if before is None:
            raise ProgramError(_("{path} is gone").format(path=clean_line(post.path)))
        path = self._session.root / post.path
        status = run_in_terminal(self._app, [*editor, str(path)])
        if self._session.stamp_of(post) != before:
            self._texts.file_changed(post)
            self._refresh.look()
        if status:
            name = Path(editor[0]).name
            self._bottom_line.say_error(say_of(name, describe_status(status)))


def _editor() -> list[str]:
    """Return the words of the user's editor, without the file.

    Raises:
        ProgramError: None is set.
    """
    words = split_command(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "")
    if not words:
        raise ProgramError(_("no editor is set; set VISUAL or EDITOR"))
    return words
