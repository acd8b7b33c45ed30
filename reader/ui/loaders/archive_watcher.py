"""Reports changed files of the archive."""

from collections.abc import Callable
from functools import partial

from reader.archive.catalogue.watching import WatchImpossibleError, watch
from reader.archive.repository import RefreshScope
from reader.errors import IndexLostError
from reader.files.folder_watch import Ending
from reader.session import Session
from reader.ui.loaders.loader import Deliver, Loader


class ArchiveWatcher:
    """One thread that waits for changes after `start`."""

    def __init__(self, session: Session, deliver: Deliver) -> None:
        self._session = session
        self._loader = Loader("watch", deliver)
        self._ending = Ending()

    def start(self, changed: Callable[[RefreshScope], object], ended: Callable[[], object]) -> None:
        """Begin to watch.

        Args:
            changed: Takes the scope to refresh, for each change.
            ended: Called when the system stops reporting changes.
        """

        def work() -> None:
            try:
                folders = self._session.repository.folders
                for scope in watch(self._session.root, folders, self._ending):
                    self._loader.tell(partial(changed, scope))
            except (WatchImpossibleError, IndexLostError):
                pass

        self._loader.ask("watch", work, lambda _: ended())

    def close(self) -> None:
        """Stop watching quickly."""
        self._ending.set()
        self._loader.close()
