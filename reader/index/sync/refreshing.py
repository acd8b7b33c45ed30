"""Bringing the index up to date for a caller that waits: here, in a child, or by another reader.

Whichever process does it, how far it has come is read from the index, so that all readers of one
archive see the same.
"""

import math
import time
from collections.abc import Callable
from pathlib import Path
from queue import SimpleQueue

from reader.archive.repository import WHOLE, Progress, RefreshScope, Stage
from reader.errors import IndexUnusableError
from reader.index.store.connection_pool import Readers
from reader.index.store.connections import IndexDamagedError
from reader.index.store.metadata import IndexMetadata, read_metadata
from reader.index.sync.child_process import KilledError, SyncProcess
from reader.index.sync.job_request import Job
from reader.index.sync.lock import BusyError, holder_of, is_busy, is_stopped, run_sync
from reader.messages.language import gettext as _
from reader.messages.language import gettext_noop
from reader.posts.source.site import Site
from reader.posts.source.site_folder import SiteFolder

Report = Callable[[Progress], None]
IsCancelled = Callable[[], bool]

_MAX_KILLS = 3
"""Killed child processes after which indexing is given up; fewer may be an accident."""
_POLL_SECONDS = 0.02
"""How soon the first posts of a new archive show."""
_FOLLOW_SECONDS = 0.25
_STOPPED_SECONDS = 1.5
"""Wait for a stopped process, which the user may wake up; not yet two seconds in all."""
_STOPPED = gettext_noop(
    "process {number} is stopped while it updates the index; going on with what is there"
    " (fg or kill -CONT {number} wakes it)"
)
_QUICK_SECONDS = 1.0
"""Maximum wait for another process's sync, which also looks at the folders first."""


def refresh_here(
    root: Path,
    site: Site,
    readers: Readers,
    *,
    report: Report,
    is_cancelled: IsCancelled,
    job: Job,
) -> None:
    """Bring the index up to date in this process, or wait until another one has.

    With a quick scope it waits for another process, which may take long, a moment only.

    Raises:
        ArchiveError: The archive can't be listed.
        IndexUnusableError: The disk is full, or the folder is not writable.
    """
    max_seconds = _QUICK_SECONDS if isinstance(job, RefreshScope) and job.is_quick else math.inf
    while not is_cancelled():
        try:
            run_sync(root, site, readers.path, job=job, report=report, is_cancelled=is_cancelled)
        except BusyError:
            if not _follow(readers, report, is_cancelled, max_seconds):
                return
        else:
            return


def refresh_in_child(
    root: Path,
    site_folder: SiteFolder,
    readers: Readers,
    *,
    report: Report,
    is_cancelled: IsCancelled,
    job: Job,
    ahead: SimpleQueue[SyncProcess],
) -> None:
    """Bring the index up to date in a child process, or wait until another one has.

    A process in `ahead` was started before and looks at everything.

    Raises:
        ArchiveError: The archive can't be listed.
        IndexUnusableError: The disk is full, or the folder is not writable.
    """
    kills = 0
    while not is_cancelled():
        process = None if job != WHOLE or ahead.empty() else ahead.get()
        if process is None:
            process = SyncProcess(root, site_folder, readers.path, job)
        watch = _Watch(readers, report)
        try:
            while not process.wait(_POLL_SECONDS):
                watch.look()
                if is_cancelled():
                    process.stop()
                    return
        except BusyError:
            if not _follow(readers, report, is_cancelled):
                return
        except KilledError:
            kills += 1
            if kills > _MAX_KILLS:
                reason = _("indexing was killed again and again")
                raise IndexUnusableError(str(readers.path.parent), reason) from None
        else:
            return


def _follow(
    readers: Readers,
    report: Report,
    is_cancelled: IsCancelled,
    max_seconds: float = math.inf,
) -> bool:
    """Wait until no other process is at work, and report what it does.

    Returns:
        False where one is at work still, or was stopped amid it, which is reported.
    """
    watch = _Watch(readers, report)
    begun = time.monotonic()
    while is_busy(readers.path):
        seconds = time.monotonic() - begun
        if is_cancelled():
            return False
        holder = holder_of(readers.path)
        is_due = seconds >= min(_STOPPED_SECONDS, max_seconds)
        if is_due and holder is not None and is_stopped(holder):
            report(Progress(Stage.CHECKING, 0, 0, _(_STOPPED).format(number=holder)))
            return False
        if seconds >= max_seconds:
            return False
        watch.look()
        time.sleep(_FOLLOW_SECONDS)
    return True


class _Watch:
    """Reports what the metadata of an index say whenever they have changed."""

    def __init__(self, readers: Readers, report: Report) -> None:
        self._readers = readers
        self._report = report
        self._reported: IndexMetadata | None = None

    def look(self) -> None:
        """Read the metadata; an index that is just being made has none."""
        try:
            with self._readers.connection() as connection:
                metadata = read_metadata(connection)
        except IndexDamagedError:
            return
        if metadata != self._reported:
            self._reported = metadata
            if metadata.progress.stage is not Stage.DONE:
                self._report(metadata.progress)
