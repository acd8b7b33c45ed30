"""Work on the archive that may take long: said while it runs, ended by Ctrl-C."""

import time
from collections.abc import Callable, Collection
from contextlib import suppress
from typing import TypeVar

from reader.archive.query.matching import reads_text
from reader.archive.query.model import Query
from reader.archive.repository import Changes, Progress, RefreshScope, Selection
from reader.errors import IndexLostError, StateUnusableError
from reader.linear.console import Console
from reader.messages.language import gettext as _
from reader.posts.post import PostId
from reader.session import Session

_MAX_CHECKED_POSTS = 20_000
"""Above this number only folders are compared, and texts are not read for one search."""
_SAID_SECONDS = 5.0
"""Time between two sentences on how far the work is."""

T = TypeVar("T")


class ArchiveWork:
    """Refreshes the archive and answers queries."""

    def __init__(self, session: Session, console: Console) -> None:
        self._session = session
        self._repository = session.repository
        self._console = console
        self._said_at = time.monotonic()

    def refresh(self) -> Changes:
        """Bring headers and marks up to date.

        Raises:
            ArchiveError: The folder can't be listed.
        """
        self._said_at = time.monotonic()
        repository = self._repository
        is_quick = repository.is_complete and repository.counts().total > _MAX_CHECKED_POSTS
        scope = RefreshScope(is_quick=is_quick)
        changes = repository.refresh(self._report, self._console.is_interrupted, scope)
        self._take_in_marks()
        return changes

    def select(self, query: Query) -> Selection:
        """Answer a query, counted; reads missing texts first where the query asks for words.

        Raises:
            ArchiveError: The folder can't be listed.
        """
        if reads_text(query.condition):
            self._read_texts()
        return self._again_if_lost(lambda: self._counted(query))

    def differing(self, selection: Selection, field: str, value: str) -> Collection[PostId]:
        """Return the posts of a selection in which a mark differs from a value."""
        return self._again_if_lost(lambda: selection.differing(field, value))

    def _counted(self, query: Query) -> Selection:
        selection = self._repository.select(query)
        selection.count(self._console.is_interrupted, self._report)
        return selection

    def _read_texts(self) -> None:
        missing = self._repository.texts_missing
        if missing > _MAX_CHECKED_POSTS:
            text = _("{count:,} posts can be found by title only; texts reads their texts")
            self._console.say(text.format(count=missing))
        elif missing:
            self.read_texts()

    def read_texts(self) -> int:
        """Read the texts that are missing, so that search finds their words.

        Returns:
            How many are still missing after Ctrl-C.
        """
        self._repository.read_texts(self._report, self._console.is_interrupted)
        return self._repository.texts_missing

    def _again_if_lost(self, ask: Callable[[], T]) -> T:
        """Ask once more after a refresh, which mends a damaged index."""
        try:
            return ask()
        except IndexLostError:
            self.refresh()
            return ask()

    def _take_in_marks(self) -> None:
        """Take in the marks of other sessions, and those of an archive that was moved."""
        file, state = self._session.state_file, self._session.state
        with suppress(StateUnusableError):  # saving says so, where there is something to save
            if file.needs_sample(self._repository.counts().total):
                file.recognise(self._repository.ids())
            state.take_in(file.fetch())
        if file.notice:
            self._console.say(file.notice)
            file.notice = ""

    def _report(self, progress: Progress) -> None:
        now = time.monotonic()
        if progress.notice:
            self._console.say(progress.notice)
        if now >= self._said_at + _SAID_SECONDS and progress.total:
            self._said_at = now
            text = _("{done:,} of {total:,} posts; Ctrl-C goes on without the rest")
            self._console.say(text.format(done=progress.done, total=progress.total))
