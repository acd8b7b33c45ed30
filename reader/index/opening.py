"""Opening an archive's repository: with the shared index, the user's own, or none."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import tzinfo
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from reader.archive.repository import Progress, Repository
from reader.errors import IndexLostError, IndexUnusableError
from reader.index.fallback import FallbackRepository, in_memory_notice
from reader.index.indexed_repository import IndexedRepository, Refresh
from reader.index.store.connection_pool import Readers
from reader.index.store.connections import IndexHealth, health_of
from reader.index.store.location import index_file
from reader.index.sync.job_request import Job
from reader.posts.source.site_folder import SiteFolder
from reader.state.reading_state import ReadingState

if TYPE_CHECKING:
    from reader.index.sync.upkeep import Upkeep


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
    published = open_published(archive, state, folders.shared)
    if published is not None:
        return published, ""
    try:
        indexed = open_own(archive, state, folders.own, is_in_child=is_in_child)
    except IndexUnusableError as error:
        return open_in_memory(archive, state), in_memory_notice(error)
    return FallbackRepository(indexed, lambda: open_in_memory(archive, state)), ""


def open_published(archive: Archive, state: ReadingState, folder: Path | None) -> Repository | None:
    """Open an archive's repository with an index that another account keeps; None without one.

    Args:
        archive: What is opened.
        state: The user's marks.
        folder: Folder of published indexes, if there is one.
    """
    if folder is None:
        return None
    readers = Readers(index_file(folder, archive.root))
    with suppress(IndexLostError, IndexUnusableError):
        if health_of(readers.path, is_published=True) is IndexHealth.SOUND:
            return _indexed(archive, state, readers, _leave_alone)
    return None


def open_own(
    archive: Archive, state: ReadingState, folder: Path, *, is_in_child: bool
) -> IndexedRepository:
    """Open an archive's repository with the index in the user's own folder.

    Raises:
        IndexUnusableError: The disk is full, or the folder is not writable.
        IndexLostError: It is damaged, and another process is at work on it.
    """
    root, site_folder = archive.root, archive.site_folder
    index = index_file(folder, root)

    @cache
    def upkeep() -> Upkeep:
        from reader.index.sync.upkeep import Upkeep  # noqa: PLC0415 - all that writes: 0.15 s

        return Upkeep(root, site_folder, index, is_in_child)

    def refresh(
        report: Callable[[Progress], None], is_cancelled: Callable[[], bool], job: Job
    ) -> None:
        upkeep().refresh(readers, report, is_cancelled, job)

    def ensure() -> None:
        if health_of(index) is not IndexHealth.SOUND:
            upkeep().ensure()

    readers = Readers(index, lambda _: upkeep().rebuild())
    ensure()
    try:
        repository = _indexed(archive, state, readers, refresh)
    except IndexLostError:  # which has thrown the damaged one away
        ensure()
        repository = _indexed(archive, state, readers, refresh)
    if is_in_child and not repository.is_complete:
        upkeep().begin()
    return repository


def open_in_memory(archive: Archive, state: ReadingState) -> Repository:
    """Open an archive's repository without an index."""
    from reader.archive.memory_repository import MemoryRepository  # noqa: PLC0415 - 30 ms, rare

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


def _leave_alone(
    _report: Callable[[Progress], None], _is_cancelled: Callable[[], bool], _job: Job
) -> None:
    """Do nothing: the index is published by another account."""
