"""Tells the screen when files of the archive have changed."""

import threading

from textual.message import Message

from reader.archive.catalogue.watching import WatchImpossibleError, watch
from reader.archive.repository import RefreshScope
from reader.errors import IndexLostError
from reader.session import Session
from reader.ui.loaders.loader import Deliver, Loader


class FilesChanged(Message):
    """Files were added, changed or taken away."""

    def __init__(self, scope: RefreshScope) -> None:
        super().__init__()
        self.scope = scope


class WatchEnded(Message):
    """Changes are not told of any more; somebody has to look from time to time."""


class ArchiveWatcher:
    """One thread that waits for changes from `start` on."""

    def __init__(self, session: Session, deliver: Deliver) -> None:
        self._session = session
        self._deliver = deliver
        self._loader = Loader("watch", deliver)
        self._stop = threading.Event()

    def start(self) -> None:
        """Begin to watch; answered by `FilesChanged` each time, and by `WatchEnded` at last."""
        self._loader.request("watch", self._watch)

    def close(self) -> None:
        """Stop watching, within a moment."""
        self._stop.set()
        self._loader.close()

    def _watch(self) -> Message:
        repository = self._session.repository
        try:
            for scope in watch(self._session.root, repository.folders, self._stop):
                self._deliver(FilesChanged(scope))
        except (WatchImpossibleError, IndexLostError):
            pass
        return WatchEnded()
