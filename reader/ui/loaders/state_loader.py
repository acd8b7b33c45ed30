"""Saves what the user does, and brings in what the user's other sessions do."""

import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial

from reader.archive.repository import Repository
from reader.errors import IndexLostError, ReaderError, StateUnusableError
from reader.state.reading_state import Piece
from reader.state.state_file import StateFile
from reader.ui.loaders.loader import Deliver, Loader

_LOOK_EVERY_SECONDS = 1.0
_RETRY_SECONDS = 5.0


class StateLoader:
    """Three threads: one saves at once, one looks every second, one recognises the archive."""

    def __init__(self, state_file: StateFile, deliver: Deliver) -> None:
        self._file = state_file
        self._saver = Loader("save", deliver)
        self._looker = Loader("look", deliver)
        self._recogniser = Loader("recognise", deliver)
        self._stop = threading.Event()
        self._has_failed = False
        self._saved: Callable[[], object] = _nothing
        self._unsaved: Callable[[ReaderError], object] = _nothing

    def start(
        self,
        arrived: Callable[[Sequence[Piece], str], object],
        saved: Callable[[], object],
        unsaved: Callable[[ReaderError], object],
    ) -> None:
        """Begin to look at what other sessions do.

        Args:
            arrived: Takes what they did, and a sentence to show or nothing, each time.
            saved: Called whenever all is in the file.
            unsaved: Takes the error whenever something could not be saved. It is kept in memory
                and tried again.
        """
        self._saved, self._unsaved = saved, unsaved
        self._looker.ask("look", lambda: self._look(arrived), _nothing)

    def save(self) -> None:
        """Save what has not been; `start` says who is told."""
        self._saver.ask("save", self._save, lambda _: self._saved(), self._failed)

    def wait_briefly(self, seconds: float) -> None:
        """Block until all is saved, for `seconds` at most."""
        self._saver.wait_briefly(seconds)

    def recognise(self, repository: Repository, then: Callable[[int], object]) -> None:
        """Find out whether the archive was known in another folder, if that is yet unknown.

        Args:
            repository: The archive.
            then: Takes the number of posts of an archive that was never seen before, else 0. What
                was kept of it elsewhere arrives by itself.
        """
        self._recogniser.ask("recognise", lambda: self._recognise(repository), then)

    def _recognise(self, repository: Repository) -> int:
        with suppress(StateUnusableError, IndexLostError):
            total, is_new = repository.counts().total, not self._file.has_sample
            if self._file.needs_sample(total) and not self._file.recognise(repository.ids()):
                return total if is_new else 0
        return 0

    def close(self) -> None:
        """Stop all, within a moment."""
        self._stop.set()
        self._saver.close()
        self._looker.close()
        self._recogniser.close()

    def _save(self) -> None:
        self._has_failed = True
        self._file.save()
        self._has_failed = False

    def _failed(self, error: ReaderError) -> None:
        if not isinstance(error, StateUnusableError):
            raise error
        self._unsaved(error)

    def _look(self, arrived: Callable[[Sequence[Piece], str], object]) -> None:
        since_retry = 0.0
        with suppress(StateUnusableError):
            self._file.verify()
        while not self._stop.wait(_LOOK_EVERY_SECONDS):
            since_retry += _LOOK_EVERY_SECONDS
            if self._has_failed and since_retry >= _RETRY_SECONDS:
                since_retry = 0.0
                self.save()
            try:
                pieces = self._file.fetch()
            except StateUnusableError:
                continue  # saving will say so, when there is something to save
            notice, self._file.notice = self._file.notice, ""
            if pieces or notice:
                self._looker.tell(partial(arrived, pieces, notice))


def _nothing(_: object = None) -> None:
    """Do nothing."""
