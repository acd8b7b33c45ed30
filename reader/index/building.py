"""Building the index of an archive without a screen: the user's own, and the shared one."""

from collections.abc import Callable
from dataclasses import dataclass

from reader.archive.repository import Changes, Checked, Progress
from reader.errors import IndexBusyError
from reader.index.opening import Archive, IndexFolders, open_own
from reader.index.store.location import index_file
from reader.index.sync.lock import BusyError, is_busy, rebuild
from reader.index.sync.publishing import publish
from reader.state.reading_state import ReadingState


@dataclass(frozen=True, slots=True)
class Built:
    """What an index holds now."""

    posts: int
    changes: Changes
    """What is different from before."""


class IndexBuilder:
    """Keeps the index of one archive; works in this process, and on all cores."""

    def __init__(self, archive: Archive, folders: IndexFolders) -> None:
        self._archive = archive
        self._folders = folders
        self._index = index_file(folders.own, archive.root)

    def discard(self) -> None:
        """Delete the user's own index.

        Raises:
            IndexBusyError: Another process is at work on it.
            IndexUnusableError: The disk is full, or the folder is not writable.
        """
        try:
            rebuild(self._index)
        except BusyError as error:
            raise IndexBusyError from error

    def build(self, report: Callable[[Progress], None]) -> Built:
        """Bring headers and texts of the user's own index up to date.

        Another process that is doing it is waited for, unless it was stopped. Interrupted, it goes
        on from there the next time.

        Raises:
            ArchiveError: The archive's folder can't be listed.
            IndexBusyError: Another process was stopped amid it.
            IndexUnusableError: The disk is full, or the folder is not writable.
        """
        repository = open_own(self._archive, ReadingState(), self._folders.own, is_in_child=False)
        changes = repository.refresh(report)
        if is_busy(self._index):
            raise IndexBusyError
        repository.read_texts(report)
        return Built(repository.counts().total, changes)

    def check(self, report: Callable[[Progress], None]) -> Checked:
        """Compare the user's own index with the files, and mend what differs.

        Raises:
            ArchiveError: The archive's folder can't be listed.
            IndexBusyError: Another process was stopped amid its work on it.
            IndexUnusableError: The disk is full, or the folder is not writable.
        """
        repository = open_own(self._archive, ReadingState(), self._folders.own, is_in_child=False)
        checked = repository.check(report)
        if is_busy(self._index):
            raise IndexBusyError
        return checked

    def publish(self) -> None:
        """Give all accounts what was built, where the settings name a folder for that.

        Raises:
            IndexBusyError: Another process is publishing it.
            IndexUnusableError: It can't be written there.
        """
        shared = self._folders.shared
        if shared is None:
            return
        try:
            publish(self._index, index_file(shared, self._archive.root))
        except BusyError as error:
            raise IndexBusyError from error
