"""Saves what the person does, and brings in what other sessions of the person do."""

import threading
from collections.abc import Sequence
from contextlib import suppress

from textual.message import Message

from reader.archive.repository import Repository
from reader.errors import IndexLostError, StateUnusableError
from reader.state.reading_state import Piece
from reader.state.state_file import StateFile
from reader.ui.loaders.loader import Deliver, Loader

_LOOK_EVERY_SECONDS = 1.0
_RETRY_SECONDS = 5.0


class StateSaved(Message):
    """Everything that was done is in the file, after it could not be for a while."""


class StateUnsaved(Message):
    """Something could not be saved; it is kept in memory and tried again."""

    def __init__(self, error: StateUnusableError) -> None:
        super().__init__()
        self.error = error


class StateArrived(Message):
    """Other sessions have done something."""

    def __init__(self, pieces: Sequence[Piece], notice: str) -> None:
        super().__init__()
        self.pieces = pieces
        self.notice = notice


class ArchiveRecognised(Message):
    """It is known which archive it is; what was kept of it elsewhere arrives by itself."""

    def __init__(self, new_posts: int) -> None:
        super().__init__()
        self.new_posts = new_posts
        """Of an archive that was never seen before; 0 of any other."""


class StateLoader:
    """Three threads: one saves at once, one looks every second, one recognises the archive."""

    def __init__(self, state_file: StateFile, deliver: Deliver) -> None:
        self._file = state_file
        self._deliver = deliver
        self._saver = Loader("save", deliver)
        self._looker = Loader("look", deliver)
        self._recogniser = Loader("recognise", deliver)
        self._stop = threading.Event()
        self._has_failed = False

    def start(self) -> None:
        """Begin to look at what others do; answered by `StateArrived` each time."""
        self._looker.request("look", self._look)

    def save(self) -> None:
        """Save what has not been; answered by `StateUnsaved` where that fails."""
        self._saver.request("save", self._save)

    def settle(self, seconds: float) -> None:
        """Wait until all is saved, but for so long at most."""
        self._saver.settle(seconds)

    def recognise(self, repository: Repository) -> None:
        """Find out whether the archive was known in another folder, if that is yet unknown.

        Answered by `ArchiveRecognised`.
        """
        self._recogniser.request("recognise", lambda: self._recognise(repository))

    def _recognise(self, repository: Repository) -> Message:
        with suppress(StateUnusableError, IndexLostError):
            if not self._file.has_sample and not self._file.recognise(repository.ids()):
                return ArchiveRecognised(repository.counts().total)
        return ArchiveRecognised(0)

    def close(self) -> None:
        """Stop all, within a moment."""
        self._stop.set()
        self._saver.close()
        self._looker.close()
        self._recogniser.close()

    def _save(self) -> Message:
        try:
            self._file.save()
        except StateUnusableError as error:
            self._has_failed = True
            return StateUnsaved(error)
        self._has_failed = False
        return StateSaved()

    def _look(self) -> Message:
        since_retry = 0.0
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
                self._deliver(StateArrived(pieces, notice))
        return StateSaved()
