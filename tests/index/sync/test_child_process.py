"""The sync in a process of its own, on enough files for it to start others."""

import os
import signal
import sys
from contextlib import closing
from pathlib import Path
from queue import SimpleQueue

import pytest

from reader.archive.repository import Progress, RefreshScope
from reader.errors import ArchiveError
from reader.index.opening import Archive, open_own
from reader.index.store.connection_pool import Readers
from reader.index.store.connections import open_for_reading
from reader.index.store.metadata import read_metadata
from reader.index.sync.child_process import SyncProcess
from reader.index.sync.lock import ensure_index, is_busy, rebuild
from reader.index.sync.refreshing import refresh_in_child
from reader.posts.source.site_folder import SiteFolder
from reader.state.reading_state import ReadingState

POSTS = 2500
"""More than are read without other processes."""
_MAX_SECONDS = 120.0


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("archive")
    (root / "_posts").mkdir()
    for number in range(POSTS):
        file = root / "_posts" / f"2022-01-01-{number:05}.md"
        file.write_text(f"---\ntitle: post {number}\n---\n")
        os.utime(file, (1_600_000_000, 1_600_000_000))
    return root


def test_thousands_of_headers_are_read_by_the_workers_of_a_child(
    archive: Path, tmp_path: Path
) -> None:
    index = tmp_path / "index.sqlite"
    assert SyncProcess(archive, SiteFolder(archive), index, RefreshScope()).wait(_MAX_SECONDS)
    with closing(open_for_reading(index)) as connection:
        metadata = read_metadata(connection)
    assert (metadata.posts, metadata.is_complete) == (POSTS, True)
    assert not is_busy(index)


def test_a_child_that_is_told_to_stop_ends(archive: Path, tmp_path: Path) -> None:
    process = SyncProcess(archive, SiteFolder(archive), tmp_path / "index.sqlite", RefreshScope())
    process.stop()
    assert process.wait(_MAX_SECONDS)
    assert not is_busy(tmp_path / "index.sqlite")


def test_a_child_says_that_there_is_no_archive(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    process = SyncProcess(gone, SiteFolder(gone), tmp_path / "index.sqlite", RefreshScope())
    with pytest.raises(ArchiveError, match="no such file"):
        process.wait(_MAX_SECONDS)


@pytest.mark.skipif(sys.platform != "linux", reason="children are found in /proc")
def test_a_child_that_is_killed_is_followed_by_another(archive: Path, tmp_path: Path) -> None:
    readers = Readers(tmp_path / "index.sqlite", rebuild)
    ensure_index(readers.path)
    killed: list[int] = []

    def kill_first_child(_: Progress) -> None:
        if not killed:
            killed.extend(children_of(os.getpid()))
            for child in killed:
                os.kill(child, signal.SIGKILL)

    refresh_in_child(
        archive,
        SiteFolder(archive),
        readers,
        report=kill_first_child,
        is_cancelled=lambda: False,
        ahead=SimpleQueue(),
        job=RefreshScope(),
    )
    assert killed
    with readers.connection() as connection:
        assert read_metadata(connection).posts == POSTS


def children_of(parent: int) -> list[int]:
    """Return the processes that are syncs and were started by `parent`."""
    found = []
    for folder in Path("/proc").iterdir():
        try:
            status = (folder / "stat").read_text().rpartition(")")[2].split()
            command = (folder / "cmdline").read_bytes()
        except OSError:
            continue
        if status[1] == str(parent) and b"sync.child_process" in command:
            found.append(int(folder.name))
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="children are found in /proc")
def test_a_new_archive_is_read_from_the_moment_on_in_which_it_is_opened(
    archive: Path, tmp_path: Path
) -> None:
    opened = Archive(archive, SiteFolder(archive))
    repository = open_own(opened, ReadingState(), tmp_path, is_in_child=True)
    begun = children_of(os.getpid())
    assert len(begun) == 1
    seen: set[int] = set()
    repository.refresh(lambda _: seen.update(children_of(os.getpid())))
    assert seen <= {*begun}
    assert repository.counts().total == POSTS
    again = open_own(opened, ReadingState(), tmp_path, is_in_child=True)
    assert again.is_complete
    assert children_of(os.getpid()) == []
