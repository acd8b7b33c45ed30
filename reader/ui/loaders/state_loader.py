"""Saves the reading state, and receives changes by other sessions of the user."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from functools import partial

from reader.archive.repository import Repository
from reader.errors import IndexLostError, ReaderError, StateUnusableError
from reader.files.folder_watch import Ending, FolderWatch, WatchUnavailableError
from reader.state.reading_state import Piece
from reader.state.state_file import StateFile
from reader.ui.loaders.loader import Deliver, Loader

_LOOK_EVERY_SECONDS = 60.0
"""Where the system reports no changes, as of logs of other hosts."""
_RETRY_SECONDS = 5.0


class StateLoader:
    """Three threads: one saves, one waits for changes, one recognises the archive."""

    def __init__(self, state_file: StateFile, deliver: Deliver) -> None:
        self._file = state_file
        self._saver = Loader("save", deliver)
        self._looker = Loader("look", deliver)
        self._recogniser = Loader("recognise", deliver)
        self._ending = Ending()
        self._has_failed = False
        self._saved: Callable[[], object] = _nothing
        self._unsaved: Callable[[ReaderError], object] = _nothing

    def start(
        self,
        arrived: Callable[[Sequence[Piece], str], object],
        saved: Callable[[], object],
        unsaved: Callable[[ReaderError], object],
    ) -> None:
        """Start to receive changes by other sessions.

        Args:
            arrived: Takes their changes, and a message to show or an empty text.
            saved: Called whenever everything is saved.
            unsaved: Takes the error whenever saving fails. The changes stay in memory, and
                saving is retried.
        """
        self._saved, self._unsaved = saved, unsaved
        self._looker.ask("look", lambda: self._look(arrived), _nothing)

    def save(self) -> None:
        """Save all unsaved changes; `start` names the callbacks."""
        self._saver.ask("save", self._save, lambda _: self._saved(), self._failed)

    def wait_briefly(self, seconds: float) -> None:
        """Block until everything is saved, at most `seconds`."""
        self._saver.wait_briefly(seconds)

    def recognise(self, repository: Repository, then: Callable[[int], object]) -> None:
        """Check whether the archive was opened in another folder before, unless that is known.

        Args:
            repository: The archive.
            then: Takes the number of posts if the archive is new, else 0. State from the other
                folder arrives through `start`'s callback.
        """
        self._recogniser.ask("recognise", lambda: self._recognise(repository), then)

    def _recognise(self, repository: Repository) -> int:
        with suppress(StateUnusableError, IndexLostError):
            total, is_new = repository.counts().total, not self._file.has_sample
            if self._file.needs_sample(total) and not self._file.recognise(repository.ids()):
                return total if is_new else 0
        return 0

    def close(self) -> None:
        """Stop all threads quickly."""
        self._ending.set()
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
        with suppress(StateUnusableError):
            self._file.verify()
        with ExitStack() as stack:
            wait = self._waiting(stack)
            while not self._ending.is_set():
                wait(_RETRY_SECONDS if self._has_failed else _LOOK_EVERY_SECONDS)
                self._fetch(arrived)

    def _waiting(self, stack: ExitStack) -> Callable[[float], object]:
        """Return what waits for a change of the state's folders, at most some seconds."""
        try:
            watched = stack.enter_context(FolderWatch(self._ending, tells_each_write=True))
            watched.add(self._file.folders)
        except WatchUnavailableError:
            return self._ending.wait
        return watched.wait

    def _fetch(self, arrived: Callable[[Sequence[Piece], str], object]) -> None:
        if self._has_failed:
            self.save()
        try:
            pieces = self._file.fetch()
        except StateUnusableError:
            return  # saving reports it when there is something to save
        notice, self._file.notice = self._file.notice, ""
        if pieces or notice:
            self._looker.tell(partial(arrived, pieces, notice))


def _nothing(_: object = None) -> None:
    """Do nothing."""
