"""What brings one index up to date, and makes it anew: the one way to all that writes an index.

Loads locks, processes and the parsers of posts, 0.15 s that a first screen can do without: who
only reads an index imports this module when there is something to write.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue

from reader.archive.repository import WHOLE, Progress
from reader.errors import IndexUnusableError
from reader.index.store.connection_pool import Readers
from reader.index.sync.child_process import SyncProcess
from reader.index.sync.job_request import Job
from reader.index.sync.lock import BusyError, ensure_index, rebuild
from reader.index.sync.refreshing import refresh_here, refresh_in_child
from reader.posts.source.site_folder import SiteFolder


@dataclass(frozen=True, slots=True)
class Upkeep:
    """Writes the index of one archive, here or in another process."""

    root: Path
    """The archive's folder, links resolved."""
    site_folder: SiteFolder
    index: Path
    is_in_child: bool
    """Whether another process does the work."""
    _ahead: SimpleQueue[SyncProcess] = field(default_factory=SimpleQueue)
    """A process that looks at the whole archive already, where there is one."""

    def ensure(self) -> None:
        """Create an empty index unless there is a sound one.

        Raises:
            IndexUnusableError: The disk is full, or the folder is not writable.
        """
        ensure_index(self.index)

    def rebuild(self) -> None:
        """Put an empty index in the place of a damaged one.

        Another process that holds the lock rebuilds it itself. Where it can't be written, the
        next refresh raises `IndexUnusableError`.
        """
        with suppress(BusyError, IndexUnusableError):
            rebuild(self.index)

    def begin(self) -> None:
        """Start to read an archive for the first time while the screen is still being made."""
        with suppress(OSError):  # to start it again will say why
            process = SyncProcess(self.root, self.site_folder, self.index, WHOLE)
            self._ahead.put(process)

    def refresh(
        self,
        readers: Readers,
        report: Callable[[Progress], None],
        is_cancelled: Callable[[], bool],
        job: Job,
    ) -> None:
        """Do a job, or wait until another process has; `readers` tell how far that is.

        Raises:
            ArchiveError: The archive can't be listed.
            IndexUnusableError: The disk is full, or the folder is not writable.
        """
        if self.is_in_child:
            refresh_in_child(
                self.root,
                self.site_folder,
                readers,
                report=report,
                is_cancelled=is_cancelled,
                job=job,
                ahead=self._ahead,
            )
        else:
            refresh_here(
                self.root,
                self.site_folder.site,
                readers,
                report=report,
                is_cancelled=is_cancelled,
                job=job,
            )
