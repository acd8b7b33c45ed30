"""Opening an archive's repository: with the shared index, the user's own, or none."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING

from reader.archive.repository import WHOLE, Progress, Repository
from reader.errors import IndexLostError, IndexUnusableError
from reader.index.fallback import FallbackRepository
from reader.index.indexed_repository import IndexedRepository, Refresh
from reader.index.store.connection_pool import Readers
from reader.index.store.connections import IndexHealth, health_of
from reader.index.store.location import index_file
from reader.index.sync.job_request import Job
from reader.posts.source.site_folder import SiteFolder
from reader.state.reading_state import ReadingState

if TYPE_CHECKING:
    from reader.index.sync.child_process import SyncProcess


@dataclass(frozen=True, slots=True)
class IndexFolders:
    """Where indexes lie."""

    own: Path
    """The user's own, in the cache."""
    shared: Path | None = None
    """Those that are published for all accounts of the host; None without any."""


@dataclass(frozen=True, slots=True)
class Archive:
    """What a repository is opened on."""

    root: Path
    """The archive's folder, links resolved."""
    site_folder: SiteFolder
    """Where the site's settings lie."""
    today_zone: tzinfo | None = None
    """Zone of ``today`` in queries; None is that of the site."""


def open_repository(
    archive: Archive, state: ReadingState, folders: IndexFolders, *, is_in_child: bool
) -> tuple[Repository, str]:
    """Open an archive's repository; reads no post yet.

    Args:
        archive: What is opened.
        state: The user's marks.
        folders: Where indexes lie.
        is_in_child: Whether another process does the indexing, so that a screen's keys need not
            wait; a command does it itself.

    Returns:
        The repository, and a sentence that the user should see, or nothing.
    """
    if folders.shared is not None:
        published = Readers(index_file(folders.shared, archive.root))
        if health_of(published.path, is_published=True) is IndexHealth.SOUND:
            with suppress(IndexLostError):
                return _indexed(archive, state, published, _leave_alone), ""
    try:
        indexed = open_own(archive, state, folders.own, is_in_child=is_in_child)
    except IndexUnusableError as error:
        return open_in_memory(archive, state), f"{error}; going on in memory"
    return FallbackRepository(indexed, lambda: open_in_memory(archive, state)), ""


def open_own(
    archive: Archive, state: ReadingState, folder: Path, *, is_in_child: bool
) -> IndexedRepository:
    """Open an archive's repository with the index in the user's own folder.

    Raises:
        IndexUnusableError: The disk is full, or the folder is not writable.
        IndexLostError: It is damaged, and another process is at work on it.
    """
    readers = Readers(index_file(folder, archive.root), _rebuild)
    _ensure(readers.path)
    ahead: SimpleQueue[SyncProcess] = SimpleQueue()
    refresh = _refresh(archive, readers, ahead, is_in_child=is_in_child)
    try:
        repository = _indexed(archive, state, readers, refresh)
    except IndexLostError:  # which has thrown the damaged one away
        _ensure(readers.path)
        repository = _indexed(archive, state, readers, refresh)
    if is_in_child and not repository.is_complete:
        _begin(archive, readers, ahead)
    return repository


def open_in_memory(archive: Archive, state: ReadingState) -> Repository:
    """Open an archive's repository without an index."""
    from reader.archive.memory_repository import MemoryRepository  # noqa: PLC0415 - as below

    site_folder = archive.site_folder
    return MemoryRepository(
        archive.root, site_folder.site, state, site_folder.problems, archive.today_zone
    )


def _indexed(
    archive: Archive, state: ReadingState, readers: Readers, refresh: Refresh
) -> IndexedRepository:
    return IndexedRepository(
        archive.root, archive.site_folder, state, readers, refresh, archive.today_zone
    )


def _ensure(index: Path) -> None:
    if health_of(index) is not IndexHealth.SOUND:
        from reader.index.sync.lock import ensure_index  # noqa: PLC0415 - as below

        ensure_index(index)


def _rebuild(index: Path) -> None:
    """Put an empty index in the place of a damaged one.

    Another process that holds the lock rebuilds it itself. Where it can't be written, the next
    refresh raises `IndexUnusableError`.
    """
    from reader.index.sync.lock import BusyError, rebuild  # noqa: PLC0415 - as below

    with suppress(BusyError, IndexUnusableError):
        rebuild(index)


def _begin(archive: Archive, readers: Readers, ahead: SimpleQueue[SyncProcess]) -> None:
    """Start to read an archive for the first time while the screen is still being made."""
    from reader.index.sync.child_process import SyncProcess  # noqa: PLC0415 - as below

    with suppress(OSError):  # to start it again will say why
        ahead.put(SyncProcess(archive.root, archive.site_folder.path, readers.path, WHOLE))


def _refresh(
    archive: Archive, readers: Readers, ahead: SimpleQueue[SyncProcess], *, is_in_child: bool
) -> Refresh:
    """Return what brings the index up to date.

    Args:
        archive: Of which the index is.
        readers: Of the index.
        ahead: A process that looks at the whole archive already, where there is one.
        is_in_child: As in `open_own`.
    """

    def refresh(
        report: Callable[[Progress], None], is_cancelled: Callable[[], bool], job: Job
    ) -> None:
        # Locks, processes and the reading of headers: 60 ms that a first screen can do without.
        from reader.index.sync.refreshing import refresh_here, refresh_in_child  # noqa: PLC0415

        if is_in_child:
            refresh_in_child(
                archive.root,
                archive.site_folder.path,
                readers,
                report=report,
                is_cancelled=is_cancelled,
                job=job,
                ahead=ahead,
            )
        else:
            refresh_here(
                archive.root,
                archive.site_folder.site,
                readers,
                report=report,
                is_cancelled=is_cancelled,
                job=job,
            )

    return refresh


def _leave_alone(
    _report: Callable[[Progress], None], _is_cancelled: Callable[[], bool], _job: Job
) -> None:
    """Do nothing: the index is published by another account."""
