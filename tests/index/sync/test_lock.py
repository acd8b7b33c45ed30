"""Files of older versions go once nobody reads them; nobody waits long for a stopped process."""

import gc
import glob
import os
import signal
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest
from support.archive_files import index_of, open_indexed, titles, write_posts
from support.reader_process import ReaderProcess, wait_until

from reader.archive.repository import Progress
from reader.errors import IndexBusyError
from reader.index.building import IndexBuilder
from reader.index.opening import Archive, IndexFolders, open_repository
from reader.index.sync.lock import holder_of, is_stopped
from reader.posts.source.site_folder import SiteFolder
from reader.state.reading_state import ReadingState

COUNT = 2300
SECONDS = 5.0
"""Twice what is promised; the machine may be busy."""


def make_older(root: Path, cache: Path) -> Path:
    """Make an index as the versions before made one, with a name of theirs."""
    open_indexed(root, cache).refresh()
    index = index_of(root, cache)
    older = index.with_name(f"{index.name.rpartition('%v')[0]}%v1.sqlite")
    for file in cache.glob(f"{glob.escape(index.name)}-*"):
        file.unlink()
    gc.collect()  # of the repository that has it open
    index.rename(older)
    return older


def test_an_older_index_goes_when_a_newer_is_made(root: Path, cache: Path) -> None:
    write_posts(root, 3)
    older = make_older(root, cache)
    open_indexed(root, cache).refresh()
    assert not older.exists()
    assert not [file for file in cache.iterdir() if file.name.startswith(older.name)]


def test_an_older_index_that_a_reader_has_open_stays(root: Path, cache: Path) -> None:
    write_posts(root, 3)
    older = make_older(root, cache)
    with closing(sqlite3.connect(older)) as connection:
        assert connection.execute("SELECT count(*) FROM posts").fetchone() == (3,)
        open_indexed(root, cache).refresh()
        assert older.exists()
        assert connection.execute("SELECT count(*) FROM posts").fetchone() == (3,)
    open_indexed(root, cache).refresh()
    assert not older.exists()


def test_a_newer_index_is_left_alone(root: Path, cache: Path) -> None:
    write_posts(root, 3)
    newer = make_older(root, cache)
    newer = newer.rename(newer.with_name(newer.name.replace("%v1.", "%v1999.")))
    open_indexed(root, cache).refresh()
    assert newer.exists()


@pytest.fixture
def stopped(root: Path, cache: Path) -> ReaderProcess:
    """A process that was stopped while it indexed, and holds the lock."""
    write_posts(root, COUNT)
    reader = ReaderProcess(
        root=str(root), cache=str(cache), statement=2, text="INSERT INTO posts", pauses=True
    )
    assert reader.process.stdout is not None
    assert reader.process.stdout.readline() == b"paused\n"
    reader.process.send_signal(signal.SIGSTOP)
    wait_until(lambda: is_stopped(reader.process.pid))
    return reader


@pytest.mark.parametrize("is_in_child", [False, True])
def test_nobody_waits_for_a_stopped_process_and_everybody_is_told_which(
    root: Path, cache: Path, stopped: ReaderProcess, is_in_child: bool
) -> None:
    begun = time.monotonic()
    repository = open_indexed(root, cache, is_in_child=is_in_child)
    reports: list[Progress] = []
    repository.refresh(reports.append)
    assert time.monotonic() - begun < SECONDS
    assert holder_of(index_of(root, cache)) == stopped.process.pid
    (notice,) = {report.notice for report in reports} - {""}
    assert f"process {stopped.process.pid} is stopped" in notice
    assert len(titles(repository)) < COUNT
    stopped.process.send_signal(signal.SIGCONT)
    assert stopped.answer()["is_complete"]


def test_building_an_index_does_not_wait_for_a_stopped_process(
    root: Path, cache: Path, stopped: ReaderProcess
) -> None:
    builder = IndexBuilder(Archive(root, SiteFolder(root)), IndexFolders(cache))
    with pytest.raises(IndexBusyError):
        builder.build(lambda _: None)
    stopped.process.send_signal(signal.SIGCONT)
    assert stopped.answer()["is_complete"]


def test_a_pipe_in_place_of_the_index_leaves_memory_and_one_sentence(
    root: Path, cache: Path
) -> None:
    write_posts(root, 3)
    cache.mkdir()
    os.mkfifo(index_of(root, cache))
    archive = Archive(root, SiteFolder(root))
    repository, remark = open_repository(
        archive, ReadingState(), IndexFolders(cache), is_in_child=False
    )
    assert "no plain file; going on in memory" in remark
    repository.refresh()
    assert len(titles(repository)) == 3
