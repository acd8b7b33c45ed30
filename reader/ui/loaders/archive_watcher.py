"""Tells when files of the archive have changed."""

import threading
from collections.abc import Callable
from functools import partial

from reader.archive.catalogue.watching import WatchImpossibleError, watch
from reader.archive.repository import RefreshScope
from reader.errors import IndexLostError
from reader.session import Session
from reader.ui.loaders.loader import Deliver, Loader


class ArchiveWatcher:
    """One thread that waits for changes from `start` on."""

    def __init__(self, session: Session, deliver: Deliver) -> None:
        self._session = session
        self._loader = Loader("watch", deliver)
        self._stop = threading.Event()

    def start(self, changed: Callable[[RefreshScope], object], ended: Callable[[], object]) -> None:
        """Begin to watch.

        Args:
            changed: Takes where to look, each time.
            ended: Called when the system does not tell of changes any more.
        """

        def work() -> None:
            try:
                folders = self._session.repository.folders
                for scope in watch(self._session.root, folders, self._stop):
                    self._loader.tell(partial(changed, scope))
            except (WatchImpossibleError, IndexLostError):
                pass

        self._loader.ask("watch", work, lambda _: ended())

    def close(self) -> None:
        """Stop watching, within a moment."""
        self._stop.set()
        self._loader.close()
