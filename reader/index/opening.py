"""Putting an archive's repository together: the shared index, one's own, or none."""

from dataclasses import dataclass
from pathlib import Path

from reader.archive.memory_repository import MemoryRepository
from reader.archive.repository import Repository
from reader.errors import IndexUnusableError
from reader.index.database import Condition, condition_of
from reader.index.indexed_repository import IndexedRepository
from reader.index.location import index_file
from reader.index.readers import Readers
from reader.index.refreshing import (
    Refresh,
    refresh_elsewhere,
    refresh_here,
    refresh_in_child,
)
from reader.index.stand_in import RepositoryWithStandIn
from reader.index.sync_running import ensure_index
from reader.posts.post import Problem
from reader.posts.site import Site
from reader.state.reading_state import ReadingState


@dataclass(frozen=True, slots=True)
class IndexFolders:
    """Where indexes lie."""

    own: Path
    """Those of this person, in the cache."""
    shared: Path | None = None
    """Those that somebody publishes for all accounts of the host."""


@dataclass(frozen=True, slots=True)
class Archive:
    """What a repository is opened on."""

    root: Path
    """The archive's folder, links resolved."""
    site_folder: SiteFolder
    """Where the site's settings lie."""


def open_repository(
    archive: Archive, state: ReadingState, folders: IndexFolders, *, is_in_child: bool
) -> tuple[Repository, str]:
    """Open an archive's repository; reads no post yet.

    Args:
        archive: What is opened.
        state: The person's marks.
        folders: Where indexes lie.
        is_in_child: Whether another process does the indexing, so that a screen's keys need not
            wait; a command does it itself.

    Returns:
        The repository, and a sentence that the person should see, or nothing.
    """

    def in_memory() -> Repository:
        return MemoryRepository(archive.root, archive.site, state, archive.problems)

    def indexed(readers: Readers, refresh: Refresh) -> Repository:
        return IndexedRepository(
            archive.root,
            archive.site,
            state,
            readers,
            refresh,
            site_problems=archive.problems,
        )

    if folders.shared is not None:
        published = index_file(folders.shared, archive.root)
        if condition_of(published, is_published=True) is Condition.SOUND:
            return indexed(Readers(published, is_published=True), refresh_elsewhere), ""
    try:
        readers = Readers(index_file(folders.own, archive.root), is_published=False)
        ensure_index(readers.path)
    except IndexUnusableError as error:
        return in_memory(), f"{error}; going on in memory"
    if is_in_child:
        refresh = refresh_in_child(archive.root, archive.site_folder, readers)
    else:
        refresh = refresh_here(archive.root, archive.site, readers)
    return RepositoryWithStandIn(indexed(readers, refresh), in_memory), ""
